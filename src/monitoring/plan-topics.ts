// The topics and who is subscribed to them, as they are planned.

import type { MonitoringProps } from './props';
import { AlarmReceiver, ReceiverFacts } from './receiver';
import { KeyPlan, planKey, planKeyElsewhere } from '../keys/plan';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import type { ProblemList } from '../plan/rule';
import type { SiteRole } from '../plan/site-role';
import type { PlanningContext } from '../sites/plan';
import { PartScope } from '../sites/site';

/** Where the metrics of health checks are. */
export const METRICS_REGION = 'us-east-1';

/** Who is told. */
export interface ReceiverPlan {
  readonly kind: ReceiverFacts['kind'];
  readonly path: string;
  readonly endpoint?: string;
  readonly arns: { readonly primary?: string; readonly standby?: string };
  readonly autoConfirms: boolean;
}

/** A topic. */
export interface TopicPlan {
  /** What it is for: `health` for the one beside the sites. */
  readonly role: SiteRole | 'health';
  readonly region: string;
  readonly partScope: PartScope;
  /** What it is called; missing for one that is there already. */
  readonly topicName?: string;
  readonly key?: KeyPlan;
  readonly existingArn?: string;
}

/** The topics. */
export interface TopicsPlan {
  readonly receivers: ReceiverPlan[];
  readonly primary: TopicPlan;
  readonly standby: TopicPlan;
  /** In `us-east-1`, where neither site is; missing where no health checks are watched or no provider is known. */
  readonly health?: TopicPlan;
  /** Whether topics are there already. */
  readonly existing: boolean;
}

/** Plans the topics. `health` tells whether health checks are watched. */
export function planTopics(reader: Reader, health: boolean, context: PlanningContext, list: ProblemList): TopicsPlan {
  const { primary, standby } = context.sites;
  const beside = health && ![primary.region, standby.region].includes(METRICS_REGION) && !standby.ownProvider;
  const given = reader.struct('existingTopics' satisfies keyof MonitoringProps);
  given.onlyHas(['primary', 'standby', 'healthChecks']);
  const existing = reader.has('existingTopics');
  if (existing) {
    given.need('primary', `'arn:aws:sns:${primary.region}:111122223333:duty'`);
    given.need('standby', `'arn:aws:sns:${standby.region}:111122223333:duty'`);
    if (beside) given.need('healthChecks', `'arn:aws:sns:${METRICS_REGION}:111122223333:duty'`);
  }
  const topic = (role: TopicPlan['role'], region: string, partScope: PartScope, key: () => KeyPlan): TopicPlan => ({
    role,
    region,
    partScope,
    ...(existing
      ? { existingArn: given.opaque(role === 'health' ? 'healthChecks' : role) }
      : { topicName: context.namer.name({ what: 'alerts', region, limit: NAME_LIMITS.snsTopic, path: reader.path }, list), key: key() }),
  });
  return {
    receivers: readReceivers(reader, context, list),
    primary: topic('primary', primary.region, PartScope.PRIMARY, () => planKey('alerts', primary, context, list)),
    standby: topic('standby', standby.region, PartScope.STANDBY, () => planKey('alerts', standby, context, list)),
    ...(beside ? { health: topic('health', METRICS_REGION, PartScope.ROUTING, () => planKeyElsewhere(METRICS_REGION, context, list)) } : {}),
    existing,
  };
}

/** Which of a receiver's two a topic tells: that of its own region where there is one. The topic beside the sites tells the standby's. */
export function roleFor({ arns }: ReceiverPlan, topic: TopicPlan['role']): SiteRole {
  return topic === 'primary' || arns.standby === undefined ? 'primary' : 'standby';
}

const EXAMPLES: Record<string, string> = {
  email: "'duty@example.com'",
  https: "'https://alerts.example.com/sns'",
  responsePlan: "'arn:aws:ssm-incidents::111122223333:response-plan/orders'",
};

function readReceivers(reader: Reader, { isToken }: PlanningContext, list: ProblemList): ReceiverPlan[] {
  const given = reader.instances('receivers', 'an AlarmReceiver', (value): value is AlarmReceiver => value instanceof AlarmReceiver) ?? [];
  return given.flatMap((receiver, position) => {
    const { kind, options, ...rest } = receiver._facts;
    const own = new Reader(rest, `${reader.at('receivers')}[${position}]`, list, isToken);
    const arns = own.struct('arns');
    const byRegion = kind === 'queue' || kind === 'lambda';
    if (byRegion) {
      arns.onlyHas(['primary', 'standby']);
      arns.need('primary', `'arn:aws:${kind === 'queue' ? 'sqs:us-east-1:111122223333:duty' : 'lambda:us-east-1:111122223333:function:duty'}'`);
    } else {
      own.need('endpoint', EXAMPLES[kind]);
    }
    const more = new Reader(options, own.path, list, isToken);
    more.onlyHas(['autoConfirms']);
    const plan = {
      kind,
      path: own.path,
      endpoint: own.opaque('endpoint'),
      arns: { primary: arns.opaque('primary'), standby: arns.opaque('standby') },
      autoConfirms: more.bool('autoConfirms') ?? false,
    };
    return (byRegion ? plan.arns.primary : plan.endpoint) === undefined ? [] : [plan];
  });
}
