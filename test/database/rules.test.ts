import { Token } from 'cdktf';
import { Capacity, Credentials, DatabaseEngine, DatabaseProps, GlobalDatabase, SitesProps, Strategy } from '../../src';
import { EXISTING, MYSQL, NETWORK, newDatabase, OWN_SECRETS, POSTGRESQL } from '../support/database';
import { quietly, refusal, refusalCodes, written } from '../support/synth';

const BACKUPS = { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'backups are copied by another team' } };
const serverless = (minAcu: number, maxAcu: number) => Capacity.serverless({ minAcu, maxAcu });

function refused(props: Partial<DatabaseProps>, sitesProps: Partial<SitesProps> = {}): string {
  return quietly(() => refusal(() => newDatabase(props, sitesProps)));
}

function codes(props: Partial<DatabaseProps>, sitesProps: Partial<SitesProps> = {}): string[] {
  return quietly(() => refusalCodes(() => newDatabase(props, sitesProps)));
}

function warned(props: Partial<DatabaseProps>, sitesProps: Partial<SitesProps> = {}): string {
  return written(() => newDatabase(props, sitesProps)).lines.join('');
}

test('the least a database needs is an engine: it is neither refused nor warned of', () => {
  expect(warned({})).toBe('');
});

test('DR001 refuses a database without an engine', () => {
  expect(refused({ engine: undefined as any })).toContain('DR001 database.engine: nothing given');
});

test('DR004 refuses a property that does not exist, such as a version of the standby\'s own', () => {
  expect(refused({ standbyEngine: POSTGRESQL } as any)).toContain('DR004 database.standbyEngine: no such property');
});

test.each([
  DatabaseEngine.auroraPostgresql('16'), DatabaseEngine.auroraPostgresql('16.8-limitless'), DatabaseEngine.auroraPostgresql(''),
  DatabaseEngine.auroraMysql('8.0'), DatabaseEngine.auroraMysql('5.7.mysql_aurora.2.11.1'), DatabaseEngine.auroraMysql('8.4.mysql_aurora.4.00.0'),
])('DR100 refuses a version that is not a whole one: $version', engine => {
  expect(refused({ engine })).toMatch(new RegExp(`DR100 database\\.engine\\.version: '${engine.version}' given, a whole version like`));
});

test.each(['16.8', '17.4', '13.3'])('PostgreSQL %s is a version', version => {
  expect(refused({ engine: DatabaseEngine.auroraPostgresql(version) })).toBe('');
});

test.each(['8.0.mysql_aurora.3.04.0', '8.4.mysql_aurora.8.4.7'])('MySQL %s is a version', version => {
  expect(refused({ engine: DatabaseEngine.auroraMysql(version) })).toBe('');
});

test.each([DatabaseEngine.auroraPostgresql('13.2'), DatabaseEngine.auroraPostgresql('10.18'), DatabaseEngine.auroraMysql('8.0.mysql_aurora.3.00.1')])(
  'DR101 refuses a version that cannot be switched over: $version', engine => {
    expect(refused({ engine })).toContain(`DR101 database.engine.version: '${engine.version}' given, which no switchover`);
  },
);

test('DR102 warns of a region that had no global databases', () => {
  expect(warned({}, { standby: { region: 'ap-southeast-7' } })).toContain("DR102 standby.region: 'ap-southeast-7' given");
});

test.each([
  [POSTGRESQL, '1orders'], [POSTGRESQL, 'or-ders'], [POSTGRESQL, 'o'.repeat(64)], [POSTGRESQL, 'postgres'], [POSTGRESQL, 'catalog'], [MYSQL, 'mysql'], [MYSQL, 'o'.repeat(65)],
])('DR103 refuses a name of the database that the engine refuses (%#)', (engine, databaseName) => {
  expect(refused({ engine, databaseName })).toContain(`DR103 database.databaseName: '${databaseName.slice(0, 50)}`);
});

test('DR103 refuses the name of a service as the name of its database, where the engine does', () => {
  expect(refused({}, { serviceName: 'identity' })).toContain("DR103 database.databaseName: 'identity' given, which the engine keeps to itself. Use another, such as 'identity_data'");
});

test('DR104 refuses a word of SQL as the name of the database', () => {
  expect(refused({ databaseName: 'Order' })).toContain("DR104 database.databaseName: 'Order' given, which is a word of SQL");
});

test.each([[POSTGRESQL, 'admin'], [POSTGRESQL, 'a-b'], [POSTGRESQL, '1st'], [POSTGRESQL, 'a'.repeat(17)], [MYSQL, 'rdsadmin']])(
  'DR105 refuses a name of the master user that the engine refuses (%#)', (engine, username) => {
    expect(refused({ engine, credentials: Credentials.generated({ username }) })).toContain(`DR105 database.credentials.username: '${username}' given`);
  },
);

test.each([[POSTGRESQL, 'view'], [POSTGRESQL, 'Rank'], [MYSQL, 'select']])('DR136 refuses a word of SQL as the name of the master user, unless that is accepted (%#)', (engine, username) => {
  const props = { engine, credentials: Credentials.generated({ username }) };
  expect(refused(props)).toContain(`DR136 database.credentials.username: '${username}' given, which is a word of SQL`);
  expect(codes(props, { acceptedRisks: { DR136: 'it was tried' } })).toEqual([]);
});

test('a name of the master user that the engine refuses is a word of SQL in vain', () => {
  expect(codes({ credentials: Credentials.generated({ username: 'user' }) })).toEqual(['DR105']);
});

test('MySQL may have the user admin', () => {
  expect(refused({ engine: MYSQL, credentials: Credentials.generated({ username: 'admin' }) })).toBe('');
});

test.each([['rds.global_db_rpo', '60', 'Set enforcedRpoSeconds instead'], ['rds.force_ssl', '0', 'Leave it out'], ['require_secure_transport', 'OFF', 'Leave it out']])(
  'DR106 refuses a parameter that the library sets: %s', (name, value, mend) => {
    expect(refused({ parameters: { [name]: value } })).toContain(`DR106 database.parameters.${name}: '${value}' given for a parameter that the library sets. ${mend}`);
  },
);

test.each([['ddl', 'that define something'], ['mod', 'that define or change something'], ['ALL', 'of every kind']])(
  'DR107 refuses to log statements with the passwords in them: log_statement %s', (value, which) => {
    expect(refused({ parameters: { log_statement: value } }))
      .toContain(`DR107 database.parameters.log_statement: '${value}' given, which writes statements ${which} to the log, CREATE and ALTER ROLE with their passwords included. `
        + 'Leave it out; pgAudit logs statements without passwords');
  },
);

test('DR107 refuses to log every statement with its values: general_log', () => {
  expect(refused({ engine: MYSQL, parameters: { general_log: '1' } })).toContain("DR107 database.parameters.general_log: '1' given, which writes every statement to the log with its values");
});

test('DR107 lets a team log definitions that takes the passwords out of them itself', () => {
  expect(codes({ parameters: { log_statement: 'ddl' } }, { acceptedRisks: { DR107: 'sessions that set passwords turn it off' } })).toEqual([]);
  expect(codes({ parameters: { log_statement: 'none' } })).toEqual([]);
});

test.each([['rds.logical_replication', '1'], ['binlog_format', 'ROW']])('DR132 warns that positions of logical replication stay behind: %s', (name, value) => {
  expect(warned({ parameters: { [name]: value } })).toContain(`DR132 database.parameters.${name}: '${value}' given; subscribers lose`);
});

test.each([19, 20.5, -1, 2_147_483_648])('DR108 refuses an enforced RPO of %d seconds', enforcedRpoSeconds => {
  expect(refused({ enforcedRpoSeconds })).toContain(`DR108 database.enforcedRpoSeconds: ${enforcedRpoSeconds} given, at least 20 needed`);
});

test('DR109 refuses an enforced RPO with MySQL', () => {
  expect(refused({ engine: MYSQL, enforcedRpoSeconds: 60 })).toContain('DR109 database.enforcedRpoSeconds: 60 given with MySQL');
});

test.each(['db.t4g.medium', 'db.m6g.large', 'db.serverless', 'r7g.large', 'db.r7g'])('DR110 refuses the instance class %s', instanceClass => {
  expect(refused({ capacity: Capacity.provisioned({ instanceClass }) })).toContain(`DR110 database.capacity.instanceClass: '${instanceClass}' given, a memory-optimised class needed`);
});

test.each(['db.r5.large', 'db.r6id.32xlarge', 'db.x2g.16xlarge', 'db.r8g.24xlarge'])('the instance class %s is memory-optimised', instanceClass => {
  expect(refused({ capacity: Capacity.provisioned({ instanceClass }) })).toBe('');
});

test.each([0, 16, 1.5, -1])('DR111 refuses %d instances in the primary region, where a standby takes the place of one', instanceCount => {
  expect(refused({ capacity: Capacity.serverless({ instanceCount }) })).toContain(`DR111 database.capacity.instanceCount: ${instanceCount} given, 1 to 15 possible`);
});

test('DR111 refuses a standby of no instance, and more than 16', () => {
  expect(refused({ standbyCapacity: Capacity.serverless({ instanceCount: 0 }) }))
    .toContain('DR111 database.standbyCapacity.instanceCount: 0 given, 1 to 16 possible. Set headlessStandby for a standby without an instance');
  expect(codes({ standbyCapacity: Capacity.serverless({ instanceCount: 17 }) })).toEqual(['DR111']);
  expect(codes({ standbyCapacity: Capacity.serverless({ instanceCount: 16 }) })).toEqual([]);
});

test('DR112 refuses a database that pauses', () => {
  expect(refused({ capacity: serverless(0, 8) })).toContain('DR112 database.capacity.minAcu: 0 given, at least 0.5 needed. Set minAcu to 0.5 or more.');
  expect(refused({ standbyCapacity: serverless(0, 8) })).toContain('DR112 database.standbyCapacity.minAcu: 0 given');
});

test.each([[0.7, 8, 'minAcu: 0.7'], [1, 8.2, 'maxAcu: 8.2'], [0.5, 0.5, 'maxAcu: 0.5'], [8, 256.5, 'maxAcu: 256.5']])(
  'DR113 refuses a capacity of %d to %d ACU', (least, most, text) => {
    expect(refused({ capacity: serverless(least, most) })).toContain(`DR113 database.capacity.${text} given`);
  },
);

test('DR114 refuses a least capacity above the most', () => {
  expect(refused({ capacity: serverless(9, 8) })).toContain('DR114 database.capacity.minAcu: 9 given, which is more than maxAcu, 8');
});

test('DR115 warns of a standby that starts far below the size of the primary', () => {
  expect(warned({ capacity: serverless(8, 64), standbyCapacity: serverless(1, 64) })).toContain('DR115 database.standbyCapacity.minAcu: 1 given, and the primary may have 64 ACU, more than 16 times as many. Set it to 4 or more');
  expect(warned({ capacity: serverless(1, 64) })).toContain('DR115 database.standbyCapacity.minAcu: 1 follows from capacity');
  expect(warned({ capacity: serverless(4, 64) })).toBe('');
});

test('DR116 warns of a standby that cannot grow to the size of the primary', () => {
  expect(warned({ capacity: serverless(2, 32), standbyCapacity: serverless(2, 16) })).toContain('DR116 database.standbyCapacity.maxAcu: 16 given, and the primary may have 32 ACU');
});

test('DR134 refuses to count the instances of a standby that has none', () => {
  const pilotLight = { strategy: Strategy.PILOT_LIGHT };
  const headless = (standbyCapacity: Capacity) => refused({ headlessStandby: true, standbyCapacity }, pilotLight);
  expect(headless(Capacity.serverless({ instanceCount: 2 })))
    .toContain('DR134 database.standbyCapacity.instanceCount: 2 given with headlessStandby, which has no instance in the standby region. Leave out one of them');
  expect(headless(Capacity.provisioned({ instanceClass: 'db.r7g.large', instanceCount: 1 }))).toContain('DR134');
  expect(headless(Capacity.serverless({ instanceCount: 0 }))).toBe('');
  expect(headless(Capacity.serverless({ maxAcu: 8 }))).toBe('');
  expect(refused({ headlessStandby: true, capacity: Capacity.serverless({ instanceCount: 3 }) }, pilotLight)).toBe('');
});

test('DR135 warns of capacities of two kinds, which nobody compared', () => {
  const provisioned = Capacity.provisioned({ instanceClass: 'db.r7g.4xlarge' });
  expect(warned({ capacity: provisioned, standbyCapacity: serverless(0.5, 2) }))
    .toContain('DR135 database.standbyCapacity: 0.5 to 2 ACU given, and instances of db.r7g.4xlarge in the primary region; the library does not compare the two. Check that');
  expect(warned({ capacity: serverless(2, 128), standbyCapacity: provisioned }))
    .toContain('DR135 database.standbyCapacity: instances of db.r7g.4xlarge given, and 2 to 128 ACU in the primary region');
  expect(warned({ capacity: provisioned, standbyCapacity: Capacity.provisioned({ instanceClass: 'db.r7g.large' }) })).toBe('');
});

test('DR117 warns that an enforced RPO makes the loss of the standby an outage', () => {
  expect(warned({ enforcedRpoSeconds: 20 })).toContain('DR117 database.enforcedRpoSeconds: 20 given with one standby region');
  expect(warned({ enforcedRpoSeconds: 20 })).toContain('a reset of rds.global_db_rpo by hand is undone by the next apply');
});

test.each([0, 36, 7.5])('DR118 refuses backups for %d days', backupRetentionDays => {
  expect(refused({ backupRetentionDays })).toContain(`DR118 database.backupRetentionDays: ${backupRetentionDays} given, 1 to 35`);
});

test.each([[Strategy.WARM_STANDBY, {}], [Strategy.ACTIVE_ACTIVE, { DR123: 'the standby reads alone' }]])('DR119 refuses a headless standby with %s', (strategy, acceptedRisks) => {
  expect(refused({ headlessStandby: true }, { strategy, acceptedRisks })).toContain(`DR119 database.headlessStandby: true given with ${strategy}`);
});

test('DR120 refuses to forward writes from a standby without an instance', () => {
  expect(refused({ headlessStandby: true, writeForwarding: true }, { strategy: Strategy.PILOT_LIGHT })).toContain('DR120 database.writeForwarding: true given with headlessStandby');
});

test('DR121 warns that a standby without an instance holds upgrades up', () => {
  expect(warned({ headlessStandby: true }, { strategy: Strategy.PILOT_LIGHT })).toContain('DR121 database.headlessStandby: true given; the engine gets no minor upgrade');
});

test.each(['14.8', '15.3', '13.12'])('DR122 refuses write forwarding with PostgreSQL %s', version => {
  expect(refused({ engine: DatabaseEngine.auroraPostgresql(version), writeForwarding: true })).toContain(`DR122 database.writeForwarding: true given with '${version}'`);
});

test.each([DatabaseEngine.auroraPostgresql('14.9'), DatabaseEngine.auroraPostgresql('15.4'), DatabaseEngine.auroraPostgresql('17.4'), MYSQL])(
  'writes are forwarded with $version', engine => {
    expect(refused({ engine, writeForwarding: true })).toBe('');
  },
);

test('DR123 refuses two active regions of which one cannot write', () => {
  const active = { strategy: Strategy.ACTIVE_ACTIVE };
  expect(refused({}, active)).toContain(
    'DR123 database.writeForwarding: not given with ACTIVE_ACTIVE, and nothing says that the networks are connected; writes in the standby region would fail. '
    + 'Set writeForwarding; where you connected the networks yourself, accept the risk, or set network.peered of a GlobalDatabase that is used alone',
  );
  expect(codes({}, { ...active, acceptedRisks: { DR123: 'the networks are connected by a transit gateway' } })).toEqual([]);
  expect(refused({ writeForwarding: true }, active)).toBe('');
  expect(refusal(() => newDatabase({}, active, { ...NETWORK, peered: true }))).toBe('');
});

test('DR124 refuses properties of a standby cluster where there is none', () => {
  const text = refused({ writeForwarding: true, standbyCapacity: Capacity.serverless(), enforcedRpoSeconds: 60, headlessStandby: true }, BACKUPS);
  for (const property of ['writeForwarding', 'standbyCapacity', 'enforcedRpoSeconds', 'headlessStandby']) {
    expect(text).toContain(`DR124 database.${property}: given with BACKUP_RESTORE, which has no cluster in the standby region`);
  }
});

test('DR125 refuses an existing database with properties that would be ignored', () => {
  expect(refused({ ...EXISTING, databaseName: 'orders' })).toContain('DR125 database.existing: given together with databaseName');
  expect(refused({ ...EXISTING, credentials: Credentials.generated() })).toContain('DR125 database.existing: given together with generated credentials');
});

test('DR126 refuses an ARN for the identifier of an existing cluster', () => {
  const arn = 'arn:aws:rds:us-east-1:111122223333:cluster:legacy';
  expect(refused({ ...EXISTING, existing: { ...EXISTING.existing!, primaryClusterIdentifier: arn } }))
    .toContain(`DR126 database.existing.primaryClusterIdentifier: '${arn}' given, 1 to 63`);
});

test('DR133 refuses one identifier for the existing clusters of both regions, unless that is what they have', () => {
  const twice = { ...EXISTING, existing: { ...EXISTING.existing!, standbyClusterIdentifier: EXISTING.existing!.primaryClusterIdentifier } };
  expect(refused(twice)).toContain("DR133 database.existing.standbyClusterIdentifier: 'legacy-east' given, which is the identifier of the cluster in the primary region, too");
  expect(codes(twice, { acceptedRisks: { DR133: 'both clusters have it' } })).toEqual([]);
  expect(codes(twice, BACKUPS)).toEqual([]);
});

test('DR133 lets one expression stand for both, whose value Terraform alone knows', () => {
  const identifier = Token.asString({ resolve: () => '${var.cluster}' });
  expect(codes({ ...EXISTING, existing: { globalClusterIdentifier: 'legacy', primaryClusterIdentifier: identifier, standbyClusterIdentifier: identifier } })).toEqual([]);
});

test('DR127 refuses a secret of another region', () => {
  expect(refused({ credentials: Credentials.fromSecretArns({ ...OWN_SECRETS, standby: OWN_SECRETS.primary }) }))
    .toContain(`DR127 database.credentials.standby: '${OWN_SECRETS.primary}' given, the ARN of a secret in us-west-2 needed`);
});

test.each([0, 31, 45])('DR128 refuses to keep logs for %d days', logRetentionDays => {
  expect(refused({ logRetentionDays })).toContain(`DR128 database.logRetentionDays: ${logRetentionDays} given, one of 1, 3, 5`);
});

test('DR130 refuses one subnet, or no security group', () => {
  const make = () => newDatabase({}, {}, { ...NETWORK, standby: { subnetIds: ['subnet-c', 'subnet-c'], securityGroupIds: [] } });
  expect(refusal(make)).toContain('DR130 network.standby.subnetIds: 1 different ones given, at least 2 needed');
  expect(refusal(make)).toContain('DR130 network.standby.securityGroupIds: 0 different ones given, at least 1 needed');
});

test('a database that is made needs a network in each region with a cluster', () => {
  expect(refusal(() => newDatabase({}, {}, { primary: NETWORK.primary }))).toContain('DR001 network.standby: nothing given');
});

test('two databases of one service would have the same names', () => {
  expect(refusal(() => {
    const { stack, sites } = newDatabase();
    new GlobalDatabase(stack, 'Other', { sites, database: { engine: POSTGRESQL }, network: NETWORK });
  })).toContain('DR042 serviceName: ');
});
