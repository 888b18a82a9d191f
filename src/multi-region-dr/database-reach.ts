// Whether functions reach a database that is there already.

import type { DatabasePlan } from '../database/plan';
import type { FunctionPlan } from '../functions/plan';
import type { NetworkPlan, SiteNetworkPlan } from '../network/plan';
import { Severity } from '../plan/problem';
import { ProblemList, RuleFacts } from '../plan/rule';

export const DATABASE_OUT_OF_REACH: RuleFacts = {
  code: 'DR259',
  severity: Severity.IMPOSSIBLE,
  title: 'Functions with access to a database that is there already, in a network that does not lead to it',
  source: 'docs/database.md',
};

/** Adds a problem for each site whose functions could not connect: only the user knows the network and the groups that lead to the database. */
export function checkDatabaseReach(
  database: DatabasePlan | undefined, functions: FunctionPlan[], network: NetworkPlan | undefined, list: ProblemList,
): void {
  const wanted = functions.some(({ access }) => access.some(one => one.kind === 'database'));
  if (!database?.existing || !wanted || network === undefined) return;
  for (const site of [network.primary, ...(network.standby === undefined ? [] : [network.standby])]) {
    if (leadsToDatabase(site)) continue;
    list.add(DATABASE_OUT_OF_REACH, {
      path: `network.${site.role}Existing.functionSecurityGroupId`,
      message: 'nothing given, and functions need the network of the existing database, and a group that lets them to it',
      mend: `Set network.${site.role}Existing with functionSecurityGroupId`,
    });
  }
}

function leadsToDatabase({ existing, functionGroup }: SiteNetworkPlan): boolean {
  return existing && 'existingId' in functionGroup;
}
