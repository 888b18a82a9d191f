// The commands of a runbook as a shell reads them: words without quotes, variables with values.

import { ProcedureKind } from '../../src/plan/runbook';
import type { Procedure, Runbook } from '../../src/report/report';
import type { Command } from '../identity/runbook';
import { ACCOUNT } from '../identity/simulate';

/** A call of the AWS CLI in a procedure. */
export interface Call extends Command {
  readonly kind: ProcedureKind;
  readonly step: number;
  /** What the step says. */
  readonly text: string;
  /** The words of each option. */
  readonly words: Record<string, string[]>;
  /** The function whose mappings were asked for last. */
  readonly functionName: string;
}

/** Values of what AWS tells, or the reader fills in. */
export const VALUES: Record<string, string> = {
  ACCOUNT,
  SINCE: '2030-01-01T00:00:00Z',
  NOW: '2030-01-01T00:15:00Z',
  MFA_DEVICE: `arn:aws:iam::${ACCOUNT}:mfa/duty-officer`,
  MFA_CODE: '123456',
  MAPPING: '14e0db71-5d35-4eb5-b481-8945cf9d10c2',
  BACKUP_JOB: '34176239-e96d-4e1d-9fad-529dbb3c3556',
  COPY_JOB: '47c8ef56-74d8-059d-1301-c5be1d5c926e',
  RESTORE_JOB: '123ea45f-c678-efe9-0123-4d56fc0e789a',
  SUBNET_GROUP: 'orders-prod-database',
  SECURITY_GROUP: 'sg-0123456789abcdef0',
  REPLAY_FROM: '2030-01-01T00:00:00Z',
  REPLAY_UNTIL: '2030-01-01T00:30:00Z',
};

// What depends on the region of the call.
const IN_REGION: Record<string, (region: string, call: string) => string> = {
  VAULT_KEY: region => `arn:aws:kms:${region}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  RECOVERY_POINT: region => `arn:aws:backup:${region}:${ACCOUNT}:recovery-point:1eb3b5e7-9eb0-435a-a80b-108b488b0d45`,
  LOST_WRITES: region => `rds:unplanned-global-failover-orders-prod-database-${region}-2030-01-01-00-10`,
  REPLAY: region => `orders-prod-events-${region}-203001010000`,
};

/** Every call of the AWS CLI in a runbook, those whose answer a variable keeps among them. `more` are values of other variables. */
export function callsOf({ procedures }: Runbook, more: Record<string, string> = {}): Call[] {
  return procedures.flatMap(procedure => callsIn(procedure, { ...VALUES, ...more }));
}

/** The calls of one procedure. */
export function callsIn({ kind, steps }: Procedure, values: Record<string, string>): Call[] {
  let functionName = '';
  return steps.flatMap(({ text, commands }, step) => commands.flatMap(command => {
    const line = callIn(command);
    if (line === undefined) return [];
    const call = callOf(line, values);
    if (call.operation === 'list-event-source-mappings') functionName = call.options['function-name'];
    return [{ ...call, kind, step, text, functionName }];
  }));
}

/** The call in a command: itself, or what is between `$(` and `)`; undefined for another one. */
export function callIn(command: string): string | undefined {
  const kept = /^export \w+="\$\((aws [\s\S]*)\)"$/.exec(command);
  return kept?.[1] ?? (command.startsWith('aws ') ? command : undefined);
}

function callOf(line: string, values: Record<string, string>): Omit<Call, 'kind' | 'step' | 'text' | 'functionName'> {
  const region = shellWords(line, name => values[name] ?? `$${name}`).find((_, position, all) => all[position - 1] === '--region')!;
  const split = shellWords(line, name => values[name] ?? IN_REGION[name]?.(region, line) ?? unknown(name, line));
  const first = split.findIndex(word => word.startsWith('--'));
  const [, service, ...operation] = split.slice(0, first);
  const words: Record<string, string[]> = {};
  let current = '';
  for (const word of split.slice(first)) {
    if (word.startsWith('--')) words[current = word.slice(2)] = [];
    else words[current].push(word);
  }
  const options = Object.fromEntries(Object.entries(words).map(([name, all]) => [name, all.join(' ')]));
  return { line: line.replace(/ \\\n */g, ' '), service, operation: operation.join(' '), region, options, words };
}

function unknown(name: string, line: string): never {
  throw new Error(`nothing known of $${name} in ${line}`);
}

/** Splits a command as a shell does: quotes, backslashes at the end of a line, variables. Throws on anything else that a shell would do something with. */
export function shellWords(line: string, valueOf: (name: string) => string): string[] {
  const words: string[] = [];
  let rest = line;
  let word: string | undefined;
  while (rest !== '') {
    const space = /^(\s|\\\n)+/.exec(rest);
    const single = /^'([^']*)'/.exec(rest);
    const double = /^"((?:[^"\\`$!]|\$[A-Z][A-Z_0-9]*|\\")*)"/.exec(rest);
    const plain = /^[\w./:=,@%+-]+/.exec(rest);
    const found = space ?? single ?? double ?? plain;
    if (found === null) throw new Error(`a shell would not take this as it stands: ${rest}`);
    rest = rest.slice(found[0].length);
    if (space !== null) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (double !== null && single === null) {
      word = `${word ?? ''}${double[1].replace(/\$([A-Z][A-Z_0-9]*)/g, (_, name: string) => valueOf(name)).replace(/\\"/g, '"')}`;
    } else {
      word = `${word ?? ''}${single === null ? found[0] : single[1]}`;
    }
  }
  return word === undefined ? words : [...words, word];
}
