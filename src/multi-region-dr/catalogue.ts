// Every rule of the library, by the folder that it belongs to: docs/rules.md is written from it.

import { DATABASE_OUT_OF_REACH } from './database-reach';
import { givenTimesRules } from './estimate-props';
import { FOREIGN_FUNCTION, HEALTH_NAME_TAKEN } from './http-functions';
import { estimatedRules, objectivesRules, otherServiceRules } from './objectives';
import { backupRules } from '../backup/rules';
import { databaseRules, otherDatabaseRules } from '../database/rules';
import { dnsRules } from '../dns/rules';
import { eventsRules } from '../events/rules';
import { functionRules, otherFunctionRules } from '../functions/rules';
import { httpRules } from '../http/rules';
import { operatorRules, otherOperatorRules } from '../identity/rules';
import { layoutRules, otherLayoutRules } from '../layout/rules';
import { monitoringRules, otherMonitoringRules } from '../monitoring/rules';
import { networkRules, otherNetworkRules } from '../network/rules';
import { parametersRules } from '../parameters/rules';
import { otherParametersRules } from '../parameters/rules-secrets';
import { namingRules } from '../plan/naming';
import { readerRules } from '../plan/reader';
import type { RuleFacts } from '../plan/rule';
import { settleRules } from '../plan/settle';
import { otherSitesRules, sitesRules } from '../sites/rules';
import { backendRules, WRONG_ACCOUNT } from '../state-backend/rules';
import { locationRules, otherLocationRules } from '../state-backend/rules-location';
import { stackRules } from '../state-backend/rules-stack';
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
  chapter('multi-region-dr', 250, 299, [...objectivesRules, ...estimatedRules, ...givenTimesRules, ...otherServiceRules, FOREIGN_FUNCTION, HEALTH_NAME_TAKEN, DATABASE_OUT_OF_REACH]),
  chapter('functions', 300, 349, [...functionRules, ...otherFunctionRules]),
  chapter('http', 350, 399, [...httpRules]),
  chapter('identity', 400, 449, [...operatorRules, ...otherOperatorRules]),
  chapter('dns', 500, 549, [...dnsRules]),
  chapter('events', 550, 599, [...eventsRules]),
  chapter('backup', 600, 649, [...backupRules]),
  chapter('monitoring', 650, 699, [...monitoringRules, ...otherMonitoringRules]),
  chapter('parameters', 700, 749, [...parametersRules, ...otherParametersRules]),
  chapter('state-backend', 750, 799, [...locationRules, ...otherLocationRules, ...backendRules, WRONG_ACCOUNT, ...stackRules]),
  chapter('layout', 800, 849, [...layoutRules, ...otherLayoutRules]),
];

/** All rules, in the order of their codes. */
export const catalogue: RuleFacts[] = chapters.flatMap(one => one.rules);

const OF_STACKS = ['tagged-stack', 'state-backend', 'layout'];

/** The chapters of rules that a service can break: those of its stacks and of its state are accepted there. */
export const serviceChapters: Chapter[] = chapters.filter(one => !OF_STACKS.includes(one.folder));

export const serviceRules: RuleFacts[] = serviceChapters.flatMap(one => one.rules);

function chapter(folder: string, firstCode: number, lastCode: number, rules: RuleFacts[]): Chapter {
  return { folder, firstCode, lastCode, rules: [...rules].sort((one, other) => (one.code < other.code ? -1 : 1)) };
}
