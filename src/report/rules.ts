// What became of each rule that a service can break. KEPT is said of what was looked at, and of nothing else.

import { ReportedRule, RuleOutcome } from './report';
import { OWN_VAULT } from '../backup/rules-copies';
import { POLICY_TOO_LONG } from '../identity/policy-length';
import { TWO_DATABASES } from '../identity/rules';
import { NOTHING_WATCHED, TARGET_NAME, TARGET_TWICE } from '../monitoring/rules-targets';
import { Chapter, serviceChapters } from '../multi-region-dr/catalogue';
import { DATABASE_OUT_OF_REACH } from '../multi-region-dr/database-reach';
import { NOT_A_TIME } from '../multi-region-dr/estimate-props';
import { FOREIGN_FUNCTION, HEALTH_NAME_TAKEN } from '../multi-region-dr/http-functions';
import type { LayerPlans } from '../multi-region-dr/layers';
import type { ServicePlan } from '../multi-region-dr/plan';
import { SUBNETS_IN_ONE_ZONE, VPC_WITHOUT_DNS } from '../network/existing-rules';
import { ZONES_MISSING } from '../network/rules';
import { OVERRIDE_UNUSED } from '../plan/naming';
import type { Problem } from '../plan/problem';
import { accountOfRole } from '../plan/role-arn';
import { addressOf, RuleFacts } from '../plan/rule';
import { LAYER_ELSEWHERE, ONE_ACCOUNT, PROVIDER_ELSEWHERE, PROVIDER_TWICE, PROVIDER_UNFIT, RESOURCE_WITHOUT_PROVIDER, TWO_ACCOUNTS } from '../sites/rules';

/** A layer by itself can break these, one in a service cannot. */
const OF_LAYERS_ALONE = [LAYER_ELSEWHERE, TARGET_NAME, TARGET_TWICE, NOTHING_WATCHED, TWO_DATABASES];
/** Looked at when the app is synthesized, since the code may go on until then. */
const AT_SYNTHESIS = [OVERRIDE_UNUSED, PROVIDER_UNFIT, PROVIDER_TWICE, PROVIDER_ELSEWHERE, RESOURCE_WITHOUT_PROVIDER];

/** Every rule that a service can break, with what became of it. */
export function rulesOf(plan: ServicePlan, problems: Problem[]): ReportedRule[] {
  return serviceChapters.flatMap(chapter => chapter.rules.map(rule => ({
    code: rule.code,
    severity: rule.severity,
    title: rule.title,
    source: addressOf(rule.source),
    chapter: chapter.folder,
    outcome: outcomeOf(rule, chapter, plan, problems),
  })));
}

function outcomeOf(rule: RuleFacts, chapter: Chapter, plan: ServicePlan, problems: Problem[]): RuleOutcome {
  const found = problems.filter(({ code }) => code === rule.code);
  if (found.length > 0) return found.every(({ acceptedBecause }) => acceptedBecause !== undefined) ? RuleOutcome.ACCEPTED : RuleOutcome.OPEN;
  if (!isAsked(rule, chapter, plan)) return RuleOutcome.NOT_ASKED;
  return isLater(rule, plan) ? RuleOutcome.LATER : RuleOutcome.KEPT;
}

function isAsked(rule: RuleFacts, { folder }: Chapter, { layers, estimate: { terms } }: ServicePlan): boolean {
  const { network, functions = [], http, operators, database } = layers;
  const sites = network === undefined ? [] : [network.primary, ...(network.standby === undefined ? [] : [network.standby])];
  const only: [RuleFacts[], boolean][] = [
    [OF_LAYERS_ALONE, false],
    [[POLICY_TOO_LONG], operators !== undefined || functions.length > 0],
    [[FOREIGN_FUNCTION, HEALTH_NAME_TAKEN], http !== undefined],
    [[DATABASE_OUT_OF_REACH], database !== undefined],
    [[NOT_A_TIME], terms.some(({ basis }) => basis !== 'PLANNING_VALUE')],
    [[ZONES_MISSING], sites.some(({ existing }) => !existing)],
    [[SUBNETS_IN_ONE_ZONE, VPC_WITHOUT_DNS], sites.some(({ existing }) => existing)],
  ];
  if (rule.overMade && !isMade(folder, layers)) return false;
  const special = only.find(([rules]) => rules.includes(rule));
  return special === undefined ? hasSection(folder, layers) : special[1];
}

// Whether a section makes anything: it may name what is there already, which nothing looks at.
function isMade(folder: string, { database, tables = [], network }: LayerPlans): boolean {
  const things: Record<string, { readonly existing: boolean }[]> = {
    database: database === undefined ? [] : [database],
    tables,
    network: network === undefined ? [] : [network.primary, ...(network.standby === undefined ? [] : [network.standby])],
  };
  return things[folder].some(({ existing }) => !existing);
}

function hasSection(folder: string, layers: LayerPlans): boolean {
  const section = folder === 'identity' ? layers.operators : layers[folder as keyof LayerPlans];
  return ['plan', 'sites', 'multi-region-dr'].includes(folder) || (Array.isArray(section) ? section.length > 0 : section !== undefined);
}

// Accounts, zones and what is there already are known to Terraform, which looks when it plans.
function isLater(rule: RuleFacts, { layers: { backup }, context: { sites } }: ServicePlan): boolean {
  const accounts = [sites.primary, sites.standby]
    .map(({ assumeRoleArn }) => (assumeRoleArn === undefined ? undefined : accountOfRole(assumeRoleArn)));
  if (rule === ONE_ACCOUNT) return accounts.includes(undefined);
  if (rule === OWN_VAULT) return backup?.otherAccountVaultArn !== undefined;
  return [...AT_SYNTHESIS, TWO_ACCOUNTS, ZONES_MISSING, SUBNETS_IN_ONE_ZONE, VPC_WITHOUT_DNS].includes(rule);
}
