// The kinds of alarms, as users name them.

/** What an alarm watches. docs/monitoring.md has a table of them: metric, threshold, why, and what to do. */
export enum AlarmKind {
  /** How far the secondary database is behind the primary. */
  DATABASE_REPLICATION_LAG = 'DATABASE_REPLICATION_LAG',
  /** How much the secondary database would lose. */
  DATABASE_RPO_LAG = 'DATABASE_RPO_LAG',
  /** How long writes to a table take to the other region. */
  TABLE_REPLICATION_LATENCY = 'TABLE_REPLICATION_LATENCY',
  /** Reads and writes that a table refused for its capacity. */
  TABLE_THROTTLES = 'TABLE_THROTTLES',
  /** The share of a function's calls that failed. */
  FUNCTION_ERRORS = 'FUNCTION_ERRORS',
  /** Calls of a function that Lambda refused. */
  FUNCTION_THROTTLES = 'FUNCTION_THROTTLES',
  /** Calls of a function that came close to its time-out. */
  FUNCTION_DURATION = 'FUNCTION_DURATION',
  /** How old the records are that a function reads from a stream. */
  STREAM_AGE = 'STREAM_AGE',
  /** A consumer that works in the standby region. */
  CONSUMER_DRIFT = 'CONSUMER_DRIFT',
  /** How long the oldest message of a queue waits. */
  QUEUE_AGE = 'QUEUE_AGE',
  /** What could not be worked on. */
  DEAD_LETTERS = 'DEAD_LETTERS',
  /** Calls of a rule's target that failed for good. */
  RULE_FAILURES = 'RULE_FAILURES',
  /** The share of requests that an HTTP API answered with a server error. */
  API_ERRORS = 'API_ERRORS',
  /** How long the slowest hundredth of requests took. */
  API_LATENCY = 'API_LATENCY',
  /** How long a certificate is still valid. */
  CERTIFICATE_EXPIRY = 'CERTIFICATE_EXPIRY',
  /** Backup jobs that failed. */
  BACKUP_FAILURES = 'BACKUP_FAILURES',
  /** Copies of backups to the other region that failed. */
  COPY_FAILURES = 'COPY_FAILURES',
  /** A region that does not answer the health checkers of Route 53. */
  ENDPOINT_HEALTH = 'ENDPOINT_HEALTH',
  /** The failover switch is thrown. */
  SWITCH_THROWN = 'SWITCH_THROWN',
  /** Several signals of one region together. */
  SITE_UNWELL = 'SITE_UNWELL',
}

/** How much haste an alarm needs. */
export enum AlarmSeverity {
  /** Somebody has to look at once, at night too. */
  PAGE = 'PAGE',
  /** Somebody has to look in working hours. */
  NOTICE = 'NOTICE',
}
