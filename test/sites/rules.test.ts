import { Fn, Lazy, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { AwsProvider } from '#aws/provider';
import { SecurityGroup } from '#aws/security-group';
import { Attribute, GlobalTable, MultiRegionDr, Removal, Sites, SitesProps, Strategy, TableSpec, TaggedStack } from '../../src';
import { newSites, newStack, quietly, refusal, refusalCodes, SITES, templateOf, validationErrors, written } from '../support/synth';

const sites = (props: Record<string, unknown>) => () => Sites.inOneStack(newStack(), 'Sites', { ...SITES, ...props } as SitesProps);
const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const ROLE = (account: string) => `arn:aws:iam::${account}:role/terraform`;
const KEY = (region: string, partition: string = 'aws') => `arn:${partition}:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

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
    ...['serviceName', 'environment'].map(name => ({ what: `an expression as ${name}`, props: { [name]: '${var.x}' }, says: `${name}: '\${var.x}' given, which Terraform evaluates` })),
    { what: 'a region that is an expression', props: { standby: { region: '${var.x}' } }, says: "standby.region: '${var.x}' given, which Terraform evaluates" },
  ],
  DR003: [
    { what: 'a strategy that there is not', props: { strategy: 'HOT' }, says: "strategy: 'HOT' given, one of BACKUP_RESTORE, PILOT_LIGHT, WARM_STANDBY, ACTIVE_ACTIVE needed" },
    { what: 'a naming strategy without its method', props: { naming: {} }, says: 'naming: an object given, an object with a method physicalName needed' },
    { what: 'a site that is the name of a region', props: { primary: 'us-east-1' }, says: "primary: 'us-east-1' given, an object needed" },
    ...[['x', "'x'"], [{}, 'an object'], [new Construct(newStack(), 'Aws'), 'an object']].map(([provider, shown]) => ({
      what: `${shown} as a provider`,
      props: { standby: { region: 'us-west-2', provider } },
      says: `standby.provider: ${shown} given, an AWS provider needed`,
      fits: { standby: { region: 'us-west-2', provider: null } },
    })),
    { what: 'a switch that is a string', props: { failOnRisks: 'yes' }, says: "failOnRisks: 'yes' given, true or false needed" },
  ],
  DR004: [
    { what: 'a property that there is not', props: { stratgey: Strategy.PILOT_LIGHT }, says: 'stratgey: no such property; known are serviceName, environment, strategy' },
    { what: 'a property of a site that there is not', props: { primary: { region: 'us-east-1', vpc: 'x' } }, says: 'primary.vpc: no such property; known are region, provider' },
  ],
  DR006: [{ what: 'an acceptance without a reason', props: { acceptedRisks: { DR018: ' ' } }, says: 'acceptedRisks.DR018: an empty reason given' }],
  DR011: [
    ...['Orders', 'o', 'orders--eu', 'orders-', '1orders', 'x'.repeat(41), 'or_ders'].map(serviceName => ({
      what: `the service name '${serviceName}'`, props: { serviceName }, says: `serviceName: '${serviceName}' given, 2 to 40 lower-case letters, digits and single hyphens needed, a letter first, no hyphen last. `, fits: { serviceName: 'orders-eu2' },
    })),
    ...['Prod', 'prod-', 'x'.repeat(21), 'pr--od'].map(environment => ({
      what: `the environment '${environment}'`, props: { environment }, says: `environment: '${environment}' given, 1 to 20 lower-case letters, digits and single hyphens needed, no hyphen first or last. `, fits: { environment: '1' },
    })),
    { what: 'a region that is none', props: { standby: { region: 'us-west' } }, says: "standby.region: 'us-west' given, a region like 'us-west-2' needed. ", fits: { standby: { region: 'ap-southeast-7' } } },
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
    says: 'strategy: BACKUP_RESTORE given, where the standby is built from copies of backups, and nothing here makes them',
    fits: { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'another team copies them' } },
  }],
  DR019: [
    ...['aws:owner', 'AWS:owner', 'rds:owner'].map(key => ({
      what: `the tag '${key}'`, props: { tags: { [key]: 'x' } }, says: `tags.${key}: '${key}' given as the key of a tag, aws: and rds: are reserved`, fits: { tags: { 'own/er': 'x' } },
    })),
    { what: 'a key with a character that AWS refuses', props: { tags: { 'own#er': 'x' } }, says: "tags.own#er: 'own#er' given as the key of a tag, letters, digits, spaces" },
    { what: 'a value with a character that AWS refuses', props: { tags: { owner: '<me>' } }, says: "tags.owner: '<me>' given as the value of a tag, letters, digits, spaces", fits: { tags: { owner: TOKEN } } },
    { what: 'an empty value', props: { tags: { owner: '' } }, says: "tags.owner: '' given as the value of a tag, 1 to 256 characters needed, not 0" },
    { what: 'a tag with too long a value', props: { tags: { owner: 'x'.repeat(257) } }, says: 'tags.owner: ', fits: { tags: { owner: 'x'.repeat(256) } } },
    { what: 'keys that differ in case alone', props: { tags: { Owner: 'x', owner: 'y' } }, says: "tags.owner: 'owner' and 'Owner' given, which differ in upper and lower case alone", fits: { tags: { Owner: 'x', Owners: 'y' } } },
    { what: 'more tags than a resource can have', props: { tags: tags(50) }, says: 'tags: 50 tags given, which with Name and the default tags of the stack are 51; a resource has at most 50', fits: { tags: tags(49) } },
  ],
  DR025: ['', 'nonsense', KEY('eu-west-1'), KEY('us-east-1', 'aws-cn'), 'arn:aws:kms:us-east-1:111122223333:alias/own', '1234abcd-12ab-34cd-56ef-1234567890ab'].map(kmsKeyArn => ({
    what: `the key '${kmsKeyArn}'`,
    props: { primary: { region: 'us-east-1', kmsKeyArn } },
    says: `primary.kmsKeyArn: '${kmsKeyArn}' given, the ARN of a key in us-east-1 needed, like 'arn:aws:kms:us-east-1:111122223333:key/`,
    fits: { primary: { region: 'us-east-1', kmsKeyArn: KEY('us-east-1') }, standby: { region: 'us-west-2', kmsKeyArn: TOKEN } },
  })),
  DR026: ['nonsense', 'arn:aws:sts::111122223333:assumed-role/terraform/me', 'arn:aws-cn:iam::111122223333:role/terraform'].map(assumeRoleArn => ({
    what: `the role '${assumeRoleArn}'`,
    props: { standby: { region: 'us-west-2', assumeRoleArn } },
    says: `standby.assumeRoleArn: '${assumeRoleArn}' given, the ARN of an IAM role needed, like 'arn:aws:iam::111122223333:role/deploy'`,
    fits: { standby: { region: 'us-west-2', assumeRoleArn: '' } },
  })),
  DR027: [
    ...['timestamp()', 'formatdate("YYYY", timestamp())', 'plantimestamp()', 'uuid()'].map(call => ({
      what: `a tag of ${call}`,
      props: { tags: { Built: `at \${${call}}` } },
      says: `tags.Built: a value given that changes with each run of Terraform (${/(\w+)\(\)/.exec(call)![1]})`,
      fits: { tags: { Built: '${uuidv5("dns", var.host)}' } },
    })),
    { what: 'a tag that a token makes of the time', props: { tags: { Built: `at ${Fn.timestamp()}` } }, says: 'tags.Built: a value given that changes with each run of Terraform (timestamp)', fits: { tags: { Built: Fn.upper(TOKEN) } } },
  ],
  DR028: ['dynamodbs', 'api_gateway', 's3Tables'].map(service => ({
    what: `an endpoint of ${service}`,
    props: { standby: { region: 'us-west-2', endpoints: { [service]: 'http://127.0.0.1:4566' } } },
    says: `standby.endpoints.${service}: '${service}' given, which the provider has no endpoint for`,
    fits: { standby: { region: 'us-west-2', endpoints: { apigateway: 'http://127.0.0.1:4566', s3tables: 'http://127.0.0.1:4566' } } },
  })),
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

test('a provider that is null is left out, as Python leaves out None', () => {
  const { stack } = newSites({ primary: { region: 'us-east-1', provider: null as any } });
  expect(templateOf(stack).json.provider.aws.map((provider: any) => provider.alias)).toEqual(['us-east-1', 'us-west-2']);
});

test('an empty role is the one of the stack', () => {
  const stack = new TaggedStack(Testing.app(), 'orders-prod', { environmentSuffix: 'prod', localState: true, assumeRoleArn: ROLE('111122223333') });
  Sites.inOneStack(stack, 'Sites', { ...SITES, standby: { region: 'us-west-2', assumeRoleArn: '' } });
  expect(templateOf(stack).json.provider.aws.map((provider: any) => provider.assume_role[0].role_arn)).toEqual(Array(3).fill(ROLE('111122223333')));
});

test('one mistake is one problem: what is no object misses no property', () => {
  expect(refusal(() => new MultiRegionDr(newStack(), 'Dr', 'x' as any)).split('\n').slice(1)).toEqual([expect.stringContaining("DR003 props: 'x' given, an object needed")]);
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
  expect(validationErrors(stack).join()).toContain("DR021 orders/Own: the alias 'aws.us-east-1' is given to 'orders/MultiRegionDrProvider-us-east-1' and to 'orders/Own'");
});

test('DR022 says nothing of a role that only Terraform knows', () => {
  const stack = newStack();
  const withRole = (name: string, serviceName: string) => Sites.inOneStack(stack, serviceName, { ...SITES, serviceName, primary: { region: 'us-east-1', assumeRoleArn: `\${var.${name}}` } });
  withRole('one', 'orders');
  expect(refusal(() => withRole('two', 'stock'))).toContain('DR022 primary: a role and endpoints {} given for us-east-1, which has another role and endpoints {} elsewhere');
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

test('DR023 refuses a resource without a provider anywhere under the construct that the sites are in, and under a layer', () => {
  const stack = newStack();
  const service = new Construct(stack, 'Service');
  const made = Sites.inOneStack(service, 'Sites', SITES);
  const table = new GlobalTable(stack, 'Orders', { sites: made, table: new TableSpec('orders', { partitionKey: Attribute.string('pk') }) });
  expect(validationErrors(stack)).toEqual([]);
  new SecurityGroup(new Construct(service, 'Own'), 'Jobs', {});
  new SecurityGroup(table, 'Jobs', {});
  new SecurityGroup(stack, 'Elsewhere', {});
  const errors = validationErrors(stack).join();
  expect([...errors.matchAll(/DR023 (\S+):/g)].map(match => match[1])).toEqual(['orders/Service/Own/Jobs', 'orders/Orders/Jobs']);
});

test('DR023 refuses a resource without a provider anywhere under a service', () => {
  const stack = newStack();
  const dr = new MultiRegionDr(stack, 'Dr', {
    ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, tables: [new TableSpec('orders', { partitionKey: Attribute.string('pk') })],
  });
  new SecurityGroup(dr, 'Jobs', {});
  expect(validationErrors(stack).join()).toContain('DR023 orders/Dr/Jobs: aws_security_group given without a provider');
});

test('DR030 refuses a resource with a provider of another stack', () => {
  const { stack, sites: made } = newSites();
  const other = Sites.inOneStack(newStackBeside(stack), 'Sites', SITES);
  new SecurityGroup(made.standby.scope, 'Jobs', { provider: other.standby.provider });
  expect(validationErrors(stack).join())
    .toContain("DR030 orders/Sites/Standby/Jobs: the provider 'other/MultiRegionDrProvider-us-west-2' given, which is in the stack 'other'; the resource is in 'orders'");
});

test('DR019 refuses a tag whose key differs from that of a default tag in case alone', () => {
  const stack = new TaggedStack(Testing.app(), 'orders-prod', { environmentSuffix: 'prod', localState: true, defaultTags: { Owner: 'x' } });
  const make = (tag: string) => () => Sites.inOneStack(stack, 'Sites', { ...SITES, tags: { [tag]: 'y' } });
  expect(refusal(make('owner'))).toContain("DR019 tags.owner: 'owner' and 'Owner' given, which differ in upper and lower case alone");
  expect(refusal(make('Owner'))).toBe('');
});

test.each([undefined, '>= 1.5', '>= 1.10, < 2', '~> 1.10', '> 1.10', '< 2.0', '!= 1.11'])('DR029 warns of a stack that allows too old a Terraform: %s', constraint => {
  const stack = newStackWith(constraint);
  const { lines } = written(() => Sites.inOneStack(stack, 'Sites', SITES));
  expect(lines.join()).toContain(`DR029 orders: ${constraint === undefined ? 'no terraform.required_version' : `terraform.required_version '${constraint}'`} given, '>= 1.11' or more needed`);
  expect(written(() => Sites.inOneStack(stack, 'Others', { ...SITES, serviceName: 'stock' })).lines).toEqual([]);
});

test.each(['>= 1.11', '~> 1.11.2', '1.12.0', '= 1.11.4', '>= 1.5, >= 1.11.0, < 2', '>= 2'])('a stack that needs Terraform %s is new enough', constraint => {
  expect(written(() => Sites.inOneStack(newStackWith(constraint), 'Sites', SITES)).lines).toEqual([]);
});

test('DR029 warns as risks do: not when it is accepted, and as an error on request', () => {
  const make = (props: Partial<SitesProps>) => Sites.inOneStack(newStackWith(undefined), 'Sites', { ...SITES, ...props });
  expect(written(() => make({ acceptedRisks: { DR029: 'the pipeline has one version' } })).lines).toEqual([]);
  expect(refusalCodes(() => make({ failOnRisks: true }))).toEqual(['DR029']);
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
  const make = () => Sites.inOneStack(stack, 'Sites', { ...SITES, standby: { region: 'cn-north-1' }, additionalRegions: ['eu-west-1'], tags: { 'aws:x': 'x' } });
  expect(refusalCodes(make)).toEqual(['DR013', 'DR016', 'DR019']);
  expect(refusal(make)).toMatch(/^Sites 'orders\/Sites' has 3 problems:\n/);
  expect(stack.node.children).toEqual([]);
});

test('a wrong removal is refused, a right one taken', () => {
  expect(refusalCodes(sites({ removal: 'GONE' }))).toEqual(['DR003']);
  expect(refusalCodes(sites({ removal: Removal.EPHEMERAL }))).toEqual([]);
});

function newStackWith(requiredVersion: string | undefined): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'orders');
  if (requiredVersion !== undefined) stack.addOverride('terraform.required_version', requiredVersion);
  return stack;
}

function newStackBeside(stack: TerraformStack): TerraformStack {
  const other = new TerraformStack(stack.node.root, 'other');
  other.addOverride('terraform.required_version', '>= 1.11');
  return other;
}

function withOwnProvider() {
  const stack = newStack();
  const provider = new AwsProvider(stack, 'Own', { alias: 'own', region: 'us-west-2' });
  Sites.inOneStack(stack, 'Sites', { ...SITES, standby: { region: 'us-west-2', provider } });
  return { stack, provider };
}

function tags(count: number): Record<string, string> {
  return Object.fromEntries([...Array(count).keys()].map(position => [`tag${position}`, 'x']));
}
