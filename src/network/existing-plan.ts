// What the network of a site is when it is there already.

import { MALFORMED_ID } from './existing-rules';
import type { AnySiteNetwork } from './plan';
import { Reader, show } from '../plan/reader';
import type { ProblemList } from '../plan/rule';
import { Strategy } from '../plan/strategy';
import type { PlanningContext } from '../sites/plan';

/** The network of a site that is there already. Ids may be tokens. */
export interface ExistingSiteNetwork extends AnySiteNetwork {
  readonly existing: true;
  readonly path: string;
  readonly vpcId: string;
  readonly privateSubnetIds: string[];
  readonly isolatedSubnetIds: string[];
  /** Whether databases are to be in the private subnets, too. */
  readonly sharesSubnets: boolean;
  readonly publicSubnetIds: string[];
  /** The ids of the VPC and of all subnets that are known now, by property. */
  readonly known: { readonly vpcId?: string; readonly subnetIds: Record<string, string[]> };
  /** Properties of a network that is made, set beside it. */
  readonly alsoSet: string[];
}

const PROPERTIES = ['vpcId', 'privateSubnetIds', 'isolatedSubnetIds', 'publicSubnetIds', 'functionSecurityGroupId', 'databaseSecurityGroupId'];
const SUBNETS = ['privateSubnetIds', 'isolatedSubnetIds', 'publicSubnetIds'];

// Of one site, and of all that are made: those are in vain when none is.
const OF_NEW_SITE = { primary: ['primaryCidr'], standby: ['standbyCidr', 'standbyNat'] };
const OF_NEW_SITES = ['zoneCount', 'nat', 'interfaceEndpoints', 'flowLogDays'];

/** Plans the network of a site from the property that describes it. */
export function planExistingSite(
  network: Reader, property: string, common: AnySiteNetwork, context: PlanningContext, list: ProblemList,
): ExistingSiteNetwork | undefined {
  const reader = network.struct(property);
  reader.onlyHas(PROPERTIES);
  reader.need('vpcId', "'vpc-0123456789abcdef0'");
  reader.need('privateSubnetIds', "['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1']");
  const idOf = (name: string, prefix: string) => {
    const given = reader.opaque(name);
    if (given !== undefined) checkId(given, prefix, reader.at(name), context, list);
    return given;
  };
  const idsOf = (name: string) => {
    const given = reader.opaques(name);
    given?.forEach((one, position) => checkId(one, 'subnet', `${reader.at(name)}[${position}]`, context, list));
    return given;
  };
  const vpcId = idOf('vpcId', 'vpc');
  const [privateSubnetIds, isolatedSubnetIds, publicSubnetIds] = SUBNETS.map(idsOf);
  const functionGroupId = idOf('functionSecurityGroupId', 'sg');
  const databaseGroupId = idOf('databaseSecurityGroupId', 'sg');
  if (vpcId === undefined || privateSubnetIds === undefined) return undefined;
  const literals = (ids: string[] = []) => ids.filter(one => !context.isToken(one));
  const noneMade = network.has('primaryExisting') && (network.has('standbyExisting') || context.sites.strategy === Strategy.BACKUP_RESTORE);
  return {
    ...common,
    ...(functionGroupId === undefined ? {} : { functionGroup: { existingId: functionGroupId } }),
    ...(databaseGroupId === undefined ? {} : { databaseGroup: { existingId: databaseGroupId } }),
    existing: true,
    path: reader.path,
    vpcId,
    privateSubnetIds,
    isolatedSubnetIds: isolatedSubnetIds ?? privateSubnetIds,
    sharesSubnets: isolatedSubnetIds === undefined,
    publicSubnetIds: publicSubnetIds ?? [],
    known: {
      vpcId: literals([vpcId])[0],
      subnetIds: {
        privateSubnetIds: literals(privateSubnetIds),
        isolatedSubnetIds: literals(isolatedSubnetIds),
        publicSubnetIds: literals(publicSubnetIds),
      },
    },
    alsoSet: [...OF_NEW_SITE[common.role], ...(noneMade ? OF_NEW_SITES : [])].filter(name => network.has(name)),
  };
}

function checkId(id: string, prefix: string, path: string, context: PlanningContext, list: ProblemList): void {
  if (context.isToken(id) || new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id)) return;
  list.add(MALFORMED_ID, { path, message: `${show(id)} given, an id like '${prefix}-0123456789abcdef0' needed`, mend: 'Give the id, not a name or an ARN' });
}
