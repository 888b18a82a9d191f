// What a location of states names, with every default filled in.

import { ACCOUNT, locationRules } from './rules-location';
import { NAME_LIMITS } from '../plan/name-limits';
import { Problem } from '../plan/problem';
import { IsToken, Reader, show } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import type { StatePlace } from '../sites/kept-state';
import { planSites, SitePlan } from '../sites/plan';

/** The states of one region. */
export interface StateRegionPlan {
  readonly role: 'primary' | 'standby';
  readonly region: string;
  readonly bucketName: string;
  /** The name of the key that is made, without `alias/`. */
  readonly keyAlias: string;
  /** The ARN of a key of the user's in its place. */
  readonly kmsKeyArn?: string;
  /** Missing without a table for locks. */
  readonly lockTableName?: string;
}

/** Where states are. */
export interface LocationPlan {
  /** Where it stands in the properties. */
  readonly path: string;
  readonly accountId: string;
  readonly partition: string;
  readonly primary: StateRegionPlan;
  readonly standby: StateRegionPlan;
}

const PROPERTIES = ['serviceName', 'environment', 'accountId', 'primary', 'standby', 'lockTable', 'naming', 'nameOverrides'];
const REGION_PROPERTIES = ['region', 'kmsKeyArn'];

/** What a bucket is called in names. */
export const bucketWhat = (accountId: string): string => `tfstate-${accountId}`;
export const LOCK_TABLE_WHAT = 'tfstate-lock';
export const KEY_WHAT = 'tfstate';

/** The key of a region as a backend names it: its ARN where it is the user's, else its alias. */
export function backendKeyOf({ kmsKeyArn, keyAlias }: StateRegionPlan): string {
  return kmsKeyArn ?? `alias/${keyAlias}`;
}

/** Both buckets, as a stack that keeps its state there tells of them. */
export function placesOf({ primary, standby }: LocationPlan): StatePlace[] {
  return [primary, standby].map(({ bucketName, region, lockTableName }) => ({
    bucket: bucketName, region, ...(lockTableName === undefined ? {} : { lockTable: lockTableName }),
  }));
}

/** Plans a location. `path` is where it stands in the properties, such as `location`. */
export function planLocation(props: unknown, path: string, isToken: IsToken): Planned<LocationPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, '', list, isToken);
  reader.onlyHas(PROPERTIES);
  reader.need('accountId', "'111122223333'");
  const accountId = reader.text('accountId');
  const lockTable = reader.bool('lockTable') ?? false;
  const keys = (['primary', 'standby'] as const).map(role => {
    const site = reader.struct(role);
    site.onlyHas(REGION_PROPERTIES);
    return site.text('kmsKeyArn');
  });
  const { plan: context, problems } = planSites(sitesPropsOf(props), {}, isToken);
  list.addAll(problems);
  const known = accountId !== undefined && /^\d{12}$/.test(accountId);
  if (accountId !== undefined && !known) {
    list.add(ACCOUNT, { path: 'accountId', message: `${show(accountId)} given, 12 digits needed`, mend: 'Give the account of the buckets as a string' });
  }
  if (context === undefined || !known) return { problems: under(path, list.problems) };

  const regionOf = ({ role, region }: SitePlan, kmsKeyArn: string | undefined): StateRegionPlan => ({
    role,
    region,
    bucketName: context.namer.name({ what: bucketWhat(accountId), region, limit: NAME_LIMITS.stateBucket, path: 'serviceName' }, list),
    keyAlias: context.namer.name({ what: KEY_WHAT, region, limit: NAME_LIMITS.kmsAlias, path: 'serviceName' }, list),
    kmsKeyArn,
    ...(lockTable ? { lockTableName: context.namer.name({ what: LOCK_TABLE_WHAT, region, limit: NAME_LIMITS.dynamodbTable, path: 'lockTable' }, list) } : {}),
  });
  const { primary, standby } = context.sites;
  const plan = { path, accountId, partition: primary.partition, primary: regionOf(primary, keys[0]), standby: regionOf(standby, keys[1]) };
  list.check(locationRules, plan);
  return { plan, problems: under(path, list.problems) };
}

/** What of a location is what sites are planned from. `more` is added to each site. */
export function sitesPropsOf(props: unknown, more: { primary?: object; standby?: object } = {}): object {
  if (!isObject(props)) return {};
  const { serviceName, environment, naming, nameOverrides, primary, standby } = props;
  const site = (given: unknown, added: object = {}) => (isObject(given) ? { region: given.region, kmsKeyArn: given.kmsKeyArn, ...added } : given);
  return { serviceName, environment, naming, nameOverrides, primary: site(primary, more.primary), standby: site(standby, more.standby) };
}

/**
 * The region that the state of a stack belongs in. A service whose primary is neither of the two loses neither of them with it.
 *
 * @param lost the primary region of the service
 * @param survives whether the stack must survive the loss of that region
 */
export function regionToSurviveIn({ primary, standby }: LocationPlan, lost: string, survives: boolean): string {
  const other = lost === standby.region ? primary.region : standby.region;
  return survives || ![primary.region, standby.region].includes(lost) ? other : lost;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function under(path: string, problems: Problem[]): Problem[] {
  return problems.map(problem => Problem._of({ ...problem, path: problem.path === '' ? path : `${path}.${problem.path}` }));
}
