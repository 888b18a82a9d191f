// The endpoints of both regions and what tells of their health, as they are planned.

import { Endpoint } from './endpoint';
import { HealthSignal, MissingSignal, SignalComparison, SignalStatistic } from './health-signal';
import type { DnsHttp } from './plan';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import type { ProblemList } from '../plan/rule';
import type { PlanningContext, SitesPlan } from '../sites/plan';
import { PartScope } from '../sites/site';

/** What a host name leads to in a region. */
export interface EndpointPlan {
  readonly role: 'primary' | 'standby';
  readonly region: string;
  readonly path: string;
  /** Of the HTTP entry nothing more is known here: it is made before. */
  readonly kind: 'entry' | 'alias' | 'cname' | 'ip';
  readonly targetDomainName?: string;
  readonly targetZoneId?: string;
  readonly addresses: string[];
  readonly checkHostName?: string;
  /** What tells of its health in place of checkers. */
  readonly signal?: SignalPlan;
}

/** A metric that tells of a region's health, and the alarm on it in the other region. */
export interface SignalPlan {
  readonly path: string;
  readonly alarmName: string;
  /** Where the metric and the alarm are. */
  readonly region: string;
  readonly partScope: PartScope;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Record<string, string>;
  readonly statistic: SignalStatistic;
  readonly comparison: SignalComparison;
  readonly threshold: number;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly whenMissing: MissingSignal;
  readonly publishedEveryPeriod: boolean;
}

/** Endpoints as far as they could be read. */
export interface ReadEndpoints {
  readonly primary?: EndpointPlan;
  readonly standby?: EndpointPlan;
  /** Whether that of the standby was given, and is wrong. */
  readonly unread: boolean;
}

const ROLES = ['primary', 'standby'] as const;
const SIGNAL_PROPERTIES = [
  'namespace', 'metricName', 'dimensions', 'statistic', 'comparison', 'threshold', 'periodSeconds', 'evaluationPeriods', 'whenMissing', 'publishedEveryPeriod',
];

/** The endpoints of an HTTP entry; undefined without a host name. */
export function entryEndpoints(reader: Reader, { primary, standby }: SitesPlan, http: DnsHttp | undefined): ReadEndpoints | undefined {
  if (http?.hostName === undefined) return undefined;
  const of = (role: 'primary' | 'standby', region: string): EndpointPlan =>
    ({ role, region, path: reader.at('hostName'), kind: 'entry', addresses: [], checkHostName: `${region}.${http.hostName}` });
  return { primary: of('primary', primary.region), unread: false, ...(http.inStandby ? { standby: of('standby', standby.region) } : {}) };
}

/** The endpoints that the user gives. */
export function readEndpoints(reader: Reader, context: PlanningContext, list: ProblemList): ReadEndpoints {
  const both = reader.struct('siteEndpoints');
  both.onlyHas([...ROLES]);
  both.need('primary', "Endpoint.cname('one.example.net')");
  const [primary, standby] = ROLES.map(role => readEndpoint(role, both, context, list));
  return { primary, standby, unread: both.has('standby') && standby === undefined };
}

function readEndpoint(role: 'primary' | 'standby', both: Reader, context: PlanningContext, list: ProblemList): EndpointPlan | undefined {
  const endpoint = both.instance(role, 'an Endpoint', (value): value is Endpoint => value instanceof Endpoint);
  if (endpoint === undefined) return undefined;
  const { kind, options, ...values } = endpoint._facts;
  const own = new Reader(values, both.at(role), list, context.isToken);
  const more = new Reader(options, both.at(role), list, context.isToken);
  more.onlyHas(['checkHostName', 'healthSignal']);
  if (kind !== 'ip') own.need('targetDomainName', "'one.example.net'");
  if (kind === 'alias') own.need('targetZoneId', "'Z0123456789ABCDEFGHIJ'");
  if (kind === 'ip') own.need('addresses', "['198.51.100.7']");
  const plan = {
    role,
    region: context.sites[role].region,
    path: both.at(role),
    kind,
    targetDomainName: own.opaque('targetDomainName'),
    targetZoneId: own.opaque('targetZoneId'),
    addresses: own.texts('addresses') ?? [],
    checkHostName: more.opaque('checkHostName'),
    signal: readSignal(role, more, context, list),
  };
  const known = kind === 'ip' ? plan.addresses.length === (own.raw('addresses') as unknown[] | undefined)?.length : plan.targetDomainName !== undefined && (kind === 'cname' || plan.targetZoneId !== undefined);
  return known && (plan.signal !== undefined || !more.has('healthSignal')) ? plan : undefined;
}

// A signal about a region is kept in the other one.
function readSignal(role: 'primary' | 'standby', options: Reader, context: PlanningContext, list: ProblemList): SignalPlan | undefined {
  const given = options.instance('healthSignal', 'a HealthSignal', (value): value is HealthSignal => value instanceof HealthSignal);
  if (given === undefined) return undefined;
  const reader = new Reader(given._props, options.at('healthSignal'), list, context.isToken);
  reader.onlyHas(SIGNAL_PROPERTIES);
  reader.need('namespace', "'Orders/Probe'");
  reader.need('metricName', "'Answered'");
  reader.need('statistic', 'SignalStatistic.MINIMUM');
  reader.need('comparison', 'SignalComparison.LESS_THAN_THRESHOLD');
  reader.need('threshold', '1');
  reader.need('whenMissing', 'MissingSignal.HEALTHY');
  const [namespace, metricName] = [reader.opaque('namespace'), reader.opaque('metricName')];
  const statistic = reader.oneOf('statistic', Object.values(SignalStatistic));
  const comparison = reader.oneOf('comparison', Object.values(SignalComparison));
  const threshold = reader.number('threshold');
  const whenMissing = reader.oneOf('whenMissing', Object.values(MissingSignal));
  const rest = {
    dimensions: reader.textMap('dimensions', { opaque: true }) ?? {},
    periodSeconds: reader.integer('periodSeconds') ?? 60,
    evaluationPeriods: reader.integer('evaluationPeriods') ?? 3,
    publishedEveryPeriod: reader.bool('publishedEveryPeriod') ?? false,
  };
  if (namespace === undefined || metricName === undefined || statistic === undefined) return undefined;
  if (comparison === undefined || threshold === undefined || whenMissing === undefined) return undefined;
  const { primary, standby } = context.sites;
  const [watched, watching] = role === 'primary' ? [primary, standby] : [standby, primary];
  return {
    path: reader.path,
    alarmName: context.namer.name({ what: `health-of-${watched.region}`, region: watching.region, limit: NAME_LIMITS.alarm, path: reader.path }, list),
    region: watching.region,
    partScope: role === 'primary' ? PartScope.STANDBY : PartScope.PRIMARY,
    namespace,
    metricName,
    statistic,
    comparison,
    threshold,
    whenMissing,
    ...rest,
  };
}
