import { Lazy } from 'cdktf';
import { KeyOwnership, Sites, SitesProps } from '../../src';
import { newStack, quietly, refusal, refusalCodes, SITES } from '../support/synth';

const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const sites = (props: object) => () => Sites.inOneStack(newStack(), 'Sites', { ...SITES, ...props } as SitesProps);
const certificate = (region: string, partition: string = 'aws') => `arn:${partition}:acm:${region}:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab`;
const policy = (name: string, partition: string = 'aws', account: string = '111122223333') => `arn:${partition}:iam::${account}:policy/${name}`;
const role = (name: string, partition: string = 'aws') => `arn:${partition}:iam::111122223333:role/${name}`;
const cut = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}...` : text);
const CHINA = { primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } };

interface Case {
  readonly what: string;
  readonly props: object;
  /** Path and message. */
  readonly says: string;
  readonly fits?: object;
}

const CASES: Record<string, Case[]> = {
  DR003: [
    { what: 'a boundary that is a number', props: { iam: { permissionsBoundaryArn: 5 } }, says: 'iam.permissionsBoundaryArn: 5 given, a string needed' },
    { what: 'keys of nobody', props: { keys: { ownership: 'NOBODY' } }, says: "keys.ownership: 'NOBODY' given, one of CUSTOMER_MANAGED, AWS_MANAGED needed" },
  ],
  DR004: [
    { what: 'a setting of roles that there is not', props: { iam: { path: '/x/' } }, says: 'iam.path: no such property; known are permissionsBoundaryArn, rolePath' },
    { what: 'an existing role that nothing needs', props: { iam: { existingRoles: { apiArn: 'x' } } }, says: 'iam.existingRoles.apiArn: no such property' },
    { what: 'a setting of keys that there is not', props: { keys: { rotation: true } }, says: 'keys.rotation: no such property' },
  ],
  DR043: [
    ...['', 'nonsense', certificate('us-west-2'), certificate('us-east-1', 'aws-cn'), certificate('us-east-1').replace(':acm:', ':iam:')].map((certificateArn): Case => ({
      what: `the certificate '${certificateArn}'`,
      props: { primary: { region: 'us-east-1', certificateArn } },
      says: `primary.certificateArn: '${certificateArn}' given, the ARN of a certificate in us-east-1 needed, like 'arn:aws:acm:us-east-1:111122223333:certificate/`,
      fits: { primary: { region: 'us-east-1', certificateArn: certificate('us-east-1') }, standby: { region: 'us-west-2', certificateArn: TOKEN } },
    })),
    { what: 'a certificate of the primary at the standby', props: { standby: { region: 'us-west-2', certificateArn: certificate('us-east-1') } }, says: `standby.certificateArn: '${certificate('us-east-1')}' given` },
  ],
  DR044: ['', 'service', '/service', 'service/', '//', '/a b/', '/ä/', `/${'x'.repeat(511)}/`].map((rolePath): Case => ({
    what: `the path '${rolePath}'`,
    props: { iam: { rolePath } },
    says: `iam.rolePath: '${cut(rolePath)}' given, 1 to 512 characters that begin and end with / needed, without spaces`,
    fits: { iam: { rolePath: `/team-1/${'x'.repeat(503)}/` } },
  })),
  DR045: ['a/', 'a b', 'ä', 'a:'].map((roleNamePrefix): Case => ({
    what: `the beginning '${roleNamePrefix}'`,
    props: { iam: { roleNamePrefix } },
    says: `iam.roleNamePrefix: '${roleNamePrefix}' given, letters, digits and _+=,.@- allowed`,
    fits: { iam: { roleNamePrefix: 'Team_1+=,.@-' } },
  })),
  DR046: ['', 'boundary', role('boundary'), policy('boundary', 'aws-cn'), policy('boundary', 'aws', '1234'), policy('')].map((permissionsBoundaryArn): Case => ({
    what: `the boundary '${permissionsBoundaryArn}'`,
    props: { iam: { permissionsBoundaryArn } },
    says: `iam.permissionsBoundaryArn: '${permissionsBoundaryArn}' given, the ARN of a managed policy needed, like 'arn:aws:iam::111122223333:policy/boundary'`,
    fits: { iam: { permissionsBoundaryArn: policy('team/boundary') } },
  })),
  DR047: [
    ...['', 'monitoring', policy('monitoring'), role('monitoring', 'aws-cn')].map((databaseMonitoringArn): Case => ({
      what: `the role of monitoring '${databaseMonitoringArn}'`,
      props: { iam: { existingRoles: { databaseMonitoringArn } } },
      says: `iam.existingRoles.databaseMonitoringArn: '${databaseMonitoringArn}' given, the ARN of an IAM role needed`,
      fits: { iam: { existingRoles: { databaseMonitoringArn: role('team/monitoring') } } },
    })),
    ...(['flowLogArns', 'eventForwardArns'] as const).flatMap(property => (['primary', 'standby'] as const).map((site): Case => ({
      what: `${property} of the ${site} by a name`,
      props: { iam: { existingRoles: { [property]: { primary: TOKEN, standby: role('one'), [site]: 'one' } } } },
      says: `iam.existingRoles.${property}.${site}: 'one' given, the ARN of an IAM role needed`,
      fits: { iam: { existingRoles: { [property]: { primary: TOKEN, standby: role('one') } } } },
    }))),
    {
      what: 'the role of a global endpoint by its name',
      props: { iam: { existingRoles: { eventEndpointArn: 'endpoint' } } },
      says: "iam.existingRoles.eventEndpointArn: 'endpoint' given, the ARN of an IAM role needed",
      fits: { iam: { existingRoles: { eventEndpointArn: role('endpoint') } } },
    },
  ],
  DR048: [{
    what: 'keys of AWS',
    props: { keys: { ownership: KeyOwnership.AWS_MANAGED } },
    says: 'keys.ownership: AWS_MANAGED given; backups and data under such keys stay in the account for good',
    fits: { keys: { ownership: KeyOwnership.CUSTOMER_MANAGED } },
  }],
};

const all = Object.entries(CASES).flatMap(([code, cases]) => cases.map(one => [code, one.what, one] as const));

test.each(all)('%s refuses %s', (code, _, { props, says }) => {
  expect(refusalCodes(sites(props))).toEqual([code]);
  expect(refusal(sites(props))).toContain(`  ${code} ${says}`);
});

test.each(all.filter(([, , { fits }]) => fits !== undefined))('%s lets through what differs from %s only where it must', (_, __, { fits }) => {
  expect(quietly(() => refusal(sites(fits!)))).toBe('');
});

test.each<[string, object, object]>([
  ['DR043', { primary: { region: 'cn-north-1', certificateArn: certificate('cn-north-1') } }, { primary: { region: 'cn-north-1', certificateArn: certificate('cn-north-1', 'aws-cn') } }],
  ['DR046', { iam: { permissionsBoundaryArn: policy('boundary') } }, { iam: { permissionsBoundaryArn: policy('boundary', 'aws-cn', 'aws') } }],
  ['DR047', { iam: { existingRoles: { databaseMonitoringArn: role('x') } } }, { iam: { existingRoles: { databaseMonitoringArn: role('x', 'aws-cn') } } }],
])('%s refuses what is of another partition', (code, wrong, right) => {
  expect(refusalCodes(sites({ ...CHINA, ...wrong }))).toEqual([code]);
  expect(refusal(sites({ ...CHINA, ...right }))).toBe('');
});

test('keys of AWS are taken with a reason', () => {
  expect(refusal(sites({ keys: { ownership: KeyOwnership.AWS_MANAGED }, acceptedRisks: { DR048: 'a sandbox' } }))).toBe('');
});
