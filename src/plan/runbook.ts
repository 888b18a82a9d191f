// What the layers' steps of the runbook are made of: texts, and commands of the AWS CLI with the names of the service filled in. Pure; a command is
// written for a shell (sh, bash or zsh) by one function here.

import { isExpression } from './reader';
import type { SiteRole } from './site-role';

/** What is to be done. */
export enum ProcedureKind {
  /** Whether a failover would work now. */
  PREFLIGHT = 'PREFLIGHT',
  /** A planned move, both regions being well. */
  SWITCHOVER = 'SWITCHOVER',
  /** The primary region is lost. */
  FAILOVER = 'FAILOVER',
  /** The lost region is back. */
  FAILBACK = 'FAILBACK',
  /** The failover switch by itself. */
  SWITCH = 'SWITCH',
  /** Terraform goes on with the state of the region that is left. */
  STATE = 'STATE',
  /** A failover for practice. */
  DRILL = 'DRILL',
}

/** When a step is due within its procedure, in this order. Steps of one stage come in the order of the layers. */
export enum Stage {
  /** Becoming somebody who may. */
  ENTER,
  /** What has to be well, and be there. */
  CHECK,
  /** Turning off what may not work any more, before all else. */
  FENCE,
  /** Keeping what would be gone, and what has to be so before the writer moves. */
  KEEP,
  /** Turning off what works in the region that is left. */
  STOP,
  /** Making the region that is gone to the writer, and whatever it needs for that. */
  PROMOTE,
  /** Turning on what works there. */
  CONSUME,
  /** Giving it what it has not had. */
  REPLAY,
  /** Leading users there. */
  LEAD,
  /** Whether it answers. */
  LOOK,
  /** Telling others. */
  TELL,
  /** What has time. */
  AFTER,
}

/** A site, as commands name it. */
export interface RunbookSite {
  readonly role: SiteRole;
  readonly region: string;
}

/** A variable of the shell, for what the properties do not tell. */
export interface ShellVariable {
  readonly variableName: string;
  /** The command that sets it, which a procedure begins with; left out for one that a step sets itself. */
  readonly setBy?: string;
  /** What the reader has to fill in; left out where a command finds it. */
  readonly toFillIn?: string;
}

/** A text in a command: literal, of a variable, or of several of them one after the other. */
export type ShellValue = string | ShellVariable | ShellValue[];

/** What the steps of all layers are written from. */
export interface RunbookContext {
  readonly primary: RunbookSite;
  readonly standby: RunbookSite;
  readonly partition: string;
  /** Twelve digits, or the variable with them. */
  readonly account: ShellValue;
}

/** An option of a command with its words; without any it is a flag. */
export type CommandOption = [optionName: string, ...words: ShellValue[]];

/** A command of the AWS CLI. */
export interface AwsCommand {
  /** Service and operation, such as `rds describe-db-clusters`. */
  readonly call: string;
  readonly region: ShellValue;
  readonly options: CommandOption[];
  /** The variable that keeps the answer. */
  readonly into?: ShellVariable;
}

/** A step, as a layer tells it. */
export interface LayerStep {
  readonly kind: ProcedureKind;
  readonly stage: Stage;
  /** In sentences. */
  readonly text: string;
  /** A string is a command as it stands. */
  readonly commands?: (AwsCommand | string)[];
  /** What the answer has to be, in a sentence. */
  readonly answer?: string;
}

/** An alarm by its name. */
export interface NamedAlarm {
  readonly alarmName: string;
  readonly region: string;
}

const LONGEST_LINE = 110;

/** The account, where nothing tells it: that of whoever asks. */
export function accountOfCaller(region: string): ShellVariable {
  return { variableName: 'ACCOUNT', setBy: `export ACCOUNT="$(aws sts get-caller-identity --region ${region} --query Account --output text)"` };
}

/** A variable that the reader fills in. `what` stands for it in a text. */
export function filledIn(variableName: string, what: string): ShellVariable {
  return { variableName, setBy: `export ${variableName}=...`, toFillIn: what };
}

/** A name or an ARN of the user's: itself, or a variable to fill in where Terraform alone knows it. */
export function known(value: string, variableName: string, what: string): ShellValue {
  return isExpression(value) ? filledIn(variableName, what) : value;
}

/** A command. */
export function aws(call: string, region: ShellValue, ...options: CommandOption[]): AwsCommand {
  return { call, region, options };
}

/** A command whose answer a variable keeps. It takes the place of the answer's form: one word of text. */
export function kept(variableName: string, { options, ...command }: AwsCommand): AwsCommand {
  return { ...command, options: [...options, ['output', 'text']], into: { variableName } };
}

/** The ARN of something in a region; without one in none. */
export function arnIn({ partition, account }: RunbookContext, service: string, region: string, ...resource: ShellValue[]): ShellValue {
  return [`arn:${partition}:${service}:${region}:`, account, ':', ...resource];
}

/** The other site. */
export function otherThan({ role }: RunbookSite, { primary, standby }: RunbookContext): RunbookSite {
  return role === 'primary' ? standby : primary;
}

/** A command as a shell takes it; one that is too long for a line goes on after a backslash. */
export function commandText(command: AwsCommand | string): string {
  if (typeof command === 'string') return command;
  const { call, region, options, into } = command;
  const words = [`aws ${call}`, `--region ${shellWord(region)}`, ...options.flatMap(optionWords)];
  const text = lines(into === undefined ? words : [`export ${into.variableName}="$(${words[0]}`, ...words.slice(1)]);
  return into === undefined ? text : `${text})"`;
}

/** The variables that a command reads. */
export function variablesOf(command: AwsCommand | string): ShellVariable[] {
  if (typeof command === 'string') return [];
  return [command.region, ...command.options.flatMap(([, ...words]) => words)].flatMap(variablesIn);
}

/** A value as one word of a shell. Variables stand in quotes of their own: zsh takes `$ACCOUNT:role` for a modifier. */
export function shellWord(value: ShellValue): string {
  const parts = partsOf(value);
  return parts.length === 0 ? "''" : parts.map(part => (typeof part === 'string' ? quoted(part) : `"$${part.variableName}"`)).join('');
}


// An option stands beside its first word.
function optionWords([optionName, first, ...more]: CommandOption): string[] {
  return [first === undefined ? `--${optionName}` : `--${optionName} ${shellWord(first)}`, ...more.map(shellWord)];
}

function lines(words: string[]): string {
  return words.slice(1).reduce((text, word) => {
    const line = text.slice(text.lastIndexOf('\n') + 1);
    return line.length + word.length + 1 <= LONGEST_LINE ? `${text} ${word}` : `${text} \\\n  ${word}`;
  }, words[0]);
}

function quoted(text: string): string {
  if (/^[\w./:=,@%+-]+$/.test(text)) return text;
  if (!text.includes("'")) return `'${text}'`;
  return /["$`\\!]/.test(text) ? `'${text.replace(/'/g, '\'"\'"\'')}'` : `"${text}"`;
}

function variablesIn(value: ShellValue): ShellVariable[] {
  return partsOf(value).filter((part): part is ShellVariable => typeof part !== 'string');
}

// Texts that follow each other are one, so that they are quoted as one.
function partsOf(value: ShellValue): (string | ShellVariable)[] {
  const flat = Array.isArray(value) ? value.flatMap(partsOf) : value === '' ? [] : [value];
  return flat.reduce<(string | ShellVariable)[]>((parts, part) => {
    const last = parts[parts.length - 1];
    return typeof part === 'string' && typeof last === 'string' ? [...parts.slice(0, -1), `${last}${part}`] : [...parts, part];
  }, []);
}

const SINCE: ShellVariable = {
  variableName: 'SINCE', setBy: 'export SINCE="$(date -u -d \'15 minutes ago\' +%FT%TZ 2>/dev/null || date -u -v-15M +%FT%TZ)"', // GNU's date, or BSD's
};
const NOW: ShellVariable = { variableName: 'NOW', setBy: 'export NOW="$(date -u +%FT%TZ)"' };

/** The maximum of a metric by the minute, in the last quarter of an hour. */
export function metric(region: string, namespace: string, metricName: string, dimensions: Record<string, ShellValue>): AwsCommand {
  return aws(
    'cloudwatch get-metric-statistics', region, ['namespace', namespace], ['metric-name', metricName],
    ['dimensions', ...Object.entries(dimensions).map(([name, value]) => [`Name=${name},Value=`, value])],
    ['start-time', SINCE], ['end-time', NOW], ['period', '60'], ['statistics', 'Maximum'],
    ['query', 'sort_by(Datapoints,&Timestamp)[-3:].[Timestamp,Maximum]'], ['output', 'text'],
  );
}

/** A request for a page, which tells the status of the answer. */
export function request(hostName: string, path: string): string {
  return `curl -sS --max-time 10 -o /dev/null -w '%{http_code}\\n' ${shellWord(`https://${hostName}${path}`)}`;
}
