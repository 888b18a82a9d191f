// Changes of a declaration that would shorten its recovery. Whether one does, and is allowed, is found out by planning again.

import { BackupRule, isBackupRule } from '../backup/backup-rule';
import { DnsFailover } from '../dns/props';
import { FunctionSpec } from '../functions/props';
import { AlarmReceiver } from '../monitoring/receiver';
import { Problem, Severity } from '../plan/problem';
import { Strategy } from '../plan/strategy';

type Declaration = Record<string, unknown>;

/** A change of one option. */
export interface Improvement {
  /** As people read it, such as `dns.healthCheck.intervalSeconds 30 -> 10`. */
  readonly text: string;
  /** 0 is free, 3 what costs most: settings; people; what runs; the strategy. */
  readonly cost: number;
  apply(props: Declaration): Declaration;
}

/** Improvements that were found. */
export interface FoundImprovements {
  /** The cheapest that together meet the objective; empty where none do. */
  readonly chosen: { readonly improvement: Improvement; readonly savesSeconds: number }[];
  /** Seconds that are planned with all of them, or with all that help where they do not meet it. */
  readonly seconds: number;
}

/** What planning a changed declaration tells. */
export interface Replanned {
  /** Undefined where it is not known. */
  readonly seconds?: number;
  readonly problems: Problem[];
}

/** The rules that the search is for: they may be broken by what is tried. */
export const ESTIMATE_CODES = ['DR253', 'DR260', 'DR261'];

/** Looks for the cheapest changes after which no more than `limitSeconds` are planned. */
export function findImprovements(props: Declaration, limitSeconds: number, replan: (props: Declaration) => Replanned): FoundImprovements {
  const before = replan(props);
  const known = before.problems.map(codeAndPath);
  // A risk is to be named, and no reason against a change.
  const isExpected = (problem: Problem) => ESTIMATE_CODES.includes(problem.code) || known.includes(codeAndPath(problem));
  const allowed = ({ problems }: Replanned) => problems.every(problem => problem.severity === Severity.RISK || isExpected(problem));
  const secondsWith = (improvements: Improvement[]) => {
    const replanned = replan(improvements.reduce((changed, improvement) => improvement.apply(changed), props));
    return allowed(replanned) ? replanned.seconds : undefined;
  };
  const start = before.seconds ?? 0;
  const helpful = improvementsOf(props).map((improvement, position) => ({ improvement, position, seconds: secondsWith([improvement]) }))
    .filter((one): one is typeof one & { seconds: number } => one.seconds !== undefined && one.seconds < start)
    .map(one => ({ ...one, savesSeconds: start - one.seconds }));
  const cheapestFirst = [...helpful].sort((one, other) => (
    one.improvement.cost - other.improvement.cost || other.savesSeconds - one.savesSeconds || one.position - other.position));

  let chosen: typeof cheapestFirst = [];
  let seconds = start;
  for (const one of cheapestFirst) {
    if (seconds <= limitSeconds) break;
    const next = secondsWith([...chosen, one].map(({ improvement }) => improvement));
    if (next === undefined || next >= seconds) continue;
    chosen = [...chosen, one];
    seconds = next;
  }
  if (seconds > limitSeconds) return { chosen: [], seconds };
  // What was taken first may not be needed beside what came after; the dearest are tried first.
  for (const one of [...chosen].reverse()) {
    const others = chosen.filter(other => other !== one);
    const without = secondsWith(others.map(({ improvement }) => improvement));
    if (without !== undefined && without <= limitSeconds) {
      chosen = others;
      seconds = without;
    }
  }
  return { chosen, seconds };
}

function codeAndPath({ code, path }: Problem): string {
  return `${code} ${path}`;
}

/** The changes that there are for a declaration. What is of a wrong kind has none. */
export function improvementsOf(props: Declaration): Improvement[] {
  const { dns, monitoring, database, functions, backup, objectives } = props;
  return [
    ...(isStruct(dns) ? ofDns(dns) : []),
    ...(isStruct(database) ? ofDatabase(database) : []),
    ...(isStruct(objectives) ? ofObjectives(objectives) : []),
    ...(monitoring === undefined || monitoring === null ? [{
      text: "monitoring none -> { receivers: [AlarmReceiver.email('...')] }",
      cost: 1,
      apply: (given: Declaration) => ({ ...given, monitoring: { receivers: [AlarmReceiver.email('duty@example.com')] } }),
    }] : []),
    ...(Array.isArray(functions) ? functions.filter(isSpec).flatMap(ofFunction) : []),
    ...ofBackups(backup),
    ...ofStrategy(props.strategy),
  ];
}

function ofDns(dns: Declaration): Improvement[] {
  const check = isStruct(dns.healthCheck) ? dns.healthCheck : {};
  const [interval, threshold, ttl] = [check.intervalSeconds ?? 30, check.failureThreshold ?? 3, dns.ttlSeconds ?? 60];
  const inCheck = (name: string, value: number) => (given: Declaration) => {
    const before = given.dns as Declaration;
    return { ...given, dns: { ...before, healthCheck: { ...before.healthCheck as Declaration | undefined, [name]: value } } };
  };
  const inDns = (name: string, value: unknown) => (given: Declaration) => ({ ...given, dns: { ...given.dns as Declaration, [name]: value } });
  return [
    ...(interval === 30 ? [{ text: 'dns.healthCheck.intervalSeconds 30 -> 10', cost: 0, apply: inCheck('intervalSeconds', 10) }] : []),
    ...(isNumber(threshold) && threshold > 3 ? [{ text: `dns.healthCheck.failureThreshold ${threshold} -> 3`, cost: 0, apply: inCheck('failureThreshold', 3) }] : []),
    ...(isNumber(ttl) && ttl > 30 ? [{ text: `dns.ttlSeconds ${ttl} -> 30`, cost: 0, apply: inDns('ttlSeconds', 30) }] : []),
    ...(dns.failover === DnsFailover.OPERATOR ? [{ text: 'dns.failover OPERATOR -> AUTOMATIC', cost: 1, apply: inDns('failover', DnsFailover.AUTOMATIC) }] : []),
  ];
}

function ofDatabase(database: Declaration): Improvement[] {
  const inDatabase = (name: string, value: unknown) => (given: Declaration) => (
    { ...given, database: { ...given.database as Declaration, [name]: value } });
  return [
    ...(database.enforcedRpoSeconds === 20 ? [] : [{
      text: `database.enforcedRpoSeconds ${isNumber(database.enforcedRpoSeconds) ? database.enforcedRpoSeconds : 'none'} -> 20`, cost: 1, apply: inDatabase('enforcedRpoSeconds', 20),
    }]),
    ...(database.headlessStandby === true ? [{ text: 'database.headlessStandby true -> false', cost: 2, apply: inDatabase('headlessStandby', false) }] : []),
  ];
}

function ofObjectives({ decisionMinutes = 10 }: Declaration): Improvement[] {
  return isNumber(decisionMinutes) && decisionMinutes > 5 ? [{
    text: `objectives.decisionMinutes ${decisionMinutes} -> 5, decided beforehand`,
    cost: 1,
    apply: given => ({ ...given, objectives: { ...given.objectives as Declaration, decisionMinutes: 5 } }),
  }] : [];
}

// Routes name functions by the object, so that theirs change with it.
function ofFunction(spec: FunctionSpec): Improvement[] {
  if (!isStruct(spec.props) || spec.props.consumeInStandby === true) return [];
  return [{
    text: `functions.${String(spec.functionName)}.consumeInStandby false -> true`,
    cost: 2,
    apply: given => {
      const changed = new FunctionSpec(spec.functionName, { ...spec.props, consumeInStandby: true });
      const other = (value: unknown) => (value === spec ? changed : value);
      const http = isStruct(given.http) ? given.http : undefined;
      return {
        ...given,
        functions: (given.functions as unknown[]).map(other),
        ...(http === undefined ? {} : {
          http: {
            ...http,
            ...(isStruct(http.routes) ? { routes: mapped(http.routes, other) } : {}),
            healthFunction: other(http.healthFunction),
          },
        }),
      };
    },
  }];
}

const HOURLY = 'cron(0 * * * ? *)';

function ofBackups(backup: unknown): Improvement[] {
  if (!isStruct(backup)) return [];
  const rules = Array.isArray(backup.rules) ? backup.rules : [];
  const add = (schedule: string, name: string): Improvement => ({
    text: `backup.rules one more: ${name}, ${schedule}`,
    cost: 2,
    apply: given => ({
      ...given,
      backup: {
        ...given.backup as Declaration,
        rules: [...(rules.length === 0 ? [new BackupRule('daily', { schedule: 'cron(0 3 * * ? *)' })] : rules.filter(isBackupRule)), new BackupRule(name, { schedule, retentionDays: 35 })],
      },
    }),
  });
  return [add('cron(0 0/6 * * ? *)', 'six-hourly'), add(HOURLY, 'hourly')];
}

const STRATEGIES = [Strategy.BACKUP_RESTORE, Strategy.PILOT_LIGHT, Strategy.WARM_STANDBY, Strategy.ACTIVE_ACTIVE];

function ofStrategy(given: unknown = Strategy.WARM_STANDBY): Improvement[] {
  const position = STRATEGIES.indexOf(given as Strategy);
  return position < 0 ? [] : STRATEGIES.slice(position + 1).map((strategy, steps) => ({
    text: `strategy ${String(given)} -> ${strategy}`, cost: 3 + steps, apply: props => ({ ...props, strategy }),
  }));
}

function mapped(values: Declaration, change: (value: unknown) => unknown): Declaration {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

function isSpec(value: unknown): value is FunctionSpec {
  return value instanceof FunctionSpec;
}

function isStruct(value: unknown): value is Declaration {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
