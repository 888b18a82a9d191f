// What is in each region and what goes between them, from users to stores.

import { writtenFacts } from './facts';
import type { ReportSource } from './source';
import { stateRows } from './state';
import { backupRows } from '../backup/report';
import { databaseRows } from '../database/report';
import { dnsRows } from '../dns/report';
import { eventsRows } from '../events/report';
import { functionRows } from '../functions/report';
import { httpRows } from '../http/report';
import { operatorRows } from '../identity/report';
import { monitoringRows } from '../monitoring/report';
import { networkRows } from '../network/report';
import { parameterRows } from '../parameters/report';
import type { ArchitectureRow } from '../plan/report';
import { tableRows } from '../tables/report';

/** The rows of all sections that there are. */
export function architectureOf({ plan: { layers, estimate: { terms }, context: { sites } }, stacks }: ReportSource): ArchitectureRow[] {
  const { dns, http, functions = [], events, tables = [], database, parameters, backup, monitoring, network, operators } = layers;
  return [
    ...(dns === undefined ? [] : dnsRows(dns)),
    ...(http === undefined ? [] : httpRows(http)),
    ...functionRows(functions),
    ...(events === undefined ? [] : eventsRows(events)),
    ...tableRows(tables, terms),
    ...(database === undefined ? [] : databaseRows(database, terms)),
    ...(parameters === undefined ? [] : parameterRows(parameters, writtenFacts(layers, sites))),
    ...(backup === undefined ? [] : backupRows(backup)),
    ...(monitoring === undefined ? [] : monitoringRows(monitoring)),
    ...(network === undefined ? [] : networkRows(network)),
    ...(operators === undefined ? [] : operatorRows(operators)),
    ...stateRows(stacks, sites),
  ];
}
