import { Lazy } from 'cdktf';
import { ACTIVE, BACKUPS, NETWORKS, ORDERS, SOUND, WITH_DATABASE } from './making';
import { Case, making, testRefused, testWarned } from './rule-cases';
import { Access, Attribute, DatabaseEngine, FunctionSpec, MultiRegionDr, MultiRegionDrProps, Strategy, TableSpec, Trigger } from '../../src';
import { EXISTING } from '../support/database';
import { newStack, refusal, refusalCodes, SITES, written } from '../support/synth';

const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const object = (bucket: string) => `arn:aws:s3:::${bucket}/*`;
const SOME = { primary: [object('east')], standby: [object('west')] };
const stated = (actions: unknown, resources: unknown = SOME) => ({ access: [Access.statement(actions as any, resources as any)] });
const queueIn = (region: string) => `arn:aws:sqs:${region}:111122223333:jobs`;

const topics = (count: number) => Array.from({ length: count }, (_, number) => `arn:aws:sns:us-east-1:111122223333:topic-${number}`);

testRefused({
  DR413: [{
    what: 'more resources than a policy names',
    props: stated(['sns:Publish'], { primary: topics(220), standby: ['arn:aws:sns:us-west-2:111122223333:alerts'] }),
    says: 'api.access: a policy of ',
    fits: stated(['sns:Publish'], { primary: topics(150), standby: ['arn:aws:sns:us-west-2:111122223333:alerts'] }),
  }],
  DR331: [
    { what: 'all actions of a service', props: stated(['s3:GetObject', 's3:*']), says: "api.access[0]: the action 's3:*' given, whole names of actions needed", fits: stated(['s3:GetObject']) },
    { what: 'a beginning of actions', props: stated(['s3:Get*']), says: "api.access[0]: the action 's3:Get*' given" },
    { what: 'every action', props: stated(['*']), says: "api.access[0]: the action '*' given" },
    { what: 'every resource', props: stated(['s3:GetObject'], { ...SOME, standby: ['*'] }), says: "api.access[0].resources.standby: '*' given, ARNs without wildcards needed", fits: stated(['s3:GetObject'], { ...SOME, standby: ['arn:aws:s3:::west/in/*/?'] }) },
    ...['arn:aws:s3:::*', 'arn:aws:s3:::we*/in', 'arn:aws:dynamodb:us-west-2:111122223333:table/*', 'arn:aws:iam::111122223333:role/?'].map(arn => ({
      what: `the resources ${arn}`, props: stated(['s3:GetObject'], { ...SOME, standby: [arn] }), says: `api.access[0].resources.standby: '${arn}' given, ARNs without wildcards needed`,
    })),
  ],
  DR332: [
    {
      what: 'a queue of the other region',
      props: stated(['sqs:SendMessage'], { primary: [queueIn('us-east-1')], standby: [queueIn('us-west-2'), queueIn('us-east-1')] }),
      says: "api.access[0].resources.standby: 'arn:aws:sqs:us-east-1:111122223333:jobs' given, which is in us-east-1; the function is in us-west-2",
      fits: stated(['sqs:SendMessage'], { primary: [queueIn('us-east-1')], standby: [queueIn('us-west-2'), TOKEN] }),
    },
  ],
  DR333: [
    { what: 'no action', props: stated([]), says: 'api.access[0]: no action given, one or more needed', fits: stated(['s3:GetObject', 'execute-api:Invoke']) },
    ...['GetObject', 's3.GetObject', 's3:', 's3:Get Object', ''].map((action): Case => ({
      what: `the action '${action}'`, props: stated([action]), says: `api.access[0]: '${action}' given, an action like 's3:GetObject' needed`,
    })),
    { what: 'no resource', props: stated(['s3:GetObject'], { ...SOME, primary: [] }), says: 'api.access[0].resources.primary: no resource given, one or more needed' },
    ...['bucket', 'arn:aws:s3', 's3://bucket', ''].map((arn): Case => ({
      what: `the resource '${arn}'`, props: stated(['s3:GetObject'], { ...SOME, standby: [arn] }), says: `api.access[0].resources.standby: '${arn}' given, an ARN needed`, fits: stated(['s3:GetObject']),
    })),
  ],
  DR335: [
    { what: 'a database outside of its network', props: { ...WITH_DATABASE.props, inNetwork: false }, around: WITH_DATABASE.around, says: 'api.inNetwork: false given with access to the database, which has private addresses only', fits: WITH_DATABASE.props },
    ...(['subnetIds', 'securityGroupIds'] as const).map((property): Case => ({
      what: `no ${property} for a function in a network`,
      props: { inNetwork: true },
      around: { networks: { ...NETWORKS, standby: { ...NETWORKS!.standby, [property]: [] } } },
      says: `networks.standby.${property}: 0 given, at least ${property === 'subnetIds' ? 2 : 1} needed`,
      fits: { inNetwork: false },
    })),
    { what: 'one subnet for a function', props: { inNetwork: true }, around: { networks: { ...NETWORKS, primary: { subnetIds: ['subnet-a', 'subnet-a'], securityGroupIds: ['sg-a'] } } }, says: 'networks.primary.subnetIds: 1 given, at least 2 needed' },
  ],
});

/** Networks that lead to a database that is there already. */
const REACHING = {
  primaryExisting: { vpcId: 'vpc-01234567', privateSubnetIds: ['subnet-01234567', 'subnet-76543210'], functionSecurityGroupId: 'sg-01234567' },
  standbyExisting: { vpcId: 'vpc-76543210', privateSubnetIds: ['subnet-11234567', 'subnet-16543210'], functionSecurityGroupId: 'sg-76543210' },
};

testWarned({
  DR321: [{ what: 'a database that perhaps cannot be written from both regions', props: WITH_DATABASE.props, around: WITH_DATABASE.around, sites: ACTIVE, says: 'api.access[0]: database() given with ACTIVE_ACTIVE, and the database was not made here', fits: {} }],
  DR334: [Strategy.WARM_STANDBY, Strategy.PILOT_LIGHT].map((strategy): Case => ({
    what: `triggers that are on in the standby of ${strategy}`,
    sites: { strategy },
    props: { consumeInStandby: true, triggers: [Trigger.queue()] },
    says: `api.consumeInStandby: true given with the strategy ${strategy}, where the standby waits for a failover`,
    fits: { consumeInStandby: true },
  })),
});

test.each<[string, object, object]>([
  ['ACTIVE_ACTIVE', ACTIVE, { consumeInStandby: true }], ['BACKUP_RESTORE', BACKUPS, { consumeInStandby: true }], ['WARM_STANDBY', {}, { consumeInStandby: false }],
])('DR334 has nothing against %s with triggers that are right there', (_, sites, props) => {
  expect(written(making({ sites, props: { triggers: [Trigger.queue()], ...props } })).lines).toEqual([]);
});

const service = (props: Partial<MultiRegionDrProps>, spec: object = { access: [Access.database()] }) => () => new MultiRegionDr(newStack(), 'Dr', {
  ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, functions: [new FunctionSpec('api', { ...SOUND, ...spec })], ...props,
});
const ENGINE = DatabaseEngine.auroraPostgresql('16.8');

test('DR320 refuses functions that cannot write where they serve users', () => {
  const active = { strategy: Strategy.ACTIVE_ACTIVE, acceptedRisks: { DR123: 'the primary writes' } };
  expect(refusal(service({ ...active, database: { engine: ENGINE } })))
    .toContain('  DR320 functions.api.access[0]: database() given with ACTIVE_ACTIVE, and neither write forwarding nor a connection of the networks. Set database.writeForwarding, or choose WARM_STANDBY');
  expect(refusalCodes(service({ ...active, database: { engine: ENGINE } }))).toEqual(['DR320']);
  expect(written(() => refusal(service({ ...active, database: { engine: ENGINE, writeForwarding: true } }))).made).toBe('');
  expect(written(() => refusal(service({ database: { engine: ENGINE } }))).made).toBe('');
});

test('DR321 warns where it is not known whether the database can be written', () => {
  const { lines } = written(service({ strategy: Strategy.ACTIVE_ACTIVE, database: EXISTING, network: REACHING }));
  expect(lines.filter(line => line.includes(' DR321 '))).toEqual([expect.stringContaining('DR321 functions.api.access[0]: database() given with ACTIVE_ACTIVE')]);
});

test('DR259 refuses functions that could not reach a database that is there already', () => {
  const [primary, standby] = ['primary', 'standby'].map(role => `  DR259 network.${role}Existing.functionSecurityGroupId: nothing given, and functions need the network of the existing database`);
  expect(refusal(service({ database: EXISTING }))).toContain(primary);
  expect(refusal(service({ database: EXISTING }))).toContain(standby);
  const { functionSecurityGroupId: _, ...withoutGroup } = REACHING.standbyExisting;
  expect(refusalCodes(service({ database: EXISTING, network: { ...REACHING, standbyExisting: withoutGroup } }))).toEqual(['DR259']);
  expect(refusal(service({ database: EXISTING, network: REACHING }))).toBe('');
});

test('DR334 warns of a clock and of changes that call a function in both active regions', () => {
  const both = (...triggers: Trigger[]) => written(service({ strategy: Strategy.ACTIVE_ACTIVE, tables: [ORDERS] }, { access: [], triggers })).lines.filter(line => line.includes(' DR334 '));
  expect(both(Trigger.schedule('rate(1 hour)'))).toEqual([expect.stringContaining('DR334 functions.api.triggers[0]: schedule() given with ACTIVE_ACTIVE, which calls the function in both regions')]);
  expect(both(Trigger.queue(), Trigger.stream(ORDERS))).toEqual([expect.stringContaining('DR334 functions.api.triggers[1]: stream() given with ACTIVE_ACTIVE')]);
  expect(both(Trigger.queue(), Trigger.events({ sources: ['shop'] }))).toEqual([]);
});

test('DR322 refuses access to a database that there is not', () => {
  expect(refusal(service({}))).toContain('  DR322 functions.api.access[0]: database() given, and the service declares no database. Declare one, or leave it out');
  expect(refusalCodes(service({}))).toEqual(['DR322']);
  expect(refusal(service({ database: { engine: ENGINE } }))).toBe('');
});

test.each<[string, object]>([['access to', { access: [Access.read(ORDERS)] }], ['the stream of', { triggers: [Trigger.stream(ORDERS)] }]])('DR323 refuses %s a table of another service', (_, spec) => {
  const other = new TableSpec('orders', { partitionKey: Attribute.string('pk') });
  const place = 'access' in spec ? 'access[0]' : 'triggers[0]';
  expect(refusal(service({ tables: [other] }, spec))).toContain(`  DR323 functions.api.${place}: the table 'orders' given, which is not among the tables of the service. Add the same TableSpec to tables`);
  expect(refusalCodes(service({ tables: [other] }, spec))).toEqual(['DR323']);
  expect(refusal(service({ tables: [ORDERS] }, spec))).toBe('');
});

test('what is accepted with a reason is made: a wildcard, and another region', () => {
  const spec = stated(['s3:Get*', '*'], { ...SOME, standby: ['*', queueIn('us-east-1')] });
  expect(refusalCodes(service({}, spec))).toEqual(['DR331', 'DR331', 'DR331', 'DR332']);
  expect(refusal(service({ acceptedRisks: { DR331: 'a tool of ours needs it', DR332: 'reports are kept there' } }, spec))).toBe('');
});
