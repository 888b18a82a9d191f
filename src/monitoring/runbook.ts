// What is done with alarms before and at a failover: to look which of them ring.

import { AlarmKind } from './kind';
import type { MonitoringPlan } from './plan';
import { aws, known, LayerStep, NamedAlarm, ProcedureKind, RunbookContext, Stage } from '../plan/runbook';

// DescribeAlarms takes a hundred names at once: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
const MOST_NAMES = 100;
const RIGHTLY_RINGING = [AlarmKind.CONSUMER_DRIFT, AlarmKind.SWITCH_THROWN];

/** The steps of monitoring. `others` are the alarms of other layers, which whoever sees these sees too. */
export function monitoringSteps(plan: MonitoringPlan, others: NamedAlarm[], { standby }: RunbookContext): LayerStep[] {
  const { alarms, composites, dashboards, regions } = plan;
  const all: NamedAlarm[] = [...alarms, ...composites, ...others];
  const places = [...new Set([regions.primary, regions.standby, ...all.map(({ region }) => region)])];
  const ringing = alarms.filter(({ kind }) => RIGHTLY_RINGING.includes(kind));
  const kinds = RIGHTLY_RINGING.filter(kind => ringing.some(alarm => alarm.kind === kind)).map(kind => `\`${kind}\``);
  const inWords = kinds.length === 0 ? '' : ` While ${standby.region} serves, ${kinds.join(' and ')} ${kinds.length === 1 ? 'rings, and is' : 'ring, and are'} right.`;
  const commands = places.flatMap(region => {
    const names = all.flatMap((alarm, position) => (alarm.region === region ? [known(alarm.alarmName, `ALARM_${position + 1}`, `the name of an alarm in ${region}`)] : []));
    return chunks(names).map(some => aws(
      'cloudwatch describe-alarms', region, ['state-value', 'ALARM'], ['alarm-types', 'MetricAlarm', 'CompositeAlarm'],
      ['alarm-names', ...some], ['query', '[MetricAlarms,CompositeAlarms][].AlarmName'],
    ));
  });
  const dashboard = dashboards.find(({ role }) => role === 'standby');
  return [
    ...(commands.length === 0 ? [] : [{
      kind: ProcedureKind.PREFLIGHT,
      stage: Stage.CHECK,
      text: 'Which alarms ring.',
      commands,
      answer: `Empty lists.${inWords}`,
    }]),
    ...[ProcedureKind.FAILOVER, ProcedureKind.SWITCHOVER].map((kind): LayerStep => ({
      kind,
      stage: Stage.TELL,
      text: `Watch the dashboard \`${dashboard?.dashboardName}\` of ${standby.region}.${inWords}`,
    })),
  ];
}

function chunks<T>(all: T[]): T[][] {
  const count = Math.ceil(all.length / MOST_NAMES);
  return Array.from({ length: count }, (_, position) => all.slice(position * MOST_NAMES, (position + 1) * MOST_NAMES));
}
