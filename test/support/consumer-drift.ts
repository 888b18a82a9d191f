// What a failover switches: the consumers of the primary off, those of the standby on.

/** Attributes of event source mappings and rules after a failover, by address. */
export function consumerDrift(json: Record<string, any>): Record<string, Record<string, unknown>> {
  const bodies = (resourceType: string) => Object.entries<Record<string, any>>(json.resource[resourceType] ?? {});
  return Object.fromEntries([
    ...bodies('aws_lambda_event_source_mapping').map(([name, { enabled }]) => [`aws_lambda_event_source_mapping.${name}`, { enabled: !enabled }]),
    // Rules that forward to the other region stay on.
    ...bodies('aws_cloudwatch_event_rule')
      .filter(([, body]) => !/\/Forward\//.test(body['//']?.metadata?.path ?? ''))
      .map(([name, { state }]) => [`aws_cloudwatch_event_rule.${name}`, { state: state === 'ENABLED' ? 'DISABLED' : 'ENABLED' }]),
  ]);
}
