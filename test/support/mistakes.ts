// One mistake each, to be made in a sound service.

import {
  Access, AlarmOverride, AlarmReceiver, Assumption, Attribute, BackupResource, BackupRule, BackupRuleProps, Capacity, Credentials, DatabaseEngine,
  DnsFailover, DrilledCall, Endpoint, EventReplication, FunctionCode, FunctionSpec, FunctionSpecProps, GlobalIndex, HealthSignal, HostedZone,
  HttpAuthorizer, KeyOwnership, LocalIndex, MissingSignal, MultiRegionDrProps, NatStrategy, Projection, SecretSpec, SignalComparison, SignalStatistic,
  SiteParameter, Strategy, StreamView, TableConsistency, TableSpec, TableSpecProps, Trigger, VaultLockMode,
} from '../../src';
import { partitionOf } from '../../src/plan/regions';

/** Makes a mistake in a sound service. */
export type Mistake = (sound: MultiRegionDrProps) => MultiRegionDrProps;

const pk = Attribute.string('pk');
// Without what refers to tables and database.
const withoutFunctions: Mistake = sound => ({ ...sound, functions: undefined, http: undefined, dns: undefined });
const first = (change: (props: TableSpecProps, name: string) => [string, TableSpecProps]): Mistake => sound => {
  const [table, ...others] = sound.tables!;
  return withoutFunctions({ ...sound, tables: [new TableSpec(...change(table.props, table.tableName)), ...others] });
};
const inTable = (more: object | ((props: TableSpecProps) => object)): Mistake =>
  first((props, name) => [name, { ...props, ...typeof more === 'function' ? more(props) : more }]);
const anew = (props: object): Mistake => first((_, name) => [name, props as TableSpecProps]);
const inService = (more: object): Mistake => sound => ({ ...sound, ...more });
const inStandby = (more: object): Mistake => sound => ({ ...sound, standby: { ...sound.standby, ...more } });
const role = ({ primary }: MultiRegionDrProps, account: string) => `arn:${partitionOf(primary.region)}:iam::${account}:role/terraform`;
const manyIndexes = [...Array(21).keys()].map(number => new GlobalIndex(`by-${number}`, { partitionKey: pk }));
const localIndexes = [...Array(6).keys()].map(number => new LocalIndex(`by-${number}`, { sortKey: Attribute.string(`sort${number}`) }));
const strong = { consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2', localIndexes: undefined, ttlAttribute: undefined };
const inDatabase = (more: object): Mistake => inService({
  database: { engine: DatabaseEngine.auroraPostgresql('16.8'), databaseName: 'data_1', writeForwarding: true, ...more },
});
const inNetwork = (more: object): Mistake => inService({ network: { primaryCidr: '10.0.0.0/16', standbyCidr: '10.1.0.0/16', zoneCount: 2, ...more } });
const existing = (more: object): Mistake => inNetwork({
  primaryCidr: undefined, primaryExisting: { vpcId: 'vpc-01234567', privateSubnetIds: ['subnet-01234567', 'subnet-76543210'], ...more },
});
const mysql = DatabaseEngine.auroraMysql('8.0.mysql_aurora.3.08.0');
const inAmerica: Mistake = inService({ primary: { region: 'us-east-1' }, standby: { region: 'us-west-2' } });
const both = (one: Mistake, other: Mistake): Mistake => sound => other(one(sound));

const image = (region: string) => `111122223333.dkr.ecr.${region}.amazonaws.com/api:1.0`;
const FUNCTION: FunctionSpecProps = {
  code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'api.zip' }, standby: { bucket: 'two', key: 'api.zip' } }), runtime: 'python3.13', handler: 'app.handler',
};
const functionNamed = (name: string, props: object = {}) => new FunctionSpec(name, { ...FUNCTION, ...props });
const inFunction = (props: object): Mistake => sound => ({ ...sound, http: undefined, dns: undefined, functions: [functionNamed('probe', props)] });
const triggered = (...triggers: Trigger[]): Mistake => inFunction({ triggers });
const probe = functionNamed('probe');
const inHttp = (more: object): Mistake => sound => ({ ...sound, functions: [probe], http: { routes: { $default: probe }, ...more }, dns: undefined });
const hosted = (more: object): Mistake => inHttp({ hostName: 'orders.example.com', zone: HostedZone.fromName('example.com'), ...more });
const user = ({ primary }: MultiRegionDrProps) => `arn:${partitionOf(primary.region)}:iam::111122223333:user/duty`;
const inOperators = (more: (sound: MultiRegionDrProps) => object): Mistake =>
  sound => ({ ...sound, operators: { trustedPrincipalArns: [user(sound)], ...more(sound) } });

const inParameters = (more: object): Mistake => inService({ parameters: more });
const inEvents = (more: object): Mistake => both(both(inService({ strategy: Strategy.WARM_STANDBY }), inAmerica), inService({ events: more }));
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:duty';
const inDns = (more: object): Mistake => both(hosted({}), sound => ({ ...inAmerica(sound), dns: { alarmActionArns: [TOPIC], ...more } }));
const inBackup = (more: object): Mistake => both(inAmerica, inService({ backup: { manageRegionSettings: true, ...more } }));
const inRule = (props: object, name = 'daily'): Mistake => inBackup({ rules: [new BackupRule(name, { schedule: 'cron(0 3 * * ? *)', ...props } as BackupRuleProps)] });
const drill = (times: object) => ({ source: 'drill of October', call: DrilledCall.FAILOVER, ...times });
const COPIES = 'arn:aws:backup:us-east-1:444455556666:backup-vault:copies';
const locked = (more: object): Mistake => inBackup({ vaultLock: { minRetentionDays: 7, ...more } });
const inMonitoring = (more: object): Mistake => both(inAmerica, inService({ events: undefined, monitoring: { receivers: [AlarmReceiver.email('duty@example.com')], ...more } }));
const told = (...receivers: AlarmReceiver[]): Mistake => inMonitoring({ receivers: [AlarmReceiver.email('sre@example.com'), ...receivers] });
const overridden = (key: string, override: AlarmOverride): Mistake => both(inMonitoring({ overrides: { [key]: override } }), inDatabase({}));
const endpoints = (primary: Endpoint, standby: Endpoint) => ({ siteEndpoints: { primary, standby } });
const inSignal = (more: object, dns: object = {}): Mistake => {
  const healthSignal = HealthSignal.metric({
    namespace: 'Orders/Probe',
    metricName: 'Answered',
    statistic: SignalStatistic.MINIMUM,
    comparison: SignalComparison.LESS_THAN_THRESHOLD,
    threshold: 1,
    whenMissing: MissingSignal.HEALTHY,
    ...more,
  });
  return inDns({ ...endpoints(Endpoint.ip(['10.0.0.1'], { healthSignal }), Endpoint.ip(['10.1.0.1'], { healthSignal })), ...dns });
};

/** Mistakes by the code of the rule that they break. */
export const MISTAKES: [code: string, what: string, mistake: Mistake][] = [
  ['DR001', 'no service name', inService({ serviceName: undefined })],
  ['DR001', 'no objectives', inService({ objectives: undefined })],
  ['DR001', 'no partition key', anew({})],
  ['DR003', 'a table that is none', sound => ({ ...sound, tables: [...sound.tables!, {} as any] })],
  ['DR004', 'a property that there is not', inService({ backups: true })],
  ['DR005', 'a code that no rule has', sound => ({ ...sound, acceptedRisks: { ...sound.acceptedRisks, DR999: 'why' } })],
  ['DR006', 'no reason', sound => ({ ...sound, acceptedRisks: { ...sound.acceptedRisks, DR253: '' } })],
  ['DR007', 'names that are too long', inService({ naming: { physicalName: ({ what, region }: { what: string; region: string }) => `${region}-${what}`.padEnd(300, 'x') } })],
  ['DR008', 'a naming strategy that throws', inService({ naming: { physicalName: () => { throw new Error('no name'); } } })],
  ['DR011', 'a service name in capitals', inService({ serviceName: 'ORDERS' })],
  ['DR012', 'one region', sound => ({ ...sound, standby: sound.primary })],
  ['DR013', 'two partitions', sound => ({ ...sound, events: undefined, standby: { region: sound.primary.region.startsWith('cn-') ? 'us-east-1' : 'cn-north-1' } })],
  ['DR014', 'two accounts', sound => ({ ...inStandby({ assumeRoleArn: role(sound, '111122223333') })(sound), primary: { ...sound.primary, assumeRoleArn: role(sound, '444455556666') } })],
  ['DR016', 'a third region', inService({ additionalRegions: ['eu-west-3'] })],
  ['DR017', 'zones of elsewhere', inStandby({ zones: ['eu-south-1a', 'eu-south-1b', 'eu-south-1c'] })],
  ['DR018', 'backups that nobody makes', inService({ strategy: Strategy.BACKUP_RESTORE, backup: undefined, events: undefined, functions: undefined, http: undefined, dns: undefined, database: undefined, network: undefined, objectives: { rtoMinutes: 600, rpoSeconds: 60 } })],
  ['DR019', 'a tag of AWS\'s own', inService({ tags: { 'aws:x': '' } })],
  ['DR025', 'a key by its alias', inStandby({ kmsKeyArn: 'alias/own' })],
  ['DR026', 'a role by its name', inStandby({ assumeRoleArn: 'terraform' })],
  ['DR027', 'a tag of the time', inService({ tags: { Built: '${timestamp()}' } })],
  ['DR028', 'an endpoint of no service', inStandby({ endpoints: { dynamo: 'http://127.0.0.1:4566' } })],
  ['DR100', 'a version that is not a whole one', inDatabase({ engine: DatabaseEngine.auroraPostgresql('16') })],
  ['DR101', 'a version that cannot be switched over', both(inService({ strategy: Strategy.WARM_STANDBY }),
    inDatabase({ engine: DatabaseEngine.auroraPostgresql('13.2'), writeForwarding: undefined }))],
  ['DR103', 'a database name that the engine refuses', inDatabase({ databaseName: '1orders' })],
  ['DR104', 'a database named like a word of SQL', inDatabase({ databaseName: 'order' })],
  ['DR105', 'a user that the engine refuses', inDatabase({ credentials: Credentials.generated({ username: 'a-b' }) })],
  ['DR106', 'a parameter of the library\'s', inDatabase({ parameters: { 'rds.force_ssl': '0' } })],
  ['DR107', 'a log of every statement', inDatabase({ parameters: { log_statement: 'all' } })],
  ['DR108', 'an enforced RPO that there is not', inDatabase({ enforcedRpoSeconds: 19 })],
  ['DR109', 'an enforced RPO of MySQL', inDatabase({ engine: mysql, enforcedRpoSeconds: 60 })],
  ['DR110', 'an instance class without enough memory', inDatabase({ capacity: Capacity.provisioned({ instanceClass: 'db.t4g.medium' }) })],
  ['DR111', 'no instance', inDatabase({ capacity: Capacity.serverless({ instanceCount: 0 }) })],
  ['DR112', 'a database that pauses', inDatabase({ capacity: Capacity.serverless({ minAcu: 0, maxAcu: 8 }) })],
  ['DR113', 'a tenth of an ACU', inDatabase({ capacity: Capacity.serverless({ minAcu: 1.1, maxAcu: 8 }) })],
  ['DR114', 'a least capacity above the most', inDatabase({ capacity: Capacity.serverless({ minAcu: 9, maxAcu: 8 }) })],
  ['DR118', 'backups kept for too long', inDatabase({ backupRetentionDays: 36 })],
  ['DR119', 'a warm standby without an instance', both(inService({ strategy: Strategy.WARM_STANDBY }), inDatabase({ headlessStandby: true, writeForwarding: undefined }))],
  ['DR120', 'write forwarding from no instance', both(inService({ strategy: Strategy.PILOT_LIGHT }), inDatabase({ headlessStandby: true }))],
  ['DR122', 'write forwarding that the version has not', inDatabase({ engine: DatabaseEngine.auroraPostgresql('13.3') })],
  ['DR123', 'a second region that cannot write', both(both(inService({ strategy: Strategy.ACTIVE_ACTIVE }), withoutFunctions), inDatabase({ writeForwarding: false }))],
  ['DR128', 'logs kept for 45 days', inDatabase({ logRetentionDays: 45 })],
  ['DR150', 'a range that is none', inNetwork({ primaryCidr: '10.0.0.0' })],
  ['DR151', 'a range with bits after the prefix', inNetwork({ primaryCidr: '10.0.1.0/16' })],
  ['DR152', 'a range that is too small', inNetwork({ primaryCidr: '10.2.0.0/28' })],
  ['DR153', 'a range of loopback', inNetwork({ primaryCidr: '127.0.0.0/16' })],
  ['DR156', 'one range for both', inNetwork({ standbyCidr: '10.0.0.0/16' })],
  ['DR160', 'one zone', inNetwork({ zoneCount: 1 })],
  ['DR163', 'flow logs kept for 45 days', inNetwork({ flowLogDays: 45 })],
  ['DR164', 'a port that there is not', both(both(inService({ database: undefined }), withoutFunctions), inNetwork({ databasePort: 0 }))],
  ['DR165', 'another port than the database has', both(inDatabase({}), inNetwork({ databasePort: 3306 }))],
  ['DR166', 'an endpoint twice', both(inAmerica, inNetwork({ interfaceEndpoints: ['sqs', 'sqs'] }))],
  ['DR170', 'the name of a VPC', existing({ vpcId: 'main' })],
  ['DR172', 'one subnet', existing({ privateSubnetIds: ['subnet-01234567'] })],
  ['DR173', 'a subnet twice', existing({ publicSubnetIds: ['subnet-01234567'] })],
  ['DR181', 'one NAT gateway for all zones', inNetwork({ nat: NatStrategy.SINGLE })],
  ['DR182', 'a warm standby without NAT', both(inService({ strategy: Strategy.WARM_STANDBY }), inNetwork({ nat: NatStrategy.PER_ZONE, standbyNat: NatStrategy.NONE }))],
  ['DR200', 'a table name in capitals', first((props, name) => [name.toUpperCase(), props])],
  ['DR201', 'a key without a name', inTable({ partitionKey: Attribute.string('') })],
  ['DR202', 'one attribute as both keys', inTable({ partitionKey: pk, sortKey: pk })],
  ['DR203', 'an attribute of two types', inTable({ partitionKey: pk, indexes: [new GlobalIndex('by-pk', { partitionKey: Attribute.number('pk') })] })],
  ['DR204', 'too many indexes', inTable({ partitionKey: pk, indexes: manyIndexes })],
  ['DR205', 'too many local indexes', inTable({ localIndexes })],
  ['DR206', 'a local index without a sort key', inTable({ sortKey: undefined, localIndexes: localIndexes.slice(0, 1) })],
  ['DR207', 'an index name that is too short', inTable({ indexes: [new GlobalIndex('by', { partitionKey: Attribute.string('other') })] })],
  ['DR208', 'two indexes of one name', inTable({ localIndexes: [localIndexes[0], localIndexes[0]] })],
  ['DR209', 'a projection of nothing', inTable({ indexes: [new GlobalIndex('by-it', { partitionKey: Attribute.string('it'), projection: Projection.include([]) })] })],
  ['DR210', 'a TTL attribute without a name', inTable({ ttlAttribute: '' })],
  ['DR211', 'a TTL attribute that is text', inTable({ partitionKey: pk, ttlAttribute: 'pk' })],
  ['DR212', 'a stream that nothing replicates by', inTable({ stream: StreamView.KEYS_ONLY })],
  ['DR213', 'three regions of no set', both(inAmerica, inTable({ ...strong, witnessRegion: 'eu-west-1' }))],
  ['DR214', 'no witness', both(inAmerica, inTable({ ...strong, witnessRegion: undefined }))],
  ['DR215', 'strong consistency with TTL', both(inAmerica, inTable({ ...strong, ttlAttribute: 'expires' }))],
  ['DR216', 'strong consistency with local indexes', both(inAmerica, inTable({ ...strong, localIndexes: localIndexes.slice(0, 1) }))],
  ['DR217', 'a witness of nothing', inTable({ witnessRegion: 'us-east-2' })],
  ['DR222', 'an existing table with keys', inTable({ existingName: 'legacy' })],
  ['DR223', 'an existing table by its ARN', anew({ existingName: 'arn:aws:dynamodb' })],
  ['DR224', 'two tables of one name', sound => ({ ...sound, tables: [sound.tables![0], ...sound.tables!] })],
  ['DR043', 'a certificate of another region', inStandby({ certificateArn: 'arn:aws:acm:eu-south-1:111122223333:certificate/one' })],
  ['DR044', 'a path of roles without a slash', inService({ iam: { rolePath: 'service' } })],
  ['DR045', 'a beginning of role names with a space', inService({ iam: { roleNamePrefix: 'a b' } })],
  ['DR046', 'a boundary that is a role', inService({ iam: { permissionsBoundaryArn: 'arn:aws:iam::111122223333:role/boundary' } })],
  ['DR047', 'an existing role by its name', inService({ iam: { existingRoles: { databaseMonitoringArn: 'monitoring' } } })],
  ['DR048', 'keys of AWS', inService({ keys: { ownership: KeyOwnership.AWS_MANAGED } })],
  ['DR250', 'a negative time', inService({ objectives: { rtoMinutes: 30, rpoSeconds: -1 } })],
  ['DR251', 'no loss at all', inService({ objectives: { rtoMinutes: 30, rpoSeconds: 0 } })],
  ['DR257', 'a route to a function that is not there', sound => ({ ...sound, functions: [functionNamed('probe')], http: { routes: { $default: functionNamed('other') } }, dns: undefined })],
  ['DR253', 'minutes that nobody can promise', inService({ objectives: { rtoMinutes: 9, rpoSeconds: 60, decisionMinutes: 1 }, measurements: drill({ detectSeconds: 60, executeSeconds: 60 }) })],
  ['DR260', 'a recovery in a minute', inService({ objectives: { rtoMinutes: 1, rpoSeconds: 60 } })],
  ['DR261', 'a second of loss', inService({ objectives: { rtoMinutes: 600, rpoSeconds: 1 } })],
  ['DR262', 'an assumption about nothing', inService({ assumptions: [new Assumption('database.upgrade', { plannedSeconds: 60, source: 'a guess' })] })],
  ['DR263', 'a measurement without a source', inService({ measurements: { ...drill({}), source: ' ' } })],
  ['DR500', 'a host name in capitals', inDns({ hostName: 'ORDERS.example.com', ...endpoints(Endpoint.cname('a.example.net'), Endpoint.cname('b.example.net')) })],
  ['DR501', 'a record outside of its zone', inDns({ zone: HostedZone.fromName('example.org') })],
  ['DR503', 'a record that leads to another host', inDns({ hostName: 'shop.example.com' })],
  ['DR505', 'a name here and an address there', inDns(endpoints(Endpoint.cname('a.example.net'), Endpoint.ip(['203.0.113.1'])))],
  ['DR508', 'a private address', inDns(endpoints(Endpoint.ip(['10.0.0.1']), Endpoint.ip(['203.0.113.1'])))],
  ['DR509', 'an internal load balancer', inDns(endpoints(Endpoint.alias('internal-a-1.us-east-1.elb.amazonaws.com', 'Z1'), Endpoint.alias('b.example.net', 'Z2')))],
  ['DR510', 'a period of ten seconds', inSignal({ periodSeconds: 10 })],
  ['DR511', 'a time of aliases', inDns({ ttlSeconds: 60 })],
  ['DR514', 'an interval of 20 seconds', inDns({ healthCheck: { intervalSeconds: 20 } })],
  ['DR516', 'two regions of checkers', inDns({ healthCheck: { checkerRegions: ['us-east-1', 'us-west-2'] } })],
  ['DR519', 'a failover before the promotion', both(inDns({ failover: DnsFailover.AUTOMATIC }), inDatabase({}))],
  ['DR521', 'IPv6 of the HTTP entry', inDns({ ipv6: true })],
  ['DR524', 'an action of another region', inDns({ alarmActionArns: ['arn:aws:sns:us-west-2:111122223333:duty'] })],
  ['DR526', 'two days of minutes', inSignal({ evaluationPeriods: 2880 })],
  ['DR527', 'a dimension without a value', inSignal({ dimensions: { Region: '' } })],
  ['DR528', 'a metric without a name', inSignal({ metricName: '' })],
  ['DR529', 'the last known state of a rare metric', inSignal({ whenMissing: MissingSignal.LAST_KNOWN_STATUS })],
  ['DR530', 'missing values that move users', both(inService({ database: undefined, strategy: Strategy.WARM_STANDBY }), inSignal({ whenMissing: MissingSignal.UNHEALTHY }, { failover: DnsFailover.AUTOMATIC }))],
  ['DR531', 'a metric of the region that it is about', inSignal({ namespace: 'AWS/ApplicationELB' })],
  ['DR532', 'a check that nobody asks', inSignal({}, { healthCheck: { path: '/up' } })],
  ['DR534', 'ten tags and a name', both(inService({ tags: Object.fromEntries([...'abcdefghij'].map(key => [key, 'x'])) }), inDns({}))],
  ['DR535', 'one endpoint for both regions', inDns(endpoints(Endpoint.cname('a.example.net'), Endpoint.cname('a.example.net')))],
  ['DR009', 'a zone that is made twice', both(hosted({ zone: HostedZone.create('example.com') }), sound => ({ ...inAmerica(sound), dns: { zone: HostedZone.create('example.com') } }))],
  ['DR015', 'a zone with a role and a provider', inDns({ zone: HostedZone.fromName('example.com', { assumeRoleArn: 'arn:aws:iam::111122223333:role/dns', zoneProvider: { terraformResourceType: 'aws', toTerraform: () => ({}) } as any }) })],
  ['DR026', 'the role of a zone by its name', inDns({ zone: HostedZone.fromName('example.com', { assumeRoleArn: 'dns' }) })],
  ['DR001', 'a function without code', inFunction({ code: undefined })],
  ['DR004', 'a property of a function that there is not', inFunction({ memory: 512 })],
  ['DR300', 'a function name in capitals', sound => ({ ...sound, http: undefined, dns: undefined, functions: [functionNamed('Api')] })],
  ['DR301', 'two functions of one name', sound => ({ ...sound, http: undefined, dns: undefined, functions: [functionNamed('probe'), functionNamed('probe')] })],
  ['DR302', 'a runtime that is none', inFunction({ runtime: 'cobol' })],
  ['DR303', 'a runtime that is not patched', both(inService({ acceptedRisks: {} }), inFunction({ runtime: 'python3.9' }))],
  ['DR304', 'a runtime that is blocked', inFunction({ runtime: 'nodejs14.x' })],
  ['DR306', 'a handler for an image', both(inAmerica, inFunction({ code: FunctionCode.fromImage({ primary: image('us-east-1'), standby: image('us-west-2') }) }))],
  ['DR307', 'a handler with a space', inFunction({ handler: 'app handler' })],
  ['DR308', 'too little memory', inFunction({ memoryMb: 127 })],
  ['DR309', 'a run of an hour', inFunction({ timeoutSeconds: 3600 })],
  ['DR310', 'too little room', inFunction({ ephemeralStorageMb: 511 })],
  ['DR311', 'fewer calls than none', inFunction({ reservedConcurrency: -1 })],
  ['DR312', 'logs of a function kept for 45 days', inFunction({ logRetentionDays: 45 })],
  ['DR313', 'a variable with a hyphen', inFunction({ environment: { 'LOG-LEVEL': 'info' } })],
  ['DR314', 'a variable of Lambda\'s', inFunction({ environment: { AWS_REGION: 'us-east-1' } })],
  ['DR315', 'a variable of the library\'s', inFunction({ environment: { SERVICE_NAME: 'other' } })],
  ['DR316', 'too many variables', inFunction({ environment: { TEXT: 'x'.repeat(4096) } })],
  ['DR317', 'a layer by its name', inFunction({ layers: { primary: ['tools'], standby: ['tools'] } })],
  ['DR318', 'dead letters to a function', inFunction({ deadLetterArns: { primary: 'arn:aws:lambda:us-east-1:111122223333:function:x', standby: 'arn:aws:lambda:us-east-1:111122223333:function:x' } })],
  ['DR319', 'a role by its name', inFunction({ roleArns: { primary: 'api', standby: 'api' } })],
  ['DR320', 'a function of a second region that cannot write', both(both(inService({ strategy: Strategy.ACTIVE_ACTIVE }), inDatabase({ writeForwarding: false })),
    both(inService({ acceptedRisks: { DR123: 'tried' } }), inFunction({ access: [Access.database()] })))],
  ['DR322', 'a database that is not there', both(inService({ database: undefined }), inFunction({ access: [Access.database()] }))],
  ['DR323', 'a table of nobody', inFunction({ access: [Access.read(new TableSpec('other', { partitionKey: pk }))] })],
  ['DR325', 'two queues of one name', triggered(Trigger.queue(), Trigger.queue())],
  ['DR326', 'a queue name in capitals', triggered(Trigger.queue({ queueName: 'Jobs' }))],
  ['DR327', 'a batch of nothing', triggered(Trigger.queue({ batchSize: 0 }))],
  ['DR329', 'a schedule without a unit', triggered(Trigger.schedule('rate(5)'))],
  ['DR330', 'events from nowhere', triggered(Trigger.events({ sources: [] }))],
  ['DR331', 'a wildcard', inFunction({ access: [Access.statement(['sqs:*'], { primary: ['arn:aws:sqs:::one'], standby: ['arn:aws:sqs:::one'] })] })],
  ['DR333', 'an action that is none', inFunction({ access: [Access.statement(['publish'], { primary: ['arn:aws:sns:::one'], standby: ['arn:aws:sns:::one'] })] })],
  ['DR335', 'the database from outside of its network', both(inDatabase({}), inFunction({ access: [Access.database()], inNetwork: false }))],
  ['DR336', 'messages that come back too soon', triggered(Trigger.queue({ visibilityTimeoutSeconds: 10 }))],
  ['DR337', 'one bucket for both regions', inFunction({ code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'k' }, standby: { bucket: 'one', key: 'k' } }) })],
  ['DR338', 'a bus by its ARN', inFunction({ access: [Access.publish('arn:aws:events:us-east-1:111122223333:event-bus/shop')] })],
  ['DR340', 'a folder that is not there', inFunction({ code: FunctionCode.fromDirectory('no/such/folder') })],
  ['DR350', 'an entry without a route', inHttp({ routes: {} })],
  ['DR351', 'a route in small letters', inHttp({ routes: { 'get /x': probe } })],
  ['DR362', 'a host outside of its zone', hosted({ hostName: 'orders.example.org' })],
  ['DR363', 'a host without a zone', hosted({ zone: undefined })],
  ['DR365', 'a zone without a host', hosted({ hostName: undefined })],
  ['DR368', 'accelerated recovery in China', both(
    hosted({ zone: HostedZone.create('example.com', { acceleratedRecovery: true }) }),
    inService({ events: undefined, backup: undefined, primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } }),
  )],
  ['DR370', 'no request at all', inHttp({ throttlePerSecond: 0 })],
  ['DR376', 'everybody\'s cookies', inHttp({ cors: { allowOrigins: ['*'], allowCredentials: true } })],
  ['DR385', 'an issuer without TLS', inHttp({ authorizer: HttpAuthorizer.jwt('http://login.example.com', ['orders']) })],
  ['DR400', 'everybody as an operator', inOperators(() => ({ trustedPrincipalArns: ['*'] }))],
  ['DR401', 'a whole account as operators', inOperators(sound => ({ trustedPrincipalArns: [user(sound).replace('user/duty', 'root')] }))],
  ['DR402', 'a role that is asked for MFA', inOperators(sound => ({ trustedPrincipalArns: [user(sound).replace('user', 'role')] }))],
  ['DR404', 'a session of a day', inOperators(() => ({ sessionMinutes: 1440 }))],
  ['DR406', 'operators that are nobody', inOperators(() => ({ trustedPrincipalArns: [] }))],
  ['DR550', 'forwarding of nothing', inEvents({ replication: EventReplication.forwardToStandby([]) })],
  ['DR551', 'forwarding of AWS\'s own events', inEvents({ replication: EventReplication.forwardToStandby(['aws.ec2']) })],
  ['DR552', 'a source that is empty', inEvents({ replication: EventReplication.forwardToStandby(['']) })],
  ['DR553', 'more sources than a pattern holds', inEvents({ replication: EventReplication.forwardToStandby([...Array(200).keys()].map(number => `shop.orders.${number}`)) })],
  ['DR557', 'an endpoint that nothing switches', both(inEvents({ replication: EventReplication.globalEndpoint() }), inService({ dns: undefined }))],
  ['DR558', 'a health check by its id', inEvents({ replication: EventReplication.globalEndpoint('01234567-89ab') })],
  ['DR559', 'an archive of minus one day', both(inAmerica, inService({ events: { archiveDays: -1 } }))],
  ['DR559', 'an archive without end', both(inAmerica, inService({ events: { archiveDays: 2 ** 31 } }))],
  ['DR561', 'an action of no alarm', inEvents({ alarmActionArns: { primary: 'arn:aws:sns:us-east-1:111122223333:duty' } })],
  ['DR562', 'an action of elsewhere', inEvents({
    replication: EventReplication.forwardToStandby(['orders']), alarmActionArns: { primary: 'arn:aws:sns:us-west-2:111122223333:duty' },
  })],
  ['DR562', 'an action that no alarm has', inEvents({
    replication: EventReplication.forwardToStandby(['orders']), alarmActionArns: { primary: 'arn:aws:sqs:us-east-1:111122223333:duty' },
  })],
  ['DR700', 'parameters of AWS', both(inService({ serviceName: 'aws-orders' }), inParameters({}))],
  ['DR701', 'a name that is too long with its ARN', inParameters({ values: { [`a${'b'.repeat(960)}`]: '1' } })],
  ['DR702', 'sixteen levels', inParameters({ values: { [[...'abcdefghijklmn'].join('/')]: '1' } })],
  ['DR703', 'a value of 5 KB', inParameters({ values: { text: 'word '.repeat(1024) } })],
  ['DR704', 'a value of nothing', inParameters({ values: { text: '' } })],
  ['DR705', 'a value of brackets', inParameters({ values: { text: '{{other}}' } })],
  ['DR706', 'a name of the library', inParameters({ values: { 'dr/other': 'x' } })],
  ['DR707', 'a password among the settings', inParameters({ values: { 'db-password': 'x' } })],
  ['DR708', 'a key among the settings', inParameters({ values: { login: 'AKIAIOSFODNN7EXAMPLE' } })],
  ['DR709', 'a description without end', inParameters({ entries: { text: SiteParameter.same('x', { description: 'word '.repeat(300) }) } })],
  ['DR720', 'a secret in capitals', inParameters({ secrets: [SecretSpec.fromVariable('Payment')] })],
  ['DR721', 'two secrets of one name', inParameters({ secrets: [SecretSpec.fromVariable('payment'), SecretSpec.fromVariable('payment')] })],
  ['DR722', 'a variable of Terraform', inParameters({ secrets: [SecretSpec.fromVariable('payment', { variableName: 'count' })] })],
  ['DR723', 'one variable for two', inParameters({ secrets: ['one', 'two'].map(name => SecretSpec.fromVariable(name, { variableName: 'own' })) })],
  ['DR724', 'the version 0', inParameters({ secrets: [SecretSpec.fromVariable('payment', { version: 0 })] })],
  ['DR725', 'a secret described without end', inParameters({ secrets: [SecretSpec.fromVariable('payment', { description: 'word '.repeat(500) })] })],
  ['DR726', 'a secret by its name', inParameters({ secrets: [SecretSpec.fromArns('own', { primary: 'own', standby: 'own' })] })],
  ['DR727', 'a secret of nobody', inFunction({ access: [Access.secret(SecretSpec.fromVariable('other'))] })],
  ['DR601', 'a plan without a rule', inBackup({ rules: [] })],
  ['DR602', 'a rule with a space', inRule({}, 'every day')],
  ['DR604', 'backups at a rate', inRule({ schedule: 'rate(1 day)' })],
  ['DR605', 'half an hour to start', inRule({ startWindowMinutes: 30 })],
  ['DR606', 'no time to complete', inRule({ startWindowMinutes: 60, completionWindowMinutes: 60 })],
  ['DR608', 'backups kept for no day', inRule({ retentionDays: 0 })],
  ['DR609', 'a month in cold storage', both(inService({ database: undefined }), both(withoutFunctions, inRule({ retentionDays: 60, coldStorageAfterDays: 30 })))],
  ['DR610', 'a continuous backup in cold storage', both(inService({ database: undefined }), both(withoutFunctions, inRule({ continuous: true, retentionDays: 35, coldStorageAfterDays: 30 })))],
  ['DR611', 'a continuous backup of a year', both(inService({ database: undefined }), both(withoutFunctions, inRule({ continuous: true, retentionDays: 365 })))],
  ['DR614', 'two minds about the database\'s backups', both(inDatabase({ backupRetentionDays: 7 }), inRule({ continuous: true, retentionDays: 14 }))],
  ['DR615', 'a database in cold storage', both(inDatabase({}), inRule({ retentionDays: 120, coldStorageAfterDays: 30 }))],
  ['DR616', 'copies of tables that fail', inBackup({ manageRegionSettings: undefined })],
  ['DR619', 'copies that are not made, kept for a year', inRule({ copied: false, copyRetentionDays: 365 })],
  ['DR620', 'a vault by its name', inBackup({ otherAccountVaultArn: 'copies' })],
  ['DR622', 'a database to another account and region', both(inDatabase({}), inBackup({ otherAccountVaultArn: COPIES.replace('east-1', 'west-2') }))],
  ['DR625', 'a retention outside of the lock', locked({ minRetentionDays: 36 })],
  ['DR626', 'a lock without bounds', locked({ minRetentionDays: undefined })],
  ['DR627', 'compliance without a word', both(inService({ removal: undefined }), locked({ mode: VaultLockMode.COMPLIANCE }))],
  ['DR628', 'governance that ends', locked({ changeableForDays: 3 })],
  ['DR631', 'restore tests at a rate', inBackup({ restoreTesting: { enabled: true, schedule: 'rate(7 days)' } })],
  ['DR635', 'a topic of elsewhere', inBackup({ alarmTopicArns: { primary: TOPIC, standby: TOPIC } })],
  ['DR638', 'a role of backups by its name', inBackup({ roleArn: 'backup' })],
  ['DR640', 'a cluster of elsewhere', inBackup({ resources: [BackupResource.cluster({ primary: 'arn:aws:rds:eu-west-1:111122223333:cluster:orders' })] })],
  ['DR644', 'a cluster as something else', inBackup({ resources: [BackupResource.other({ primary: 'arn:aws:rds:us-east-1:111122223333:cluster:orders' })] })],
  ['DR646', 'a database of no size', inBackup({ largestSizeGb: 0 })],
  ['DR651', 'a mail address without a host', told(AlarmReceiver.email('duty@'))],
  ['DR652', 'an endpoint without TLS', told(AlarmReceiver.https('http://alerts.example.com'))],
  ['DR653', 'a queue of another region', told(AlarmReceiver.queue({ primary: 'arn:aws:sqs:us-west-2:111122223333:duty', standby: 'arn:aws:sqs:us-west-2:111122223333:duty' }))],
  ['DR654', 'a response plan by its name', told(AlarmReceiver.responsePlan('orders'))],
  ['DR655', 'a receiver given twice', told(AlarmReceiver.email('sre@example.com'))],
  ['DR657', 'a topic of another region', inMonitoring({ receivers: undefined, existingTopics: { primary: TOPIC, standby: TOPIC } })],
  ['DR658', 'receivers beside own topics', inMonitoring({ existingTopics: { primary: TOPIC, standby: TOPIC.replace('us-east-1', 'us-west-2') } })],
  ['DR679', 'a topic that no alarm tells', inMonitoring({
    receivers: undefined, existingTopics: { primary: TOPIC, standby: TOPIC.replace('us-east-1', 'us-west-2'), healthChecks: TOPIC },
  })],
  ['DR660', 'a naming of alarms without names', both(inMonitoring({ naming: { alarmName: () => undefined } }), inDatabase({}))],
  ['DR661', 'actions that are no list', both(inMonitoring({ actions: { actionArns: () => undefined } }), inDatabase({}))],
  ['DR662', 'an override of what no alarm is', overridden('FUNCTION_COLOUR', AlarmOverride.off())],
  ['DR663', 'a period of an alarm that joins others', overridden('SITE_UNWELL', AlarmOverride.of({ periodSeconds: 60 }))],
  ['DR664', 'more than all calls', inMonitoring({ thresholds: { functionErrorPercent: 101 } })],
  ['DR666', 'a period of half a minute', overridden('DATABASE_RPO_LAG', AlarmOverride.of({ periodSeconds: 30 }))],
  ['DR667', 'six of five values', overridden('DATABASE_RPO_LAG', AlarmOverride.of({ datapointsToAlarm: 6 }))],
  ['DR668', 'an alarm that looks at two days', overridden('DATABASE_RPO_LAG', AlarmOverride.of({ periodSeconds: 600, evaluationPeriods: 288 }))],
  ['DR669', 'six things to tell', both(inMonitoring({
    actions: { actionArns: ({ region }: { region: string }) => [1, 2, 3, 4, 5, 6].map(number => `arn:aws:sns:${region}:111122223333:duty-${number}`) },
  }), inDatabase({}))],
  ['DR672', 'an action by its name', both(inMonitoring({ actions: { actionArns: () => ['duty'] } }), inDatabase({}))],
];
