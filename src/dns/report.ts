// What is drawn of a host name, and what it leaves unprotected.

import type { EndpointPlan } from './endpoint-plan';
import { checkTerm } from './estimate';
import { MissingSignal } from './health-signal';
import { DnsPlan, endpointsOf, isFollowed } from './plan';
import { DnsFailover } from './props';
import { inWords } from '../plan/duration';
import { ArchitectureRow, counted, Flow, FlowDirection, SiteBox, told, Unprotected } from '../plan/report';

const ALIAS_TTL_SECONDS = 60;

/** The host name as it stands in both regions. */
export function dnsRows(plan: DnsPlan): ArchitectureRow[] {
  const { path, hostName, primary, standby, failoverSwitch } = plan;
  return [
    {
      path,
      what: `Host name ${hostName} in Route 53`,
      primary: boxOf(plan, primary),
      ...(standby === undefined ? {} : { standby: boxOf(plan, standby), flow: flowOf(plan) }),
    },
    ...(failoverSwitch === undefined ? [] : [{
      path,
      what: 'Failover switch, an object that Route 53 asks for',
      standby: {
        name: `${failoverSwitch.bucketName}-<account>`,
        details: ['bucket of S3', 'its object \'switch\' leads users here while it is there', `alarm ${failoverSwitch.alarmName} while it cannot be asked`],
      },
    }]),
  ];
}

/** What a host name leaves unprotected. */
export function dnsUnprotected(plan: DnsPlan): Unprotected[] {
  const { path, hostName, primary, standby, failoverSwitch, routing } = plan;
  return [
    ...(standby === undefined ? [] : cachedAnswers(plan)),
    ...(failoverSwitch === undefined || standby === undefined ? [] : [{
      path,
      what: `The switch lies in ${standby.region}: when that region is lost while it is thrown, users are led back to ${primary.region}, ready or not.`,
      mend: `Bring ${primary.region} back to work soon after a failover.`,
    }]),
    ...(routing === 'failover' ? [{
      path,
      what: `When users are led to ${standby!.region}, nothing looks whether it is well: its record has no health check, so that the switch alone decides.`,
      mend: 'Watch its health check, and try the region by its own name before the switch is thrown.',
    }] : []),
    ...(routing === 'simple' ? [{
      path,
      what: `${hostName} leads to ${primary.region} alone. Users are led elsewhere by changing the record by hand, through the control plane of Route 53${plan.given.partition === 'aws' ? ', which is in us-east-1' : ''} and may be down too.`,
      mend: 'Choose a strategy with something in the standby region to lead to.',
    }] : []),
    ...controlPlane(plan),
    ...endpointsOf(plan).flatMap(endpoint => ofSignal(endpoint, path)),
    ...endpointsOf(plan).filter(({ kind }) => kind !== 'entry').map(({ path: given, region }) => ({
      path: given, what: `What answers in ${region} behind ${hostName} is yours: whether it can serve without the other region is not known.`, mend: 'Try it in a drill.',
    })),
  ];
}

function boxOf(plan: DnsPlan, endpoint: EndpointPlan): SiteBox {
  const { routing, check } = plan;
  const record = { simple: 'the only record', failover: endpoint.role === 'primary' ? 'primary record' : 'secondary record, answered whatever its check says', latency: 'record by latency' }[routing];
  const signal = endpoint.signal;
  const asked = signal === undefined
    ? `health check every ${check.intervalSeconds} s at ${check.resourcePath}, unwell after ${counted(check.failureThreshold, 'failure')}`
    : `its health by a metric that ${signal.region} keeps`;
  return { name: nameOf(endpoint), details: [record, ...(routing === 'simple' ? [] : [asked])] };
}

function nameOf({ kind, checkHostName, targetDomainName, addresses }: EndpointPlan): string {
  if (kind === 'ip') return addresses.join(', ');
  return told((kind === 'entry' ? checkHostName : targetDomainName) ?? '', 'an endpoint of yours');
}

function flowOf(plan: DnsPlan): Flow {
  const { routing, failover } = plan;
  if (routing === 'latency') {
    return { direction: FlowDirection.BOTH_WAYS, what: `users, each to the region that answers sooner${failover === DnsFailover.AUTOMATIC ? ', away from one that is unwell' : '; away from a lost primary with the switch'}` };
  }
  return {
    direction: FlowDirection.TO_STANDBY,
    what: isFollowed(plan, plan.primary)
      ? `users, ${inWords(checkTerm(plan).span.planned)} after the primary is unwell, as planned, or with the switch`
      : 'users, when an operator throws the switch',
  };
}

function cachedAnswers({ path, ttlSeconds, primary }: DnsPlan): Unprotected[] {
  const seconds = primary.kind === 'entry' || primary.kind === 'alias' ? ALIAS_TTL_SECONDS : ttlSeconds;
  return [{
    path,
    what: `Clients and resolvers that keep an answer longer than its ${seconds} s, and connections that stay open, go on calling ${primary.region}.`,
    mend: 'Let clients ask again when a call fails, and close connections that are old.',
  }];
}

function controlPlane({ path, zone, hostName, routing }: DnsPlan): Unprotected[] {
  if (routing === 'simple') return [];
  const accelerated = zone.created?.acceleratedRecovery;
  return [{
    path,
    what: `Records and health checks of ${hostName} are changed through a control plane in us-east-1: while that is impaired they stay as they are`
      + `${accelerated === true ? '; records can be changed again about an hour after AWS finds it impaired' : ''}. A failover changes none of them.`,
    ...(accelerated === false ? { mend: 'acceleratedRecovery of HostedZone.create lets records be changed again after about an hour.' } : {}),
  }];
}

function ofSignal({ region, signal }: EndpointPlan, path: string): Unprotected[] {
  return signal === undefined ? [] : [{
    path,
    what: `What publishes the metric ${told(signal.metricName, 'of yours')} about ${region} is yours: while it stands still, or ${signal.region} is lost, nothing tells whether ${region} is well${signal.whenMissing === MissingSignal.UNHEALTHY ? ', and it counts as unwell' : ''}.`,
    mend: `Let an alarm tell that it stands still, and run it in ${signal.region} as long as the service runs.`,
  }];
}
