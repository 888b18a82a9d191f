// Every kind of alarm: its metric, when it rings, why, and what to do. Alarms are made from this table, and docs/monitoring.md is written from it.

import { AlarmKind, AlarmSeverity } from './kind';
import type { AlarmThresholds } from './props';

/** One metric of AWS's. */
export interface MetricFacts {
  readonly metricName: string;
  readonly statistic: string;
  /** Dimensions beside those of the kind. */
  readonly moreDimensions?: string[];
}

/** When an alarm rings. */
export interface ThresholdFacts {
  /** The property that changes it for all alarms of the kind. */
  readonly property?: keyof AlarmThresholds;
  readonly usual: number;
  /** The unit that users give it in. */
  readonly unit: string;
  /** What a value is multiplied with to be in the unit of the metric. */
  readonly factor: number;
  readonly least: number;
  readonly most: number;
  /** Why it is as it is. */
  readonly reason: string;
  /** Whether half of the recovery point objective is taken where that is less. */
  readonly byObjective?: boolean;
}

/** What a composite alarm makes of a kind. */
export type Signal = 'users' | 'work' | 'data';

/** A kind of alarm. */
export interface KindFacts {
  readonly kind: AlarmKind;
  readonly severity: AlarmSeverity;
  readonly namespace: string;
  readonly dimensions: string[];
  /** The metrics, by their ids in `expression` where there is one; else the only one. */
  readonly metrics: Record<string, MetricFacts>;
  readonly expression?: string;
  readonly comparison: 'above' | 'below';
  readonly threshold: ThresholdFacts;
  /** The shortest period that the metric has a value for. */
  readonly shortestPeriodSeconds: number;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: 'breaching' | 'notBreaching' | 'ignore';
  readonly signal?: Signal;
  /** What has happened, in the description of the alarm. `{}` stands for what is watched, and the region follows. */
  readonly tells: string;
  readonly why: string;
  readonly todo: string;
  readonly source: string;
}

const AURORA = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html';
const AURORA_GLOBAL = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html';
const TABLES = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html';
const GLOBAL_TABLES = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_monitoring.html';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html';
const SQS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html';
const EVENTS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html';
const HTTP_API = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html';
const ACM = 'https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html';
const BACKUP = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html';
const ROUTE_53 = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html';

const MOST_SECONDS = 86_400;
const BY_OBJECTIVE = 'half of the objective, so that there is time to act; a minute at most, which is many times what replication usually takes';
const FIVE_MINUTES = { shortestPeriodSeconds: 60, periodSeconds: 60, evaluationPeriods: 5, datapointsToAlarm: 5 };
const THREE_OF_FIVE = { ...FIVE_MINUTES, datapointsToAlarm: 3 };
const AT_ONCE = { shortestPeriodSeconds: 60, periodSeconds: 60, evaluationPeriods: 1, datapointsToAlarm: 1 };
const NONE_ALLOWED = { unit: 'count', factor: 1, usual: 0, least: 0, most: 1_000_000_000 };
const lag = { unit: 'seconds', factor: 1000, usual: 60, least: 0.001, most: MOST_SECONDS, reason: BY_OBJECTIVE, byObjective: true };
const percent = { unit: 'per cent', factor: 1, least: 0, most: 99 };

// AWS's pages show the metric by its cluster alone, and by its cluster and the region that it replicates from: whichever has values is taken.
function lagOf(metricName: string): Pick<KindFacts, 'metrics' | 'expression'> {
  return {
    metrics: { cluster: { metricName, statistic: 'Maximum' }, source: { metricName, statistic: 'Maximum', moreDimensions: ['SourceRegion'] } },
    expression: 'MAX([cluster, source])',
  };
}

/** The kinds of alarms on metrics. */
export const KINDS: KindFacts[] = [
  {
    kind: AlarmKind.DATABASE_REPLICATION_LAG,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/RDS',
    dimensions: ['DBClusterIdentifier'],
    ...lagOf('AuroraGlobalDBReplicationLag'),
    comparison: 'above',
    threshold: { ...lag, property: 'databaseReplicationLagSeconds' },
    ...FIVE_MINUTES,
    // The secondary alone has the metric, and which one that is changes at a failover.
    missingData: 'notBreaching',
    signal: 'data',
    tells: 'The database is behind the writer in the other region',
    why: 'A switchover waits for the lag, and readers see old data',
    todo: 'Look at the writer\'s load and at the network between the regions; do not switch over before it falls',
    source: AURORA,
  },
  {
    kind: AlarmKind.DATABASE_RPO_LAG,
    severity: AlarmSeverity.PAGE,
    namespace: 'AWS/RDS',
    dimensions: ['DBClusterIdentifier'],
    ...lagOf('AuroraGlobalDBRPOLag'),
    comparison: 'above',
    threshold: { ...lag, property: 'databaseRpoLagSeconds' },
    ...FIVE_MINUTES,
    missingData: 'notBreaching',
    signal: 'data',
    tells: 'Losing the writer\'s region now would lose more of the database than planned',
    why: 'It is what a failover with data loss loses, and what it is decided by',
    todo: 'Write the value down before a failover; otherwise as for the replication lag',
    source: AURORA_GLOBAL,
  },
  {
    kind: AlarmKind.TABLE_REPLICATION_LATENCY,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/DynamoDB',
    dimensions: ['TableName', 'ReceivingRegion'],
    metrics: { latency: { metricName: 'ReplicationLatency', statistic: 'Average' } },
    // There is data only while there are writes: without 0 in its place the alarm would never end.
    expression: 'FILL(latency, 0)',
    comparison: 'above',
    threshold: { ...lag, property: 'tableReplicationLatencySeconds' },
    ...FIVE_MINUTES,
    // Whatever is said here, alarms on DynamoDB's metrics keep their state while data is missing.
    missingData: 'ignore',
    signal: 'data',
    tells: 'Writes to the table {} take long to the other region',
    why: 'What is on the way is lost, or comes back late, when this region is lost',
    todo: 'Look at the AWS Health Dashboard of both regions; move writers if one of them is degraded',
    source: GLOBAL_TABLES,
  },
  {
    kind: AlarmKind.TABLE_THROTTLES,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/DynamoDB',
    dimensions: ['TableName'],
    metrics: { reads: { metricName: 'ReadThrottleEvents', statistic: 'Sum' }, writes: { metricName: 'WriteThrottleEvents', statistic: 'Sum' } },
    // There is data only when there are throttles: without 0 in its place the alarm would never end.
    expression: 'FILL(reads, 0) + FILL(writes, 0)',
    comparison: 'above',
    threshold: { ...NONE_ALLOWED, property: 'tableThrottles', reason: 'tables on demand throttle where a key is hot or load doubles within half an hour; for three of five minutes it is no accident' },
    ...THREE_OF_FIVE,
    missingData: 'ignore',
    signal: 'data',
    tells: 'The table {} refuses reads or writes',
    why: 'Callers see errors, and a replica that refuses writes falls behind',
    todo: 'Find the hot key with CloudWatch Contributor Insights, or raise the account\'s quota of the table',
    source: TABLES,
  },
  {
    kind: AlarmKind.FUNCTION_ERRORS,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/Lambda',
    dimensions: ['FunctionName'],
    metrics: { errors: { metricName: 'Errors', statistic: 'Sum' }, calls: { metricName: 'Invocations', statistic: 'Sum' } },
    expression: 'IF(calls > 0, 100 * errors / calls, 0)',
    comparison: 'above',
    threshold: { ...percent, property: 'functionErrorPercent', usual: 5, reason: 'one call in twenty is more than retries hide; what is called less than every minute tells by its dead letters' },
    ...THREE_OF_FIVE,
    missingData: 'notBreaching',
    signal: 'work',
    tells: 'Calls of the function {} fail',
    why: 'Users or events are not served',
    todo: 'Read its log group in this region; compare with the other region before a failover',
    source: LAMBDA,
  },
  {
    kind: AlarmKind.FUNCTION_THROTTLES,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/Lambda',
    dimensions: ['FunctionName'],
    metrics: { throttles: { metricName: 'Throttles', statistic: 'Sum' } },
    comparison: 'above',
    threshold: { ...NONE_ALLOWED, property: 'functionThrottles', reason: 'Lambda retries what is asynchronous; for three of five minutes the region has no room left' },
    ...THREE_OF_FIVE,
    missingData: 'notBreaching',
    signal: 'work',
    tells: 'Lambda refuses calls of the function {}',
    why: 'The concurrency of the function or of the region is used up, as it can be when a standby takes all traffic',
    todo: 'Raise reservedConcurrency, or the quota of the region; find out who else uses it up',
    source: LAMBDA,
  },
  {
    kind: AlarmKind.FUNCTION_DURATION,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/Lambda',
    dimensions: ['FunctionName'],
    metrics: { duration: { metricName: 'Duration', statistic: 'Maximum' } },
    comparison: 'above',
    // What per cent are of, each function's time-out tells.
    threshold: { ...percent, least: 1, property: 'functionDurationPercent', usual: 80, reason: 'four fifths of the time-out: the next slow answer of a database is a failed call' },
    ...THREE_OF_FIVE,
    missingData: 'notBreaching',
    tells: 'Calls of the function {} run close to its time-out',
    why: 'What times out has often done half of its work',
    todo: 'See what it waits for: the database after a failover, a table that throttles, a cold start',
    source: LAMBDA,
  },
  {
    kind: AlarmKind.STREAM_AGE,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/Lambda',
    dimensions: ['FunctionName'],
    metrics: { age: { metricName: 'IteratorAge', statistic: 'Maximum' } },
    comparison: 'above',
    threshold: { property: 'streamAgeSeconds', usual: 300, unit: 'seconds', factor: 1000, least: 1, most: MOST_SECONDS, reason: 'batches and retries take some minutes; streams keep records for a day' },
    ...FIVE_MINUTES,
    missingData: 'notBreaching',
    signal: 'work',
    tells: 'The function {} is behind the stream that it reads',
    why: 'A record that fails holds up those behind it, until it is a day old and gone',
    todo: 'Look at its errors and its dead letters',
    source: LAMBDA,
  },
  {
    kind: AlarmKind.CONSUMER_DRIFT,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/Lambda',
    dimensions: ['FunctionName'],
    metrics: { calls: { metricName: 'Invocations', statistic: 'Sum' } },
    comparison: 'above',
    threshold: { ...NONE_ALLOWED, reason: 'in a standby that waits, nothing calls it' },
    ...AT_ONCE,
    shortestPeriodSeconds: 60,
    periodSeconds: 300,
    missingData: 'notBreaching',
    tells: 'The consumer {} works in the standby region. After a failover that is as it should be',
    why: 'What both regions work on is done twice',
    todo: 'Unless there was a failover, switch its triggers off in this region',
    source: 'docs/monitoring.md',
  },
  {
    kind: AlarmKind.QUEUE_AGE,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/SQS',
    dimensions: ['QueueName'],
    metrics: { age: { metricName: 'ApproximateAgeOfOldestMessage', statistic: 'Maximum' } },
    comparison: 'above',
    threshold: { property: 'queueAgeSeconds', usual: 300, unit: 'seconds', factor: 1, least: 1, most: 1_209_600, reason: 'with defaults, one retry of a batch takes three minutes' },
    ...FIVE_MINUTES,
    missingData: 'notBreaching',
    signal: 'work',
    tells: 'Messages wait in the queue {}',
    why: 'Its consumer fails, or is switched off where it should be on: in the primary, or in the standby after a failover',
    todo: 'See that the trigger is enabled in this region, and look at the function\'s errors',
    source: SQS,
  },
  {
    kind: AlarmKind.DEAD_LETTERS,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/SQS',
    dimensions: ['QueueName'],
    metrics: { messages: { metricName: 'ApproximateNumberOfMessagesVisible', statistic: 'Maximum' } },
    comparison: 'above',
    threshold: { ...NONE_ALLOWED, property: 'deadLetters', reason: 'each one is work that was given up' },
    ...AT_ONCE,
    missingData: 'notBreaching',
    tells: 'Something in the queue {} could not be worked on',
    why: 'Nobody tries it again, and after 14 days it is gone',
    todo: 'Read a message, mend the cause, and send them again',
    source: SQS,
  },
  {
    kind: AlarmKind.RULE_FAILURES,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/Events',
    dimensions: ['RuleName'],
    metrics: { failures: { metricName: 'FailedInvocations', statistic: 'Sum' } },
    comparison: 'above',
    threshold: { ...NONE_ALLOWED, reason: 'they are counted after all retries' },
    ...AT_ONCE,
    missingData: 'notBreaching',
    tells: 'Calls by the rule {} failed for good',
    why: 'An event or a scheduled run is lost, unless it is among the dead letters',
    todo: 'See that the rule\'s target is there and lets it call',
    source: EVENTS,
  },
  {
    kind: AlarmKind.API_ERRORS,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/ApiGateway',
    dimensions: ['ApiId'],
    metrics: { errors: { metricName: '5xx', statistic: 'Sum' }, requests: { metricName: 'Count', statistic: 'Sum' } },
    expression: 'IF(requests > 0, 100 * errors / requests, 0)',
    comparison: 'above',
    threshold: { ...percent, property: 'apiErrorPercent', usual: 5, reason: 'health checks ask all the time, so there are requests; one in twenty is seen by users' },
    ...THREE_OF_FIVE,
    missingData: 'notBreaching',
    signal: 'users',
    tells: 'The HTTP entry {} answers with server errors',
    why: 'Users see them',
    todo: 'Look at the functions and the data of this region; if the other one is well, think of a failover',
    source: HTTP_API,
  },
  {
    kind: AlarmKind.API_LATENCY,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/ApiGateway',
    dimensions: ['ApiId'],
    metrics: { latency: { metricName: 'Latency', statistic: 'p99' } },
    comparison: 'above',
    threshold: {
      property: 'apiLatencyMilliseconds',
      usual: 3000,
      unit: 'milliseconds',
      factor: 1,
      least: 1,
      most: 30_000,
      reason: 'a tenth of the 30 seconds after which API Gateway gives up, with room for a cold start',
    },
    ...FIVE_MINUTES,
    missingData: 'notBreaching',
    signal: 'users',
    tells: 'The HTTP entry {} is slow',
    why: 'Users wait, and time-outs follow',
    todo: 'Compare with the duration of functions and the lag of the database',
    source: HTTP_API,
  },
  {
    kind: AlarmKind.CERTIFICATE_EXPIRY,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/CertificateManager',
    dimensions: ['CertificateArn'],
    metrics: { days: { metricName: 'DaysToExpiry', statistic: 'Minimum' } },
    comparison: 'below',
    threshold: { property: 'certificateDays', usual: 30, unit: 'days', factor: 1, least: 1, most: 60, reason: 'ACM begins to renew 60 days before; what is not renewed a month later has a cause to find' },
    shortestPeriodSeconds: 86_400,
    periodSeconds: 86_400,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    // A certificate that has expired has no data any more, and one that is new has none yet.
    missingData: 'ignore',
    tells: 'The certificate {} expires and was not renewed',
    why: 'Both regions have certificates of their own, and that of the standby is missed by nobody until a failover',
    todo: 'See that its validation record is in the zone; import a new one if it was imported',
    source: ACM,
  },
  {
    kind: AlarmKind.BACKUP_FAILURES,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/Backup',
    dimensions: ['BackupVaultName'],
    metrics: {
      failed: { metricName: 'NumberOfBackupJobsFailed', statistic: 'Sum' },
      // Those that a user cancelled, and those that did not begin within their window.
      aborted: { metricName: 'NumberOfBackupJobsAborted', statistic: 'Sum' },
      expired: { metricName: 'NumberOfBackupJobsExpired', statistic: 'Sum' },
    },
    // There is data only where there are such jobs.
    expression: 'FILL(failed, 0) + FILL(aborted, 0) + FILL(expired, 0)',
    comparison: 'above',
    threshold: { ...NONE_ALLOWED, reason: 'each one is a day without a backup' },
    shortestPeriodSeconds: 300,
    periodSeconds: 300,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missingData: 'notBreaching',
    tells: 'A backup to the vault {} failed, was cancelled or never began',
    why: 'Corruption is undone from backups alone',
    todo: 'Read the job\'s status message in AWS Backup, and start it again',
    source: BACKUP,
  },
  {
    kind: AlarmKind.COPY_FAILURES,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/Backup',
    dimensions: ['BackupVaultName'],
    metrics: { failed: { metricName: 'NumberOfCopyJobsFailed', statistic: 'Sum' } },
    comparison: 'above',
    threshold: { ...NONE_ALLOWED, reason: 'each one is a backup that is lost with its region' },
    shortestPeriodSeconds: 300,
    periodSeconds: 300,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missingData: 'notBreaching',
    tells: 'A copy of a backup in the vault {} failed',
    why: 'The other region has no backup of its own then',
    todo: 'Read the job\'s status message in AWS Backup; DynamoDB needs the advanced features on',
    source: BACKUP,
  },
  {
    kind: AlarmKind.ENDPOINT_HEALTH,
    severity: AlarmSeverity.PAGE,
    namespace: 'AWS/Route53',
    dimensions: ['HealthCheckId'],
    metrics: { status: { metricName: 'HealthCheckStatus', statistic: 'Minimum' } },
    comparison: 'below',
    threshold: { usual: 1, unit: 'of 1 (healthy) and 0 (not)', factor: 1, least: 1, most: 1, reason: 'the check has a threshold of its own' },
    ...AT_ONCE,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    missingData: 'breaching',
    tells: 'The {} region does not answer health checks',
    why: 'Checkers see what users see, from outside',
    todo: 'If it is the region that serves users, decide for a failover (docs/failover.md)',
    source: ROUTE_53,
  },
  {
    kind: AlarmKind.SWITCH_THROWN,
    severity: AlarmSeverity.NOTICE,
    namespace: 'AWS/Route53',
    dimensions: ['HealthCheckId'],
    metrics: { status: { metricName: 'HealthCheckStatus', statistic: 'Minimum' } },
    comparison: 'below',
    threshold: { usual: 1, unit: 'of 1 (open) and 0 (thrown)', factor: 1, least: 1, most: 1, reason: 'the check has a threshold of its own' },
    ...AT_ONCE,
    missingData: 'notBreaching',
    tells: 'The failover switch is thrown: users are led to the standby',
    why: 'Everybody on duty must know which region serves users',
    todo: 'If nobody announced it, find out who did it (CloudTrail data events of the bucket)',
    source: ROUTE_53,
  },
];

/** The facts of a kind. */
export function factsOf(kind: AlarmKind): KindFacts {
  return KINDS.find(one => one.kind === kind)!;
}

/** The alarm that joins others. */
export const UNWELL = {
  kind: AlarmKind.SITE_UNWELL,
  severity: AlarmSeverity.PAGE,
  why: 'One page that says which region is in trouble, in place of a dozen messages to add up',
  todo: 'See on the dashboard whether the other region is well, and decide for a failover (docs/failover.md)',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm.html',
} as const;
