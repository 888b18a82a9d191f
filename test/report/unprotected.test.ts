import { TerraformResource, Testing } from 'cdktf';
import { reported } from './reported';
import {
  Access, AlarmOverride, AlarmReceiver, BackupRule, Capacity, Credentials, DatabaseEngine, DrilledCall, Endpoint, EventReplication, FunctionSpec,
  FunctionSpecProps, HostedZone, HttpAuthorizer, MultiRegionDrProps, NatStrategy, Removal, SecretSpec, Strategy, TaggedStack, Trigger, VaultLockMode,
} from '../../src';
import { fourStacks } from '../support/four-stacks';
import { API, TABLES } from '../support/layers';
import { newStack } from '../support/synth';
import { inEnvironment } from '../tagged-stack/environment';

type Props = Partial<MultiRegionDrProps>;

const [ORDERS, STOCK, LEGACY] = TABLES;
const POSTGRESQL = { engine: DatabaseEngine.auroraPostgresql('16.8') };
const MYSQL = { engine: DatabaseEngine.auroraMysql('8.0.mysql_aurora.3.08.0') };
const EXISTING = {
  ...POSTGRESQL,
  existing: { globalClusterIdentifier: 'ours', primaryClusterIdentifier: 'one', standbyClusterIdentifier: 'two' },
  credentials: Credentials.fromSecretArns({
    primary: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:own-AbCdEf', standby: 'arn:aws:secretsmanager:us-west-2:111122223333:secret:own-AbCdEf',
  }),
};
const DATA = { tables: [ORDERS] };
const withFunction = (props: Partial<FunctionSpecProps>): Props => ({
  ...DATA, functions: [new FunctionSpec('worker', { code: API.props.code, runtime: 'python3.13', handler: 'app.handler', ...props })],
});
const ENTRY = new FunctionSpec('api', { code: API.props.code, runtime: 'python3.13', handler: 'app.handler' });
const ZONE = HostedZone.fromName('example.com');
const HTTP: Props = { ...DATA, functions: [ENTRY], http: { routes: { $default: ENTRY }, hostName: 'orders.example.com', zone: ZONE } };
const DNS: Props = { ...HTTP, dns: {}, acceptedRisks: { DR523: 'told otherwise' } };
const FROM_BACKUPS = { strategy: Strategy.BACKUP_RESTORE, objectives: { rtoMinutes: 1000, rpoSeconds: 200_000 } };
const BACKUP = { manageRegionSettings: true };
const MAIL = { receivers: [AlarmReceiver.email('duty@example.com')] };

/** What is said, a service of which it is said, and one of which it is not. */
const SAID: [string, RegExp, Props, Props][] = [
  ['corruption replicates, and nothing goes back further than the windows', /no section backup: nothing goes back further than 35 days of tables/, DATA, { ...DATA, backup: BACKUP }],
  ['the window of the database is its own', /5 days of the database \(its own backups\)/, { database: { ...POSTGRESQL, backupRetentionDays: 5 } }, DATA],
  ['what is there already can go back to is not known', /what the table 'legacy' can go back to is not known/, { tables: [LEGACY] }, DATA],
  ['nothing is in the standby but copies', /^Functions and stores are not in us-west-2, and built there during the outage/, { ...withFunction({}), ...FROM_BACKUPS, backup: BACKUP }, withFunction({})],
  ['what is written since the last copy is lost', /since the last backup that was copied is lost with us-east-1: \d+ h/, { ...DATA, ...FROM_BACKUPS, backup: BACKUP }, { ...DATA, backup: BACKUP }],
  ['copies of others are not known', /Backups are made by others/, { ...DATA, ...FROM_BACKUPS, acceptedRisks: { DR018: 'another team' } }, { ...DATA, ...FROM_BACKUPS, backup: BACKUP }],
  ['the service is in one region after a failover', /in us-west-2 alone until us-east-1 is back/, DATA, { ...DATA, ...FROM_BACKUPS, backup: BACKUP }],
  ['both regions may be lost, with what is stored', /and takes what is in no backup elsewhere/, DATA, { events: {} }],
  ['no host name is moved', /^No host name is moved by this service/, HTTP, DNS],
  ['nobody is paged', /^Nobody is paged by this service/, DATA, { ...DATA, monitoring: MAIL }],
  ['nobody is given rights', /^Nobody is given the rights/, DATA, { ...DATA, operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/sre'] } }],
  ['quotas are not reserved', /It needs throughput of DynamoDB\./, DATA, { events: {} }],
  ['a key of the user\'s', /^The key of us-west-2 is yours/, { ...DATA, standby: { region: 'us-west-2', kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/own' } }, DATA],
  ['data is not kept from being destroyed', /^Nothing keeps Terraform from destroying/, { ...DATA, removal: Removal.EPHEMERAL }, DATA],

  ['clients remember the host name', /longer than its 60 s/, DNS, HTTP],
  ['the switch is lost with the standby', /^The switch lies in us-west-2/, DNS, HTTP],
  ['nothing looks whether the standby is well', /its record has no health check/, DNS, { ...DNS, strategy: Strategy.ACTIVE_ACTIVE }],
  ['records are changed through us-east-1', /changed through a control plane in us-east-1/, DNS, HTTP],
  ['records are changed again after an hour', /about an hour after/, {
    ...DATA, dns: { hostName: 'orders.example.com', zone: HostedZone.create('example.com', { acceleratedRecovery: true }), siteEndpoints: { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') } },
  }, DNS],
  ['a record is changed by hand', /by changing the record by hand/, { ...HTTP, ...FROM_BACKUPS, dns: {}, backup: BACKUP }, DNS],
  ['endpoints of the user\'s', /^What answers in us-east-1 behind orders.example.com is yours/, {
    ...DATA, dns: { hostName: 'orders.example.com', zone: ZONE, siteEndpoints: { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') } },
  }, DNS],

  ['requests are lost', /^Requests that us-east-1 works on/, HTTP, DATA],
  ['callers have to know the other region', /callers have to know that of us-west-2/, { ...HTTP, http: { routes: { $default: ENTRY } } }, HTTP],
  ['an issuer is needed', /needs a token of https:\/\/login.example.com\//, { ...HTTP, http: { ...HTTP.http!, authorizer: HttpAuthorizer.jwt('https://login.example.com/', ['orders']) } }, HTTP],

  ['what functions call is not known', /^What functions call beside this service/, HTTP, DATA],
  ['statements of the user\'s', /^What 'worker' may reach by statements of yours/, withFunction({ access: [Access.statement(['s3:GetObject'], { primary: ['arn:aws:s3:::one/*'], standby: ['arn:aws:s3:::two/*'] })] }), withFunction({})],
  ['code of the user\'s', /^That the code of 'api' is the same in both regions is not checked/, HTTP, DATA],
  ['messages wait in the lost region', /^Messages in the queues orders-prod-worker-us-east-1 and .* waits 4 days at most/, withFunction({ triggers: [Trigger.queue()] }), withFunction({})],
  ['events that failed stay', /could not work on wait in queues of us-east-1/, withFunction({}), withFunction({
    deadLetterArns: { primary: 'arn:aws:sqs:us-east-1:111122223333:dead', standby: 'arn:aws:sqs:us-west-2:111122223333:dead' },
  })],
  ['a schedule is not made up for', /is not made up for: cron\(0 3/, withFunction({ triggers: [Trigger.schedule('cron(0 3 * * ? *)')] }), withFunction({ triggers: [Trigger.schedule('cron(0 3 * * ? *)')], consumeInStandby: true })],
  ['a stream is worked on again', /it gets every change of 'orders'/, withFunction({ triggers: [Trigger.stream(ORDERS)] }), withFunction({ triggers: [Trigger.stream(ORDERS)], consumeInStandby: true })],
  ['triggers are on when the region comes back', /the triggers of 'worker' are on there as before/, withFunction({ triggers: [Trigger.queue()] }), withFunction({})],
  ['another bus is not the service\'s', /on the bus 'shop' are not this service's/, withFunction({ triggers: [Trigger.events({ sources: ['shop'], busName: 'shop' })] }), {
    ...withFunction({ triggers: [Trigger.events({ sources: ['shop'] })] }), events: {},
  }],

  ['events stay', /^Events stay in the region/, { events: {} }, { events: { replication: EventReplication.forwardBothWays(['orders']) } }],
  ['events were not forwarded yet', /within the 24 hours that EventBridge tries/, { events: { replication: EventReplication.forwardBothWays(['orders']) } }, { events: {} }],
  ['other sources do not cross', /^Events of other sources than 'orders' do not cross/, { events: { replication: EventReplication.forwardBothWays(['orders']) } }, { events: {} }],
  ['no event comes back', /no event of us-west-2 comes back/, { events: { replication: EventReplication.forwardToStandby(['orders']) } }, { events: { replication: EventReplication.forwardBothWays(['orders']) } }],
  ['the endpoint is for who names it', /without naming the endpoint stay in their region, as those of 'worker' do/, {
    ...withFunction({ access: [Access.publish()] }), events: { replication: EventReplication.globalEndpoint('arn:aws:route53:::healthcheck/01234567-89ab-cdef-0123-456789abcdef') },
  }, { events: { replication: EventReplication.globalEndpoint('arn:aws:route53:::healthcheck/01234567-89ab-cdef-0123-456789abcdef') } }],
  ['there is no archive', /^There is no archive/, { events: { archiveDays: 0 } }, { events: {} }],
  ['a third region', /from a third region are not sent on/, {
    events: { replication: EventReplication.forwardBothWays(['orders']), fedFromOtherRegions: true },
  }, { events: { replication: EventReplication.forwardBothWays(['orders']) } }],

  ['the last writes are lost', /^Writes to 'orders' of the last moments .* \(5 s as planned, 30 s when much goes wrong\)/, DATA, { tables: [STOCK] }],
  ['a drill tells how many', /\(2 s as measured, 30 s when much goes wrong\)/, { ...DATA, measurements: { source: 'drill', call: DrilledCall.FAILOVER, lagSeconds: 2 } }, DATA],
  ['both regions write all the time', /^Both regions write 'orders' all the time/, { ...DATA, strategy: Strategy.ACTIVE_ACTIVE }, DATA],
  ['the later write stays', /^When both regions write one item of 'orders'/, DATA, { ...DATA, strategy: Strategy.ACTIVE_ACTIVE }],
  ['a quorum is needed', /^A write to 'stock' needs two of us-east-1, us-west-2, us-east-2/, { tables: [STOCK] }, DATA],
  ['a table that is there already', /^The table 'legacy' is there already/, { tables: [LEGACY] }, DATA],
  ['a key that is deleted', /is cut off for good after 20 hours/, DATA, { tables: [LEGACY] }],

  ['the last commits are lost', /^Commits of the last moments .* 5 s as planned/, { database: POSTGRESQL }, DATA],
  ['commits wait', /commits in us-east-1 wait/, { database: { ...POSTGRESQL, enforcedRpoSeconds: 30 } }, { database: POSTGRESQL }],
  ['late writes', /^What clients still write to the cluster in us-east-1/, { database: POSTGRESQL }, { ...FROM_BACKUPS, database: POSTGRESQL, backup: BACKUP }],
  ['slots do not move', /^Logical replication slots/, { database: POSTGRESQL }, { database: MYSQL }],
  ['a global cluster that is there already', /^The global cluster ours is there already/, { database: EXISTING }, { database: POSTGRESQL }],
  ['no instance in the standby', /has no instance: at a failover AWS has to have room/, { strategy: Strategy.PILOT_LIGHT, database: { ...POSTGRESQL, headlessStandby: true } }, { database: POSTGRESQL }],
  ['one instance in the standby', /has one instance in us-west-2/, { database: POSTGRESQL }, { database: { ...POSTGRESQL, standbyCapacity: Capacity.serverless({ instanceCount: 2 }) } }],
  ['secrets of the user\'s', /^The secrets with the user of the database are yours/, { database: EXISTING }, { database: POSTGRESQL }],

  ['SSM replicates nothing', /^SSM replicates nothing/, { ...DATA, parameters: {} }, DATA],
  ['the active region is written by hand', /^The parameter \/orders\/prod\/dr\/active-region/, { ...DATA, parameters: {} }, DATA],
  ['a new value cannot be written', /^New values of the secrets 'payment'/, { ...DATA, parameters: { secrets: [SecretSpec.fromVariable('payment')] } }, { ...DATA, parameters: {} }],
  ['secrets that are there already', /^The secrets 'payment' are yours/, {
    ...DATA, parameters: { secrets: [SecretSpec.fromArns('payment', { primary: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:own-AbCdEf', standby: 'arn:aws:secretsmanager:us-west-2:111122223333:secret:own-AbCdEf' })] },
  }, { ...DATA, parameters: {} }],

  ['the age of a backup', /what was written since the last backup is lost \(27 h as planned/, { ...DATA, backup: BACKUP }, DATA],
  ['backups that are not copied', /^Backups of 'often' stay in us-east-1/, {
    ...DATA, backup: { ...BACKUP, rules: [new BackupRule('daily', { schedule: 'cron(0 3 * * ? *)' }), new BackupRule('often', { schedule: 'cron(0 * * * ? *)', copied: false })] },
  }, { ...DATA, backup: BACKUP }],
  ['one account', /^All backups lie in the account of the service/, { ...DATA, backup: BACKUP }, { ...DATA, backup: { ...BACKUP, otherAccountVaultArn: 'arn:aws:backup:us-east-1:444455556666:backup-vault:copies' } }],
  ['the third copy', /^The third copy lies in us-east-1 too/, { ...DATA, backup: { ...BACKUP, otherAccountVaultArn: 'arn:aws:backup:us-east-1:444455556666:backup-vault:copies' } }, { ...DATA, backup: BACKUP }],
  ['no lock', /no lock keeps anybody from it/, { ...DATA, backup: BACKUP }, { ...DATA, backup: { ...BACKUP, vaultLock: { mode: VaultLockMode.GOVERNANCE, minRetentionDays: 7 } } }],
  ['a lock that can be lifted', /it is one of GOVERNANCE/, { ...DATA, backup: { ...BACKUP, vaultLock: { mode: VaultLockMode.GOVERNANCE, minRetentionDays: 7 } } }, { ...DATA, backup: BACKUP }],
  ['several stores', /of about the same time and not of one moment/, { tables: [ORDERS], database: POSTGRESQL, backup: BACKUP }, { ...DATA, backup: BACKUP }],
  ['the standby is not backed up', /is not backed up by this plan/, { ...DATA, backup: BACKUP }, { ...DATA, backup: { ...BACKUP, standbyBackups: true } }],
  ['restores are shown by nobody', /can be restored is shown by nobody/, { ...DATA, backup: { ...BACKUP, restoreTesting: { enabled: false } } }, { ...DATA, backup: BACKUP }],
  ['restore tests show little', /^Restore tests show that a restore ends/, { ...DATA, backup: BACKUP }, { ...DATA, backup: { ...BACKUP, restoreTesting: { enabled: false } } }],
  ['nobody is told of failed backups', /^Nobody is told of a backup/, { ...DATA, backup: BACKUP }, { ...DATA, backup: BACKUP, monitoring: MAIL }],

  ['alarms without receivers', /topics that nobody is subscribed to/, { ...DATA, monitoring: {} }, { ...DATA, monitoring: MAIL }],
  ['topics that are there already', /^Who is subscribed to the topics/, {
    ...DATA, monitoring: { existingTopics: { primary: 'arn:aws:sns:us-east-1:111122223333:duty', standby: 'arn:aws:sns:us-west-2:111122223333:duty' } },
  }, { ...DATA, monitoring: MAIL }],
  ['mail', /^A mail address that has not confirmed/, { ...DATA, monitoring: MAIL }, { ...DATA, monitoring: { receivers: [AlarmReceiver.https('https://alerts.example.com/sns')] } }],
  ['a receiver in one region', /is in us-east-1 alone/, { ...DATA, monitoring: { receivers: [AlarmReceiver.queue({ primary: 'arn:aws:sqs:us-east-1:111122223333:duty' })] } }, {
    ...DATA, monitoring: { receivers: [AlarmReceiver.queue({ primary: 'arn:aws:sqs:us-east-1:111122223333:duty', standby: 'arn:aws:sqs:us-west-2:111122223333:duty' })] },
  }],
  ['health checks are watched in the primary', /which is the primary region: its loss may silence the page/, { ...DNS, monitoring: MAIL }, { ...DATA, monitoring: MAIL }],
  ['alarms that are off', /^Alarms that are turned off tell nobody: TABLE_THROTTLES/, { ...DATA, monitoring: { ...MAIL, overrides: { TABLE_THROTTLES: AlarmOverride.off() } } }, { ...DATA, monitoring: MAIL }],

  ['other addresses', /come from other addresses/, { database: POSTGRESQL }, { database: POSTGRESQL, network: { nat: NatStrategy.NONE } }],
  ['no way to the internet', /has no way to the internet/, { strategy: Strategy.PILOT_LIGHT, database: POSTGRESQL }, { database: POSTGRESQL }],
  ['one NAT gateway', /^One NAT gateway serves all zones of us-east-1/, { database: POSTGRESQL, network: { nat: NatStrategy.SINGLE }, acceptedRisks: { DR181: 'a sandbox' } }, { database: POSTGRESQL }],
  ['operators have to sign in', /^How people get to be operators/, { ...DATA, operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/sre'] } }, DATA],
  ['IAM is in us-east-1', /nobody new can be made an operator/, { ...DATA, operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/sre'] } }, {
    ...DATA, primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' }, operators: { trustedPrincipalArns: ['arn:aws-cn:iam::111122223333:user/sre'] },
  }],
];

const sentences = (props: Props) => reported(props).unprotected.map(({ what }) => what);

test.each(SAID)('%s: said where it is so, and nowhere else', (_, sentence, so, otherwise) => {
  expect(sentences(so)).toContainEqual(expect.stringMatching(sentence));
  expect(sentences(otherwise)).not.toContainEqual(expect.stringMatching(sentence));
});

describe('the state of Terraform', () => {
  const inStack = (stack: Parameters<typeof reported>[1]) => reported(DATA, stack).unprotected.filter(({ path }) => path === 'state').map(({ what }) => what);

  test('in a file, of one stack', () => {
    expect(inStack(newStack())).toEqual([expect.stringMatching(/^One stack holds both regions/), expect.stringMatching(/^The state of 'orders' is in a file/)]);
  });

  test('in one bucket', () => {
    const stack = inEnvironment({}, () => new TaggedStack(Testing.app(), 'orders-test', { stateBucket: 'states', stateBucketRegion: 'us-west-2', environmentSuffix: 'test' }));
    expect(inStack(stack)).toEqual([expect.stringMatching(/^One stack/), expect.stringMatching(/^The state of 'orders-test' is in one bucket in us-west-2/)]);
  });

  test('of four stacks, which are planned one by one', () => {
    const said = inStack(fourStacks(Testing.app(), 'orders').foundation);
    expect(said).toEqual([expect.stringMatching(/^The state of 'orders-foundation', .* is in a file/)]);
  });
});

test('resources beside the service are counted', () => {
  const stack = newStack();
  const beside = () => reported({ ...DATA, serviceName: 'other' }, stack).unprotected.filter(({ path }) => path === 'stack').map(({ what }) => what);
  new TerraformResource(stack, 'Beside', { terraformResourceType: 'null_resource' });
  expect(beside()).toEqual([expect.stringMatching(/^1 resource beside this service is in its stack/)]);
  expect(reported(DATA).unprotected.filter(({ path }) => path === 'stack')).toEqual([]);
});
