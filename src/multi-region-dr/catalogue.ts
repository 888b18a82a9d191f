// Every rule of the library, by the folder that it belongs to: docs/rules.md is written from it.

import { DATABASE_OUT_OF_REACH } from './database-reach';
import { FOREIGN_FUNCTION, HEALTH_NAME_TAKEN } from './http-functions';
import { objectivesRules, otherServiceRules } from './objectives';
import { databaseRules, otherDatabaseRules } from '../database/rules';
import { dnsRules } from '../dns/rules';
import { eventsRules } from '../events/rules';
import { functionRules, otherFunctionRules } from '../functions/rules';
import { httpRules } from '../http/rules';
import { operatorRules, otherOperatorRules } from '../identity/rules';
import { monitoringRules, otherMonitoringRules } from '../monitoring/rules';
import { networkRules, otherNetworkRules } from '../network/rules';
import { namingRules } from '../plan/naming';
import { readerRules } from '../plan/reader';
import type { RuleFacts } from '../plan/rule';
import { settleRules } from '../plan/settle';
import { otherSitesRules, sitesRules } from '../sites/rules';
import { otherTableRules, tableRules } from '../tables/rules';
import { otherTaggedStackRules, taggedStackRules } from '../tagged-stack/rules';

/** The rules of a folder of src, and the codes that it may use. */
export interface Chapter {
  readonly folder: string;
  readonly firstCode: number;
  readonly lastCode: number;
  readonly rules: RuleFacts[];
}

export const chapters: Chapter[] = [
  chapter('plan', 1, 10, [...readerRules, ...settleRules, ...namingRules]),
  chapter('sites', 11, 49, [...sitesRules, ...otherSitesRules]),
  chapter('tagged-stack', 50, 99, [...taggedStackRules, ...otherTaggedStackRules]),
  chapter('database', 100, 149, [...databaseRules, ...otherDatabaseRules]),
  chapter('network', 150, 199, [...networkRules, ...otherNetworkRules]),
  chapter('tables', 200, 249, [...tableRules, ...otherTableRules]),
  chapter('multi-region-dr', 250, 299, [...objectivesRules, ...otherServiceRules, FOREIGN_FUNCTION, HEALTH_NAME_TAKEN, DATABASE_OUT_OF_REACH]),
  chapter('functions', 300, 349, [...functionRules, ...otherFunctionRules]),
  chapter('http', 350, 399, [...httpRules]),
  chapter('identity', 400, 449, [...operatorRules, ...otherOperatorRules]),
  chapter('dns', 500, 549, [...dnsRules]),
  chapter('events', 550, 599, [...eventsRules]),
  chapter('monitoring', 650, 699, [...monitoringRules, ...otherMonitoringRules]),
];

/** All rules, in the order of their codes. */
export const catalogue: RuleFacts[] = chapters.flatMap(one => one.rules);

/** The rules that a service can break: those of its stack are accepted there. */
export const serviceRules: RuleFacts[] = chapters.filter(one => one.folder !== 'tagged-stack').flatMap(one => one.rules);

function chapter(folder: string, firstCode: number, lastCode: number, rules: RuleFacts[]): Chapter {
  return { folder, firstCode, lastCode, rules: [...rules].sort((one, other) => (one.code < other.code ? -1 : 1)) };
}
