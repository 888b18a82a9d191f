// What is drawn of alarms and who is told, and what they leave unprotected.

import { AlarmSeverity } from './kind';
import type { MonitoringPlan } from './plan';
import { METRICS_REGION, ReceiverPlan, TopicPlan } from './plan-topics';
import { ArchitectureRow, counted, SiteBox, told, Unprotected } from '../plan/report';
import type { SiteRole } from '../plan/site-role';

const KINDS: Record<ReceiverPlan['kind'], string> = {
  email: 'mail address', https: 'HTTPS endpoint', queue: 'queue', lambda: 'function', responsePlan: 'response plan',
};

/** Alarms and topics as they stand in both regions. */
export function monitoringRows(plan: MonitoringPlan): ArchitectureRow[] {
  const { path, topics, alarms } = plan;
  const health = topics.health === undefined ? '' : `; those of health checks and their topic in ${topics.health.region}`;
  const count = alarms.length + plan.composites.length;
  return [{
    path, what: `${counted(count, 'alarm')} of CloudWatch${health}`, primary: boxOf(plan, topics.primary, 'primary'), standby: boxOf(plan, topics.standby, 'standby'),
  }];
}

/** What alarms leave unprotected. */
export function monitoringUnprotected(plan: MonitoringPlan): Unprotected[] {
  const { path, regions, given, alarms } = plan;
  const watchesChecks = alarms.some(({ role }) => role === 'health');
  return [
    { path, what: `The alarms of ${regions.primary} are lost with it: that they are silent tells nothing.`, mend: watchesChecks ? 'Rely on the alarms of the health checks, or on a look from elsewhere.' : 'Let something that is elsewhere look at the service.' },
    ...ofReceivers(plan),
    ...(watchesChecks ? [{
      path,
      what: regions.primary === METRICS_REGION
        ? `The alarms of the health checks are in ${METRICS_REGION}, where AWS keeps their metrics, and which is the primary region: its loss may silence the page that should tell of it.`
        : `The alarms of the health checks are in ${METRICS_REGION}, where AWS keeps their metrics: while that region is impaired they may be silent.`,
      mend: 'Let something outside of AWS look at the host name too.',
    }] : []),
    ...(given.checksUnwatched ? [{
      path, what: `No alarm watches the health checks: there is no provider for ${METRICS_REGION}, where their metrics are.`,
    }] : []),
    ...ofOverrides(plan),
    ...(given.customActions ? [{ path: `${path}.actions`, what: 'Whom alarms tell is decided by code of yours, which is not checked.' }] : []),
  ];
}

function boxOf(plan: MonitoringPlan, topic: TopicPlan, role: SiteRole): SiteBox {
  const { alarms, composites, dashboards, topics: { receivers }, regions } = plan;
  const here = [...alarms, ...composites].filter(alarm => alarm.role === role || (alarm.role === 'health' && alarm.region === regions[role]));
  const pages = here.filter(({ severity }) => severity === AlarmSeverity.PAGE).length;
  const dashboard = dashboards.find(one => one.role === role);
  return {
    name: topic.topicName ?? told(topic.existingArn ?? '', 'a topic of yours'),
    details: [
      `${counted(here.length, 'alarm')}, ${pages} of which page`,
      ...[...new Set(receivers.map(({ kind }) => kind))].map(kind => counted(receivers.filter(one => one.kind === kind).length, KINDS[kind], kind === 'email' ? 'mail addresses' : undefined)),
      ...(dashboard === undefined ? [] : [`dashboard ${dashboard.dashboardName}`]),
    ],
  };
}

function ofReceivers({ path, topics: { receivers, existing }, regions }: MonitoringPlan): Unprotected[] {
  const inOneRegion = receivers.filter(({ kind, arns }) => (kind === 'queue' || kind === 'lambda') && arns.standby === undefined);
  return [
    ...(receivers.length === 0 && !existing ? [{ path: `${path}.receivers`, what: 'Alarms reach topics that nobody is subscribed to here: nobody is paged.', mend: 'Name receivers.' }] : []),
    ...(existing ? [{ path: `${path}.existingTopics`, what: 'Who is subscribed to the topics that are there already is not known.', mend: 'Send each a message, and see who answers.' }] : []),
    ...(receivers.some(({ kind }) => kind === 'email') ? [{
      path: `${path}.receivers`, what: 'A mail address that has not confirmed the message of each region is told nothing by it, and a mail wakes nobody.', mend: 'Confirm all of them, and have a receiver that calls somebody.',
    }] : []),
    ...inOneRegion.map(({ path: receiver, kind }) => ({
      path: receiver, what: `The ${KINDS[kind]} that is told is in ${regions.primary} alone: with that region lost it hears nothing.`, mend: 'Name one in the standby region too.',
    })),
  ];
}

function ofOverrides({ path, given: { overrides } }: MonitoringPlan): Unprotected[] {
  const off = Object.entries(overrides).filter(([, override]) => override.off).map(([key]) => key);
  return off.length === 0 ? [] : [{ path: `${path}.overrides`, what: `Alarms that are turned off tell nobody: ${off.join(', ')}.` }];
}
