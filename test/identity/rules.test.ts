import { TerraformVariable } from 'cdktf';
import { SitesProps } from '../../src';
import { OperatorRoles } from '../../src/identity/operator-roles';
import { OperatorProps, OperatorTarget } from '../../src/identity/props';
import { newSites, quietly, refusal, refusalCodes, templateOf, written } from '../support/synth';

interface Case {
  readonly what: string;
  readonly operators: object;
  readonly targets?: unknown;
  readonly sites?: Partial<SitesProps>;
  /** Path and message. */
  readonly says: string;
  /** What is close to it, and right. */
  readonly fits?: OperatorProps;
}

const USER = 'arn:aws:iam::111122223333:user/sre';
const ROLE = 'arn:aws:iam::111122223333:role/sre';
const OTHER = 'arn:aws:iam::111122223333:role/other';
const TRUSTED: OperatorProps = { trustedPrincipalArns: [USER] };
const TABLES = (count: number) => Array.from({ length: count }, (_, index) => OperatorTarget.table({ primary: `a-table-number-${index}`, standby: `a-table-number-${index}` }));
const DATABASE = OperatorTarget.database({ globalClusterIdentifier: 'legacy', clusterIdentifiers: { primary: 'legacy-east', standby: 'legacy-west' } });
const users = (count: number) => Array.from({ length: count }, (_, index) => `${USER}-${index}`);

const CASES: Record<string, Case[]> = {
  DR001: [
    { what: 'nobody to trust', operators: {}, says: 'trustedPrincipalArns: nothing given' },
    { what: 'nobody to trust beside an existing operator role', operators: { operatorRoleArn: OTHER }, says: 'trustedPrincipalArns: nothing given' },
    { what: 'a table without names', operators: TRUSTED, targets: [OperatorTarget.table(undefined as any)], says: 'targets[0].names: nothing given' },
    { what: 'archives of a bus that has none', operators: TRUSTED, targets: [DATABASE, OperatorTarget.eventArchive(undefined as any, 'events')], says: 'targets[1].names: nothing given' },
    { what: 'an archive of the standby alone', operators: TRUSTED, targets: [OperatorTarget.eventArchive({ standby: 'events' } as any, 'events')], says: 'targets[0].names.primary: nothing given' },
    { what: 'an archive of no bus', operators: TRUSTED, targets: [OperatorTarget.eventArchive({ primary: 'events' }, undefined as any)], says: 'targets[0].busName: nothing given' },
    { what: 'a database without a global cluster', operators: TRUSTED, targets: [OperatorTarget.database({ clusterIdentifiers: { primary: 'one' } } as any)], says: 'targets[0].globalClusterIdentifier: nothing given' },
  ],
  DR003: [
    { what: 'a principal that is no string', operators: { trustedPrincipalArns: [5] }, says: 'trustedPrincipalArns[0]: 5 given, a string needed' },
    { what: 'a target that is none', operators: TRUSTED, targets: [{}], says: 'targets[0]: an object given, an OperatorTarget needed' },
  ],
  DR004: [{ what: 'a property that there is not', operators: { ...TRUSTED, externalId: 'x' }, says: 'externalId: no such property; known are trustedPrincipalArns' }],
  DR400: ['*', 'arn:aws:iam::111122223333:group/sre', 'arn:aws:sts::111122223333:assumed-role/sre/me', 'arn:aws-cn:iam::111122223333:user/sre', 'ec2.amazonaws.com', 'sre'].map(arn => ({
    what: `the principal ${arn}`,
    operators: { trustedPrincipalArns: [USER, arn] },
    says: `trustedPrincipalArns[1]: '${arn}' given, the ARN of an IAM user or role needed, like 'arn:aws:iam::111122223333:role/sre'`,
    fits: TRUSTED,
  })),
  DR401: ['arn:aws:iam::111122223333:root', '111122223333'].map(arn => ({
    what: `the account ${arn}`,
    operators: { ...TRUSTED, observerPrincipalArns: [arn] },
    says: `observerPrincipalArns[0]: '${arn}' given, which stands for every user and role of that account`,
    fits: { ...TRUSTED, observerPrincipalArns: [USER] },
  })),
  DR402: [
    { what: 'a role that cannot show MFA', operators: { trustedPrincipalArns: [ROLE] }, says: `trustedPrincipalArns[0]: '${ROLE}' given with requireMfa true, which IAM users alone can fulfil`, fits: TRUSTED },
    {
      what: 'a role of IAM Identity Center that cannot show MFA',
      operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Sre_0123456789abcdef'] },
      says: 'given with requireMfa true',
    },
  ],
  DR404: [0, 59, 721, 90.5].map(sessionMinutes => ({
    what: `sessions of ${sessionMinutes} minutes`,
    operators: { ...TRUSTED, sessionMinutes },
    says: `sessionMinutes: ${sessionMinutes} given, a whole number of 60 to 720 needed`,
    fits: { ...TRUSTED, sessionMinutes: 720 },
  })),
  DR406: [
    { what: 'an empty list of principals', operators: { trustedPrincipalArns: [] }, says: 'trustedPrincipalArns: an empty list given, at least one principal needed' },
    { what: 'an empty list of observers', operators: { ...TRUSTED, observerPrincipalArns: [] }, says: 'observerPrincipalArns: an empty list given', fits: TRUSTED },
  ],
  DR407: [
    { what: 'an existing role that is a user', operators: { ...TRUSTED, observerRoleArn: USER }, says: `observerRoleArn: '${USER}' given, the ARN of an IAM role needed`, fits: { ...TRUSTED, observerRoleArn: ROLE } },
    {
      what: 'an existing role that is a name', operators: { operatorRoleArn: 'sre', observerPrincipalArns: [USER] }, says: "operatorRoleArn: 'sre' given", fits: { operatorRoleArn: ROLE, observerPrincipalArns: [USER] },
    },
  ],
  DR408: [
    {
      what: 'principals of a role that is there',
      operators: { ...TRUSTED, operatorRoleArn: ROLE, observerRoleArn: OTHER },
      says: 'trustedPrincipalArns: given together with operatorRoleArn and observerRoleArn',
      fits: { operatorRoleArn: ROLE, observerRoleArn: OTHER },
    },
    { what: 'observers of a role that is there', operators: { ...TRUSTED, observerPrincipalArns: [USER], observerRoleArn: OTHER }, says: 'observerPrincipalArns: given together with observerRoleArn' },
    { what: 'MFA of roles that are there', operators: { operatorRoleArn: ROLE, observerRoleArn: OTHER, requireMfa: true }, says: 'requireMfa: given together with' },
    { what: 'sessions of roles that are there', operators: { operatorRoleArn: ROLE, observerRoleArn: OTHER, sessionMinutes: 60 }, says: 'sessionMinutes: given together with' },
  ],
  DR409: [{ what: 'a hundred tables', operators: TRUSTED, targets: TABLES(100), says: 'characters needed, 10240 possible' }],
  DR410: [{ what: 'forty users', operators: { trustedPrincipalArns: users(50) }, says: 'trustedPrincipalArns: a trust policy of', fits: { trustedPrincipalArns: users(10) } }],
  DR412: [{ what: 'two databases', operators: TRUSTED, targets: [DATABASE, DATABASE], says: 'targets: 2 databases given, at most 1 possible' }],
};

function make({ operators, targets, sites: props }: Pick<Case, 'operators' | 'targets' | 'sites'>): () => OperatorRoles {
  return () => quietly(() => {
    const { stack, sites } = newSites(props);
    return new OperatorRoles(stack, 'Operators', { sites, operators, targets: (targets ?? [DATABASE]) as OperatorTarget[] });
  });
}

const all = Object.entries(CASES).flatMap(([code, cases]) => cases.map((one): [string, string, Case] => [code, one.what, one]));

test.each(all)('%s refuses %s', (code, _, one) => {
  expect(refusalCodes(make(one))).toEqual([code]);
  expect(refusal(make(one))).toContain(one.says);
});

test.each(all.filter(([, , { fits }]) => fits !== undefined))('%s lets pass what is close to %s', (code, _, { fits, sites }) => {
  expect(refusalCodes(make({ operators: fits!, sites }))).not.toContain(code);
});

const RISKS: [string, string, object, OperatorTarget[], string, Partial<SitesProps>?][] = [
  ['DR403', 'operators without MFA', { ...TRUSTED, requireMfa: false }, [DATABASE], 'requireMfa: false given'],
  [
    'DR405', 'long sessions of a role', { trustedPrincipalArns: [ROLE], sessionMinutes: 120, requireMfa: false }, [DATABASE],
    `sessionMinutes: 120 given, and '${ROLE}' gets 60 at most`, { acceptedRisks: { DR403: 'MFA is asked for at sign-in' } },
  ],
  ['DR411', 'operators of tables alone', TRUSTED, TABLES(1), 'targets: given for a service without a database, consumers, rules, archives, backups, parameters and a failover switch'],
];

test.each(RISKS)('%s warns of %s', (...[code, , operators, targets, says, props]) => {
  const { stack, sites } = newSites(props);
  const { lines } = written(() => new OperatorRoles(stack, 'Operators', { sites, operators, targets }));
  expect(lines.join('')).toContain(`${code} `);
  expect(lines.join('')).toContain(says);
});

test('nothing is warned of users with MFA, of a role that MFA is asked for before, and of long sessions of users', () => {
  const { stack, sites } = newSites({ acceptedRisks: { DR403: 'MFA is asked for at sign-in' } });
  const { lines } = written(() => {
    new OperatorRoles(stack, 'Roles', { sites, operators: { trustedPrincipalArns: [ROLE], requireMfa: false }, targets: [DATABASE] });
  });
  expect(lines).toEqual([]);
  const other = newSites();
  expect(written(() => {
    new OperatorRoles(other.stack, 'Users', { sites: other.sites, operators: { ...TRUSTED, sessionMinutes: 120 }, targets: [DATABASE] });
  }).lines).toEqual([]);
});

test('principals and existing roles may be tokens', () => {
  const { stack, sites } = newSites();
  const arn = new TerraformVariable(stack, 'sre', { type: 'string' }).stringValue;
  new OperatorRoles(stack, 'Operators', { sites, operators: { trustedPrincipalArns: [arn], observerRoleArn: arn }, targets: [DATABASE] });
  expect(templateOf(stack).only('aws_iam_role').body.assume_role_policy).toContain('${var.sre}');
});
