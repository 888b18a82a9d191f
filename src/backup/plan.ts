// What backups are made in both regions, with every default filled in.

import { BackupRulePlan, planRules } from './plan-rules';
import { LockPlan, planLock, planTesting, TestingPlan } from './plan-vaults';
import type { BackupProps } from './props';
import { isBackupResource, ResourceKind } from './resource';
import { backupRules } from './rules';
import { planRole, RolePlan } from '../identity/plan';
import { KeyPlan, planKey } from '../keys/plan';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import { accountOfRole } from '../plan/role-arn';
import { Planned, ProblemList } from '../plan/rule';
import { Removal, Strategy } from '../plan/strategy';
import type { PlanningContext, SitePlan } from '../sites/plan';
import { PartScope } from '../sites/site';

/** One of the two sites. */
export type BackupRole = 'primary' | 'standby';

/** Something of the service's own, by its name in each region. */
export interface OwnResource {
  readonly kind: 'table' | 'cluster';
  /** Where it stands in the properties. */
  readonly path: string;
  readonly primaryName: string;
  /** Missing where the strategy has nothing in the standby region. */
  readonly standbyName?: string;
}

/** What backups are told of other layers. */
export interface BackupNeeds {
  readonly resources?: OwnResource[];
  /** The days that the database keeps its own backups for; undefined for one that is there already. */
  readonly databaseRetentionDays?: number;
  /** Where a cluster can be restored into, in each region. */
  readonly subnetGroupNames?: { readonly primary?: string; readonly standby?: string };
  /** The key of the primary's cluster, which the other account of a third copy has to use; undefined for one that is there already. */
  readonly clusterKey?: KeyPlan;
  /** Whether topics of both regions are known when the backups are made, which are told where the user names none. */
  readonly told?: boolean;
  /** Topics that a user hands over beside the backups, which are told where the backups name none. */
  readonly handedTopicArns?: TopicArns;
}

/** The topic of each region that is told of failures. */
export interface TopicArns {
  readonly primary?: string;
  readonly standby?: string;
}

/** Something to back up: its name, or its ARN as the user has it. */
export interface ResourcePlan {
  readonly kind: ResourceKind;
  readonly path: string;
  readonly own: boolean;
  readonly primary: string;
  readonly standby?: string;
}

/** The vault of one region, and what goes into it. */
export interface BackupSitePlan {
  readonly role: BackupRole;
  readonly region: string;
  readonly partition: string;
  readonly partScope: PartScope;
  readonly vaultName: string;
  readonly key: KeyPlan;
  /** Missing where the region is not backed up. */
  readonly planName?: string;
  /** The rule that tells of failures; missing where nobody is told. */
  readonly failedRuleName?: string;
  /** The topic that the user names, or hands over beside; without it, that of whoever makes the backups. */
  readonly topicArn?: string;
  /** Where that topic stands in the properties. */
  readonly topicPath: string;
}

/** The backups of a service. */
export interface BackupsPlan {
  readonly path: string;
  readonly service: string;
  readonly strategy: Strategy;
  readonly ephemeral: boolean;
  readonly rules: BackupRulePlan[];
  readonly resources: ResourcePlan[];
  readonly selectByTags: Record<string, string>;
  readonly otherAccountVaultArn?: string;
  readonly lock?: LockPlan;
  readonly testing?: TestingPlan;
  readonly standbyBackups: boolean;
  readonly manageRegionSettings: boolean;
  readonly largestSizeGb?: number;
  readonly role: RolePlan;
  readonly primary: BackupSitePlan;
  readonly standby: BackupSitePlan;
  readonly clusterKey?: KeyPlan;
  readonly databaseRetentionDays?: number;
  /** The account of the sites, as far as it is known. */
  readonly account?: string;
  /** What restore testing was given, also where there is none. */
  readonly testingGiven: { readonly enabled?: boolean; readonly properties: string[] };
  readonly tags: Record<string, string>;
}

const PROPERTIES: (keyof BackupProps)[] = [
  'rules', 'resources', 'selectByTags', 'otherAccountVaultArn', 'vaultLock', 'restoreTesting', 'standbyBackups', 'manageRegionSettings', 'largestSizeGb',
  'alarmTopicArns', 'roleArn',
];

/** Plans the backups of a service. `path` is where the section stands in the properties, such as `backup`. */
export function planBackup(props: unknown, path: string, context: PlanningContext, needs: BackupNeeds = {}): Planned<BackupsPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, path, list, context.isToken);
  reader.onlyHas(PROPERTIES);
  const { sites } = context;
  const rules = planRules(reader, context, list);
  const resources = readResources(reader, needs, context, list);
  const standbyBackups = reader.bool('standbyBackups') ?? false;
  const topics = readTopics(reader, 'alarmTopicArns');
  const rest = {
    selectByTags: reader.textMap('selectByTags') ?? {},
    otherAccountVaultArn: reader.opaque('otherAccountVaultArn'),
    lock: planLock(reader),
    standbyBackups,
    manageRegionSettings: reader.bool('manageRegionSettings') ?? false,
    largestSizeGb: reader.number('largestSizeGb'),
  };
  const roleArn = reader.opaque('roleArn');
  const testing = reader.struct('restoreTesting');
  const tested = planTesting(testing, sites, { resources, copied: rules?.some(rule => rule.copy !== undefined) ?? true, needs }, context, list);
  if (rules === undefined || resources === undefined) return { problems: list.problems };

  const topic = ({ role }: SitePlan): Topic => (topics[role] === undefined
    ? { arn: needs.handedTopicArns?.[role], path: `alarmTopicArns.${role}`, told: needs.told ?? false }
    : { arn: topics[role], path: `${path}.alarmTopicArns.${role}`, told: true });
  const site = (of: SitePlan) => planSite(of, of.role === 'primary' || standbyBackups, topic(of), path, context, list);
  const plan: BackupsPlan = {
    path,
    service: `${sites.serviceName} ${sites.environment}`,
    strategy: sites.strategy,
    ephemeral: sites.removal === Removal.EPHEMERAL,
    rules,
    resources,
    ...rest,
    ...(tested === undefined ? {} : { testing: tested }),
    role: planRole({ what: 'backup', path, existingArn: roleArn }, context, list),
    primary: site(sites.primary),
    standby: site(sites.standby),
    clusterKey: needs.clusterKey,
    databaseRetentionDays: needs.databaseRetentionDays,
    account: sites.primary.assumeRoleArn === undefined ? undefined : accountOfRole(sites.primary.assumeRoleArn),
    testingGiven: {
      enabled: testing.bool('enabled'),
      properties: ['schedule', 'selectionWindowDays', 'retainHours', 'databaseSubnetGroupName'].filter(property => testing.has(property)),
    },
    tags: sites.tags,
  };
  list.check(backupRules, plan);
  return { plan, problems: list.problems };
}

/** Who is told of failures: a topic of the user's, or one that is handed over. */
interface Topic {
  readonly arn?: string;
  readonly path: string;
  readonly told: boolean;
}

function planSite(
  of: SitePlan, backedUp: boolean, topic: Topic, path: string, context: PlanningContext, list: ProblemList,
): BackupSitePlan {
  const { role, region, partition } = of;
  const named = { what: 'backup', region, path };
  return {
    role,
    region,
    partition,
    partScope: role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY,
    vaultName: context.namer.name({ ...named, limit: NAME_LIMITS.backupVault }, list),
    key: planKey('backup', of, context, list),
    ...(backedUp ? { planName: context.namer.name({ ...named, limit: NAME_LIMITS.backupPlan }, list) } : {}),
    ...(topic.arn === undefined ? {} : { topicArn: topic.arn }),
    topicPath: topic.path,
    ...(topic.arn === undefined && !topic.told ? {} : {
      failedRuleName: context.namer.name({ what: 'backup-failed', region, limit: NAME_LIMITS.eventRule, path: `${path}.alarmTopicArns` }, list),
    }),
  };
}

// Undefined where one could not be read.
function readResources(reader: Reader, needs: BackupNeeds, context: PlanningContext, list: ProblemList): ResourcePlan[] | undefined {
  const given = reader.instances('resources', 'a BackupResource', isBackupResource) ?? [];
  if (reader.has('resources') && given.length < ((reader.raw('resources') as unknown[])?.length ?? 0)) return undefined;
  const own = (needs.resources ?? []).map(({ kind, path, primaryName, standbyName }): ResourcePlan => ({
    kind, path, own: true, primary: primaryName, ...(standbyName === undefined ? {} : { standby: standbyName }),
  }));
  const others = given.map(({ _facts: { kind, arns } }, position): ResourcePlan | undefined => {
    const path = `${reader.at('resources')}[${position}]`;
    const values = new Reader(arns, path, list, context.isToken);
    values.onlyHas(['primary', 'standby']);
    values.need('primary', "'arn:aws:dynamodb:us-east-1:111122223333:table/orders'");
    const [primary, standby] = [values.opaque('primary'), values.opaque('standby')];
    return primary === undefined ? undefined : { kind, path, own: false, primary, ...(standby === undefined ? {} : { standby }) };
  });
  const read = others.filter((one): one is ResourcePlan => one !== undefined);
  return read.length < others.length ? undefined : [...own, ...read];
}

/** Reads the topic of each region. */
export function readTopics(reader: Reader, property: string): TopicArns {
  const topics = reader.struct(property);
  topics.onlyHas(['primary', 'standby']);
  if (reader.has(property)) topics.need('primary', "'arn:aws:sns:us-east-1:111122223333:duty'");
  return { primary: topics.opaque('primary'), standby: topics.opaque('standby') };
}
