// The environment that the code of a function finds: docs/functions.md is its contract.

import type { AccessPlan } from './plan-access';

/** The names that the database's coordinates have. Their values are known to Terraform alone. */
export const DATABASE_VARIABLES = [
  'DATABASE_WRITER_ENDPOINT', 'DATABASE_READER_ENDPOINT', 'DATABASE_PORT', 'DATABASE_NAME', 'DATABASE_SECRET_ID',
] as const;

/** Values of the database's variables; what is not known is left out. */
export type DatabaseVariables = Partial<Record<typeof DATABASE_VARIABLES[number], string>>;

/** The name of the variable that holds the name of a table. */
export function tableVariable(tableName: string): string {
  return `TABLE_${tableName.toUpperCase().replace(/-/g, '_')}`;
}

/** The name of the variable that says which secret to ask for. */
export function secretVariable(secretName: string): string {
  return `SECRET_${secretName.toUpperCase().replace(/-/g, '_')}`;
}

/** The variables of a function that are known when it is planned, but for `SITE_ROLE`. */
export function knownVariables(serviceName: string, environment: string, access: AccessPlan[]): Record<string, string> {
  const ofAccess = access.flatMap((one): [string, string][] => {
    switch (one.kind) {
      case 'table': return [[tableVariable(one.table.tableName), one.table.physicalName]];
      case 'publish': return [['EVENT_BUS_NAME', one.busName]];
      case 'parameters': return [['PARAMETER_PREFIX', one.prefix]];
      case 'secret': return one.secret.physicalName === undefined ? [] : [[secretVariable(one.secret.secretName), one.secret.physicalName]];
      default: return [];
    }
  });
  return { SERVICE_NAME: serviceName, SERVICE_ENVIRONMENT: environment, ...Object.fromEntries(ofAccess) };
}

/** The variables of secrets that are there already, by their ARNs in a region. */
export function ownSecretVariables(access: AccessPlan[], role: 'primary' | 'standby'): Record<string, string> {
  return Object.fromEntries(access.flatMap((one): [string, string][] => {
    const arn = one.kind === 'secret' ? one.secret.ownArns?.[role] : undefined;
    return one.kind === 'secret' && arn !== undefined ? [[secretVariable(one.secret.secretName), arn]] : [];
  }));
}
