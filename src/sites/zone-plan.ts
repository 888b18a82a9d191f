// A zone, as it is planned.

import { HostedZone } from './hosted-zone';
import type { PlanningContext } from './plan';
import { PROVIDER_OR_SETTINGS } from './rules';
import { ROLE_ARN } from './rules-settings';
import { isExpression, Reader } from '../plan/reader';
import { roleArnNeeds } from '../plan/role-arn';
import type { ProblemList } from '../plan/rule';

/** A zone. Id and role may be tokens. */
export interface ZonePlan {
  readonly zoneName: string;
  /** The id of a zone that is there already, where it is known. */
  readonly zoneId?: string;
  /** What a zone that is made is to be; missing for one that is there already. */
  readonly created?: { readonly acceleratedRecovery: boolean };
  /** The role that is assumed in the account of the zone. */
  readonly assumeRoleArn?: string;
  /** The user's provider for the account of the zone, known to constructs alone. */
  readonly ownProvider?: object;
}

const ACCESS = ['assumeRoleArn', 'zoneProvider'];

/** Reads the property `zone`; undefined for one that was left out or is wrong. */
export function readZone(reader: Reader, context: PlanningContext, list: ProblemList): ZonePlan | undefined {
  const zone = reader.instance('zone', 'a HostedZone', (value): value is HostedZone => value instanceof HostedZone);
  if (zone === undefined) return undefined;
  const path = reader.at('zone');
  const { kind, options, ...values } = zone._facts;
  const own = new Reader(values, path, list, context.isToken);
  own.need('zoneName', "'example.com'");
  if (kind === 'id') own.need('zoneId', "'Z0123456789ABCDEFGHIJ'");
  const more = new Reader(options, path, list, context.isToken);
  more.onlyHas(kind === 'new' ? [...ACCESS, 'acceleratedRecovery'] : ACCESS);
  const zoneName = own.text('zoneName');
  const zoneId = own.opaque('zoneId');
  const created = kind === 'new' ? { created: { acceleratedRecovery: more.bool('acceleratedRecovery') ?? false } } : {};
  const access = readAccess(more, context, list);
  if (zoneName === undefined) return undefined;
  if (kind === 'new') claim(zoneName, zone, path, context, list);
  return { zoneName, zoneId, ...created, ...access };
}

function readAccess(reader: Reader, { sites }: PlanningContext, list: ProblemList): Pick<ZonePlan, 'assumeRoleArn' | 'ownProvider'> {
  const ownProvider = reader.instance('zoneProvider', 'an AWS provider', isAwsProvider);
  const assumeRoleArn = reader.opaque('assumeRoleArn') || undefined;
  if (ownProvider !== undefined && assumeRoleArn !== undefined) {
    list.add(PROVIDER_OR_SETTINGS, {
      path: reader.at('zoneProvider'),
      message: 'a provider given together with assumeRoleArn, which is for a provider that the library makes',
      mend: 'Set the role on your provider, or leave the provider out',
    });
  }
  const needed = assumeRoleArn === undefined || isExpression(assumeRoleArn) ? undefined : roleArnNeeds(assumeRoleArn, sites.primary.region);
  if (needed !== undefined) {
    list.add(ROLE_ARN, { path: reader.at('assumeRoleArn'), message: `'${assumeRoleArn}' given, ${needed}`, mend: 'Give the whole ARN of the role' });
  }
  return { assumeRoleArn, ownProvider };
}

// AWS lets an account have two zones of one name, of which the world knows one at most.
function claim(zoneName: string, zone: HostedZone, path: string, { namer }: PlanningContext, list: ProblemList): void {
  namer.given(zoneName, {
    what: 'zone',
    resource: 'Route 53 zone',
    path: `${path}.zoneName`,
    owner: zone,
    mend: 'Create it once: give the same HostedZone to all sections of a service, and HostedZone.fromName or fromId to another one',
  }, list);
}

// By what one consists of, since planning knows no cdktf.
function isAwsProvider(value: unknown): value is object {
  const { terraformResourceType, toTerraform } = (value ?? {}) as { terraformResourceType?: unknown; toTerraform?: unknown };
  return terraformResourceType === 'aws' && typeof toTerraform === 'function';
}
