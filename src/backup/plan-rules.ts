// The rules of a backup plan, with every default filled in.

import { BackupRule, isBackupRule } from './backup-rule';
import type { Reader } from '../plan/reader';
import { Reader as RuleReader } from '../plan/reader';
import type { ProblemList } from '../plan/rule';
import type { PlanningContext } from '../sites/plan';

/** How long something is kept. */
export interface LifecyclePlan {
  readonly retentionDays: number;
  readonly coldStorageAfterDays?: number;
}

/** A rule. */
export interface BackupRulePlan {
  readonly path: string;
  readonly ruleName: string;
  readonly schedule: string;
  readonly startWindowMinutes: number;
  readonly completionWindowMinutes: number;
  readonly continuous: boolean;
  readonly backup: LifecyclePlan;
  /** Missing where backups are not copied. */
  readonly copy?: LifecyclePlan;
  /** Properties of copies that were given for a rule that makes none. */
  readonly ignored: string[];
}

const PROPERTIES = [
  'schedule', 'retentionDays', 'coldStorageAfterDays', 'continuous', 'copied', 'copyRetentionDays', 'copyColdStorageAfterDays', 'startWindowMinutes',
  'completionWindowMinutes',
];
const OF_COPIES = ['copyRetentionDays', 'copyColdStorageAfterDays'];

/** What Terraform's provider would make 60 and 180: then AWS cancels what is large. */
export const DEFAULT_START_WINDOW_MINUTES = 480;
export const DEFAULT_COMPLETION_WINDOW_MINUTES = 10_080;
const DEFAULT_RETENTION_DAYS = 35;
const DAILY = { ruleName: 'daily', schedule: 'cron(0 3 * * ? *)' };

/** Whether the properties of a section, as they were given, say that backups are copied to the other region. */
export function copiesBackups(section: unknown): boolean {
  if (typeof section !== 'object' || section === null) return false;
  const { rules } = section as { rules?: unknown };
  if (rules === undefined || rules === null) return true;
  return Array.isArray(rules) && rules.some(rule => isBackupRule(rule) && rule.props?.copied !== false);
}

/** Reads the rules. Undefined where one of them has not all that it needs. */
export function planRules(section: Reader, context: PlanningContext, list: ProblemList): BackupRulePlan[] | undefined {
  const path = section.at('rules');
  const given = section.instances('rules', 'a BackupRule', isBackupRule);
  if (given === undefined) {
    return section.has('rules') ? undefined : [planRule(new BackupRule(DAILY.ruleName, { schedule: DAILY.schedule }), path, context, list)!];
  }
  const plans = given.map((rule, position) => planRule(rule, `${path}[${position}]`, context, list));
  const read = plans.filter((plan): plan is BackupRulePlan => plan !== undefined);
  // Where a rule was refused, the others are not to be judged without it.
  return read.length < (section.raw('rules') as unknown[]).length ? undefined : read;
}

function planRule(rule: BackupRule, path: string, context: PlanningContext, list: ProblemList): BackupRulePlan | undefined {
  const name = new RuleReader({ ruleName: rule.ruleName }, path, list, context.isToken);
  name.need('ruleName', "'daily'");
  const ruleName = name.text('ruleName');
  const reader = new RuleReader(rule.props, path, list, context.isToken);
  reader.onlyHas(PROPERTIES);
  reader.need('schedule', "'cron(0 3 * * ? *)'");
  const schedule = reader.text('schedule');
  const copied = reader.bool('copied') ?? true;
  const retentionDays = reader.number('retentionDays') ?? DEFAULT_RETENTION_DAYS;
  const copy = { retentionDays: reader.number('copyRetentionDays') ?? retentionDays, coldStorageAfterDays: reader.number('copyColdStorageAfterDays') };
  const rest = {
    startWindowMinutes: reader.number('startWindowMinutes') ?? DEFAULT_START_WINDOW_MINUTES,
    completionWindowMinutes: reader.number('completionWindowMinutes') ?? DEFAULT_COMPLETION_WINDOW_MINUTES,
    continuous: reader.bool('continuous') ?? false,
    backup: { retentionDays, coldStorageAfterDays: reader.number('coldStorageAfterDays') },
  };
  if (ruleName === undefined || schedule === undefined) return undefined;
  return {
    path,
    ruleName,
    schedule,
    ...rest,
    ...(copied ? { copy } : {}),
    ignored: copied ? [] : OF_COPIES.filter(property => reader.has(property)),
  };
}
