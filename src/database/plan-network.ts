// Checks the subnets and security groups that a database is given when it is used alone.

import { TOO_FEW_SUBNETS } from './rules';
import { Problem } from '../plan/problem';
import { Reader } from '../plan/reader';
import { ProblemList } from '../plan/rule';
import { Strategy } from '../plan/strategy';
import type { PlanningContext } from '../sites/plan';

/** The problems of the networks, and whether they are connected. */
export interface NetworkCheck {
  readonly peered: boolean;
  readonly problems: Problem[];
}

const LEAST_SUBNETS = 2;

/** Checks networks; `needed` is false for a database that is there already. */
export function checkNetworks(networks: unknown, needed: boolean, { sites, isToken }: PlanningContext): NetworkCheck {
  const list = new ProblemList();
  const props = new Reader({ network: networks }, '', list, isToken);
  if (needed) props.need('network', '{ primary: {...}, standby: {...} }');
  if (!props.has('network')) return { peered: false, problems: list.problems };
  const reader = props.struct('network');
  reader.onlyHas(['primary', 'standby', 'peered']);
  const roles = ['primary', ...(sites.strategy === Strategy.BACKUP_RESTORE ? [] : ['standby'])];
  for (const role of roles) {
    if (needed) reader.need(role, '{ subnetIds: [...], securityGroupIds: [...] }');
    if (reader.has(role)) checkNetwork(reader.struct(role), list);
  }
  return { peered: reader.bool('peered') ?? false, problems: list.problems };
}

function checkNetwork(reader: Reader, list: ProblemList): void {
  reader.onlyHas(['subnetIds', 'securityGroupIds']);
  for (const [property, least] of [['subnetIds', LEAST_SUBNETS], ['securityGroupIds', 1]] as const) {
    reader.need(property, "['...']");
    const given = reader.opaques(property);
    if (given !== undefined && new Set(given).size < least) {
      list.add(TOO_FEW_SUBNETS, { path: reader.at(property), message: `${new Set(given).size} different ones given, at least ${least} needed`, mend: 'Add what is missing' });
    }
  }
}
