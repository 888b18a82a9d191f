// The runbook of a service: the steps of its layers, in the order of each procedure, with what stands before and between them.

import type { Procedure, Runbook, RunbookStep } from './report';
import { Situation, situationOf, wordsOf } from './runbook-words';
import { backupSteps } from '../backup/runbook';
import { databaseSteps } from '../database/runbook';
import { alarmsOfDns, dnsSteps } from '../dns/runbook';
import { alarmsOfEvents, eventSteps } from '../events/runbook';
import { functionSteps, rulesOffInStandby } from '../functions/runbook';
import { httpSteps } from '../http/runbook';
import { operatorSteps } from '../identity/runbook';
import { monitoringSteps } from '../monitoring/runbook';
import type { LayerPlans } from '../multi-region-dr/layers';
import { parameterSteps } from '../parameters/runbook';
import { accountOfRole } from '../plan/role-arn';
import { accountOfCaller, commandText, LayerStep, ProcedureKind, RunbookContext, ShellVariable, Stage, variablesOf } from '../plan/runbook';
import type { PlanningContext } from '../sites/plan';
import { stateSteps } from '../sites/runbook';
import type { StateFacts } from '../sites/state-facts';
import { tableSteps } from '../tables/runbook';

/** What a runbook is written from. */
export interface RunbookSource {
  readonly context: PlanningContext;
  readonly layers: LayerPlans;
  /** Where the states of the service's stacks are. */
  readonly state: StateFacts[];
}

/** Writes the runbook of a service. */
export function runbookOf(source: RunbookSource): Runbook {
  const context = contextOf(source.context);
  const situation = situationOf(source.context.sites, source.layers, source.state, context);
  const words = wordsOf(situation);
  const steps = [...words.building, ...layerSteps(source, context, situation), ...words.steps];
  return {
    introduction: words.introduction,
    procedures: Object.values(ProcedureKind).map(kind => procedureOf(kind, steps.filter(step => step.kind === kind), words.procedures[kind])),
  };
}

/** What the commands of a service have in common. The account is that of the role that Terraform assumes, if there is one. */
export function contextOf({ sites: { primary, standby } }: PlanningContext): RunbookContext {
  const [account] = [primary, standby].flatMap(({ assumeRoleArn = '' }) => accountOfRole(assumeRoleArn) ?? []);
  return {
    primary: { role: 'primary', region: primary.region },
    standby: { role: 'standby', region: standby.region },
    partition: primary.partition,
    account: account ?? accountOfCaller(standby.region),
  };
}

// Layers whose steps of one stage come first are first here.
function layerSteps({ layers, state }: RunbookSource, context: RunbookContext, { rebuilt }: Situation): LayerStep[] {
  const { database, tables = [], functions = [], events, http, dns, parameters, backup, monitoring, operators } = layers;
  const busRules = events === undefined ? [] : rulesOffInStandby(functions, events.busName);
  const otherAlarms = [...(dns === undefined ? [] : alarmsOfDns(dns)), ...(events === undefined ? [] : alarmsOfEvents(events))];
  return [
    ...operatorSteps(operators, context),
    ...functionSteps(functions, context),
    ...(database === undefined ? [] : databaseSteps(database, context)),
    ...tableSteps(tables, context),
    ...(events === undefined ? [] : eventSteps(events, { rulesOffInStandby: busRules }, context)),
    ...(backup === undefined ? [] : backupSteps(backup, database === undefined ? {} : { engineName: database.engine.engineName }, context)),
    ...(monitoring === undefined ? [] : monitoringSteps(monitoring, otherAlarms, context)),
    ...(parameters === undefined ? [] : parameterSteps(parameters, context)),
    ...(http === undefined ? [] : httpSteps(http, context)),
    ...(dns === undefined ? [] : dnsSteps(dns, context)),
    ...stateSteps(state, context),
  ].filter(({ kind }) => !(rebuilt && kind === ProcedureKind.SWITCHOVER));
}

/** What is said of a procedure beside its steps. */
export interface ProcedureWords {
  readonly title: string;
  readonly introduction: string[];
  /** Why there is nothing to do, where there is nothing. */
  readonly needless: string;
}

function procedureOf(kind: ProcedureKind, steps: LayerStep[], { title, introduction, needless }: ProcedureWords): Procedure {
  if (steps.every(({ stage }) => stage === Stage.ENTER)) return { kind, title, introduction: [needless], steps: [] };
  const ordered = [...steps].sort((one, other) => one.stage - other.stage);
  return { kind, title, introduction, steps: [...settingStep(ordered), ...ordered.map(written)] };
}

// Version 1 of the AWS CLI may ask the global endpoint of STS, which is in us-east-1, whatever `--region` says; also for a profile that assumes a role.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html
const STS_IN_REGION = 'export AWS_STS_REGIONAL_ENDPOINTS=regional';
const CALLS_AWS = /\baws /;

// The variables that commands read, but for those that a step sets itself.
function settingStep(steps: LayerStep[]): RunbookStep[] {
  const all = steps.flatMap(({ commands = [] }) => commands.flatMap(variablesOf));
  const isFirst = ({ variableName }: ShellVariable, position: number) => all.findIndex(other => other.variableName === variableName) === position;
  const variables = all.filter(isFirst).filter(({ setBy }) => setBy !== undefined);
  const callsAws = steps.some(({ commands = [] }) => commands.some(command => CALLS_AWS.test(commandText(command))));
  if (variables.length === 0 && !callsAws) return [];
  const toFillIn = variables.filter((one): one is Required<ShellVariable> => one.toFillIn !== undefined);
  const explained = toFillIn.map(({ variableName, toFillIn: what }) => `\`${variableName}\` is ${what}`).join('; ');
  return [{
    text: `Set what the commands use, in the shell that you stay in.${toFillIn.length === 0 ? '' : ` Fill in what the properties do not tell: ${explained}.`}`,
    commands: [...(callsAws ? [STS_IN_REGION] : []), ...variables.map(({ setBy }) => setBy!)],
  }];
}

function written({ text, commands = [], answer }: LayerStep): RunbookStep {
  return { text, commands: commands.map(commandText), ...(answer === undefined ? {} : { answer }) };
}
