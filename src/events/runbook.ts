// What is done with the bus before, at and after a failover: the commands of docs/failover.md and docs/events.md.

import { EventsPlan, sitesOf } from './plan';
import { addressOf } from '../plan/rule';
import { arnIn, aws, LayerStep, NamedAlarm, ProcedureKind, RunbookContext, ShellVariable, Stage } from '../plan/runbook';

/** What the steps of a bus are told of functions. */
export interface EventConsumers {
  /** Rules of functions on the bus that are off in the standby region until a failover, by their names there. */
  readonly rulesOffInStandby: string[];
}

/** The steps of a bus. Where nothing is replicated, the standby's archive has nothing of the primary's. */
export function eventSteps(plan: EventsPlan, { rulesOffInStandby }: EventConsumers, context: RunbookContext): LayerStep[] {
  const { primary, standby: { region } } = context;
  const { busName, replication, standby, primary: { forward } } = plan;
  const archive = standby?.archiveName;
  const queueOf = (site: typeof standby) => (site?.forward === undefined ? [] : [`\`${site.forward.queueName}\` in ${site.region}`]);
  const queues = [...queueOf(plan.primary), ...queueOf(standby)];
  const waiting: LayerStep[] = forward === undefined ? [] : [{
    kind: ProcedureKind.FAILBACK,
    stage: Stage.AFTER,
    text: `Work on events that could not be forwarded: they wait in ${queues.join(' and ')}. SQS can't move them back and operators may not read them; with rights of your own, put each on the bus of its own region again (${addressOf('docs/events.md#at-a-failover')}).`,
  }];
  const endpoint: LayerStep[] = plan.endpoint === undefined ? [] : [{
    kind: ProcedureKind.FAILOVER,
    stage: Stage.LEAD,
    text: `Nothing is to be done for the global endpoint \`${plan.endpoint.endpointName}\`: it leads events to ${region} when its health check says that ${primary.region} is out, which the failover switch says too where there is one.`,
  }];
  if (archive === undefined || replication === 'none') return [...endpoint, ...waiting];
  const described = aws('events describe-archive', region, ['archive-name', archive], ['query', '[State,EventCount,RetentionDays]'], ['output', 'text']);
  return [
    {
      kind: ProcedureKind.PREFLIGHT,
      stage: Stage.CHECK,
      text: `Events of ${primary.region} reach ${region}, and its archive keeps them.`,
      commands: [described],
      answer: '`ENABLED`, and a number of events that grows. AWS counts them with some delay.',
    },
    ...(rulesOffInStandby.length === 0 ? [] : replay(archive, busName, rulesOffInStandby, context)),
    ...endpoint,
    ...waiting,
  ];
}

/** The alarms that the layer makes: on what could not be forwarded. */
export function alarmsOfEvents(plan: EventsPlan): NamedAlarm[] {
  return sitesOf(plan).flatMap(({ region, forward }) => (forward === undefined ? [] : [{ alarmName: forward.alarmName, region }]));
}

function replay(archive: string, busName: string, ruleNames: string[], context: RunbookContext): LayerStep[] {
  const { primary, standby: { region } } = context;
  const [name, from, until] = ['REPLAY', 'REPLAY_FROM', 'REPLAY_UNTIL'].map((variableName): ShellVariable => ({ variableName }));
  const rules = ruleNames.map(ruleName => arnIn(context, 'events', region, `rule/${busName}/${ruleName}`));
  return [
    {
      kind: ProcedureKind.FAILOVER,
      stage: Stage.REPLAY,
      text: `Replay what the archive of ${region} kept from some minutes before the loss, to the rules that were off. Put that time into \`REPLAY_FROM\`, in UTC, such as \`2030-01-01T00:00:00Z\`. Consumers that are idempotent skip what ${primary.region} had done.`,
      commands: [
        'export REPLAY_FROM=...',
        `export REPLAY_UNTIL="$(date -u +%FT%TZ)" REPLAY=${archive}-"$(date -u +%Y%m%d%H%M)"`,
        aws('events start-replay', region, ['replay-name', name], ['event-source-arn', arnIn(context, 'events', region, `archive/${archive}`)],
          ['event-start-time', from], ['event-end-time', until],
          ['destination', ['Arn=', arnIn(context, 'events', region, `event-bus/${busName}`), ',FilterArns=', ...rules.flatMap((rule, position) => (position === 0 ? [rule] : [',', rule]))]]),
      ],
    },
    {
      kind: ProcedureKind.FAILOVER,
      stage: Stage.REPLAY,
      text: `Look how far it is. It need not be done before users are led to ${region}. A replay that was a mistake is stopped with \`aws events cancel-replay --region ${region} --replay-name "$REPLAY"\`; what it has delivered stays delivered.`,
      commands: [aws('events describe-replay', region, ['replay-name', name], ['query', '[State,StateReason,EventLastReplayedTime]'], ['output', 'text'])],
      answer: '`RUNNING`, and in the end `COMPLETED`.',
    },
  ];
}
