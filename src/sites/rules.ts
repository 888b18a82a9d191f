// What is refused of the sites: DR011 to DR049.

import type { SitePlan, SitesPlan } from './plan';
import { iamRules } from './rules-iam';
import { settingsRules } from './rules-settings';
import { tagRules } from './rules-tags';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import { accountOfRole } from '../plan/role-arn';
import type { Rule, RuleFacts } from '../plan/rule';
import { Strategy } from '../plan/strategy';

const REGIONS = 'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html';
const PARTITIONS = 'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html';
const PROVIDER = 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs';

export const MALFORMED: RuleFacts = {
  code: 'DR011',
  severity: Severity.IMPOSSIBLE,
  title: 'A name or region has a form that AWS or the library cannot use',
  source: REGIONS,
};

const sameRegion: Rule<SitesPlan> = {
  code: 'DR012',
  severity: Severity.IMPOSSIBLE,
  title: 'Both sites are in one region',
  source: REGIONS,
  implies: ['DR009'],
  check: ({ primary, standby }) => (primary.region === standby.region ? [{
    path: 'standby.region',
    message: `'${standby.region}' given for the standby and for the primary, two regions needed`,
    mend: 'Choose another region for one of them',
  }] : []),
};

const onePartition: Rule<SitesPlan> = {
  code: 'DR013',
  severity: Severity.IMPOSSIBLE,
  title: 'The sites are in different partitions, between which nothing replicates',
  source: PARTITIONS,
  check: ({ primary, standby }) => (primary.partition !== standby.partition ? [{
    path: 'standby.region',
    message: `'${standby.region}' is in the partition ${standby.partition}, the primary '${primary.region}' in ${primary.partition}`,
    mend: 'Choose two regions of one partition',
  }] : []),
};

/** Told from literal ARNs of roles alone. */
export const ONE_ACCOUNT: Rule<SitesPlan> = {
  code: 'DR014',
  severity: Severity.IMPOSSIBLE,
  title: 'The sites are in different accounts',
  source: 'docs/limits.md',
  check: ({ primary, standby }) => {
    const [one, other] = [primary, standby].map(site => (site.assumeRoleArn === undefined ? undefined : accountOfRole(site.assumeRoleArn)));
    return one !== undefined && other !== undefined && one !== other ? [{
      path: 'standby.assumeRoleArn',
      message: `a role of account ${other} given, the primary's is of account ${one}; both sites are in one account`,
      mend: 'Use a role of the same account; a second account can hold copies of backups, not the standby',
    }] : [];
  },
};

/** Zones of another account have it too. */
export const PROVIDER_OR_SETTINGS: Rule<SitesPlan> = {
  code: 'DR015',
  severity: Severity.IMPOSSIBLE,
  title: 'A site or a zone has a provider of its own and settings for one that is made',
  source: PROVIDER,
  check: plan => {
    const hasSettings = (site: SitePlan) => site.assumeRoleArn !== undefined || Object.keys(site.endpoints).length > 0;
    return bothSites(plan).filter(site => site.ownProvider && hasSettings(site)).map(site => ({
      path: `${site.role}.provider`,
      message: 'a provider given together with assumeRoleArn or endpoints, which are for a provider that the library makes',
      mend: 'Set them on your provider, or leave the provider out',
    }));
  },
};

const twoRegionsOnly: Rule<SitesPlan> = {
  code: 'DR016',
  severity: Severity.IMPOSSIBLE,
  title: 'More than two regions',
  source: 'docs/limits.md',
  check: ({ additionalRegions }) => (additionalRegions.length > 0 ? [{
    path: 'additionalRegions',
    message: `${additionalRegions.map(show).join(', ')} given, a primary and a standby region are what this version knows`,
    mend: 'Leave it out',
  }] : []),
};

const zones: Rule<SitesPlan> = {
  code: 'DR017',
  severity: Severity.IMPOSSIBLE,
  title: 'Zones that are not two to four different zones of the site\'s region',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html',
  check: plan => bothSites(plan).flatMap(site => {
    const given = site.zones;
    if (given === undefined) return [];
    const fits = given.length >= 2 && given.length <= 4 && new Set(given).size === given.length && given.every(zone => zone.slice(0, -1) === site.region && /[a-z]$/.test(zone));
    return fits ? [] : [{
      path: `${site.role}.zones`,
      message: `${given.map(show).join(', ') || 'none'} given, two to four different zones of ${site.region} needed`,
      mend: `Name them, such as '${site.region}a', or leave them out`,
    }];
  }),
};

const unprotectedBackups: Rule<SitesPlan> = {
  code: 'DR018',
  severity: Severity.UNSAFE,
  title: 'The strategy rests on copies of backups, which this declaration does not make',
  source: 'https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html',
  check: ({ strategy, backupsCopied }) => (strategy === Strategy.BACKUP_RESTORE && !backupsCopied ? [{
    path: 'strategy',
    message: 'BACKUP_RESTORE given, where the standby is built from copies of backups, and nothing here makes them, so the standby would have nothing',
    mend: 'Add the section backup with a rule that copies, choose PILOT_LIGHT or more, or copy backups by other means (a CrossRegionBackup of its own, say)',
  }] : []),
};

const stateInPrimary: Rule<SitesPlan> = {
  code: 'DR041',
  severity: Severity.RISK,
  title: 'The state of the stack is in the primary region, so that Terraform can do nothing while that region is down',
  source: 'https://developer.hashicorp.com/terraform/language/backend/s3',
  check: ({ stateRegion, primary }) => (stateRegion === primary.region ? [{
    path: 'stateBucketRegion',
    message: `'${stateRegion}' of the stack given, which is the primary region; while it is down, the state cannot be read`,
    mend: 'Keep the state in a bucket of the standby region or of a third one',
  }] : []),
};

export const sitesRules: Rule<SitesPlan>[] = [
  sameRegion, onePartition, ONE_ACCOUNT, PROVIDER_OR_SETTINGS, twoRegionsOnly, zones, unprotectedBackups, stateInPrimary,
  ...settingsRules, ...tagRules, ...iamRules,
];

/** Checked when the app is synthesized, since an escape hatch may still change it. */
export const PROVIDER_UNFIT: RuleFacts = {
  code: 'DR020',
  severity: Severity.IMPOSSIBLE,
  title: 'A provider of the user\'s is in another stack, has no alias, or is for another region than its site',
  source: PROVIDER,
};

export const PROVIDER_TWICE: RuleFacts = {
  code: 'DR021',
  severity: Severity.IMPOSSIBLE,
  title: 'Two providers of one stack have the same alias',
  source: PROVIDER,
};

export const PROVIDER_CONFLICT: RuleFacts = {
  code: 'DR022',
  severity: Severity.IMPOSSIBLE,
  title: 'A region or a zone of a stack is declared twice with different roles or endpoints',
  source: PROVIDER,
};

export const RESOURCE_WITHOUT_PROVIDER: RuleFacts = {
  code: 'DR023',
  severity: Severity.IMPOSSIBLE,
  title: 'A resource of a service or beside its sites that names no provider, and would land in the default region',
  source: PROVIDER,
};

export const TWO_ACCOUNTS: RuleFacts = {
  code: 'DR024',
  severity: Severity.IMPOSSIBLE,
  title: 'Terraform finds that the credentials of the sites belong to different accounts (checked by terraform plan)',
  source: 'docs/limits.md',
};

export const OLD_TERRAFORM: RuleFacts = {
  code: 'DR029',
  severity: Severity.RISK,
  title: 'A stack that allows a Terraform older than the library needs, or says nothing of it',
  source: 'https://developer.hashicorp.com/terraform/language/terraform#terraform-required_version',
};

/** Checked when the app is synthesized. */
export const PROVIDER_ELSEWHERE: RuleFacts = {
  code: 'DR030',
  severity: Severity.IMPOSSIBLE,
  title: 'A resource with a provider of another stack',
  source: PROVIDER,
};

export const NAME_TAKEN: RuleFacts = {
  code: 'DR042',
  severity: Severity.UNSAFE,
  title: 'Another construct of the app gives a resource of the same kind the same name, in what seems to be the same account',
  source: 'docs/names.md',
};

export const LAYER_ELSEWHERE: RuleFacts = {
  code: 'DR040',
  severity: Severity.IMPOSSIBLE,
  title: 'A layer is made in another stack than its sites',
  source: 'API.md',
};

export const otherSitesRules: RuleFacts[] = [
  NAME_TAKEN, LAYER_ELSEWHERE, MALFORMED, OLD_TERRAFORM, PROVIDER_UNFIT, PROVIDER_TWICE, PROVIDER_CONFLICT, PROVIDER_ELSEWHERE,
  RESOURCE_WITHOUT_PROVIDER, TWO_ACCOUNTS,
];

function bothSites(plan: SitesPlan): SitePlan[] {
  return [plan.primary, plan.standby];
}
