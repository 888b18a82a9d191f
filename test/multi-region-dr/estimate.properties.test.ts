import * as fc from 'fast-check';
import {
  AlarmKind, AlarmOverride, AlarmOverrideProps, AlarmReceiver, Assumption, Attribute, BackupRule, BackupRuleProps, DatabaseEngine,
  DnsFailover, DrilledCall, Endpoint, EventReplication, HealthSignal, HostedZone, MissingSignal, MonitoringProps, MultiRegionDr,
  MultiRegionDrProps, RecoveryEstimate, RecoveryTime, SignalComparison, SignalStatistic, SiteEndpoints, Strategy, TableConsistency,
  TableSpec,
} from '../../src';
import { termNamesOf } from '../../src/multi-region-dr/estimate';
import { improvementsOf } from '../../src/multi-region-dr/improvements';
import { EstimateBasis, EstimatePhase, Span, Sums, sumsOf, Term } from '../../src/plan/estimate';
import { soundService } from '../support/arbitraries';

const span: fc.Arbitrary<Span> = fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000))
  .map(([one, two, three]) => ({ best: one, planned: one + two, pessimistic: one + two + three }));
const term: fc.Arbitrary<Term> = fc.record({
  termName: fc.constant('one'),
  phase: fc.constantFrom(...Object.values(EstimatePhase)),
  what: fc.constant('something'),
  span,
  inputs: fc.constant([]),
  source: fc.constant('nowhere'),
  branch: fc.option(fc.constantFrom('users', 'events', 'database'), { nil: undefined }),
  basis: fc.constantFrom(...Object.values(EstimateBasis)),
});
const POINTS = ['best', 'planned', 'pessimistic'] as const;
const longer = (one: Span, more: Span): Span => ({
  best: one.best + more.best, planned: one.planned + more.planned, pessimistic: one.pessimistic + more.pessimistic,
});

test('no sum is lower when a term is longer', () => {
  fc.assert(fc.property(fc.array(term, { minLength: 1, maxLength: 12 }), fc.nat(), span, (terms, which, more) => {
    const before = sumsOf(terms);
    const after = sumsOf(terms.map((one, position) => (position === which % terms.length ? { ...one, span: longer(one.span, more) } : one)));
    for (const sum of Object.keys(before) as (keyof Sums)[]) {
      POINTS.forEach(point => expect(after[sum]![point]).toBeGreaterThanOrEqual(before[sum]![point]));
    }
  }), { numRuns: 500 });
});

test('every sum is best, planned and pessimistic in this order', () => {
  fc.assert(fc.property(fc.array(term, { maxLength: 12 }), terms => {
    for (const sum of Object.values(sumsOf(terms)) as Span[]) {
      expect(sum.best).toBeLessThanOrEqual(sum.planned);
      expect(sum.planned).toBeLessThanOrEqual(sum.pessimistic);
    }
  }), { numRuns: 500 });
});

const estimateOf = (props: MultiRegionDrProps) => MultiRegionDr.estimateOf(props);
const AT = ['bestSeconds', 'plannedSeconds', 'pessimisticSeconds'] as const;
const SUMS = ['detect', 'decide', 'rtoExecute', 'validate', 'rtoTotal', 'rpo', 'rpoFromBackup'] as const;
const notLess = (more: RecoveryTime | undefined, less: RecoveryTime | undefined) => {
  expect(more === undefined).toBe(less === undefined);
  AT.forEach(point => expect(more?.[point] ?? 0).toBeGreaterThanOrEqual(less?.[point] ?? 0));
};
const notBetter = (one: RecoveryEstimate, other: RecoveryEstimate) => SUMS.forEach(sum => notLess(one[sum], other[sum]));
const runs = { numRuns: 25 };

const zone = HostedZone.fromName('example.com');
const cnames = { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') };
const alias = Endpoint.alias('one.us-east-1.elb.amazonaws.com', 'Z35SXDOTRQ7X7K');
const signalled = (periodSeconds: number, evaluationPeriods: number) => Endpoint.ip(['10.0.0.7'], {
  healthSignal: HealthSignal.metric({
    namespace: 'Orders/Probe',
    metricName: 'Answered',
    statistic: SignalStatistic.MINIMUM,
    comparison: SignalComparison.LESS_THAN_THRESHOLD,
    threshold: 1,
    whenMissing: MissingSignal.HEALTHY,
    periodSeconds,
    evaluationPeriods,
  }),
});
const check = fc.record({
  intervalSeconds: fc.constantFrom(10, 30),
  failureThreshold: fc.integer({ min: 1, max: 10 }),
  searchString: fc.option(fc.constant('well'), { nil: undefined }),
});
const dns = fc.record({
  hostName: fc.constant('orders.example.com'),
  zone: fc.constant(zone),
  siteEndpoints: fc.constantFrom<SiteEndpoints>(
    cnames, { primary: alias, standby: alias }, { primary: signalled(60, 5), standby: signalled(120, 2) },
  ),
  failover: fc.constantFrom(undefined, DnsFailover.OPERATOR, DnsFailover.AUTOMATIC),
  ttlSeconds: fc.option(fc.nat(1000), { nil: undefined }),
  healthCheck: fc.option(check, { nil: undefined }),
});
const monitoring = fc.constant<MonitoringProps>({ receivers: [AlarmReceiver.email('duty@example.com')] });
const ways = fc.constantFrom(EventReplication.globalEndpoint(), EventReplication.globalEndpoint('arn:aws:route53:::healthcheck/own'));
const ENGINE = DatabaseEngine.auroraPostgresql('16.8');

/** Services with any strategy and whatever an estimate reads, sound or not: it is estimated all the same. */
const service: fc.Arbitrary<MultiRegionDrProps> = fc.record({
  sound: soundService,
  strategy: fc.constantFrom(...Object.values(Strategy)),
  dns: fc.option(dns, { nil: undefined }),
  monitoring: fc.option(monitoring, { nil: undefined }),
  replication: fc.option(ways, { nil: undefined }),
  headlessStandby: fc.boolean(),
  decisionMinutes: fc.option(fc.nat(60), { nil: undefined }),
}).map(({ sound, strategy, replication, headlessStandby, decisionMinutes, ...given }) => ({
  ...sound,
  strategy,
  // Host names of other endpoints than the entry.
  ...(given.dns === undefined ? {} : { dns: given.dns, http: undefined }),
  ...(given.monitoring === undefined ? {} : { monitoring: given.monitoring }),
  ...(replication === undefined ? {} : { events: { replication } }),
  ...(sound.database === undefined ? {} : { database: { ...sound.database, headlessStandby } }),
  objectives: { ...sound.objectives, decisionMinutes },
}));

test('the services of these laws have whatever an estimate can read', () => {
  const seen = new Set(fc.sample(service, { numRuns: 300, seed: 1 }).flatMap(props => estimateOf(props).terms.map(({ termName }) => termName.replace(/^tables\..*\.lag$/, 'tables.*.lag'))));
  expect([...seen].sort()).toEqual([...termNamesOf({}), 'tables.*.lag'].sort());
});

/** Inputs of the estimate, as changes of a declaration by a number. More of each is never better. */
const INPUTS: [what: string, values: fc.Arbitrary<number>, change: (props: MultiRegionDrProps, value: number) => MultiRegionDrProps][] = [
  ['interval of the health check', fc.constantFrom(10, 30), (props, intervalSeconds) => withDns(props, { healthCheck: { ...props.dns?.healthCheck, intervalSeconds } })],
  ['failures that the health check waits for', fc.integer({ min: 1, max: 10 }), (props, failureThreshold) => withDns(props, { healthCheck: { ...props.dns?.healthCheck, failureThreshold } })],
  ['period of a health signal', fc.integer({ min: 1, max: 60 }).map(minutes => minutes * 60), (props, period) => withDns(props, { siteEndpoints: { primary: signalled(period, 3), standby: cnames.standby } })],
  ['periods of a health signal', fc.integer({ min: 1, max: 100 }), (props, periods) => withDns(props, { siteEndpoints: { primary: signalled(60, periods), standby: cnames.standby } })],
  ['time of the record', fc.nat(100_000), (props, ttlSeconds) => withDns(props, { ttlSeconds })],
  ['period of the alarm that pages', fc.integer({ min: 1, max: 60 }), (props, minutes) => withAlarm(props, { periodSeconds: minutes * 60, evaluationPeriods: 1 })],
  ['periods of the alarm that pages', fc.integer({ min: 1, max: 60 }), (props, evaluationPeriods) => withAlarm(props, { periodSeconds: 60, evaluationPeriods })],
  ['time for a decision', fc.nat(1440), (props, decisionMinutes) => ({ ...props, objectives: { ...props.objectives, decisionMinutes } })],
  ['lag that was measured', fc.nat(86_400), (props, lagSeconds) => measured(props, { lagSeconds })],
  ['detection that was measured', fc.nat(86_400), (props, detectSeconds) => measured(props, { detectSeconds })],
  ['execution that was measured', fc.nat(86_400), (props, executeSeconds) => measured(props, { executeSeconds })],
  ['validation that was measured', fc.nat(86_400), (props, validateSeconds) => measured(props, { validateSeconds })],
  ['lag of the database that is allowed', fc.integer({ min: 20, max: 100 }), (props, enforcedRpoSeconds) => (
    props.database === undefined ? props : { ...props, database: { ...props.database, enforcedRpoSeconds } })],
  ['size of the largest store', fc.nat(10_000), (props, largestSizeGb) => ({ ...props, backup: { ...props.backup, largestSizeGb } })],
  ['time between backups', fc.nat(4), (props, which) => withRule(props, { schedule: SCHEDULES[which] })],
  ['minutes in which a backup may begin', fc.integer({ min: 60, max: 1000 }), (props, startWindowMinutes) => withRule(props, { startWindowMinutes })],
  ['minutes in which a backup may end', fc.integer({ min: 60, max: 20_000 }), (props, completionWindowMinutes) => withRule(props, { completionWindowMinutes })],
];

// Each runs less often than the one before.
const SCHEDULES = ['cron(0 * * * ? *)', 'cron(0 0/6 * * ? *)', 'cron(0 3 * * ? *)', 'cron(0 3 ? * SUN *)', 'cron(0 3 1 * ? *)'];

function withDns(props: MultiRegionDrProps, more: object): MultiRegionDrProps {
  return props.dns === undefined ? props : { ...props, dns: { ...props.dns, ...more } };
}

function withAlarm(props: MultiRegionDrProps, override: AlarmOverrideProps): MultiRegionDrProps {
  return { ...props, monitoring: { ...props.monitoring, overrides: { [AlarmKind.ENDPOINT_HEALTH]: AlarmOverride.of(override) } } };
}

/** With the first rule of backups changed, beside the others, of which one is seldom and has narrow windows. */
function withRule(props: MultiRegionDrProps, more: Partial<BackupRuleProps>): MultiRegionDrProps {
  const [first, ...others] = props.backup?.rules ?? [new BackupRule('first', { schedule: 'cron(0 3 * * ? *)' })];
  const narrow = new BackupRule('narrow', { schedule: 'cron(0 5 ? * SUN *)', startWindowMinutes: 60, completionWindowMinutes: 120 });
  return { ...props, backup: { ...props.backup, rules: [new BackupRule(first.ruleName, { ...first.props, ...more }), ...others, narrow] } };
}

function measured(props: MultiRegionDrProps, times: object): MultiRegionDrProps {
  return { ...props, measurements: { source: 'a test', call: DrilledCall.FAILOVER, ...times } };
}

test.each(INPUTS)('more %s is never better', (_, values, change) => {
  fc.assert(fc.property(service, values, values, (props, one, other) => {
    notBetter(estimateOf(change(props, Math.max(one, other))), estimateOf(change(props, Math.min(one, other))));
  }), runs);
});

test('a longer time that is assumed of any term, at best, as planned or at worst, is never better', () => {
  const assumed = (termName: string, { best, planned, pessimistic }: Span) => new Assumption(termName, {
    bestSeconds: best, plannedSeconds: planned, pessimisticSeconds: pessimistic, source: 'a test',
  });
  fc.assert(fc.property(service, fc.nat(), span, span, (props, which, less, more) => {
    const { terms } = estimateOf(props);
    const { termName } = terms[which % terms.length];
    const sums = estimateOf({ ...props, assumptions: [assumed(termName, longer(less, more))] });
    notBetter(sums, estimateOf({ ...props, assumptions: [assumed(termName, less)] }));
    expect(sums.term(termName).time.plannedSeconds).toBe(termName === 'database.lag'
      ? Math.min(less.planned + more.planned, props.database?.enforcedRpoSeconds ?? Infinity) : less.planned + more.planned);
  }), { numRuns: 40 });
});

const stores = (props: MultiRegionDrProps, consistency: TableConsistency) => ({
  ...props, tables: props.tables!.map(({ tableName, props: of }) => new TableSpec(tableName, { ...of, consistency })),
});

/** Choices of which one is never better than the other, in all sums or in these. */
type Change = (props: MultiRegionDrProps) => MultiRegionDrProps;
const CHOICES: [what: string, worse: Change, better: Change, sums?: readonly (typeof SUMS[number])[]][] = [
  ['no monitoring than monitoring', props => ({ ...props, monitoring: undefined }), props => ({ ...props, monitoring: { receivers: [AlarmReceiver.email('duty@example.com')] } })],
  ['a standby without an instance than one with', props => ofDatabase(props, { headlessStandby: true }), props => ofDatabase(props, { headlessStandby: false })],
  ['a lag without a limit than one with', props => ofDatabase(props, { enforcedRpoSeconds: undefined }), props => ofDatabase(props, { enforcedRpoSeconds: 20 })],
  ['eventual consistency than strong', props => stores(props, TableConsistency.EVENTUAL), props => stores(props, TableConsistency.STRONG)],
  ['looking for a text than not', props => withDns(props, { healthCheck: { ...props.dns?.healthCheck, searchString: 'well' } }), props => withDns(props, { healthCheck: { ...props.dns?.healthCheck, searchString: undefined } })],
  ['an operator than none', props => withDns(props, { failover: DnsFailover.OPERATOR }), props => withDns(props, { failover: DnsFailover.AUTOMATIC }), ['rtoTotal', 'rpo', 'rpoFromBackup']],
  ['consumers that have to be turned on than others', props => props, consuming, ['rtoTotal', 'rpo', 'rpoFromBackup']],
  ['a database more than none', props => (props.strategy === Strategy.BACKUP_RESTORE ? props : { ...props, database: { engine: ENGINE } }), props => ({ ...props, database: props.strategy === Strategy.BACKUP_RESTORE ? props.database : undefined }), ['rtoTotal', 'rpo']],
  ['a table more than fewer', props => ({ ...props, tables: [...props.tables!, new TableSpec('onemore', { partitionKey: Attribute.string('pk') })] }), props => props],
  ['a backup less than one more', props => withRule(props, {}), props => ({ ...props, backup: { ...withRule(props, {}).backup, rules: [...withRule(props, {}).backup!.rules!, new BackupRule('more', { schedule: SCHEDULES[0] })] } }), ['rtoTotal', 'rpo', 'rpoFromBackup']],
];

function ofDatabase(props: MultiRegionDrProps, more: object): MultiRegionDrProps {
  return props.database === undefined ? props : { ...props, database: { ...props.database, ...more } };
}

function consuming(props: MultiRegionDrProps): MultiRegionDrProps {
  return improvementsOf(props as any).filter(({ text }) => text.includes('consumeInStandby')).reduce((changed, { apply }) => apply(changed as any), props as any);
}

test.each(CHOICES)('%s is never better', (_, worse, better, sums = SUMS) => {
  fc.assert(fc.property(service, props => {
    const [one, other] = [estimateOf(worse(props)), estimateOf(better(props))];
    sums.forEach(sum => notLess(one[sum], other[sum]));
  }), runs);
});

test('a service with both regions active is not slower than one whose standby is smaller, nor that than a pilot light, nor that than one from backups', () => {
  fc.assert(fc.property(service, props => {
    const [backups, pilot, warm, active] = MultiRegionDr.compare(props).map(({ estimate }) => estimate);
    notLess(backups.rtoTotal, pilot.rtoTotal);
    notLess(pilot.rtoTotal, warm.rtoTotal);
    notLess(warm.rtoTotal, active.rtoTotal);
  }), { numRuns: 10 });
});

test('the same properties give the same estimate', () => {
  fc.assert(fc.property(soundService, fc.constantFrom(...Object.values(Strategy)), (sound, strategy) => {
    expect(JSON.stringify(estimateOf({ ...sound, strategy }))).toBe(JSON.stringify(estimateOf({ ...sound, strategy })));
  }), runs);
});
