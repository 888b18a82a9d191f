// The parameters of both clusters: the library's, and the user's over them.

/** A parameter of a cluster parameter group. */
export interface ParameterPlan {
  readonly parameterName: string;
  readonly value: string;
  readonly applyMethod: string;
}

// `log_statement` is not among them: with any value but `none`, statements that set a password would be in the exported logs.
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html and
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Reference.ParameterGroups.html: all of these are dynamic.
const DEFAULTS: Record<string, Record<string, string>> = {
  'aurora-postgresql': {
    'rds.force_ssl': '1',
    'log_min_duration_statement': '1000',
    'log_lock_waits': '1',
  },
  'aurora-mysql': {
    require_secure_transport: 'ON',
    slow_query_log: '1',
    long_query_time: '2',
    log_output: 'FILE',
    innodb_print_all_deadlocks: '1',
  },
};

/** The parameter that holds commits back while the standby lags. */
export const ENFORCED_RPO = 'rds.global_db_rpo';

/** What a user must not set, with what to do about it. */
export const OWNED_PARAMETERS: Record<string, string> = {
  [ENFORCED_RPO]: 'Set enforcedRpoSeconds instead',
  'rds.force_ssl': 'Leave it out: connections are encrypted always',
  'require_secure_transport': 'Leave it out: connections are encrypted always',
};

/** The parameters of one cluster. */
export function parametersOf(engineName: string, given: Record<string, string>, enforcedRpoSeconds: number | undefined): ParameterPlan[] {
  const dynamic = {
    ...DEFAULTS[engineName],
    ...(enforcedRpoSeconds === undefined ? {} : { [ENFORCED_RPO]: String(enforcedRpoSeconds) }),
  };
  return Object.entries({ ...dynamic, ...given }).map(([parameterName, value]) => ({
    parameterName,
    value,
    // RDS refuses `immediate` for a static parameter, and takes `pending-reboot` for every one.
    applyMethod: Object.prototype.hasOwnProperty.call(dynamic, parameterName) ? 'immediate' : 'pending-reboot',
  }));
}

/** The kinds of log that are exported to CloudWatch Logs. MySQL writes its audit log only where the parameters turn it on. */
export function exportedLogs(engineName: string, given: Record<string, string>): string[] {
  if (engineName === 'aurora-postgresql') return ['postgresql'];
  return isOn(given.server_audit_logging) ? ['audit', 'error', 'slowquery'] : ['error', 'slowquery'];
}

/** Whether a parameter turns something on. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && /^(1|on|true|yes)$/i.test(value);
}
