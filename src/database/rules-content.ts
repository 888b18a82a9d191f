// Rules about what a database is: its engine, names, parameters and retention.

import { OWNED_PARAMETERS, isOn } from './parameters';
import type { DatabasePlan, EnginePlan } from './plan';
import { REFUSED_DATABASE_NAMES, REFUSED_USER_NAMES, SQL_WORDS } from './reserved-words';
import { GUIDE, isCount, newDatabaseRule, when } from './rules-shared';
import { atLeast } from './version';
import { LOG_RETENTION_DAYS } from '../plan/log-retention';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import type { Rule } from '../plan/rule';

const FEATURE = `${GUIDE}/Concepts.Aurora_Fea_Regions_DB-eng.Feature.GlobalDatabase.html`;
const CREATE = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html';
const POSTGRESQL = 'aurora-postgresql';
const LONGEST_NAMES: Record<string, number> = { [POSTGRESQL]: 63, 'aurora-mysql': 64 };
const REGIONS_WITHOUT = ['ap-southeast-6', 'ap-east-2', 'ap-southeast-7'];

const tooOld: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR101',
  severity: Severity.IMPOSSIBLE,
  title: 'A version of the engine that a global database cannot switch over',
  source: `${GUIDE}/aurora-global-database-disaster-recovery.html`,
  check: ({ path, engine }) => when(!canSwitchOver(engine), () => ({
    path: `${path}.engine.version`,
    message: `'${engine.version}' given, which no switchover between regions works with; 14 or newer, 13.3, 12.4 or 11.9 needed, with MySQL Aurora 3.01 or newer`,
    mend: 'Choose a newer version',
  })),
});

const regionWithout: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR102',
  severity: Severity.RISK,
  title: 'A region that had no Aurora global databases when this version of the library was released',
  source: FEATURE,
  check: ({ primaryRegion, standbyRegion }) => [['primary', primaryRegion], ['standby', standbyRegion]].filter(([, region]) => REGIONS_WITHOUT.includes(region))
    .map(([role, region]) => ({
      path: `${role}.region`,
      message: `'${region}' given, where AWS listed no Aurora global databases`,
      mend: 'See whether AWS lists it by now, or choose another region',
    })),
});

const databaseName: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR103',
  severity: Severity.IMPOSSIBLE,
  title: 'A name of the database that the engine refuses',
  source: CREATE,
  check: ({ path, databaseName: name, engine }) => {
    const longest = LONGEST_NAMES[engine.engineName];
    const fits = /^[A-Za-z]\w*$/.test(name) && name.length <= longest;
    const refused = REFUSED_DATABASE_NAMES[engine.engineName].includes(name.toLowerCase());
    return when(!fits || refused, () => ({
      path: `${path}.databaseName`,
      message: refused ? `'${name}' given, which the engine keeps to itself` : `${show(name)} given, 1 to ${longest} letters, digits and underscores needed, a letter first`,
      mend: refused ? `Use another, such as '${name.toLowerCase()}_data'` : 'Correct it',
    }));
  },
});

const databaseWord: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR104',
  severity: Severity.UNSAFE,
  title: 'A name of the database that is a word of SQL: RDS refuses many of them, and the rest need quotes',
  source: 'https://www.postgresql.org/docs/current/sql-keywords-appendix.html',
  check: ({ path, databaseName: name, engine }) => when(
    SQL_WORDS.has(name.toLowerCase()) && !REFUSED_DATABASE_NAMES[engine.engineName].includes(name.toLowerCase()), () => ({
      path: `${path}.databaseName`,
      message: `'${name}' given, which is a word of SQL`,
      mend: `Use another, such as '${name.toLowerCase()}_data'`,
    }),
  ),
});

const userName: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR105',
  severity: Severity.IMPOSSIBLE,
  title: 'A name of the master user that the engine refuses',
  source: CREATE,
  check: ({ credentials: { path, username }, engine }) => {
    const refused = REFUSED_USER_NAMES[engine.engineName].includes(username.toLowerCase());
    return when(refused || !/^[A-Za-z][A-Za-z0-9]{0,15}$/.test(username), () => ({
      path: `${path}.username`,
      message: refused ? `'${username}' given, which the engine keeps to itself` : `${show(username)} given, 1 to 16 letters and digits needed, a letter first`,
      mend: "Use another, such as 'dbadmin'",
    }));
  },
});

const userWord: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR136',
  severity: Severity.UNSAFE,
  title: 'A name of the master user that is a word of SQL: RDS refuses those that the engine reserves, and the rest need quotes',
  source: CREATE,
  check: ({ credentials: { path, username }, engine }) => when(
    SQL_WORDS.has(username.toLowerCase()) && !REFUSED_USER_NAMES[engine.engineName].includes(username.toLowerCase()), () => ({
      path: `${path}.username`,
      message: `'${username}' given, which is a word of SQL`,
      mend: "Use another, such as 'dbadmin'",
    }),
  ),
});

const ownedParameter: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR106',
  severity: Severity.IMPOSSIBLE,
  title: 'A parameter that the library sets itself',
  source: 'docs/database.md',
  check: ({ path, givenParameters }) => Object.entries(OWNED_PARAMETERS)
    .filter(([name]) => givenParameters[name] !== undefined).map(([name, mend]) => ({
      path: `${path}.parameters.${name}`,
      message: `${show(givenParameters[name])} given for a parameter that the library sets`,
      mend,
    })),
});

const LOGGED_STATEMENTS: Record<string, string> = { ddl: 'that define something', mod: 'that define or change something', all: 'of every kind' };

const valuesInLogs: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR107',
  severity: Severity.UNSAFE,
  title: 'A parameter that writes statements to the log as they are, with the values and passwords in them',
  source: `${GUIDE}/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html`,
  check: ({ path, givenParameters: { log_statement: logStatement, general_log: generalLog } }) => {
    const which = new Map(Object.entries(LOGGED_STATEMENTS)).get(logStatement?.toLowerCase());
    return [
      ...when(which !== undefined, () => ({
        path: `${path}.parameters.log_statement`,
        message: `${show(logStatement)} given, which writes statements ${which} to the log, CREATE and ALTER ROLE with their passwords included`,
        mend: 'Leave it out; pgAudit logs statements without passwords',
      })),
      ...when(isOn(generalLog), () => ({
        path: `${path}.parameters.general_log`,
        message: `${show(generalLog)} given, which writes every statement to the log with its values`,
        mend: 'Leave it out; slow statements are logged anyway',
      })),
    ];
  },
});

const slotsStay: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR132',
  severity: Severity.RISK,
  title: 'Logical replication out of the database: its position stays in the old region at a failover',
  source: `${GUIDE}/aurora-global-database-disaster-recovery.html`,
  check: ({ path, givenParameters }) => [
    ...(isOn(givenParameters['rds.logical_replication']) ? ['rds.logical_replication'] : []),
    ...(/^(row|mixed|statement)$/i.test(givenParameters.binlog_format ?? '') ? ['binlog_format'] : []),
  ].map(name => ({
    path: `${path}.parameters.${name}`,
    message: `${show(givenParameters[name])} given; subscribers lose their position when the other region becomes the writer`,
    mend: 'Plan a new initial copy for every subscriber after a failover',
  })),
});

const enforcedRpoRange: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR108',
  severity: Severity.IMPOSSIBLE,
  title: 'An enforced RPO that Aurora does not take',
  source: `${GUIDE}/aurora-global-database-disaster-recovery.html`,
  check: ({ path, enforcedRpoSeconds: seconds }) => when(seconds !== undefined && !isCount(seconds, 20, 2_147_483_647), () => ({
    path: `${path}.enforcedRpoSeconds`,
    message: `${seconds} given, at least 20 needed, at most 2147483647, a whole number`,
    mend: 'Set it to 20 or more, or leave it out',
  })),
});

const enforcedRpoEngine: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR109',
  severity: Severity.IMPOSSIBLE,
  title: 'An enforced RPO with an engine other than PostgreSQL',
  source: `${GUIDE}/aurora-global-database-disaster-recovery.html`,
  check: ({ path, enforcedRpoSeconds: seconds, engine }) => when(seconds !== undefined && engine.engineName !== POSTGRESQL, () => ({
    path: `${path}.enforcedRpoSeconds`,
    message: `${seconds} given with MySQL, which cannot hold commits back; PostgreSQL needed`,
    mend: 'Leave it out',
  })),
});

const backupRetention: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR118',
  severity: Severity.IMPOSSIBLE,
  title: 'Backups kept for a time that Aurora does not offer',
  source: `${GUIDE}/Aurora.Managing.Backups.html`,
  check: ({ path, backupRetentionDays: days }) => when(!isCount(days, 1, 35), () => ({
    path: `${path}.backupRetentionDays`,
    message: `${days} given, 1 to 35 days possible`,
    mend: 'Choose a time in between; AWS Backup keeps longer',
  })),
});

const logRetention: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR128',
  severity: Severity.IMPOSSIBLE,
  title: 'Logs kept for a time that CloudWatch Logs does not offer',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  check: ({ path, logRetentionDays: days }) => when(!LOG_RETENTION_DAYS.includes(days), () => ({
    path: `${path}.logRetentionDays`,
    message: `${days} given, one of ${LOG_RETENTION_DAYS.join(', ')} needed`,
    mend: 'Choose one of these',
  })),
});

export const contentRules: Rule<DatabasePlan>[] = [
  tooOld, regionWithout, databaseName, databaseWord, userName, userWord, ownedParameter, valuesInLogs, slotsStay, enforcedRpoRange, enforcedRpoEngine,
  backupRetention, logRetention,
];

// Managed switchover: PostgreSQL 13.3, 12.4 and 11.9 and newer of each, every later major; Aurora MySQL 3.01 (8.0) and all of 8.4.
function canSwitchOver({ engineName, parsed }: EnginePlan): boolean {
  if (engineName !== POSTGRESQL) return atLeast(parsed, 3, 1);
  const [major, minor] = parsed.numbers;
  const leastMinor: Record<number, number> = { 11: 9, 12: 4, 13: 3 };
  return major >= 14 || (leastMinor[major] !== undefined && minor >= leastMinor[major]);
}
