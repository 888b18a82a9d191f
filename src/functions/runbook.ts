// What is done with functions before, at and after a failover: what works on queues, streams, schedules and events is turned on in one region and off in the
// other, with the commands of docs/failover.md.

import type { FunctionPlan } from './plan';
import type { QueueTriggerPlan, StreamTriggerPlan, TriggerPlan } from './plan-triggers';
import {
  aws, AwsCommand, CommandOption, kept, known, LayerStep, ProcedureKind, RunbookContext, RunbookSite, ShellValue, Stage,
} from '../plan/runbook';

type Command = AwsCommand | string;
type MappingPlan = QueueTriggerPlan | StreamTriggerPlan;

// A region that is lost does not answer, or takes a call and is silent: every other call would wait for it for minutes.
const IN_HASTE: CommandOption[] = [['cli-connect-timeout', '5'], ['cli-read-timeout', '5']];

/** The steps of functions. Without any in the standby region there is nothing to turn on. */
export function functionSteps(plans: FunctionPlan[], context: RunbookContext): LayerStep[] {
  const { primary, standby } = context;
  const deployed = plans.filter(plan => plan.standby !== undefined);
  const moved = deployed.filter(plan => plan.triggers.length > 0 && !plan.standby!.consumes);
  const work = 'what works on queues, streams, schedules and events';
  const turn = (site: RunbookSite, on: boolean, ...more: CommandOption[]): Command[] => moved.flatMap(plan => turned(plan, site, on, more));
  return [
    ...preflight(deployed, context),
    ...(moved.length === 0 ? [] : [
      {
        kind: ProcedureKind.FAILOVER,
        stage: Stage.FENCE,
        text: `Turn off ${work} in ${primary.region}, **as far as it still answers**: this is best effort. Go on when it doesn't, and break off with Ctrl-C what hangs; then it is the first thing to do when the region is back.`,
        commands: turn(primary, false, ...IN_HASTE),
      },
      {
        kind: ProcedureKind.FAILOVER,
        stage: Stage.CONSUME,
        text: `Turn on ${work} in ${standby.region}.`,
        commands: turn(standby, true),
      },
      { kind: ProcedureKind.FAILOVER, stage: Stage.CONSUME, text: `Look whether it is on in ${standby.region}.`, commands: look(moved, standby), answer: isOn(true) },
      {
        kind: ProcedureKind.SWITCHOVER, stage: Stage.STOP, text: `Turn off ${work} in ${primary.region}. What waits in its queues stays there.`, commands: turn(primary, false),
      },
      { kind: ProcedureKind.SWITCHOVER, stage: Stage.STOP, text: `Wait until it is off in ${primary.region}.`, commands: look(moved, primary), answer: isOn(false) },
      { kind: ProcedureKind.SWITCHOVER, stage: Stage.CONSUME, text: `Turn on ${work} in ${standby.region}.`, commands: turn(standby, true) },
      { kind: ProcedureKind.SWITCHOVER, stage: Stage.CONSUME, text: `Look whether it is on in ${standby.region}.`, commands: look(moved, standby), answer: isOn(true) },
      {
        kind: ProcedureKind.FAILBACK,
        stage: Stage.FENCE,
        text: `**First of all, turn off ${work} in ${primary.region}.** It is as it was when the region was lost: on. Otherwise it works in both regions, against a database whose writer is elsewhere, and no plan tells of it.`,
        commands: turn(primary, false),
      },
      { kind: ProcedureKind.FAILBACK, stage: Stage.FENCE, text: `Wait until it is off in ${primary.region}. Messages that waited in its queues are still there.`, commands: look(moved, primary), answer: isOn(false) },
      { kind: ProcedureKind.FAILBACK, stage: Stage.STOP, text: `When nothing is missing in ${primary.region} and the time has come to go back, turn off ${work} in ${standby.region}.`, commands: turn(standby, false) },
      { kind: ProcedureKind.FAILBACK, stage: Stage.STOP, text: `Wait until it is off in ${standby.region}.`, commands: look(moved, standby), answer: isOn(false) },
      { kind: ProcedureKind.FAILBACK, stage: Stage.CONSUME, text: `Turn on ${work} in ${primary.region}. It begins with what waited there.`, commands: turn(primary, true) },
      { kind: ProcedureKind.FAILBACK, stage: Stage.CONSUME, text: `Look whether it is on in ${primary.region}.`, commands: look(moved, primary), answer: isOn(true) },
    ]),
  ];
}

/** The rules on a bus that are off in the standby region until a failover, by their names there. */
export function rulesOffInStandby(plans: FunctionPlan[], busName: string): string[] {
  return plans.filter(({ standby }) => standby !== undefined && !standby.consumes)
    .flatMap(({ triggers }) => triggers.flatMap(trigger => (trigger.kind === 'rule' && trigger.busName === busName && trigger.physicalNames.standby !== undefined
      ? [trigger.physicalNames.standby] : [])));
}

function preflight(deployed: FunctionPlan[], { primary, standby }: RunbookContext): LayerStep[] {
  const triggered = deployed.filter(({ triggers }) => triggers.length > 0);
  const inBoth = triggered.filter(plan => plan.standby!.consumes).map(({ functionName }) => `\`${functionName}\``);
  const asPlanned = inBoth.length === triggered.length ? 'On in both regions.'
    : `On in ${primary.region}, off in ${standby.region}${inBoth.length === 0 ? '' : `, but for what works in both: ${inBoth.join(', ')}`}. After a move it is the other way round.`;
  return [
    ...(triggered.length === 0 ? [] : [{
      kind: ProcedureKind.PREFLIGHT,
      stage: Stage.CHECK,
      text: 'What works on queues, streams, schedules and events is on and off as it should be.',
      commands: [primary, standby].flatMap(site => look(triggered, site)),
      answer: asPlanned,
    }]),
    ...(deployed.length === 0 ? [] : [{
      kind: ProcedureKind.PREFLIGHT,
      stage: Stage.CHECK,
      text: 'Functions have the same code in both regions.',
      commands: deployed.flatMap(plan => [plan.primary, plan.standby!].map(({ region, physicalName }) => aws(
        'lambda get-function-configuration', region, ['function-name', physicalName], ['query', '[LastUpdateStatus,CodeSha256]'], ['output', 'text'],
      ))),
      answer: 'Twice `Successful` and the same hash, for each function.',
    }]),
  ];
}

function isOn(on: boolean): string {
  return on ? '`Enabled` and `ENABLED`. A mapping is `Enabling` for a minute or so: ask again.' : '`Disabled` and `DISABLED`. A mapping is `Disabling` for a minute or so: ask again.';
}

function isMapping(trigger: TriggerPlan): trigger is MappingPlan {
  return trigger.kind !== 'rule';
}

// Lambda gives a mapping its id, so that is asked for first.
function turned({ triggers, ...plan }: FunctionPlan, { region, role }: RunbookSite, on: boolean, more: CommandOption[]): Command[] {
  const id = { variableName: 'MAPPING' };
  return triggers.flatMap(trigger => (isMapping(trigger) ? [
    kept(id.variableName, aws('lambda list-event-source-mappings', region, ['function-name', plan[role]!.physicalName], ['query', idOf(trigger, role)], ...more)),
    aws('lambda update-event-source-mapping', region, ['uuid', id], [on ? 'enabled' : 'no-enabled'], ['query', '[State,EventSourceArn]'], ['output', 'text'], ...more),
  ] : [aws(on ? 'events enable-rule' : 'events disable-rule', region, ...ruleOptions(trigger, role), ...more)]));
}

// By the name of the queue, or of the table: the ARN of a stream ends with the time that it was turned on.
function idOf(trigger: MappingPlan, role: 'primary' | 'standby'): ShellValue {
  const end = "')].UUID|[0]";
  if (trigger.kind === 'queue') return [`EventSourceMappings[?ends_with(EventSourceArn,':${trigger.physicalNames[role]}`, end];
  const { physicalName, tableName } = trigger.table;
  return ["EventSourceMappings[?contains(EventSourceArn,':table/", known(physicalName, `TABLE_${tableName.toUpperCase().replace(/\W/g, '_')}`, `the name of the table \`${tableName}\``), `/stream/${end}`];
}

function look(plans: FunctionPlan[], { region, role }: RunbookSite): AwsCommand[] {
  return plans.flatMap(({ triggers, ...plan }) => [
    ...(triggers.some(isMapping) ? [aws('lambda list-event-source-mappings', region, ['function-name', plan[role]!.physicalName],
      ['query', 'EventSourceMappings[].[State,UUID,EventSourceArn]'], ['output', 'text'])] : []),
    ...triggers.flatMap(trigger => (isMapping(trigger) ? []
      : [aws('events describe-rule', region, ...ruleOptions(trigger, role), ['query', '[State,Name]'], ['output', 'text'])])),
  ]);
}

function ruleOptions({ physicalNames, busName }: Extract<TriggerPlan, { kind: 'rule' }>, role: 'primary' | 'standby'): CommandOption[] {
  return [...(busName === 'default' ? [] : [['event-bus-name', busName] as CommandOption]), ['name', physicalNames[role]!]];
}
