// Health checks, in Routing: that of the switch, of the object that is always there, and of each region.

import type { TerraformResourceLifecycle } from 'cdktf';
import type { Construct } from 'constructs';
import { CloudwatchMetricAlarm } from '#aws/cloudwatch-metric-alarm';
import { Route53HealthCheck } from '#aws/route53-health-check';
import type { EndpointPlan } from './endpoint-plan';
import { CANARY_KEY, DnsPlan, endpointsOf, METRICS_REGION, SWITCH_CHECK, SWITCH_KEY, SwitchPlan } from './plan';
import { DnsFailover } from './props';
import { buildSignal } from './signal';
import type { MadeSwitch } from './switch';
import { isExpression } from '../plan/reader';
import { PartScope } from '../sites/site';
import type { Sites } from '../sites/sites';

/** The ids of the health checks. */
export interface MadeChecks {
  readonly switchCheckId: string;
  /** What the primary's record follows in every mode. */
  readonly primaryCheckId: string;
  readonly canaryCheckId: string;
  readonly endpointCheckIds: Record<EndpointPlan['role'], string>;
  /** What the record of each region follows; the standby's may follow nothing. */
  readonly recordCheckIds: { readonly primary: string; readonly standby?: string };
}

/** Makes the health checks. */
export function buildChecks(layer: Construct, sites: Sites, plan: DnsPlan, made: MadeSwitch, alarmTopicArn?: string): MadeChecks {
  const part = sites.part(layer, PartScope.ROUTING);
  const { provider } = sites._in(PartScope.ROUTING);
  type Lifecycle = TerraformResourceLifecycle;
  const object = (id: string, key: string, what: string, inverted: boolean, lifecycle?: Lifecycle) => new Route53HealthCheck(part, id, {
    provider,
    type: 'HTTPS',
    fqdn: made.hostName,
    port: 443,
    enableSni: true,
    resourcePath: `/${key}`,
    requestInterval: SWITCH_CHECK.intervalSeconds,
    failureThreshold: SWITCH_CHECK.failureThreshold,
    invertHealthcheck: inverted,
    tags: named(plan, what),
    lifecycle,
  }).id;
  // A new inverted check counts as unhealthy until it has asked, and users would leave the primary meanwhile.
  const switchCheckId = object('SwitchCheck', SWITCH_KEY, SWITCH_KEY, true, { preventDestroy: !plan.ephemeral });
  const canaryCheckId = object('CanaryCheck', CANARY_KEY, CANARY_KEY, false);
  const [primary, standby] = endpointsOf(plan).map(endpoint => new Route53HealthCheck(part, `EndpointCheck-${endpoint.role}`, {
    provider,
    ...(endpoint.signal === undefined ? endpointConfig(plan, endpoint) : buildSignal(layer, sites, plan, endpoint.signal)),
    tags: named(plan, endpoint.region),
    lifecycle: replacement(plan, endpoint),
  }).id);
  const joined = (id: string, what: string, childHealthchecks: string[], least: number, lifecycle?: Lifecycle) => new Route53HealthCheck(part, id, {
    provider, type: 'CALCULATED', childHealthchecks, childHealthThreshold: least, tags: named(plan, what), lifecycle,
  }).id;
  // It is there in every mode, so that a change of the mode writes its children anew and leaves alone what follows it.
  const followed = plan.failover === DnsFailover.AUTOMATIC ? [switchCheckId, primary] : [switchCheckId];
  const primaryCheckId = joined('PrimaryCheck', 'primary', followed, followed.length, { preventDestroy: !plan.ephemeral });
  // With the switch thrown the primary is out. Where the standby's own check counted alone, a sick standby would leave nothing healthy, which is
  // answered with everything.
  const standbyWhileThrown = () => joined('StandbyCheck', 'standby', [object('ThrownCheck', SWITCH_KEY, 'thrown', false), standby], 1);
  buildAlarm(part, sites, { ...plan.failoverSwitch!, alarmActionArns: actionsOf(plan, alarmTopicArn) }, canaryCheckId, plan);
  return {
    switchCheckId,
    primaryCheckId,
    canaryCheckId,
    endpointCheckIds: { primary, standby },
    // A secondary without a check is answered whenever the primary is not, so that the switch decides.
    recordCheckIds: { primary: primaryCheckId, ...(plan.routing === 'latency' ? { standby: standbyWhileThrown() } : {}) },
  };
}

// AWS lets a check be deleted that records follow, and does not tell what they then follow. But what comes first takes all that it refers to along,
// and an alarm or a load balancer of the user's has a name that there cannot be twice.
// https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHealthCheck.html
function replacement(plan: DnsPlan, endpoint: EndpointPlan): TerraformResourceLifecycle | undefined {
  return endpoint.signal === undefined && !isExpression(askedName(plan, endpoint)) ? { createBeforeDestroy: true } : undefined;
}

function askedName({ hostName }: DnsPlan, { kind, targetDomainName, checkHostName }: EndpointPlan): string {
  return checkHostName ?? (kind === 'ip' ? hostName : targetDomainName!);
}

function endpointConfig(plan: DnsPlan, endpoint: EndpointPlan) {
  const { kind, addresses, checkHostName } = endpoint;
  const { check } = plan;
  return {
    type: check.searchString === undefined ? 'HTTPS' : 'HTTPS_STR_MATCH',
    // A name of a region's own is looked up by the checkers.
    ...(kind === 'ip' && checkHostName === undefined ? { ipAddress: addresses[0] } : {}),
    fqdn: askedName(plan, endpoint),
    port: 443,
    enableSni: true,
    resourcePath: check.resourcePath,
    searchString: check.searchString,
    requestInterval: check.intervalSeconds,
    failureThreshold: check.failureThreshold,
    regions: check.checkerRegions,
  };
}

// A switch that cannot be read looks like one that is not thrown.
function buildAlarm(part: Construct, sites: Sites, { alarmName, alarmActionArns }: SwitchPlan, canaryCheckId: string, plan: DnsPlan): void {
  const provider = sites._providerIn(METRICS_REGION, PartScope.ROUTING);
  if (provider === undefined) return;
  new CloudwatchMetricAlarm(part, 'SwitchAlarm', {
    provider,
    alarmName,
    alarmDescription: `The failover switch of ${plan.service} cannot be read: throwing it would not move users`,
    namespace: 'AWS/Route53',
    metricName: 'HealthCheckStatus',
    dimensions: { HealthCheckId: canaryCheckId },
    statistic: 'Minimum',
    period: 60,
    evaluationPeriods: 3,
    threshold: 1,
    comparisonOperator: 'LessThanThreshold',
    treatMissingData: 'breaching',
    alarmActions: alarmActionArns,
    okActions: alarmActionArns,
    tags: plan.tags,
  });
}

// What the user names wins, so that nobody is told twice.
function actionsOf({ failoverSwitch }: DnsPlan, alarmTopicArn: string | undefined): string[] {
  const given = failoverSwitch!.alarmActionArns;
  return given.length > 0 || alarmTopicArn === undefined ? given : [alarmTopicArn];
}

// The console shows the tag as the name of a check.
function named(plan: DnsPlan, what: string): Record<string, string> {
  return { ...plan.tags, Name: `${plan.hostName} ${what}` };
}
