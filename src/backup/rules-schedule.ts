// Rules about what a rule of the plan says: when, how long, and for how long.

import type { BackupsPlan } from './plan';
import type { BackupRulePlan } from './plan-rules';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import type { Finding, Rule } from '../plan/rule';
import { isCron } from '../plan/schedule';

const GUIDE = 'https://docs.aws.amazon.com/aws-backup/latest/devguide';
const RULE_INPUT = `${GUIDE}/API_BackupRuleInput.html`;
const LIFECYCLE = `${GUIDE}/API_Lifecycle.html`;
const CONTINUOUS = `${GUIDE}/point-in-time-recovery.html`;

const LONGEST_RETENTION_DAYS = 36_500;
const LONGEST_CONTINUOUS_DAYS = 35;
const COLD_DAYS = 90;
const SHORTEST_START_MINUTES = 60;
const LONGEST_WINDOW_MINUTES = 52_560_000;
/** What a backup or a copy is taken to carry in an hour, as nothing better is known. */
const GB_PER_HOUR = 100;

const nothing: Rule<BackupsPlan> = {
  code: 'DR600',
  severity: Severity.IMPOSSIBLE,
  title: 'Backups of nothing',
  source: 'docs/backup.md',
  check: plan => (plan.resources.length > 0 || Object.keys(plan.selectByTags).length > 0 ? [] : [{
    path: `${plan.path}.resources`, message: 'nothing given, and there is neither a database nor a table', mend: 'Name what to back up, or leave the section out',
  }]),
};

const noRule: Rule<BackupsPlan> = {
  code: 'DR601',
  severity: Severity.IMPOSSIBLE,
  title: 'A backup plan without a rule',
  source: `${GUIDE}/API_BackupPlanInput.html`,
  check: plan => (plan.rules.length > 0 ? [] : [{
    path: `${plan.path}.rules`, message: 'an empty list given, at least one rule needed', mend: 'Give a rule, or leave the list out for a daily one',
  }]),
};

const ruleName: Rule<BackupsPlan> = {
  code: 'DR602',
  severity: Severity.IMPOSSIBLE,
  title: 'A name of a rule that AWS Backup refuses',
  source: RULE_INPUT,
  check: plan => plan.rules.filter(rule => !/^[\w.-]{1,50}$/.test(rule.ruleName)).map(rule => ({
    path: `${rule.path}.ruleName`, message: `${show(rule.ruleName)} given, 1 to 50 letters, digits and -_. needed`, mend: 'Rename it',
  })),
};

const ruleTwice: Rule<BackupsPlan> = {
  code: 'DR603',
  severity: Severity.IMPOSSIBLE,
  title: 'Two rules of a plan have one name',
  source: RULE_INPUT,
  check: ({ rules }) => rules.filter((rule, position) => rules.findIndex(other => other.ruleName === rule.ruleName) < position).map(rule => ({
    path: `${rule.path}.ruleName`, message: `'${rule.ruleName}' given, which another rule is called`, mend: 'Rename one of them',
  })),
};

const schedule: Rule<BackupsPlan> = {
  code: 'DR604',
  severity: Severity.IMPOSSIBLE,
  title: 'A schedule of backups that is no cron expression',
  source: RULE_INPUT,
  check: plan => plan.rules.filter(rule => !isCron(rule.schedule)).map(rule => ({
    path: `${rule.path}.schedule`, message: `${show(rule.schedule)} given, a cron expression like 'cron(0 3 * * ? *)' needed`, mend: 'Correct it; a rate is none',
  })),
};

const startWindow: Rule<BackupsPlan> = {
  code: 'DR605',
  severity: Severity.IMPOSSIBLE,
  title: 'A window for the start that AWS Backup does not take',
  source: RULE_INPUT,
  check: plan => plan.rules.filter(rule => !isCount(rule.startWindowMinutes, SHORTEST_START_MINUTES, LONGEST_WINDOW_MINUTES)).map(rule => ({
    path: `${rule.path}.startWindowMinutes`, message: `${rule.startWindowMinutes} given, a whole number of ${SHORTEST_START_MINUTES} or more needed`, mend: 'Give it more time, or leave it out',
  })),
};

const completionWindow: Rule<BackupsPlan> = {
  code: 'DR606',
  severity: Severity.UNSAFE,
  title: 'A window for the completion that is not an hour longer than that for the start',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-backup-backupplan-backupruleresourcetype.html',
  check: ({ rules }) => rules.filter(rule => !isCount(rule.completionWindowMinutes, leastCompletion(rule), LONGEST_WINDOW_MINUTES)).map(rule => ({
    path: `${rule.path}.completionWindowMinutes`,
    message: `${rule.completionWindowMinutes} given, a whole number of ${leastCompletion(rule)} or more needed with a start within ${rule.startWindowMinutes}`,
    mend: 'Give it more time, or leave both out',
  })),
};

const tooShort: Rule<BackupsPlan> = {
  code: 'DR607',
  severity: Severity.RISK,
  title: 'A window for the completion that the largest backup is likely to overrun: AWS then cancels it',
  source: 'docs/backup.md',
  check: ({ rules, largestSizeGb: size = 0 }) => rules.filter(rule => rule.completionWindowMinutes < minutesFor(size)).map(rule => ({
    path: `${rule.path}.completionWindowMinutes`,
    message: `${rule.completionWindowMinutes} given, ${minutesFor(size)} needed for ${size} GB at ${GB_PER_HOUR} GB an hour`,
    mend: 'Give it more time, or leave it out',
  })),
};

const noSize: Rule<BackupsPlan> = {
  code: 'DR646',
  severity: Severity.IMPOSSIBLE,
  title: 'A size of the largest backup that is none',
  source: 'docs/backup.md',
  check: ({ path, largestSizeGb: size }) => (size === undefined || (size > 0 && Number.isFinite(size)) ? [] : [{
    path: `${path}.largestSizeGb`, message: `${size} given, a number of gigabytes above 0 needed`, mend: 'Correct it, or leave it out',
  }]),
};

const retention: Rule<BackupsPlan> = {
  code: 'DR608',
  severity: Severity.IMPOSSIBLE,
  title: 'A retention that AWS Backup does not take',
  source: LIFECYCLE,
  check: plan => lifecycles(plan).filter(({ days }) => !isCount(days, 1, LONGEST_RETENTION_DAYS)).map(({ path, days }) => ({
    path, message: `${days} given, a whole number of 1 to ${LONGEST_RETENTION_DAYS} days needed`, mend: 'Correct it',
  })),
};

const coldTooShort: Rule<BackupsPlan> = {
  code: 'DR609',
  severity: Severity.IMPOSSIBLE,
  title: 'Less than 90 days in cold storage',
  source: LIFECYCLE,
  check: plan => lifecycles(plan).flatMap(({ path, coldPath, days, cold }): Finding[] => {
    if (cold === undefined) return [];
    if (!isCount(cold, 1, LONGEST_RETENTION_DAYS)) return [{ path: coldPath, message: `${cold} given, a whole number of days from 1 needed`, mend: 'Correct it, or leave it out' }];
    return days >= cold + COLD_DAYS ? [] : [{
      path, message: `${days} given with cold storage after ${cold}, at least ${cold + COLD_DAYS} needed`, mend: 'Keep it longer, or leave out cold storage',
    }];
  }),
};

const continuousCold: Rule<BackupsPlan> = {
  code: 'DR610',
  severity: Severity.IMPOSSIBLE,
  title: 'A continuous backup in cold storage',
  source: CONTINUOUS,
  implies: ['DR609'],
  check: plan => continuous(plan).filter(rule => rule.backup.coldStorageAfterDays !== undefined).map(rule => ({
    path: `${rule.path}.coldStorageAfterDays`, message: `${rule.backup.coldStorageAfterDays} given with continuous, which never goes to cold storage`, mend: 'Leave one of them out; another rule can keep snapshots cold',
  })),
};

const continuousTooLong: Rule<BackupsPlan> = {
  code: 'DR611',
  severity: Severity.IMPOSSIBLE,
  title: 'A continuous backup that is kept for more than 35 days',
  source: CONTINUOUS,
  check: plan => continuous(plan).filter(rule => rule.backup.retentionDays > LONGEST_CONTINUOUS_DAYS).map(rule => ({
    path: `${rule.path}.retentionDays`, message: `${rule.backup.retentionDays} given with continuous, at most ${LONGEST_CONTINUOUS_DAYS} possible`, mend: 'Keep it shorter; another rule can keep snapshots longer',
  })),
};

const continuousTwice: Rule<BackupsPlan> = {
  code: 'DR612',
  severity: Severity.IMPOSSIBLE,
  title: 'Two rules for continuous backups of the same things, which have one at most',
  source: CONTINUOUS,
  check: plan => continuous(plan).slice(1).map(rule => ({
    path: `${rule.path}.continuous`, message: `true given, as for the rule '${continuous(plan)[0].ruleName}'; one rule possible`, mend: 'Leave it out of one of them',
  })),
};

const continuousNothing: Rule<BackupsPlan> = {
  code: 'DR613',
  severity: Severity.RISK,
  title: 'A continuous backup of tables alone: AWS Backup has none of DynamoDB, and takes snapshots',
  source: CONTINUOUS,
  check: plan => continuous(plan).filter(() => plan.resources.length > 0 && plan.resources.every(({ kind }) => kind === 'table') && Object.keys(plan.selectByTags).length === 0)
    .map(rule => ({
      path: `${rule.path}.continuous`, message: 'true given, and nothing but tables is backed up', mend: 'Leave it out; DynamoDB keeps every second of 35 days by itself',
    })),
};

const continuousElsewise: Rule<BackupsPlan> = {
  code: 'DR614',
  severity: Severity.IMPOSSIBLE,
  title: 'A continuous backup that is kept for another time than the database keeps its own: AWS Backup sets the database to it, and Terraform sets it back',
  source: 'https://github.com/hashicorp/terraform-provider-aws/issues/33465',
  check: plan => continuous(plan).filter(rule => ![undefined, rule.backup.retentionDays].includes(plan.databaseRetentionDays)).map(rule => ({
    path: `${rule.path}.retentionDays`,
    message: `${rule.backup.retentionDays} given with continuous, and database.backupRetentionDays is ${plan.databaseRetentionDays}; both must be one number`,
    mend: `Set database.backupRetentionDays to ${rule.backup.retentionDays}, or this to ${plan.databaseRetentionDays}`,
  })),
};

const coldCluster: Rule<BackupsPlan> = {
  code: 'DR615',
  severity: Severity.UNSAFE,
  title: 'Cold storage for a database: AWS Backup has none for Aurora, and keeps its backups warm for all of their time',
  source: `${GUIDE}/backup-feature-availability.html`,
  check: plan => lifecycles(plan).filter(({ cold }) => cold !== undefined && hasCluster(plan)).map(({ coldPath, cold, days }) => ({
    path: coldPath, message: `${cold} given, and backups of the database stay warm for all of ${days} days`, mend: 'Leave it out, or accept what warm storage costs',
  })),
};

export const scheduleRules: Rule<BackupsPlan>[] = [
  nothing, noRule, ruleName, ruleTwice, schedule, startWindow, completionWindow, tooShort, noSize, retention, coldTooShort, continuousCold,
  continuousTooLong, continuousTwice, continuousNothing, continuousElsewise, coldCluster,
];

/** How long something of a rule is kept, and where that was said. */
interface Kept {
  readonly rule: BackupRulePlan;
  readonly path: string;
  readonly coldPath: string;
  readonly days: number;
  readonly cold?: number;
  readonly copy: boolean;
}

/** What each rule keeps. */
export function lifecycles({ rules }: BackupsPlan): Kept[] {
  return rules.flatMap((rule): Kept[] => [
    { rule, path: `${rule.path}.retentionDays`, coldPath: `${rule.path}.coldStorageAfterDays`, days: rule.backup.retentionDays, cold: rule.backup.coldStorageAfterDays, copy: false },
    ...(rule.copy === undefined ? [] : [{
      rule, path: `${rule.path}.copyRetentionDays`, coldPath: `${rule.path}.copyColdStorageAfterDays`, days: rule.copy.retentionDays, cold: rule.copy.coldStorageAfterDays, copy: true,
    }]),
  ]);
}

/** Whether a number is a whole one within bounds. */
export function isCount(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** Whether a cluster is backed up. */
export function hasCluster({ resources }: BackupsPlan): boolean {
  return resources.some(({ kind }) => kind === 'cluster');
}

function continuous({ rules }: BackupsPlan): BackupRulePlan[] {
  return rules.filter(rule => rule.continuous);
}

function leastCompletion({ startWindowMinutes }: BackupRulePlan): number {
  return startWindowMinutes + 60;
}

function minutesFor(gigabytes: number): number {
  return Math.ceil(gigabytes / GB_PER_HOUR * 60);
}
