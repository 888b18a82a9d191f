import { Lazy, TerraformStack, Testing } from 'cdktf';
import { AwsProvider } from '#aws/provider';
import { SecurityGroup } from '#aws/security-group';
import { Removal, Sites, SitesProps, Strategy } from '../../src';
import { newSites, newStack, quietly, refusal, refusalCodes, SITES, templateOf, validationErrors } from '../support/synth';

const sites = (props: Record<string, unknown>) => () => Sites.inOneStack(newStack(), 'Sites', { ...SITES, ...props } as SitesProps);
const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const ROLE = (account: string) => `arn:aws:iam::${account}:role/terraform`;

interface Case {
  readonly what: string;
  readonly props: Record<string, unknown>;
  /** Path and message. */
  readonly says: string;
  readonly fits?: Record<string, unknown>;
}

const CASES: Record<string, Case[]> = {
  DR001: [
    { what: 'sites without a service name', props: { serviceName: undefined }, says: 'serviceName: nothing given, and there is no default' },
    { what: 'sites without an environment in a stack that knows none', props: { environment: undefined }, says: 'environment: nothing given' },
    { what: 'a site without a region', props: { standby: {} }, says: 'standby.region: nothing given' },
  ],
  DR002: [
    { what: 'a region that is a token', props: { primary: { region: TOKEN } }, says: 'primary.region: a token given' },
    { what: 'a service name that is a token', props: { serviceName: TOKEN }, says: 'serviceName: a token given' },
  ],
  DR003: [
    { what: 'a strategy that there is not', props: { strategy: 'HOT' }, says: "strategy: 'HOT' given, one of BACKUP_RESTORE, PILOT_LIGHT, WARM_STANDBY, ACTIVE_ACTIVE needed" },
    { what: 'a naming strategy without its method', props: { naming: {} }, says: 'naming: an object given, an object with a method physicalName needed' },
    { what: 'a switch that is a string', props: { failOnRisks: 'yes' }, says: "failOnRisks: 'yes' given, true or false needed" },
  ],
  DR004: [
    { what: 'a property that there is not', props: { stratgey: Strategy.PILOT_LIGHT }, says: 'stratgey: no such property; known are serviceName, environment, strategy' },
    { what: 'a property of a site that there is not', props: { primary: { region: 'us-east-1', vpc: 'x' } }, says: 'primary.vpc: no such property; known are region, provider' },
  ],
  DR006: [{ what: 'an acceptance without a reason', props: { acceptedRisks: { DR018: ' ' } }, says: 'acceptedRisks.DR018: an empty reason given' }],
  DR011: [
    ...['Orders', 'o', 'orders--eu', 'orders-', '1orders', 'x'.repeat(41), 'or_ders'].map(serviceName => ({
      what: `the service name '${serviceName}'`, props: { serviceName }, says: `serviceName: '${serviceName}' given, a value like 'orders' needed`, fits: { serviceName: 'orders-eu2' },
    })),
    ...['Prod', 'prod-', 'x'.repeat(21), 'pr--od'].map(environment => ({
      what: `the environment '${environment}'`, props: { environment }, says: `environment: '${environment}' given, a value like 'prod' needed`, fits: { environment: '1' },
    })),
    { what: 'a region that is none', props: { standby: { region: 'us-west' } }, says: "standby.region: 'us-west' given, a value like 'us-west-2' needed", fits: { standby: { region: 'ap-southeast-7' } } },
  ],
  DR012: [{ what: 'two sites in one region', props: { standby: { region: 'us-east-1' } }, says: "standby.region: 'us-east-1' given for the standby and for the primary" }],
  DR013: [{
    what: 'sites in two partitions',
    props: { standby: { region: 'cn-north-1' } },
    says: "standby.region: 'cn-north-1' is in the partition aws-cn, the primary 'us-east-1' in aws",
    fits: { primary: { region: 'cn-northwest-1' }, standby: { region: 'cn-north-1' } },
  }],
  DR014: [{
    what: 'roles of two accounts',
    props: { primary: { region: 'us-east-1', assumeRoleArn: ROLE('111122223333') }, standby: { region: 'us-west-2', assumeRoleArn: ROLE('444455556666') } },
    says: 'standby.assumeRoleArn: a role of account 444455556666 given, the primary\'s is of account 111122223333',
    fits: { primary: { region: 'us-east-1', assumeRoleArn: ROLE('111122223333') }, standby: { region: 'us-west-2', assumeRoleArn: TOKEN } },
  }],
  DR016: [{ what: 'a third region', props: { additionalRegions: ['eu-west-1'] }, says: "additionalRegions: 'eu-west-1' given, a primary and a standby region", fits: { additionalRegions: [] } }],
  DR017: [
    [[], 'none'], [['us-east-1a'], "'us-east-1a'"], [['us-east-1a', 'us-east-1a'], "'us-east-1a', 'us-east-1a'"], [['us-east-1a', 'us-west-2b'], "'us-east-1a', 'us-west-2b'"],
    [['us-east-1a', 'us-east-1'], "'us-east-1a', 'us-east-1'"],
    [[...'abcde'].map(letter => `us-east-1${letter}`), "'us-east-1a', 'us-east-1b', 'us-east-1c', 'us-east-1d', 'us-east-1e'"],
  ].map(([zones, shown]) => ({
    what: `the zones ${shown}`,
    props: { primary: { region: 'us-east-1', zones } },
    says: `primary.zones: ${shown} given, two to four different zones of us-east-1 needed`,
    fits: { primary: { region: 'us-east-1', zones: ['us-east-1b', 'us-east-1d'] } },
  })),
  DR018: [{
    what: 'a standby built from backups that nothing makes',
    props: { strategy: Strategy.BACKUP_RESTORE },
    says: 'strategy: BACKUP_RESTORE given, where the standby is built from copies of backups',
    fits: { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'another team copies them' } },
  }],
  DR019: [
    { what: 'a tag of AWS\'s own', props: { tags: { 'aws:owner': 'x' } }, says: "tags.aws:owner: 'aws:owner' with a value of 1 characters given", fits: { tags: { 'own/er': '' } } },
    { what: 'a tag with a character that AWS refuses', props: { tags: { 'own#er': 'x' } }, says: "tags.own#er: 'own#er' with a value" },
    { what: 'a tag with too long a value', props: { tags: { owner: 'x'.repeat(257) } }, says: "tags.owner: 'owner' with a value of 257 characters", fits: { tags: { owner: 'x'.repeat(256) } } },
    { what: 'more tags than a resource can have', props: { tags: tags(50) }, says: 'tags: 50 tags given, which with Name and the default tags of the stack are 51; a resource has at most 50', fits: { tags: tags(49) } },
  ],
};

const all = Object.entries(CASES).flatMap(([code, cases]) => cases.map(one => [code, one.what, one] as const));

test.each(all)('%s refuses %s', (code, _, { props, says }) => {
  expect(refusalCodes(sites(props))).toEqual([code]);
  expect(refusal(sites(props))).toContain(`  ${code} ${says}`);
});

test.each(all.filter(([, , { fits }]) => fits !== undefined))('%s lets through what differs from %s only where it must', (_, __, { fits }) => {
  expect(quietly(() => refusal(sites(fits!)))).toBe('');
});

test('DR015 refuses a provider of the user\'s beside settings for one that is made', () => {
  for (const settings of [{ assumeRoleArn: ROLE('111122223333') }, { endpoints: { dynamodb: 'http://127.0.0.1:4566' } }]) {
    const stack = newStack();
    const provider = new AwsProvider(stack, 'Own', { alias: 'own', region: 'us-west-2' });
    const make = () => Sites.inOneStack(stack, 'Sites', { ...SITES, standby: { region: 'us-west-2', provider, ...settings } });
    expect(refusalCodes(make)).toEqual(['DR015']);
    expect(refusal(make)).toContain('DR015 standby.provider: a provider given together with assumeRoleArn or endpoints');
  }
});

test.each<[string, (stack: TerraformStack) => AwsProvider, string]>([
  ['without an alias', stack => new AwsProvider(stack, 'Own', { region: 'us-west-2' }), "the provider 'orders/Own' has no alias"],
  ['of another region', stack => new AwsProvider(stack, 'Own', { alias: 'own', region: 'eu-west-1' }), "is for the region 'eu-west-1', the site for 'us-west-2'"],
  ['of another stack', stack => new AwsProvider(new TerraformStack(stack.node.root, 'other'), 'Own', { alias: 'own', region: 'us-west-2' }), "is in the stack 'other', the site in 'orders'"],
])('DR020 refuses a provider %s when the app is synthesized', (_, own, message) => {
  const stack = newStack();
  Sites.inOneStack(stack, 'Sites', { ...SITES, standby: { region: 'us-west-2', provider: own(stack) } });
  expect(validationErrors(stack).join()).toMatch(/DR020 standby\.provider: /);
  expect(validationErrors(stack).join()).toContain(message);
});

test('DR020 refuses a provider whose region an escape hatch changes later', () => {
  const { stack, provider } = withOwnProvider();
  expect(validationErrors(stack)).toEqual([]);
  provider.addOverride('region', 'eu-west-1');
  expect(validationErrors(stack).join()).toContain("DR020 standby.provider: the provider 'orders/Own' is for the region 'eu-west-1', the site for 'us-west-2'");
});

test('DR021 refuses two providers with one alias, and names both', () => {
  const { stack } = newSites();
  new AwsProvider(stack, 'Own', { alias: 'us-east-1', region: 'us-east-1' });
  expect(validationErrors(stack).join()).toContain("DR021 orders/Own: the alias 'aws.us-east-1' is given to 'orders/aws-us-east-1' and to 'orders/Own'");
});

test('DR022 refuses a region that the stack declares with another role or endpoint already', () => {
  for (const settings of [{ assumeRoleArn: ROLE('111122223333') }, { endpoints: { dynamodb: 'http://127.0.0.1:4566' } }]) {
    const { stack } = newSites();
    const make = () => Sites.inOneStack(stack, 'Others', { ...SITES, primary: { region: 'us-east-1', ...settings } });
    expect(refusalCodes(make)).toEqual(['DR022']);
    expect(refusal(make)).toContain(`DR022 primary: role ${settings.assumeRoleArn ?? 'none'} and endpoints ${JSON.stringify(settings.endpoints ?? {})} given for us-east-1, which has the role none and endpoints {} elsewhere`);
  }
});

test('DR023 refuses a resource under a site that names no provider', () => {
  const { stack, sites: made } = newSites();
  const group = new SecurityGroup(made.standby.scope, 'Jobs', {});
  expect(validationErrors(stack).join()).toContain('DR023 orders/Sites/Standby/Jobs: aws_security_group given without a provider, the one of its region needed');
  group.provider = made.standby.provider;
  expect(validationErrors(stack)).toEqual([]);
});

test('DR024 refuses credentials of two accounts when Terraform plans', () => {
  const template = templateOf(newSites().stack);
  for (const [region, scope] of [['us-east-1', 'Primary'], ['us-west-2', 'Standby']]) {
    const identity = template.all('aws_caller_identity', region).find(block => block.scope === scope)!;
    const foundation = template.all('aws_caller_identity').find(block => block.scope === 'Foundation')!;
    expect(identity.body.lifecycle?.postcondition).toEqual([{
      condition: `\${(self.account_id == ${foundation.address}.account_id)}`,
      error_message: `DR024: the credentials for ${region} belong to another account. Both regions of a service are in one account.`,
    }]);
  }
});

test('DR010 refuses an override of a name that nothing has when the app is synthesized', () => {
  const { stack, sites: made } = newSites({ nameOverrides: { 'orders-prod-jobs-us-east-1': 'jobs' } });
  expect(validationErrors(stack).join()).toContain("DR010 nameOverrides.orders-prod-jobs-us-east-1: 'orders-prod-jobs-us-east-1' given, which nothing is called");
  expect(made.primary.physicalName('jobs')).toBe('jobs');
  expect(validationErrors(stack)).toEqual([]);
});

test('several mistakes are told of in one error, in the words of the properties, and nothing is left in the tree', () => {
  const stack = newStack();
  const make = () => Sites.inOneStack(stack, 'Sites', { ...SITES, standby: { region: 'cn-north-1' }, additionalRegions: ['eu-west-1'], tags: { 'aws:x': '' } });
  expect(refusalCodes(make)).toEqual(['DR013', 'DR016', 'DR019']);
  expect(refusal(make)).toMatch(/^Sites 'orders\/Sites' has 3 problems:\n/);
  expect(stack.node.children).toEqual([]);
});

test('a wrong removal is refused, a right one taken', () => {
  expect(refusalCodes(sites({ removal: 'GONE' }))).toEqual(['DR003']);
  expect(refusalCodes(sites({ removal: Removal.EPHEMERAL }))).toEqual([]);
});

function withOwnProvider() {
  const stack = new TerraformStack(Testing.app(), 'orders');
  const provider = new AwsProvider(stack, 'Own', { alias: 'own', region: 'us-west-2' });
  Sites.inOneStack(stack, 'Sites', { ...SITES, standby: { region: 'us-west-2', provider } });
  return { stack, provider };
}

function tags(count: number): Record<string, string> {
  return Object.fromEntries([...Array(count).keys()].map(position => [`tag${position}`, 'x']));
}
