// One mistake each, to be made in a sound service.

import {
  Attribute, Capacity, Credentials, DatabaseEngine, GlobalIndex, LocalIndex, MultiRegionDrProps, NatStrategy, Projection, Strategy, StreamView,
  TableConsistency, TableSpec, TableSpecProps,
} from '../../src';
import { partitionOf } from '../../src/plan/regions';

/** Makes a mistake in a sound service. */
export type Mistake = (sound: MultiRegionDrProps) => MultiRegionDrProps;

const pk = Attribute.string('pk');
// Without what refers to tables and database.
const withoutFunctions: Mistake = sound => ({ ...sound, functions: undefined, http: undefined });
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
  ['DR013', 'two partitions', sound => ({ ...sound, standby: { region: sound.primary.region.startsWith('cn-') ? 'us-east-1' : 'cn-north-1' } })],
  ['DR014', 'two accounts', sound => ({ ...inStandby({ assumeRoleArn: role(sound, '111122223333') })(sound), primary: { ...sound.primary, assumeRoleArn: role(sound, '444455556666') } })],
  ['DR016', 'a third region', inService({ additionalRegions: ['eu-west-3'] })],
  ['DR017', 'zones of elsewhere', inStandby({ zones: ['eu-south-1a', 'eu-south-1b', 'eu-south-1c'] })],
  ['DR018', 'backups that nobody makes', inService({ strategy: Strategy.BACKUP_RESTORE, functions: undefined, http: undefined, database: undefined, network: undefined, objectives: { rtoMinutes: 600, rpoSeconds: 60 } })],
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
  ['DR250', 'a negative time', inService({ objectives: { rtoMinutes: 30, rpoSeconds: -1 } })],
  ['DR251', 'no loss at all', inService({ objectives: { rtoMinutes: 30, rpoSeconds: 0 } })],
  ['DR253', 'minutes that nobody can promise', inService({ objectives: { rtoMinutes: 9, rpoSeconds: 60 } })],
];
