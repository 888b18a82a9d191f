// The lock on the vaults, and the restores that show that backups work.

import type { BackupNeeds, BackupRole, ResourcePlan } from './plan';
import { VaultLockMode } from './props';
import type { ResourceKind } from './resource';
import { NAME_LIMITS } from '../plan/name-limits';
import type { Reader } from '../plan/reader';
import type { ProblemList } from '../plan/rule';
import { Strategy } from '../plan/strategy';
import type { PlanningContext, SitesPlan } from '../sites/plan';

/** A lock on both vaults. */
export interface LockPlan {
  readonly path: string;
  readonly mode: VaultLockMode;
  readonly minRetentionDays?: number;
  readonly maxRetentionDays?: number;
  /** Missing for a lock that can always be changed. */
  readonly changeableForDays?: number;
  readonly acknowledged: boolean;
}

/** Restores on a schedule. */
export interface TestingPlan {
  readonly path: string;
  /** The region whose backups are restored. */
  readonly role: BackupRole;
  readonly planName: string;
  readonly schedule: string;
  readonly selectionWindowDays: number;
  readonly retainHours: number;
  /** What AWS can restore in a test. */
  readonly kinds: Exclude<ResourceKind, 'other'>[];
  readonly subnetGroupName?: string;
  /** Whether backups are restored in another region than that of what they were made of. */
  readonly elsewhere: boolean;
}

/** What tests are planned from. */
export interface Tested {
  readonly resources?: ResourcePlan[];
  readonly copied: boolean;
  readonly needs: BackupNeeds;
}

const DEFAULT_CHANGEABLE_DAYS = 30;
const SUNDAYS = 'cron(0 6 ? * SUN *)';

/** Plans the lock; undefined without one. */
export function planLock(section: Reader): LockPlan | undefined {
  const reader = section.struct('vaultLock');
  reader.onlyHas(['mode', 'minRetentionDays', 'maxRetentionDays', 'changeableForDays', 'acknowledgeIrreversible']);
  const mode = reader.oneOf('mode', Object.values(VaultLockMode)) ?? VaultLockMode.GOVERNANCE;
  const given = reader.number('changeableForDays');
  const plan = {
    path: reader.path,
    mode,
    minRetentionDays: reader.number('minRetentionDays'),
    maxRetentionDays: reader.number('maxRetentionDays'),
    changeableForDays: given ?? (mode === VaultLockMode.COMPLIANCE ? DEFAULT_CHANGEABLE_DAYS : undefined),
    acknowledged: reader.bool('acknowledgeIrreversible') ?? false,
  };
  return section.has('vaultLock') ? plan : undefined;
}

/** Plans the tests; undefined without any. */
export function planTesting(
  reader: Reader, sites: SitesPlan, { resources = [], copied, needs }: Tested, context: PlanningContext, list: ProblemList,
): TestingPlan | undefined {
  reader.onlyHas(['enabled', 'schedule', 'selectionWindowDays', 'retainHours', 'databaseSubnetGroupName']);
  const byDefault = isTestedByDefault(sites.strategy);
  const enabled = reader.bool('enabled') ?? byDefault;
  const role = copied ? 'standby' : 'primary';
  const rest = {
    schedule: reader.text('schedule') ?? SUNDAYS,
    selectionWindowDays: reader.number('selectionWindowDays') ?? 7,
    retainHours: reader.number('retainHours') ?? 1,
    subnetGroupName: reader.opaque('databaseSubnetGroupName') ?? needs.subnetGroupNames?.[role],
  };
  const kinds = (['cluster', 'table'] as const).filter(kind => resources.some(resource => resource.kind === kind));
  if (!enabled || (kinds.length === 0 && reader.bool('enabled') !== true)) return undefined;
  return {
    path: reader.path,
    role,
    planName: context.namer.name({ what: 'restore-test', region: sites[role].region, limit: NAME_LIMITS.restoreTestingPlan, path: reader.path }, list),
    ...rest,
    kinds,
    elsewhere: role === 'standby',
  };
}

/** Whether a strategy promises so little time that restores have to be shown to work. */
export function isTestedByDefault(strategy: Strategy): boolean {
  return strategy === Strategy.WARM_STANDBY || strategy === Strategy.ACTIVE_ACTIVE;
}
