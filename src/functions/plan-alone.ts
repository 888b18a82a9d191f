// Checks what a function that is made alone is told of its service.

import type { FunctionPlan } from './plan';
import type { DatabaseReference, FunctionSurroundings } from './plan-surroundings';
import { outsideOfNetwork } from './rules-access';
import { planKey, planStandbyDatabaseKey } from '../keys/plan';
import type { Problem } from '../plan/problem';
import { Reader } from '../plan/reader';
import { ProblemList } from '../plan/rule';
import { Strategy } from '../plan/strategy';
import type { PlanningContext } from '../sites/plan';

const LEAST_SUBNETS = 2;

/** What planning gets to know, and what is missing once the function is planned. */
export interface Alone {
  readonly surroundings: FunctionSurroundings;
  check(plan: FunctionPlan | undefined): Problem[];
}

/** Reads the surroundings of a function. */
export function planSurroundings(props: object, context: PlanningContext): Alone {
  const list = new ProblemList();
  const reader = new Reader(props, '', list, context.isToken);
  const standby = context.sites.strategy !== Strategy.BACKUP_RESTORE;
  const database = reader.has('database') ? planDatabase(reader.struct('database'), standby, context, list) : undefined;
  return {
    surroundings: { database },
    check: plan => {
      if (plan?.inNetwork) checkNetworks(reader, standby, list);
      if (plan !== undefined) checkStreams(reader, plan, standby);
      return list.problems;
    },
  };
}

function planDatabase(reader: Reader, standby: boolean, context: PlanningContext, list: ProblemList): DatabaseReference {
  // A GlobalDatabase itself may be given, which has other members too.
  ['writerEndpoint', 'readerEndpoints', 'port', 'secretArns'].forEach(property => reader.need(property, 'the member of the GlobalDatabase'));
  const secretArns = reader.struct('secretArns');
  if (reader.has('secretArns')) {
    secretArns.need('primary', 'the ARN of the secret');
    if (standby) secretArns.need('standby', 'the ARN of the secret');
  }
  reader.opaque('writerEndpoint');
  if (!context.isToken(reader.raw('port'))) reader.integer('port');
  ['primary', 'standby'].forEach(role => reader.struct('readerEndpoints').opaque(role));
  const secretName = reader.text('secretName');
  const databaseName = reader.opaque('databaseName');
  const primary = secretArns.opaque('primary');
  return {
    secretName,
    databaseName,
    ...(secretName !== undefined || primary === undefined ? {} : { ownSecretArns: { primary, standby: secretArns.opaque('standby') } }),
    keys: secretName === undefined ? {} : {
      primary: planKey('database', context.sites.primary, context, list),
      ...(standby ? { standby: planStandbyDatabaseKey(context, list) } : {}),
    },
  };
}

function checkNetworks(reader: Reader, standby: boolean, list: ProblemList): void {
  reader.need('networks', '{ primary: {...}, standby: {...} }');
  if (!reader.has('networks')) return;
  const networks = reader.struct('networks');
  networks.onlyHas(['primary', 'standby']);
  for (const role of standby ? ['primary', 'standby'] : ['primary']) {
    networks.need(role, '{ subnetIds: [...], securityGroupIds: [...] }');
    if (!networks.has(role)) continue;
    const network = networks.struct(role);
    network.onlyHas(['subnetIds', 'securityGroupIds']);
    for (const [property, least] of [['subnetIds', LEAST_SUBNETS], ['securityGroupIds', 1]] as const) {
      network.need(property, "['...']");
      const given = new Set(network.opaques(property)).size;
      if (!network.has(property) || given >= least) continue;
      list.add(outsideOfNetwork, { path: network.at(property), message: `${given} given, at least ${least} needed`, mend: 'Add what is missing' });
    }
  }
}

function checkStreams(reader: Reader, { triggers }: FunctionPlan, standby: boolean): void {
  const tables = triggers.filter(trigger => trigger.kind === 'stream').map(trigger => trigger.triggerName);
  if (tables.length === 0) return;
  reader.need('streams', '{ primary: { orders: ... }, standby: { orders: ... } }');
  if (!reader.has('streams')) return;
  const streams = reader.struct('streams');
  streams.onlyHas(['primary', 'standby']);
  for (const role of standby ? ['primary', 'standby'] : ['primary']) {
    streams.need(role, '{ orders: ... }');
    if (!streams.has(role)) continue;
    const ofSite = streams.struct(role);
    for (const table of tables) {
      ofSite.need(table, 'the ARN of its stream');
      ofSite.opaque(table);
    }
  }
}
