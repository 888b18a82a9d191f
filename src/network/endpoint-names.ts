// The names of the services behind VPC endpoints.

/** The service of an endpoint. Gateway endpoints have this form in every partition, interface endpoints in the ones below. */
export function endpointService(region: string, service: string): string {
  return `com.amazonaws.${region}.${service}`;
}

/** Whether interface endpoints of a partition have the form above: in others the prefix differs from service to service. */
export function knowsEndpointsOf(partition: string): boolean {
  return partition === 'aws' || partition === 'aws-us-gov';
}
