import {
  Access, AlarmReceiver, Assumption, Attribute, BackupRule, DatabaseEngine, DnsFailover, DrilledCall, Endpoint, EstimateBasis, EventReplication,
  FunctionCode, FunctionSpec, HealthSignal, HostedZone, MissingSignal, MultiRegionDr, MultiRegionDrProps, SignalComparison, SignalStatistic,
  StandbyCost, Strategy, TableConsistency, TableSpec, Trigger,
} from '../../src';
import { improvementsOf } from '../../src/multi-region-dr/improvements';
import { newStack, quietly, SITES } from '../support/synth';

const pk = Attribute.string('pk');
const orders = new TableSpec('orders', { partitionKey: pk });
const zone = HostedZone.fromName('example.com');
const dns = {
  hostName: 'orders.example.com', zone, siteEndpoints: { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') },
};
const database = { engine: DatabaseEngine.auroraPostgresql('16.8') };
const monitoring = { receivers: [AlarmReceiver.email('duty@example.com')] };
const worker = (more: object = {}) => new FunctionSpec('worker', {
  code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'api.zip' }, standby: { bucket: 'two', key: 'api.zip' } }),
  runtime: 'python3.13',
  handler: 'app.handler',
  triggers: [Trigger.queue()],
  access: [Access.readWrite(orders)],
  ...more,
});
const props = (more: Partial<MultiRegionDrProps> = {}): MultiRegionDrProps => ({
  ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, tables: [orders], ...more,
});
const estimate = (more: Partial<MultiRegionDrProps> = {}) => MultiRegionDr.estimateOf(props(more));
const seconds = (more: Partial<MultiRegionDrProps> = {}) => estimate(more).rtoTotal.plannedSeconds;
const found = (more: Partial<MultiRegionDrProps>, code: string) => MultiRegionDr.check(props(more)).find(problem => problem.code === code);

test('a construct has the estimate of its properties', () => {
  const dr = quietly(() => new MultiRegionDr(newStack(), 'Dr', props({ database, dns })));
  expect(dr.estimate).toEqual(estimate({ database, dns }));
  expect(dr.estimate.disclaimer).toContain('not promises of AWS');
});

test('the total is detection, decision, execution and validation', () => {
  const { detect, decide, rtoExecute, validate, rtoTotal } = estimate({ database, dns });
  for (const which of ['bestSeconds', 'plannedSeconds', 'pessimisticSeconds'] as const) {
    expect(rtoTotal[which]).toBe(detect[which] + decide[which] + rtoExecute[which] + validate[which]);
  }
  expect(rtoTotal.text).toBe('28 min 41 s');
});

test('what runs side by side counts once: the longest branch', () => {
  const both = estimate({ database, functions: [worker()] });
  expect(both.rtoExecute.plannedSeconds).toBe(estimate({ database }).rtoExecute.plannedSeconds);
  expect(both.term('functions.consumers').counts).toBe(false);
  expect(both.term('database.failover').counts).toBe(true);
  expect(estimate({ functions: [worker()] }).rtoExecute.plannedSeconds).toBe(90);
  expect(estimate({ functions: [worker({ consumeInStandby: true })] }).rtoExecute.plannedSeconds).toBe(0);
});

test('where everything moves by itself nobody has to decide, and the check of the endpoint is the detection', () => {
  const automatic = estimate({ dns });
  expect(automatic.detect.plannedSeconds).toBe(30 * 3 + 6);
  expect(automatic.decide.plannedSeconds).toBe(0);
  expect(automatic.terms.map(({ termName }) => termName)).not.toContain('dns.switch');
  const needsPeople: Partial<MultiRegionDrProps>[] = [
    { database }, { functions: [worker()] }, { events: { replication: EventReplication.globalEndpoint() } },
  ];
  for (const more of needsPeople) {
    const manual = estimate({ dns: { ...dns, failover: DnsFailover.AUTOMATIC }, ...more });
    expect(manual.decide.plannedSeconds).toBe(600);
    expect(manual.term('dns.switch').time.plannedSeconds).toBe(36);
  }
});

test('people notice before a check that takes days', () => {
  const healthSignal = HealthSignal.metric({
    namespace: 'Orders/Probe',
    metricName: 'Answered',
    statistic: SignalStatistic.MINIMUM,
    comparison: SignalComparison.LESS_THAN_THRESHOLD,
    threshold: 1,
    whenMissing: MissingSignal.HEALTHY,
    periodSeconds: 3600,
    evaluationPeriods: 48,
  });
  const slow = estimate({ dns: { ...dns, siteEndpoints: { primary: Endpoint.ip(['10.0.0.1'], { healthSignal }), standby: Endpoint.ip(['10.1.0.1'], { healthSignal }) } } });
  expect(slow.detect.plannedSeconds).toBe(600 + 600 + 36);
});

test('an alarm that pages is sooner than people, and uncertain where it is lost with the region', () => {
  const elsewhere = { primary: { region: 'eu-west-1' }, standby: { region: 'us-east-1' } };
  const paged = estimate({ dns, database, monitoring, ...elsewhere });
  expect(paged.detect.plannedSeconds).toBe(96 + 3 * 60 + 90);
  expect(paged.term('monitoring.page').time.pessimisticSeconds).toBe(126 + 3 * 60 + 120);
  expect(estimate({ dns, database, monitoring }).term('monitoring.page').time.pessimisticSeconds).toBe(1800);
});

test('aliases have the time of their target, other records their own', () => {
  expect(estimate({ dns: { ...dns, ttlSeconds: 300 } }).term('dns.ttl').time.plannedSeconds).toBe(330);
  const alias = Endpoint.alias('a.execute-api.us-east-1.amazonaws.com', 'Z1UJRXOUMOOFQ8');
  expect(estimate({ dns: { ...dns, siteEndpoints: { primary: alias, standby: alias } } }).term('dns.ttl').time.plannedSeconds).toBe(90);
});

test('a standby without an instance waits for one', () => {
  const headless = { strategy: Strategy.PILOT_LIGHT, database: { ...database, headlessStandby: true } };
  expect(seconds(headless) - seconds({ strategy: Strategy.PILOT_LIGHT, database })).toBe(420);
});

test('the loss is that of the worst store, and a database may hold commits back', () => {
  const strong = new TableSpec('stock', { partitionKey: pk, consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2' });
  expect(estimate({ tables: [strong] }).rpo).toMatchObject({ bestSeconds: 0, plannedSeconds: 0, pessimisticSeconds: 0 });
  expect(estimate({ tables: [strong, orders] }).rpo).toMatchObject({ bestSeconds: 1, plannedSeconds: 5, pessimisticSeconds: 30 });
  expect(estimate({ tables: undefined, database: { ...database, enforcedRpoSeconds: 20 } }).rpo?.pessimisticSeconds).toBe(20);
  expect(estimate({ tables: undefined, network: {} }).rpo).toBeUndefined();
});

test('corruption loses what came since the last backup; a lost region too, where data comes from backups', () => {
  const backup = { manageRegionSettings: true, rules: [new BackupRule('hourly', { schedule: 'cron(0 * * * ? *)', startWindowMinutes: 60, completionWindowMinutes: 120 })] };
  const warm = estimate({ backup });
  expect(warm.rpo?.plannedSeconds).toBe(5);
  expect(warm.rpoFromBackup?.plannedSeconds).toBe(3600 + 2 * 5400);
  expect(estimate({ backup, strategy: Strategy.BACKUP_RESTORE }).rpo?.plannedSeconds).toBe(3600 + 2 * 5400);
  expect(estimate({ backup: { ...backup, rules: [new BackupRule('here', { schedule: 'cron(0 * * * ? *)', copied: false })] }, strategy: Strategy.BACKUP_RESTORE }).rpo).toBeUndefined();
});

test('an endpoint of events with a health check of its own takes as long as the alarm of AWS\'s guide', () => {
  const own = estimate({ events: { replication: EventReplication.globalEndpoint('arn:aws:route53:::healthcheck/own') } });
  expect(own.term('events.endpoint').time.bestSeconds).toBe(360);
});

test('what was assumed replaces a term, what was measured a phase, and both are marked with their source', () => {
  const assumed = estimate({ database, assumptions: [new Assumption('database.failover', { plannedSeconds: 240, source: 'our runbook' })] });
  expect(assumed.term('database.failover')).toMatchObject({
    basis: EstimateBasis.ASSUMPTION, source: 'our runbook', time: { bestSeconds: 240, plannedSeconds: 240, pessimisticSeconds: 240 },
  });
  const measurements = { source: 'drill of October', call: DrilledCall.SWITCHOVER, detectSeconds: 50, executeSeconds: 100, validateSeconds: 20, lagSeconds: 7 };
  const measured = estimate({ database, measurements });
  expect(measured.rtoTotal.plannedSeconds).toBe(50 + 600 + 100 + 20);
  expect(measured.term('drill.execute')).toMatchObject({ basis: EstimateBasis.MEASUREMENT, source: 'drill of October', inputs: ['measurements.executeSeconds 100, of a SWITCHOVER'] });
  expect(measured.rpo).toMatchObject({ plannedSeconds: 7, pessimisticSeconds: 30 });
  expect(measured.notes.join(' ')).toContain('The drill was a switchover, which is another call');
});

test('the term of the worst store counts, those of others do not', () => {
  const strong = new TableSpec('stock', { partitionKey: pk, consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2' });
  const both = estimate({ tables: [strong, orders] });
  expect([both.term('tables.stock.lag').counts, both.term('tables.orders.lag').counts]).toEqual([false, true]);
});

describe('what a drill measured as the lag of the slowest store', () => {
  const measured = (lagSeconds: number, more: Partial<MultiRegionDrProps>) => estimate({
    measurements: { source: 'drill of October', call: DrilledCall.FAILOVER, lagSeconds }, ...more,
  });

  test('is no less at worst than it was', () => {
    expect(measured(50, {}).rpo).toMatchObject({ bestSeconds: 50, plannedSeconds: 50, pessimisticSeconds: 50 });
  });

  test('wins over what was assumed of it', () => {
    const assumptions = [new Assumption('tables.orders.lag', { plannedSeconds: 3, source: 'a guess' })];
    expect(measured(7, { assumptions }).term('tables.orders.lag')).toMatchObject({ basis: EstimateBasis.MEASUREMENT, time: { plannedSeconds: 7 } });
  });

  test('says nothing of strongly consistent tables, nor of backups', () => {
    const strong = new TableSpec('stock', { partitionKey: pk, consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2' });
    expect(measured(7, { tables: [strong] }).rpo?.plannedSeconds).toBe(0);
    const backup = { rules: [new BackupRule('hourly', { schedule: 'cron(0 * * * ? *)' })] };
    expect(measured(7, { backup, strategy: Strategy.BACKUP_RESTORE }).rpo?.plannedSeconds).toBe(3600 + 2 * 5400);
  });

  test('and what was assumed are no more than a database that holds commits back may lag', () => {
    const held = { tables: undefined, database: { ...database, enforcedRpoSeconds: 20 } };
    expect(measured(100, held).rpo).toMatchObject({ bestSeconds: 20, plannedSeconds: 20, pessimisticSeconds: 20 });
    const assumptions = [new Assumption('database.lag', { plannedSeconds: 100, source: 'a guess' })];
    expect(estimate({ ...held, assumptions }).rpo).toMatchObject({ bestSeconds: 20, plannedSeconds: 20, pessimisticSeconds: 20 });
    expect(estimate({ ...held, assumptions: [new Assumption('database.lag', { plannedSeconds: 3, source: 'a guess' })] }).rpo?.pessimisticSeconds).toBe(3);
  });
});

test('of several rules of backups the newest backup counts: one may be better as planned, and another at worst', () => {
  const often = new BackupRule('often', { schedule: 'cron(0 3 * * ? *)', startWindowMinutes: 480, completionWindowMinutes: 20_000 });
  const narrow = new BackupRule('narrow', { schedule: 'cron(0 5 ? * SUN *)', startWindowMinutes: 60, completionWindowMinutes: 120 });
  const day = 24 * 3600;
  const term = estimate({ backup: { manageRegionSettings: true, rules: [narrow, often] } }).term('backup.age');
  expect(term.time).toMatchObject({ bestSeconds: day + 3600, plannedSeconds: day + 2 * 5400, pessimisticSeconds: 7 * day + 180 * 60 + 9000 });
  expect(term.inputs.filter(input => input.startsWith('backup.rules')).map(input => input.slice(0, 20))).toEqual(['backup.rules often: ', 'backup.rules narrow:']);
});

test('every term names its source, and none of AWS\'s pages is said to promise it', () => {
  const events = { replication: EventReplication.globalEndpoint() };
  const everything = estimate({ database, dns, monitoring, functions: [worker()], events, backup: {} });
  for (const { termName, source, what, time } of everything.terms) {
    expect([termName, source]).toEqual([termName, expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\//)]);
    expect(what).not.toBe('');
    expect(time.bestSeconds).toBeLessThanOrEqual(time.plannedSeconds);
    expect(time.plannedSeconds).toBeLessThanOrEqual(time.pessimisticSeconds);
  }
  expect(() => everything.term('nothing')).toThrow("The estimate has no term 'nothing'; its terms are people.notice, ");
});

test('four strategies are compared by time, loss and what runs in the standby', () => {
  const compared = MultiRegionDr.compare(props({
    database, dns, network: {}, backup: { manageRegionSettings: true }, objectives: { rtoMinutes: 60, rpoSeconds: 60 },
  }));
  const { BACKUP_RESTORE } = Strategy;
  expect(compared.map(({ strategy, standby: { cost, natGateways, databaseInstances }, meetsObjectives }) => (
    [strategy, cost, natGateways, databaseInstances, meetsObjectives]))).toEqual([
    [BACKUP_RESTORE, StandbyCost.COPIES, 0, 0, false],
    [Strategy.PILOT_LIGHT, StandbyCost.REDUCED, 0, 1, true],
    [Strategy.WARM_STANDBY, StandbyCost.REDUCED, 3, 1, true],
    [Strategy.ACTIVE_ACTIVE, StandbyCost.FULL, 3, 2, true],
  ]);
  expect(compared.map(({ refusals }) => refusals.map(({ code }) => code))).toEqual([['DR260', 'DR261'], [], [], ['DR123']]);
  expect(compared[1].standby).toMatchObject({ interfaceEndpoints: 3, leastAcu: 0.5, databaseMember: true, tableReplicas: 1, backupCopies: true });
  expect(compared.map(({ standby }) => standby.text)).toEqual([
    'backup copies',
    '3 interface endpoints, 1 database instance, 0.5 ACU, 1 table replica, backup copies',
    '3 NAT gateways, 1 database instance, 0.5 ACU, 1 table replica, backup copies',
    '3 NAT gateways, 2 database instances, 1 ACU, 1 table replica, backup copies',
  ]);
  expect(() => MultiRegionDr.compare({ ...props(), primary: undefined } as any)).toThrow('The service has 1 problem:\n  DR001 primary');
});

describe('what runs in the standby', () => {
  const standbyOf = (more: Partial<MultiRegionDrProps>, strategy: Strategy = Strategy.WARM_STANDBY) => (
    MultiRegionDr.compare(props(more)).find(one => one.strategy === strategy)!.standby);

  test('leaves out what is there already', () => {
    const existing = new TableSpec('legacy', { existingName: 'legacy-orders' });
    const legacy = { globalClusterIdentifier: 'legacy', primaryClusterIdentifier: 'one', standbyClusterIdentifier: 'two' };
    const standby = standbyOf({ tables: [orders, existing], database: { ...database, existing: legacy } });
    expect(standby).toMatchObject({ tableReplicas: 1, databaseInstances: 0, databaseMember: false, leastAcu: 0, cost: StandbyCost.REPLICAS });
  });

  test('counts every function that is deployed, an endpoint in each zone, and copies where there are any', () => {
    expect(standbyOf({ functions: [worker({ triggers: [] })] }).functions).toBe(1);
    expect(standbyOf({ functions: [worker({ triggers: [] })] }, Strategy.BACKUP_RESTORE)).toMatchObject({ functions: 0, cost: StandbyCost.COPIES });
    const endpoints = (zoneCount: number) => standbyOf({ network: { zoneCount }, database }, Strategy.PILOT_LIGHT).interfaceEndpoints;
    expect(endpoints(3)).toBe(endpoints(2) / 2 * 3);
    const here = { rules: [new BackupRule('here', { schedule: 'cron(0 3 * * ? *)', copied: false })] };
    expect([standbyOf({ backup: here }).backupCopies, standbyOf({ backup: {} }).backupCopies]).toEqual([false, true]);
  });
});

test('a check that looks for a text takes two seconds more, for its body', () => {
  const took = (healthCheck: object) => estimate({ dns: { ...dns, healthCheck } }).term('dns.endpointCheck').time.plannedSeconds;
  expect([took({}), took({ searchString: 'well' })]).toEqual([96, 98]);
});

test('only the alarm of the primary pages for its loss', () => {
  const paged = estimate({ dns, database, monitoring }).terms.filter(({ termName }) => termName === 'monitoring.page');
  expect(paged.map(({ what }) => what)).toEqual([expect.stringContaining('endpoint-health-primary')]);
});

test('a database that is there already has its instances, and no limit that is known', () => {
  const legacy = { globalClusterIdentifier: 'legacy', primaryClusterIdentifier: 'one', standbyClusterIdentifier: 'two' };
  const existing = estimate({
    strategy: Strategy.PILOT_LIGHT, database: { ...database, existing: legacy, headlessStandby: true, enforcedRpoSeconds: 20 },
  });
  expect(existing.terms.map(({ termName }) => termName)).not.toContain('database.instance');
  expect(existing.term('database.lag').time.pessimisticSeconds).toBe(30);
});

test('a function without triggers has nothing to be turned on', () => {
  expect(estimate({ functions: [worker({ triggers: [] })] }).terms.map(({ termName }) => termName)).not.toContain('functions.consumers');
});

test('what runs in the standby is told in words, a cluster without an instance and nothing at all included', () => {
  const pilot = (more: Partial<MultiRegionDrProps>) => MultiRegionDr.compare(props(more))[1].standby.text;
  expect(pilot({ database: { ...database, headlessStandby: true }, tables: [orders], functions: [worker()] }))
    .toBe('3 interface endpoints, 1 database cluster without an instance, 1 table replica, 1 function');
  expect(pilot({ tables: [] })).toBe('nothing');
});

describe('DR260 refuses what cannot be met', () => {
  const tight = { database, dns, objectives: { rtoMinutes: 20, rpoSeconds: 60 } };

  test('and names the dominating terms and the cheapest changes', () => {
    expect(found(tight, 'DR260')?.text).toBe(
      'DR260 objectives.rtoMinutes: 20 given, and 28 min 41 s planned, most of it people.notice 10 min, people.decide 10 min, database.failover 3 min. '
      + "Change objectives.decisionMinutes 10 -> 5, decided beforehand (saves 5 min) and monitoring none -> { receivers: [AlarmReceiver.email('...')] } (saves 3 min 54 s), "
      + 'with which 19 min 47 s are planned; or allow a longer time, or give what a drill measured (measurements). '
      + "To go ahead all the same: acceptedRisks: { DR260: '<why>' }.",
    );
  });

  test('and a shorter interval saves what it says', () => {
    const automatic = { dns, objectives: { rtoMinutes: 10, rpoSeconds: 60 }, assumptions: [new Assumption('people.validate', { plannedSeconds: 420, source: 'our runbook' })] };
    expect(seconds(automatic)).toBe(606);
    expect(found(automatic, 'DR260')?.mend).toContain('Change dns.healthCheck.intervalSeconds 30 -> 10 (saves 1 min)');
    expect(seconds({ ...automatic, dns: { ...dns, healthCheck: { intervalSeconds: 10 } } })).toBe(546);
  });

  test('and every change that it names has the effect, is allowed, and is needed', () => {
    const declarations: Partial<MultiRegionDrProps>[] = [
      tight,
      { ...tight, strategy: Strategy.PILOT_LIGHT, database: { ...database, headlessStandby: true } },
      {
        dns: { ...dns, failover: DnsFailover.OPERATOR, ttlSeconds: 600, healthCheck: { failureThreshold: 10 } },
        objectives: { rtoMinutes: 10, rpoSeconds: 60 },
      },
      { functions: [worker()], dns, objectives: { rtoMinutes: 12, rpoSeconds: 60 } },
      { strategy: Strategy.BACKUP_RESTORE, backup: { manageRegionSettings: true }, objectives: { rtoMinutes: 90, rpoSeconds: 200_000 } },
    ];
    for (const declaration of declarations) {
      const { mend } = found(declaration, 'DR260')!;
      const named = improvementsOf(props(declaration) as any).filter(({ text }) => mend.includes(`${text} (saves`));
      expect([mend, named.length]).toEqual([mend, mend.split('(saves').length - 1]);
      expect(named.length).toBeGreaterThan(0);
      const changed = (all: typeof named) => all.reduce((given, { apply }) => apply(given), props(declaration) as any);
      expect(MultiRegionDr.check(changed(named)).filter(({ severity, code }) => severity !== 'RISK' && code !== 'DR253')).toEqual([]);
      for (const left of named) {
        expect(MultiRegionDr.check(changed(named.filter(one => one !== left))).map(({ code }) => code)).toContain('DR260');
      }
    }
  });

  test('and nothing that takes exactly as long as it may', () => {
    expect(seconds()).toBe(23 * 60);
    expect(found({ objectives: { rtoMinutes: 23, rpoSeconds: 60 } }, 'DR260')).toBeUndefined();
    expect(found({ objectives: { rtoMinutes: 22, rpoSeconds: 60 } }, 'DR260')).toBeDefined();
  });

  test('and says so where nothing meets it', () => {
    expect(found({ objectives: { rtoMinutes: 2, rpoSeconds: 60 } }, 'DR260')?.mend).toMatch(/^No option that was tried meets it; allow a longer time/);
  });

  test('and takes what a drill measured', () => {
    const measurements = { source: 'drill of October', call: DrilledCall.FAILOVER, detectSeconds: 60, executeSeconds: 240, validateSeconds: 60 };
    expect(found({ ...tight, measurements }, 'DR260')).toBeUndefined();
    expect(found({ ...tight, measurements: { ...measurements, executeSeconds: 600 } }, 'DR260')?.message).toContain('drill.execute 10 min (measured)');
  });
});

test('DR261 refuses an RPO that is shorter than the planned loss, and what is not known breaks none', () => {
  const daily = { strategy: Strategy.BACKUP_RESTORE, backup: { manageRegionSettings: true }, objectives: { rtoMinutes: 600, rpoSeconds: 86_400 } };
  expect(found(daily, 'DR261')?.text).toContain(
    'DR261 objectives.rpoSeconds: 86400 given, and a loss of 27 h planned, of backup.lag 27 h. Change backup.rules one more: hourly, cron(0 * * * ? *) (saves 23 h)',
  );
  expect(found({ objectives: { rtoMinutes: 30, rpoSeconds: 4 } }, 'DR261')?.mend).toMatch(/^No option that was tried meets it; allow a larger loss/);
  expect(found({ objectives: { rtoMinutes: 30, rpoSeconds: 5 } }, 'DR261')).toBeUndefined();
  expect(found({ ...daily, backup: undefined, acceptedRisks: { DR018: 'another team' } }, 'DR261')).toBeUndefined();
});

test('DR262 refuses assumptions about what is no term, and two about one', () => {
  const assume = (...names: string[]) => found({ assumptions: names.map(name => new Assumption(name, { plannedSeconds: 1, source: 'a guess' })) }, 'DR262');
  expect(assume('tables.stock.lag')?.text).toMatch(/^DR262 assumptions\[0\]: 'tables\.stock\.lag' given, one of people\.notice, .*tables\.orders\.lag needed/);
  expect(assume('tables.orders.lag', 'tables.orders.lag')?.text).toContain("assumptions[1]: 'tables.orders.lag' given, which an assumption before is about");
  expect(assume('tables.orders.lag', 'database.failover')).toBeUndefined();
});

test('DR263 refuses times that are none, and numbers without a source', () => {
  const assumed = (more: object) => found({ assumptions: [new Assumption('dns.ttl', { plannedSeconds: 60, source: 'a guess', ...more })] }, 'DR263')?.text;
  const measured = (more: object) => found({ measurements: { source: 'a drill', call: DrilledCall.FAILOVER, ...more } }, 'DR263')?.text;
  expect(assumed({ plannedSeconds: -1 })).toContain('DR263 assumptions[0].plannedSeconds: -1 given, 0 to 2592000 seconds needed');
  expect(assumed({ bestSeconds: 61 })).toContain('DR263 assumptions[0].bestSeconds: 61 given, 0 to 60 seconds needed');
  expect(assumed({ pessimisticSeconds: 59 })).toContain('DR263 assumptions[0].pessimisticSeconds: 59 given, 60 to 2592000 seconds needed');
  expect(assumed({ source: ' ' })).toContain('DR263 assumptions[0].source: a text of 1 characters given, 1 to 200 needed');
  expect(measured({ executeSeconds: 604_801 })).toContain('DR263 measurements.executeSeconds: 604801 given, 0 to 604800 seconds needed');
  expect(measured({ source: 'x'.repeat(201) })).toContain('DR263 measurements.source: a text of 201 characters given');
  expect(measured({ lagSeconds: 0 })).toBeUndefined();
});
