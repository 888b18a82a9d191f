// What the library writes of a service to SSM, as far as it is known before Terraform runs.

import { physicalNamesOf } from '../functions/plan';
import type { LayerPlans } from '../multi-region-dr/layers';
import { KNOWN_LATER, WrittenFact } from '../parameters/report';
import { OWN_FOLDER } from '../plan/parameter-path';
import { told } from '../plan/report';
import type { SitesPlan } from '../sites/plan';

/** The parameters below `dr/`, by name. A test holds the names against what is synthesized. */
export function writtenFacts(layers: LayerPlans, { primary, standby }: SitesPlan): WrittenFact[] {
  const { http, dns, events, tables = [], functions = [], database } = layers;
  const same = (name: string, value: string | undefined): WrittenFact => ({ name, primary: value, standby: value });
  const hostName = dns?.hostName ?? http?.hostName;
  const endpointOf = (site: { siteHostName?: string } | undefined) => site && (site.siteHostName === undefined ? KNOWN_LATER : `https://${site.siteHostName}`);
  return [
    { name: 'site-role', primary: 'primary', standby: 'standby' },
    same('primary-region', primary.region),
    same('standby-region', standby.region),
    ...(http === undefined ? [] : [{ name: 'endpoint', primary: endpointOf(http.primary), standby: endpointOf(http.standby) }]),
    ...(hostName === undefined ? [] : [same('host-name', hostName)]),
    ...(events === undefined ? [] : [same('bus-name', events.busName)]),
    ...tables.map(({ tableName, physicalName }) => same(`tables/${tableName}`, told(physicalName, KNOWN_LATER))),
    ...functions.map(plan => ({ name: `functions/${plan.functionName}`, ...physicalNamesOf(plan) })),
    ...(database === undefined ? [] : databaseFacts(database)),
    ...(dns?.failoverSwitch === undefined ? [] : [same('switch-bucket', `${dns.failoverSwitch.bucketName}-<account>`)]),
  ].map(fact => ({ ...fact, name: `${OWN_FOLDER}${fact.name}` }));
}

function databaseFacts(plan: NonNullable<LayerPlans['database']>): WrittenFact[] {
  const { credentials: { secretName, ownSecretArns }, engine } = plan;
  const hasStandby = plan.existing ? plan.standbyClusterIdentifier !== undefined : plan.standby !== undefined;
  const later = (name: string): WrittenFact => ({ name, primary: KNOWN_LATER, standby: hasStandby ? KNOWN_LATER : undefined });
  const secret = (arn: string | undefined) => arn && told(arn, KNOWN_LATER);
  const port = plan.existing ? KNOWN_LATER : String(engine.port);
  return [
    { name: 'database/writer-endpoint', primary: KNOWN_LATER, standby: KNOWN_LATER },
    later('database/reader-endpoint'),
    { name: 'database/port', primary: port, standby: plan.existing && !hasStandby ? undefined : port },
    { name: 'database/secret-id', primary: secretName ?? secret(ownSecretArns?.primary), standby: secretName ?? secret(ownSecretArns?.standby) },
    ...(plan.existing ? [] : [{ name: 'database/name', primary: plan.databaseName, standby: plan.databaseName }]),
  ];
}
