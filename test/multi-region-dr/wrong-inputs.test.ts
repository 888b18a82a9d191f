// Wrong inputs, one a row: what is declared beside a sound service, and the one problem that it is refused with.
//
// Those that are plain data stand in test/support/wrong-inputs.json: Python's tests read them too.

import {
  Access, AlarmOverride, AlarmReceiver, Attribute, BackupRule, Capacity, Credentials, DatabaseEngine, DnsFailover, Endpoint, EventReplication,
  FunctionCode, FunctionSpec, FunctionSpecProps, GlobalIndex, HostedZone, HttpAuthorizer, KeyOwnership, MultiRegionDr, MultiRegionDrProps,
  NatStrategy, SecretSpec, SiteParameter, Strategy, StreamView, TableConsistency, TableSpec, Trigger, VaultLockMode,
} from '../../src';
import { textOf } from '../support/files';
import { newStack, refusal, SITES } from '../support/synth';

const pk = Attribute.string('pk');
const orders = new TableSpec('orders', { partitionKey: pk });
const engine = DatabaseEngine.auroraPostgresql('16.8');
const zone = HostedZone.fromName('example.com');
const code = FunctionCode.fromS3({ primary: { bucket: 'code-one', key: 'api.zip' }, standby: { bucket: 'code-two', key: 'api.zip' } });
const spec = (more: Partial<FunctionSpecProps>) => new FunctionSpec('api', { code, runtime: 'python3.13', handler: 'app.handler', ...more });
const api = spec({});
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:duty';
const TOPICS = { primary: TOPIC, standby: 'arn:aws:sns:us-west-2:111122223333:duty' };
const DAILY = 'cron(0 3 * * ? *)';
const BACKUP = { alarmTopicArns: TOPICS, rules: [new BackupRule('daily', { schedule: DAILY })] };
const ON = { acceptedRisks: { DR616: 'on in this account' } };
const MAIL = AlarmReceiver.email('duty@example.com');
const SECRET = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:payment-AbCdEf';
const dns = {
  hostName: 'orders.example.com',
  zone,
  siteEndpoints: { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') },
  alarmActionArns: ['arn:aws:sns:us-east-1:111122223333:duty'],
};

/** A service that nothing is wrong with. Its risks are problems too. */
const SOUND = { ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, tables: [orders], failOnRisks: true };

// What is wrong, what is declared, and the problem: its code, its path, what it says.
const OWN: [what: string, input: object, code: string, path: string, message: string][] = [
  ['no service name', { serviceName: undefined },
    'DR001', 'serviceName', "nothing given, and there is no default. Set it, for example to 'orders'."],
  ['no environment, and no stack that has one', { environment: undefined },
    'DR001', 'environment', "nothing given, and there is no default. Set it, for example to 'prod'."],
  ['a region that is no region', { primary: { region: 'us_east_1' } },
    'DR011', 'primary.region', "'us_east_1' given, a region like 'us-east-1' needed. Correct it."],
  ['a region that only Terraform knows', { standby: { region: '${var.region}' } },
    'DR002', 'standby.region', "'${var.region}' given, which Terraform evaluates and this program does not; a literal is needed. Write the value itself."],
  ['no objectives', { objectives: undefined },
    'DR001', 'objectives', 'nothing given, and there is no default. Set it, for example to { rtoMinutes: 30, rpoSeconds: 60 }.'],
  ['a number as text', { objectives: { rtoMinutes: '30', rpoSeconds: 60 } },
    'DR003', 'objectives.rtoMinutes', "'30' given, a number needed. Give a number."],
  ['a negative loss', { objectives: { rtoMinutes: 30, rpoSeconds: -1 } },
    'DR250', 'objectives.rpoSeconds', '-1 given, 0 to 31536000 seconds needed. Correct it.'],
  ['a decision that takes as long as everything', { objectives: { rtoMinutes: 30, rpoSeconds: 60, decisionMinutes: 30 } },
    'DR255', 'objectives.decisionMinutes', '30 given, and the service is to be back after 30 minutes. Decide sooner, or choose a longer rtoMinutes.'],
  ['an hour from backups', { strategy: Strategy.BACKUP_RESTORE, objectives: { rtoMinutes: 59, rpoSeconds: 60 }, acceptedRisks: { DR018: 'copied by hand' } },
    'DR260', 'objectives.rtoMinutes', '59 given, and 2 h 23 min planned, most of it backup.restore 1 h 30 min, standby.build 30 min, people.notice 10 min. Change strategy BACKUP_RESTORE -> PILOT_LIGHT (saves 2 h), with which 23 min are planned; or allow a longer time, or give what a drill measured (measurements).'],
  ['a property that there is not', { objectives: { rtoHours: 1, rtoMinutes: 60, rpoSeconds: 60 } },
    'DR004', 'objectives.rtoHours', 'no such property; known are rtoMinutes, rpoSeconds, decisionMinutes. Correct its name or leave it out.'],
  ['a third region', { additionalRegions: ['eu-west-1'] },
    'DR016', 'additionalRegions', "'eu-west-1' given, a primary and a standby region are what this version knows. Leave it out."],
  ['a code that no rule has', { acceptedRisks: { DR999: 'why not' } },
    'DR005', 'acceptedRisks.DR999', 'DR999 given, which is not the code of a rule for services. Leave it out.'],
  ['an accepted code that no reason can make valid', { acceptedRisks: { DR012: 'they are near' } },
    'DR005', 'acceptedRisks.DR012', 'DR012 given, which is IMPOSSIBLE: Both sites are in one region. Leave it out.'],
  ['two accounts', {
    primary: { region: 'us-east-1', assumeRoleArn: 'arn:aws:iam::111122223333:role/terraform' },
    standby: { region: 'us-west-2', assumeRoleArn: 'arn:aws:iam::444455556666:role/terraform' },
  },
  'DR014', 'standby.assumeRoleArn', "a role of account 444455556666 given, the primary's is of account 111122223333; both sites are in one account. Use a role of the same account; a second account can hold copies of backups, not the standby."],
  ['a role by its name', { standby: { region: 'us-west-2', assumeRoleArn: 'terraform' } },
    'DR026', 'standby.assumeRoleArn', "'terraform' given, the ARN of an IAM role needed, like 'arn:aws:iam::111122223333:role/deploy'. Correct it."],
  ['zones of another region', { standby: { region: 'us-west-2', zones: ['us-east-1a', 'us-east-1b'] } },
    'DR017', 'standby.zones', "'us-east-1a', 'us-east-1b' given, two to four different zones of us-west-2 needed. Name them, such as 'us-west-2a', or leave them out."],
  ['an endpoint of no service', { primary: { region: 'us-east-1', endpoints: { dynamo: 'http://127.0.0.1:4566' } } },
    'DR028', 'primary.endpoints.dynamo', "'dynamo' given, which the provider has no endpoint for; services are spelled like dynamodb, apigateway or s3control. Correct it, after the provider's guide to custom endpoints."],
  ['a boundary that is a role', { iam: { permissionsBoundaryArn: 'arn:aws:iam::111122223333:role/boundary' } },
    'DR046', 'iam.permissionsBoundaryArn', "'arn:aws:iam::111122223333:role/boundary' given, the ARN of a managed policy needed, like 'arn:aws:iam::111122223333:policy/boundary'. Correct it."],
  ['a path of roles without slashes', { iam: { rolePath: 'service' } },
    'DR044', 'iam.rolePath', "'service' given, 1 to 512 characters that begin and end with / needed, without spaces. Write it like '/service/'."],
  ['keys of AWS', { keys: { ownership: KeyOwnership.AWS_MANAGED } },
    'DR048', 'keys.ownership', "AWS_MANAGED given; backups and data under such keys stay in the account for good, and their policies are AWS's. Leave it out, or give each site a kmsKeyArn."],

  ['a range that is none', { network: { primaryCidr: '10.0.0.0' } },
    'DR150', 'network.primaryCidr', "'10.0.0.0' given, a range like '10.0.0.0/16' needed. Correct it."],
  ['a range with bits after the prefix', { network: { primaryCidr: '10.0.1.0/16' } },
    'DR151', 'network.primaryCidr', "'10.0.1.0/16' given, its range begins at 10.0.0.0. Write '10.0.0.0/16'."],
  ['a range that is too small', { network: { standbyCidr: '10.1.0.0/28' } },
    'DR152', 'network.standbyCidr', "'10.1.0.0/28' given, the public, private and isolated subnets of four zones need /23 or larger. Choose a range from /16 to /23."],
  ['a public range', { network: { primaryCidr: '8.8.0.0/16' } },
    'DR154', 'network.primaryCidr', "'8.8.0.0/16' given, which is not within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10. Choose a private range, unless the addresses are yours."],
  ['flow logs for 45 days', { network: { flowLogDays: 45 } },
    'DR163', 'network.flowLogDays', '45 given, one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 needed. Set it to 60.'],
  ['one NAT gateway for all zones', { network: { nat: NatStrategy.SINGLE } },
    'DR181', 'network.nat', 'SINGLE given for 3 zones; when the first one is down, the others lose the internet too. Choose PER_ZONE, or NONE with interfaceEndpoints.'],
  ['a warm standby without NAT', { network: { standbyNat: NatStrategy.NONE } },
    'DR182', 'network.standbyNat', 'NONE given for the standby of WARM_STANDBY, PER_ZONE for the primary; what works there fails after a failover. Leave standbyNat out.'],
  ['an endpoint of a service by its whole name', { network: { interfaceEndpoints: ['com.amazonaws.us-east-1.sqs'] } },
    'DR166', 'network.interfaceEndpoints[0]', "'com.amazonaws.us-east-1.sqs' given, a short name like 'secretsmanager' or 'ecr.api' needed. Correct it or leave it out."],
  ['a VPC by its name', { network: { primaryExisting: { vpcId: 'main', privateSubnetIds: ['subnet-01234567', 'subnet-12345678'] } } },
    'DR170', 'network.primaryExisting.vpcId', "'main' given, an id like 'vpc-0123456789abcdef0' needed. Give the id, not a name or an ARN."],
  ['an existing network of one subnet', { network: { primaryExisting: { vpcId: 'vpc-01234567', privateSubnetIds: ['subnet-01234567'] } } },
    'DR172', 'network.primaryExisting.privateSubnetIds', '1 given, two or more in different zones needed. Name more subnets.'],
  ['an existing network with a range', {
    network: { primaryCidr: '10.0.0.0/16', primaryExisting: { vpcId: 'vpc-01234567', privateSubnetIds: ['subnet-01234567', 'subnet-12345678'] } },
  },
  'DR171', 'network.primaryExisting', 'given together with primaryCidr, which only a network that is made has. Leave them out, or leave out the existing network.'],

  ['a version that is not a whole one', { database: { engine: DatabaseEngine.auroraPostgresql('16') } },
    'DR100', 'database.engine.version', "'16' given, a whole version like '16.8' needed. Write all of its numbers, as aws rds describe-db-engine-versions lists them."],
  ['a database that pauses', {
    database: { engine, capacity: Capacity.serverless({ minAcu: 0, maxAcu: 8 }), standbyCapacity: Capacity.serverless({ minAcu: 1, maxAcu: 8 }) },
  },
  'DR112', 'database.capacity.minAcu', '0 given, at least 0.5 needed. Set minAcu to 0.5 or more.'],
  ['a least capacity above the most', { database: { engine, capacity: Capacity.serverless({ minAcu: 9, maxAcu: 8 }) } },
    'DR114', 'database.capacity.minAcu', '9 given, which is more than maxAcu, 8. Lower it, or raise maxAcu.'],
  ['an instance class without enough memory', { database: { engine, capacity: Capacity.provisioned({ instanceClass: 'db.t4g.medium' }) } },
    'DR110', 'database.capacity.instanceClass', "'db.t4g.medium' given, a memory-optimised class needed (db.r..., db.x...). Use one such as 'db.r7g.large', or Capacity.serverless()."],
  ['a standby without an instance that is to be warm', { database: { engine, headlessStandby: true }, objectives: { rtoMinutes: 60, rpoSeconds: 60 } },
    'DR119', 'database.headlessStandby', 'true given with WARM_STANDBY, which needs an instance in the standby region. Leave it out, or choose PILOT_LIGHT.'],
  ['a database named like a word of SQL', { database: { engine, databaseName: 'order' } },
    'DR104', 'database.databaseName', "'order' given, which is a word of SQL. Use another, such as 'order_data'."],
  ['a user that the engine refuses', { database: { engine, credentials: Credentials.generated({ username: 'a-b' }) } },
    'DR105', 'database.credentials.username', "'a-b' given, 1 to 16 letters and digits needed, a letter first. Use another, such as 'dbadmin'."],
  ['backups for 36 days', { database: { engine, backupRetentionDays: 36 } },
    'DR118', 'database.backupRetentionDays', '36 given, 1 to 35 days possible. Choose a time in between; AWS Backup keeps longer.'],
  ['TLS turned off', { database: { engine, parameters: { 'rds.force_ssl': '0' } } },
    'DR106', 'database.parameters.rds.force_ssl', "'0' given for a parameter that the library sets. Leave it out: connections are encrypted always."],
  ['a log of every statement', { database: { engine, parameters: { log_statement: 'all' } } },
    'DR107', 'database.parameters.log_statement', "'all' given, which writes statements of every kind to the log, CREATE and ALTER ROLE with their passwords included. Leave it out; pgAudit logs statements without passwords."],
  ['an enforced RPO of 19 seconds', { database: { engine, enforcedRpoSeconds: 19 }, acceptedRisks: { DR117: 'tried' } },
    'DR108', 'database.enforcedRpoSeconds', '19 given, at least 20 needed, at most 2147483647, a whole number. Set it to 20 or more, or leave it out.'],
  ['an enforced RPO of MySQL', { database: { engine: DatabaseEngine.auroraMysql('8.0.mysql_aurora.3.08.0'), enforcedRpoSeconds: 60 }, acceptedRisks: { DR117: 'tried' } },
    'DR109', 'database.enforcedRpoSeconds', '60 given with MySQL, which cannot hold commits back; PostgreSQL needed. Leave it out.'],
  ['two active regions, of which one cannot write', { strategy: Strategy.ACTIVE_ACTIVE, tables: undefined, database: { engine } },
    'DR123', 'database.writeForwarding', 'not given with ACTIVE_ACTIVE, and nothing says that the networks are connected; writes in the standby region would fail. Set writeForwarding; where you connected the networks yourself, accept the risk, or set network.peered of a GlobalDatabase that is used alone.'],

  ['a table that is none', { tables: [orders, {}] },
    'DR003', 'tables[1]', 'an object given, a TableSpec needed. Give a TableSpec.'],
  ['a table without a key', { tables: [new TableSpec('orders', {})] },
    'DR001', 'tables.orders.partitionKey', "nothing given, and there is no default. Set it, for example to Attribute.string('pk')."],
  ['a table name in capitals', { tables: [new TableSpec('Orders', { partitionKey: pk })] },
    'DR200', 'tables.Orders.tableName', "'Orders' given, 1 to 62 lower-case letters, digits and single hyphens needed, a letter first. Rename it; existingName may be any name of DynamoDB's."],
  ['one attribute as both keys', { tables: [new TableSpec('orders', { partitionKey: pk, sortKey: pk })] },
    'DR202', 'tables.orders.sortKey', "'pk' given, which is the partition key too. Choose another attribute or leave it out."],
  ['an attribute of two types', {
    tables: [new TableSpec('orders', { partitionKey: pk, indexes: [new GlobalIndex('by-pk', { partitionKey: Attribute.number('pk') })] })],
  },
  'DR203', 'tables.orders.indexes[0].partitionKey', "'pk' given with the type N, elsewhere in the table it has S. Use one type."],
  ['a stream that replication is not documented with', { tables: [new TableSpec('orders', { partitionKey: pk, stream: StreamView.KEYS_ONLY })] },
    'DR212', 'tables.orders.stream', 'KEYS_ONLY given, NEW_AND_OLD_IMAGES needed for replication. Leave it out, and let consumers ignore what they do not need.'],
  ['strong consistency without a witness', { tables: [new TableSpec('orders', { partitionKey: pk, consistency: TableConsistency.STRONG })] },
    'DR214', 'tables.orders.witnessRegion', 'nothing given, and strong consistency needs a third region beside the two sites. Set witnessRegion.'],
  ['strong consistency with TTL', {
    tables: [new TableSpec('orders', { partitionKey: pk, consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2', ttlAttribute: 'expires' })],
  },
  'DR215', 'tables.orders.ttlAttribute', "'expires' given for a strongly consistent table, which knows no TTL. Delete expired items yourself, or use TableConsistency.EVENTUAL."],
  ['a witness on another continent', { tables: [new TableSpec('orders', { partitionKey: pk, consistency: TableConsistency.STRONG, witnessRegion: 'eu-west-1' })] },
    'DR213', 'tables.orders.witnessRegion', 'us-east-1, us-west-2, eu-west-1 given, three different regions of one of the sets us-east-1/us-east-2/us-west-2, eu-west-1/eu-west-2/eu-west-3/eu-central-1, ap-northeast-1/ap-northeast-2/ap-northeast-3 needed. Choose other regions, or TableConsistency.EVENTUAL.'],
  ['an existing table with keys', { tables: [new TableSpec('orders', { partitionKey: pk, existingName: 'legacy' })] },
    'DR222', 'tables.orders.existingName', "'legacy' given together with partitionKey, which only tables that are made have. Leave them out, or leave out existingName."],
  ['two regions that write one table', { strategy: Strategy.ACTIVE_ACTIVE },
    'DR220', 'tables.orders.consistency', 'EVENTUAL given with the strategy ACTIVE_ACTIVE; of two writes to one item in both regions the earlier one is lost without a trace. Let each item be written in one region, or use TableConsistency.STRONG.'],

  ['a function without code', { functions: [new FunctionSpec('api', { runtime: 'python3.13', handler: 'app.handler' } as FunctionSpecProps)] },
    'DR001', 'functions.api.code', "nothing given, and there is no default. Set it, for example to FunctionCode.fromDirectory('dist/api')."],
  ['a runtime that is none', { functions: [spec({ runtime: 'cobol' })] },
    'DR302', 'functions.api.runtime', "'cobol' given, a runtime like nodejs22.x, nodejs24.x, python3.11, python3.12 needed. Write it as AWS does."],
  ['a runtime that is blocked', { functions: [spec({ runtime: 'nodejs14.x' })] },
    'DR304', 'functions.api.runtime', "'nodejs14.x' given, deprecated on 2023-12-04 and blocked since. Use one of nodejs22.x, nodejs24.x, python3.11, python3.12, python3.13, python3.14, java8.al2, java11, java17, java21, java25, dotnet10, ruby3.3, ruby3.4, ruby4.0, provided.al2023."],
  ['a handler with a space', { functions: [spec({ handler: 'app handler' })] },
    'DR307', 'functions.api.handler', "'app handler' given, 1 to 128 characters without spaces needed. Correct it."],
  ['too little memory', { functions: [spec({ memoryMb: 127 })] },
    'DR308', 'functions.api.memoryMb', '127 given, 128 to 10240 MB needed. Correct it.'],
  ['a run of an hour', { functions: [spec({ timeoutSeconds: 3600 })] },
    'DR309', 'functions.api.timeoutSeconds', '3600 given, 1 to 900 seconds needed. Correct it.'],
  ['a variable of Lambda\'s', { functions: [spec({ environment: { AWS_REGION: 'us-east-1' } })] },
    'DR314', 'functions.api.environment.AWS_REGION', "'AWS_REGION' given, which Lambda keeps for itself. Rename it."],
  ['a variable with a hyphen', { functions: [spec({ environment: { 'LOG-LEVEL': 'info' } })] },
    'DR313', 'functions.api.environment.LOG-LEVEL', "'LOG-LEVEL' given, a letter and one or more letters, digits and _ needed. Rename it."],
  ['access to a table of nobody', { functions: [spec({ access: [Access.read(new TableSpec('other', { partitionKey: pk }))] })] },
    'DR323', 'functions.api.access[0]', "the table 'other' given, which is not among the tables of the service. Add the same TableSpec to tables."],
  ['access to a database that is not there', { functions: [spec({ access: [Access.database()] })] },
    'DR322', 'functions.api.access[0]', 'database() given, and the service declares no database. Declare one, or leave it out.'],
  ['access to everything of a service', { functions: [spec({ access: [Access.statement(['sqs:*'], { primary: ['arn:aws:sqs:us-east-1:111122223333:jobs'], standby: ['arn:aws:sqs:us-west-2:111122223333:jobs'] })] })] },
    'DR331', 'functions.api.access[0]', "the action 'sqs:*' given, whole names of actions needed. Name the actions."],
  ['a schedule without a unit', { functions: [spec({ triggers: [Trigger.schedule('rate(5)')] })] },
    'DR329', 'functions.api.triggers[0]', "'rate(5)' given, an expression like 'rate(1 minute)', 'rate(5 minutes)' or 'cron(0 3 * * ? *)' needed. Correct it."],
  ['a batch of nothing', { functions: [spec({ triggers: [Trigger.queue({ batchSize: 0 })] })] },
    'DR327', 'functions.api.triggers[0].batchSize', '0 given, 1 to 10 without batchingWindowSeconds needed. Correct it.'],
  ['messages that come back too soon', { functions: [spec({ triggers: [Trigger.queue({ visibilityTimeoutSeconds: 10 })] })] },
    'DR336', 'functions.api.triggers[0].visibilityTimeoutSeconds', '10 given, 30 to 43200 seconds with a timeoutSeconds of 30 needed. Correct it.'],
  ['events from nowhere', { functions: [spec({ triggers: [Trigger.events({ sources: [] })] })] },
    'DR330', 'functions.api.triggers[0].sources', 'no source given, one or more needed. Name the sources of the events.'],
  ['code of both regions in one bucket', {
    functions: [spec({ code: FunctionCode.fromS3({ primary: { bucket: 'code', key: 'api.zip' }, standby: { bucket: 'code', key: 'api.zip' } }) })],
  },
  'DR337', 'functions.api.code.standby.bucket', "'code' given, which is the primary's bucket too; a bucket in each region needed. Copy the file to a bucket of the standby region."],
  ['an image of the other region', {
    functions: [new FunctionSpec('api', {
      code: FunctionCode.fromImage({ primary: '111122223333.dkr.ecr.us-east-1.amazonaws.com/api:1', standby: '111122223333.dkr.ecr.us-east-1.amazonaws.com/api:1' }),
    })],
  },
  'DR339', 'functions.api.code.standby', "'111122223333.dkr.ecr.us-east-1.amazonaws.com/api:1' given, an image in a repository of us-west-2 needed, like '111122223333.dkr.ecr.us-west-2.amazonaws.com/api:1.0'. Replicate the repository to this region."],

  ['an entry without a route', { functions: [api], http: { routes: {} } },
    'DR350', 'http.routes', "no route given, at least one needed. Name a function for a route, such as 'ANY /{proxy+}'."],
  ['a route in small letters', { functions: [api], http: { routes: { 'get /orders': api } } },
    'DR351', 'http.routes.get /orders', "'get /orders' given, '$default' needed, or one of ANY, GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, a space, and a path like '/orders/{orderId}'. Correct it."],
  ['a route to a function of nobody', { functions: [api], http: { routes: { $default: spec({}) } } },
    'DR257', 'http.routes.$default', "the function 'api' given, which is not among the functions of the service. Add the same FunctionSpec to functions."],
  ['a host name outside of its zone', { functions: [api], http: { routes: { $default: api }, hostName: 'orders.example.org', zone } },
    'DR362', 'http.hostName', "'orders.example.org' given, a name that ends with '.example.com' needed, or 'example.com' itself. Give the zone that the name is in."],
  ['a zone without a host name', { functions: [api], http: { routes: { $default: api }, zone } },
    'DR365', 'http.zone', "the zone 'example.com' given without hostName. Set hostName, for example to 'orders.example.com', or leave out zone."],
  ['everybody\'s cookies', { functions: [api], http: { routes: { $default: api }, cors: { allowOrigins: ['*'], allowCredentials: true } } },
    'DR376', 'http.cors.allowOrigins', "'*' given together with allowCredentials, and browsers take single origins alone then. Name the origins, or leave out allowCredentials."],
  ['an issuer without TLS', { functions: [api], http: { routes: { $default: api }, authorizer: HttpAuthorizer.jwt('http://login.example.com', ['orders']) } },
    'DR385', 'http.authorizer.issuer', "'http://login.example.com' given, an address needed that begins with https://, without a query and of at most 2048 characters. Give what the claim iss of the tokens says."],
  ['no request at all', { functions: [api], http: { routes: { $default: api }, throttlePerSecond: 0 } },
    'DR370', 'http.throttlePerSecond', '0 given, at least 1 needed. Set it to 1 or more.'],

  ['a failover before the promotion', { database: { engine }, dns: { ...dns, failover: DnsFailover.AUTOMATIC } },
    'DR519', 'dns.failover', 'AUTOMATIC given for a service with a database; users would arrive before the standby can write, and come back as soon as the primary answers. Use OPERATOR, and throw the switch when the standby writes.'],
  ['a private address', { dns: { ...dns, siteEndpoints: { primary: Endpoint.ip(['10.0.0.1']), standby: Endpoint.ip(['203.0.113.1']) } } },
    'DR508', 'dns.siteEndpoints.primary.addresses[0]', '10.0.0.1 given, an address of the public internet needed. Give a public endpoint, a checkHostName that is public and leads to this region alone, or a healthSignal.'],
  ['a name in one region and an address in the other', { dns: { ...dns, siteEndpoints: { primary: Endpoint.cname('one.example.net'), standby: Endpoint.ip(['203.0.113.1']) } } },
    'DR505', 'dns.siteEndpoints', 'records of the type CNAME in the primary region and A in the standby given, the same needed. Use one kind of endpoint for both.'],
  ['checks every 20 seconds', { dns: { ...dns, healthCheck: { intervalSeconds: 20 } } },
    'DR514', 'dns.healthCheck.intervalSeconds', '20 given, 10 or 30 needed. Correct it, or leave it out.'],
  ['checkers in two regions', { dns: { ...dns, healthCheck: { checkerRegions: ['us-east-1', 'us-west-2'] } } },
    'DR516', 'dns.healthCheck.checkerRegions', 'us-east-1, us-west-2 given, at least three of us-east-1, us-west-1, us-west-2, eu-west-1, ap-southeast-1, ap-southeast-2, ap-northeast-1, sa-east-1 needed, each once. Correct it, or leave it out.'],
  ['a switch whose loss nobody is told of', { dns: { ...dns, alarmActionArns: undefined } },
    'DR523', 'dns.alarmActionArns', 'nothing given, so the alarm of a switch that cannot be read tells nobody; a broken switch looks like one that is not thrown. Name an SNS topic of us-east-1, or accept this.'],
  ['a topic of another region', { dns: { ...dns, alarmActionArns: ['arn:aws:sns:us-west-2:111122223333:duty'] } },
    'DR524', 'dns.alarmActionArns[0]', "'arn:aws:sns:us-west-2:111122223333:duty' given, an ARN of us-east-1 needed, where the metrics of health checks are, of SNS, Lambda or Systems Manager, or that of a response plan. Name an action of that region."],

  ['forwarding of nothing', { events: { replication: EventReplication.forwardToStandby([]), alarmActionArns: { primary: TOPIC } } },
    'DR550', 'events.replication.sources', "no source given, at least one needed. Name the source of the events that cross, for example ['orders']."],
  ['forwarding of AWS\'s own events', { events: { replication: EventReplication.forwardToStandby(['aws.ec2']), alarmActionArns: { primary: TOPIC } } },
    'DR551', 'events.replication.sources[0]', "'aws.ec2' given, a source that does not begin with 'aws.' needed. Name a source of your own."],
  ['an endpoint that nothing switches', { events: { replication: EventReplication.globalEndpoint() } },
    'DR557', 'events.replication.healthCheckArn', "nothing given, and the service has no failover switch to follow. Hand globalEndpoint the ARN of a health check: 'arn:aws:route53:::healthcheck/...'."],
  ['an archive of minus one day', { events: { archiveDays: -1 } },
    'DR559', 'events.archiveDays', '-1 given, 0 to 2147483647 needed. Set it to the days that a replay may reach back, or to 0 for no archive.'],
  ['forwarding of what a third region brings', { events: { replication: EventReplication.forwardToStandby(['orders']), alarmActionArns: { primary: TOPIC }, fedFromOtherRegions: true } },
    'DR566', 'events.fedFromOtherRegions', 'true given with forwardToStandby; EventBridge sends no event to a second region (THIRD_REGION_HOP_DETECTED), so events of the others do not reach both buses. Let the others feed the buses of both regions, and accept this.'],
  ['a queue as what an alarm tells', { events: { replication: EventReplication.forwardToStandby(['orders']), alarmActionArns: { primary: 'arn:aws:sqs:us-east-1:111122223333:duty' } } },
    'DR562', 'events.alarmActionArns.primary', "'arn:aws:sqs:us-east-1:111122223333:duty' given, the ARN of an alarm action in us-east-1 needed, like 'arn:aws:sns:us-east-1:111122223333:duty'. Give one of us-east-1."],

  ['everybody as an operator', { operators: { trustedPrincipalArns: ['*'] }, database: { engine } },
    'DR400', 'operators.trustedPrincipalArns[0]', "'*' given, the ARN of an IAM user or role needed, like 'arn:aws:iam::111122223333:role/sre'. Name who may assume the role; * lets in everybody."],
  ['a whole account as operators', { operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:root'] }, database: { engine } },
    'DR401', 'operators.trustedPrincipalArns[0]', "'arn:aws:iam::111122223333:root' given, which stands for every user and role of that account; single ones needed. Name the users or roles."],
  ['a role that is asked for MFA', { operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:role/duty'] }, database: { engine } },
    'DR402', 'operators.trustedPrincipalArns[0]', "'arn:aws:iam::111122223333:role/duty' given with requireMfa true, which IAM users alone can fulfil. Set requireMfa to false and require MFA where people sign in to that role, or name IAM users."],
  ['sessions of a day', { operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/duty'], sessionMinutes: 1440 }, database: { engine } },
    'DR404', 'operators.sessionMinutes', '1440 given, a whole number of 60 to 720 needed. Correct it, or leave it out.'],
  ['operators who can change nothing', { operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/duty'] } },
    'DR411', 'operators', 'given for a service without a database, consumers, rules, archives, backups, parameters and a failover switch; its operators may look, as its observers do. Leave it out, or accept this.'],

  ['backups of nothing', { tables: undefined, events: {}, backup: BACKUP },
    'DR600', 'backup.resources', 'nothing given, and there is neither a database nor a table. Name what to back up, or leave the section out.'],
  ['backups every five minutes', { ...ON, backup: { ...BACKUP, rules: [new BackupRule('often', { schedule: 'rate(5 minutes)' })] } },
    'DR604', 'backup.rules[0].schedule', "'rate(5 minutes)' given, a cron expression like 'cron(0 3 * * ? *)' needed. Correct it; a rate is none."],
  ['backups that stay in their region', { ...ON, backup: { ...BACKUP, rules: [new BackupRule('daily', { schedule: DAILY, copied: false })] } },
    'DR618', 'backup.rules', 'copied false given for every rule, and the loss of us-east-1 takes the backups with it. Let one rule copy.'],
  ['cold storage for a month', { ...ON, backup: { ...BACKUP, rules: [new BackupRule('monthly', { schedule: DAILY, retentionDays: 60, coldStorageAfterDays: 30 })] } },
    'DR609', 'backup.rules[0].retentionDays', '60 given with cold storage after 30, at least 120 needed. Keep it longer, or leave out cold storage.'],
  ['a lock that takes less than a rule keeps', { ...ON, backup: { ...BACKUP, vaultLock: { maxRetentionDays: 30 }, rules: [new BackupRule('daily', { schedule: DAILY, copyRetentionDays: 30 })] } },
    'DR625', 'backup.rules[0].retentionDays', '35 given, and the lock of the vaults takes 1 to 30 days. Correct one of them.'],
  ['a lock for good, by mistake', { ...ON, backup: { ...BACKUP, vaultLock: { mode: VaultLockMode.COMPLIANCE, minRetentionDays: 7 } } },
    'DR627', 'backup.vaultLock.acknowledgeIrreversible', 'not true, and mode COMPLIANCE given: after 30 days neither you nor AWS can remove the lock, the vault, or a backup before its time. Set acknowledgeIrreversible to true, or use VaultLockMode.GOVERNANCE.'],
  ['a third copy in the same account', { primary: { region: 'us-east-1', assumeRoleArn: 'arn:aws:iam::111122223333:role/deploy' }, ...ON, backup: { ...BACKUP, otherAccountVaultArn: 'arn:aws:backup:us-east-1:111122223333:backup-vault:copies' } },
    'DR621', 'backup.otherAccountVaultArn', 'a vault of 111122223333 given, the account of the service; one of another account needed. Give a vault of another account, or leave it out.'],
  ['copies of tables that the account may not make', { backup: { alarmTopicArns: TOPICS } },
    'DR616', 'backup.manageRegionSettings', "not given, and the rule 'daily' needs full management of DynamoDB's backups in both regions, which accounts with vaults from before November 2021 don't have. Set it to true; or ask aws backup describe-region-settings in both regions, and accept this where it is on."],
  ['backups whose failure nobody hears of in the standby', { ...ON, backup: { ...BACKUP, alarmTopicArns: { primary: TOPIC } } },
    'DR636', 'backup.alarmTopicArns.standby', 'nothing given for us-west-2, where restore tests can fail unnoticed. Give a topic in each region.'],
  ['two times to keep continuous backups of a database', { ...ON, database: { engine }, backup: { ...BACKUP, rules: [new BackupRule('daily', { schedule: DAILY, continuous: true })] } },
    'DR614', 'backup.rules[0].retentionDays', '35 given with continuous, and database.backupRetentionDays is 7; both must be one number. Set database.backupRetentionDays to 35, or this to 7.'],

  ['alarms that nobody hears', { monitoring: {} },
    'DR650', 'monitoring.receivers', 'nobody given who is subscribed to the topics; alarms would only be shown. Name a receiver, such as AlarmReceiver.email(...), or accept this.'],
  ['a receiver without an address', { monitoring: { receivers: [AlarmReceiver.email('duty')] } },
    'DR651', 'monitoring.receivers[0]', "'duty' given, an address like 'duty@example.com' needed. Correct it."],
  ['an incident tool without TLS', { monitoring: { receivers: [AlarmReceiver.https('http://alerts.example.com/sns')] } },
    'DR652', 'monitoring.receivers[0]', "'http://alerts.example.com/sns' given, an address that begins with https:// needed, without spaces and credentials, 2048 characters at most. Correct it."],
  ['a queue of the primary for both', { monitoring: { receivers: [AlarmReceiver.queue({ primary: 'arn:aws:sqs:us-east-1:111122223333:duty', standby: 'arn:aws:sqs:us-east-1:111122223333:duty' })] } },
    'DR653', 'monitoring.receivers[0].arns.standby', "'arn:aws:sqs:us-east-1:111122223333:duty' given, an ARN like 'arn:aws:sqs:us-west-2:111122223333:duty' needed. Correct it."],
  ['receivers of a topic that is there already', { monitoring: { receivers: [MAIL], existingTopics: TOPICS } },
    'DR658', 'monitoring.receivers[0]', 'given together with existingTopics. Subscribe it to your topics, or leave out existingTopics.'],
  ['an override of an alarm of nothing', { monitoring: { receivers: [MAIL], overrides: { 'FUNCTION_ERRORS/api': AlarmOverride.off() } } },
    'DR662', 'monitoring.overrides.FUNCTION_ERRORS/api', "'FUNCTION_ERRORS/api' given, and alarms of that kind are on nothing. Name one of these, or leave it out."],
  ['a lag that rings when the objective is lost', { database: { engine }, monitoring: { receivers: [MAIL], thresholds: { databaseRpoLagSeconds: 61 } } },
    'DR665', 'monitoring.thresholds.databaseRpoLagSeconds', "DATABASE_RPO_LAG at 61 seconds given for 'orders-prod-database-rpo-lag-us-east-1', and the service may lose 60. Ring at 60 seconds at most."],
  ['errors of more than everything', { functions: [api], monitoring: { receivers: [MAIL], thresholds: { functionErrorPercent: 101 } } },
    'DR664', 'monitoring.thresholds.functionErrorPercent', '101 given, 0 to 99 (per cent) possible. Correct it, or leave it out.'],
  ['an alarm by the half minute', { monitoring: { receivers: [MAIL], overrides: { TABLE_THROTTLES: AlarmOverride.of({ periodSeconds: 30 }) } } },
    'DR666', 'monitoring.overrides.TABLE_THROTTLES', "30 seconds given for 'orders-prod-table-throttles-orders-us-east-1', a multiple of 60 needed, 60 at least. Correct periodSeconds, or leave it out."],

  ['a key of AWS among the settings', { parameters: { values: { mailer: 'AKIAIOSFODNN7EXAMPLE' } } },
    'DR708', 'parameters.values.mailer', 'a value given that looks like an access key of AWS and is not shown here; a setting needed. Keep it in Secrets Manager: SecretSpec.fromVariable or SecretSpec.fromArns in parameters.secrets, read with Access.secret; take it out of the code, and replace it where it was committed.'],
  ['a setting in the folder of the library', { parameters: { values: { 'dr/mode': 'full' } } },
    'DR706', 'parameters.values.dr/mode', "'dr/mode' given, a name that does not begin with 'dr/' needed. Use another name."],
  ['a setting with a reference', { parameters: { values: { mode: '{{ssm:other}}' } } },
    'DR705', 'parameters.values.mode', "'{{' given in the value, which is not allowed in one. Write it another way."],
  ['a list with a comma in it', { parameters: { entries: { countries: SiteParameter.stringList(['at,de']) } } },
    'DR704', 'parameters.entries.countries.items[0]', 'an item with a comma given, which ends an item; none needed. Give two items, or use SiteParameter.same.'],
  ['a secret of one region in both', { parameters: { secrets: [SecretSpec.fromArns('payment', { primary: SECRET, standby: SECRET })] } },
    'DR726', 'parameters.secrets[0].standby', "'arn:aws:secretsmanager:us-east-1:111122223333:secret:paym...' given, 'arn:aws:secretsmanager:us-west-2:111122223333:secret:...' needed, with the six characters at its end. Give the whole ARN."],
  ['a secret that is not the service\'s', { functions: [spec({ access: [Access.secret(SecretSpec.fromArns('payment', { primary: SECRET, standby: SECRET.replace('us-east-1', 'us-west-2') }))] })], parameters: {} },
    'DR727', 'functions.api.access[0]', "the secret 'payment' given, which is not among the secrets of the service. Add the same SecretSpec to parameters.secrets."],
];

interface Shared {
  readonly what: string;
  readonly input: object;
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

const SHARED: Shared[] = JSON.parse(textOf('test/support/wrong-inputs.json'));
const TABLE: typeof OWN = [...SHARED.map((one): typeof OWN[number] => [one.what, one.input, one.code, one.path, one.message]), ...OWN];

test('there are eighty rows or more, each of its own', () => {
  expect(TABLE.length).toBeGreaterThanOrEqual(80);
  expect(new Set(TABLE.map(([what]) => what)).size).toBe(TABLE.length);
  expect(SHARED.length).toBeGreaterThanOrEqual(10);
});

test('nothing is wrong with the service that they are put into', () => {
  expect(MultiRegionDr.check(SOUND)).toEqual([]);
});

test.each(TABLE)('%s', (_, input, refusedWith, path, message) => {
  const props = { ...SOUND, ...input } as MultiRegionDrProps;
  const found = MultiRegionDr.check(props).filter(problem => problem.acceptedBecause === undefined);
  expect(found.map(problem => [problem.code, problem.path, `${problem.message}. ${problem.mend}.`])).toEqual([[refusedWith, path, message]]);
  const stack = newStack();
  expect(refusal(() => new MultiRegionDr(stack, 'Dr', props))).toBe(`MultiRegionDr 'orders/Dr' has 1 problem:\n  ${found[0].text}`);
  expect(stack.node.children).toEqual([]);
});
