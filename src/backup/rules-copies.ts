// Rules about what is copied, and where to.

import { resourcesIn } from './backed-up';
import type { BackupsPlan } from './plan';
import { hasCluster, lifecycles } from './rules-schedule';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import type { Finding, Rule, RuleFacts } from '../plan/rule';

const GUIDE = 'https://docs.aws.amazon.com/aws-backup/latest/devguide';
const ADVANCED = `${GUIDE}/advanced-ddb-backup.html`;
const CROSS_ACCOUNT = `${GUIDE}/create-cross-account-backup.html`;
const COPIES = `${GUIDE}/recov-point-create-a-copy.html`;
const SNAPSHOT_COPIES = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_CopySnapshot.html';
const CHINA = 'aws-cn';

const notManaged: Rule<BackupsPlan> = {
  code: 'DR616',
  severity: Severity.UNSAFE,
  title: 'Tables that are copied or kept cold without full management of DynamoDB\'s backups, as far as is known: the copies would fail',
  source: ADVANCED,
  check: plan => {
    const needing = lifecycles(plan).find(({ copy, cold }) => copy || cold !== undefined);
    if (plan.manageRegionSettings || needing === undefined || !(hasTables(plan) || hasTags(plan))) return [];
    const whose = hasTables(plan) ? '' : ' for the tables that selectByTags may find';
    return [{
      path: `${plan.path}.manageRegionSettings`,
      message: `not given, and the rule '${needing.rule.ruleName}' needs full management of DynamoDB's backups in both regions${whose}, which accounts with vaults from before November 2021 don't have`,
      mend: 'Set it to true; or ask aws backup describe-region-settings in both regions, and accept this where it is on',
    }];
  },
};

const sharedSettings: Rule<BackupsPlan> = {
  code: 'DR617',
  severity: Severity.RISK,
  title: 'The settings of AWS Backup of the account, which are one for all stacks of a region',
  source: `${GUIDE}/API_UpdateRegionSettings.html`,
  check: plan => (plan.manageRegionSettings ? [{
    path: `${plan.path}.manageRegionSettings`,
    message: `true given, which changes the settings of the account in ${plan.primary.region} and ${plan.standby.region} for every other stack too`,
    mend: 'Make sure that nobody else sets them, and accept this',
  }] : []),
};

const notCopied: Rule<BackupsPlan> = {
  code: 'DR618',
  severity: Severity.RISK,
  title: 'Backups that stay in the region that they were made in',
  source: `${GUIDE}/cross-region-backup.html`,
  check: plan => (plan.rules.length === 0 || copyingRules(plan).length > 0 ? [] : [{
    path: `${plan.path}.rules`, message: `copied false given for every rule, and the loss of ${plan.primary.region} takes the backups with it`, mend: 'Let one rule copy',
  }]),
};

const ignored: Rule<BackupsPlan> = {
  code: 'DR619',
  severity: Severity.IMPOSSIBLE,
  title: 'Properties of copies for a rule that makes none',
  source: 'docs/backup.md',
  check: plan => plan.rules.flatMap(rule => rule.ignored.map(property => ({
    path: `${rule.path}.${property}`, message: 'given with copied false', mend: 'Leave one of them out',
  }))),
};

const VAULT = /^arn:(aws[a-z-]*):backup:([a-z0-9-]+):(\d{12}):backup-vault:([\w-]{2,50})$/;

const malformedVault: Rule<BackupsPlan> = {
  code: 'DR620',
  severity: Severity.IMPOSSIBLE,
  title: 'What is given as the vault of another account is not the ARN of a vault of the same partition',
  source: CROSS_ACCOUNT,
  check: plan => {
    const arn = literalVault(plan);
    const { partition } = plan.primary;
    return arn === undefined || VAULT.exec(arn)?.[1] === partition ? [] : [{
      path: `${plan.path}.otherAccountVaultArn`, message: `${show(arn)} given, an ARN like 'arn:${partition}:backup:${plan.primary.region}:444455556666:backup-vault:copies' needed`, mend: 'Give the ARN of the vault',
    }];
  },
};

const ownVault: Rule<BackupsPlan> = {
  code: 'DR621',
  severity: Severity.IMPOSSIBLE,
  title: 'A third copy in the account of the service: there it would be lost with the others (checked by terraform plan too)',
  source: CROSS_ACCOUNT,
  check: plan => {
    const [, , region, account, vaultName] = VAULT.exec(literalVault(plan) ?? '') ?? [];
    const ours = [plan.primary, plan.standby].some(site => site.region === region && site.vaultName === vaultName);
    return account === undefined || (account !== plan.account && !ours) ? [] : [{
      path: `${plan.path}.otherAccountVaultArn`, message: `${account === plan.account ? `a vault of ${account} given, the account of the service` : `'${vaultName}' in ${region} given, which is a vault of the service`}; one of another account needed`, mend: 'Give a vault of another account, or leave it out',
    }];
  },
};

const clusterTwoSteps: Rule<BackupsPlan> = {
  code: 'DR622',
  severity: Severity.UNSAFE,
  title: 'A copy of a database to another account and another region at once, which AWS Backup does not do for Aurora, as far as AWS says',
  source: COPIES,
  check: plan => {
    const [, , region] = VAULT.exec(literalVault(plan) ?? '') ?? [];
    const home = plan.primary.region;
    return region === undefined || region === home || resourcesIn(plan, 'primary', 'cluster').length === 0 ? [] : [{
      path: `${plan.path}.otherAccountVaultArn`, message: `a vault in ${region} given, and the database is backed up in ${home}; one in ${home} needed`, mend: `Give a vault of the other account in ${home}`,
    }];
  },
};

const keysOfAws: Rule<BackupsPlan> = {
  code: 'DR623',
  severity: Severity.IMPOSSIBLE,
  title: 'A copy to another account of what is encrypted with AWS\'s own keys, which no other account can use',
  source: CROSS_ACCOUNT,
  check: plan => (plan.otherAccountVaultArn !== undefined && plan.primary.key.awsManaged ? [{
    path: `${plan.path}.otherAccountVaultArn`, message: 'given with keys.ownership AWS_MANAGED, and a key of the account needed', mend: 'Leave out one of them, or give kmsKeyArn of the sites',
  }] : []),
};

const clusterInChina: Rule<BackupsPlan> = {
  code: 'DR624',
  severity: Severity.UNSAFE,
  title: 'A copy of a database to another region in China, between whose regions Aurora copies no snapshots, as far as AWS says',
  source: SNAPSHOT_COPIES,
  check: plan => copyingRules(plan).filter(() => plan.primary.partition === CHINA && hasCluster(plan)).slice(0, 1).map(rule => ({
    path: `${rule.path}.copied`, message: `true given with ${plan.primary.region}, where the copies of the database would fail`, mend: 'Set it to false, or see whether AWS has it by now and accept this',
  })),
};

const unknownKey: Rule<BackupsPlan> = {
  code: 'DR641',
  severity: Severity.RISK,
  title: 'A copy to another account of a database whose key is not known: its policy must let that account use it',
  source: CROSS_ACCOUNT,
  check: plan => (plan.otherAccountVaultArn === undefined || !hasCluster(plan) || isKnown(plan) ? [] : [{
    path: `${plan.path}.otherAccountVaultArn`, message: 'given, and the key of the database is one that the library did not make', mend: 'Let the other account use it in its policy, and accept this',
  }]),
};

const foreignResource: Rule<BackupsPlan> = {
  code: 'DR640',
  severity: Severity.IMPOSSIBLE,
  title: 'A resource to back up that is not of its kind, or of another region',
  source: `${GUIDE}/assigning-resources.html`,
  check: plan => plan.resources.filter(({ own }) => !own).flatMap(resource => (['primary', 'standby'] as const).flatMap((role): Finding[] => {
    const arn = resource[role];
    if (arn === undefined || isExpression(arn)) return [];
    if (resource.kind === 'other' && ARN_OF_TABLE.test(arn)) {
      return [{ path: `${resource.path}.${role}`, message: `${show(arn)} given to BackupResource.other, and it is a table: BackupResource.table needed`, mend: 'Use BackupResource.table, whose rules then hold for it' }];
    }
    if (ARNS[resource.kind](plan[role].region).test(arn)) return [];
    return [{ path: `${resource.path}.${role}`, message: `${show(arn)} given, an ARN ${IN_WORDS[resource.kind]} in ${plan[role].region} needed`, mend: 'Correct it' }];
  })),
};

const clusterAsOther: Rule<BackupsPlan> = {
  code: 'DR644',
  severity: Severity.UNSAFE,
  title: 'A cluster that is given as something else: no rule about Aurora then holds for it, and no restore test is made of it',
  source: `${GUIDE}/backup-feature-availability.html`,
  check: plan => plan.resources.filter(({ kind }) => kind === 'other').flatMap(resource => (['primary', 'standby'] as const)
    .filter(role => ARN_OF_CLUSTER.test(resource[role] ?? '')).slice(0, 1)
    .map(role => ({
      path: `${resource.path}.${role}`, message: `${show(resource[role])} given to BackupResource.other, and it is a cluster: BackupResource.cluster needed for Aurora`, mend: 'Use BackupResource.cluster; or accept this where it is one of Neptune or DocumentDB, whose ARNs look alike',
    }))),
};

const tooMany: Rule<BackupsPlan> = {
  code: 'DR639',
  severity: Severity.IMPOSSIBLE,
  title: 'More resources than a selection of AWS Backup names',
  source: `${GUIDE}/API_BackupSelection.html`,
  check: plan => (plan.resources.length <= 500 ? [] : [{
    path: `${plan.path}.resources`, message: `${plan.resources.length} resources given, the service's own included, 500 possible`, mend: 'Select some by tags',
  }]),
};

const byTags: Rule<BackupsPlan> = {
  code: 'DR637',
  severity: Severity.RISK,
  title: 'A selection by tags: it takes what other services of the account have, and misses what AWS Backup is not turned on for',
  source: `${GUIDE}/API_BackupSelection.html`,
  check: plan => (!hasTags(plan) ? [] : [{
    path: `${plan.path}.selectByTags`, message: `${Object.entries(plan.selectByTags).map(([key, value]) => `${key}=${value}`).join(', ')} given, which whatever has these tags in the region is backed up by`, mend: 'Name what to back up in resources, or accept this',
  }]),
};

const noStandby: Rule<BackupsPlan> = {
  code: 'DR633',
  severity: Severity.IMPOSSIBLE,
  title: 'Backups of a standby that the strategy keeps nothing in',
  source: 'docs/backup.md',
  check: plan => (!plan.standbyBackups || plan.resources.length === 0 || resourcesIn(plan, 'standby').length > 0 ? [] : [{
    path: `${plan.path}.standbyBackups`, message: `true given with the strategy ${plan.strategy}, and nothing of the standby is named`, mend: 'Leave it out',
  }]),
};

const paidTwice: Rule<BackupsPlan> = {
  code: 'DR634',
  severity: Severity.RISK,
  title: 'Backups of both replicas, which are paid for twice',
  source: 'docs/backup.md',
  check: plan => (!plan.standbyBackups ? [] : [{
    path: `${plan.path}.standbyBackups`, message: `true given, and ${plan.primary.region} is backed up too: the same data is stored and copied twice`, mend: 'Leave it out until a failover lasts, or accept this',
  }]),
};

export const copyRules: Rule<BackupsPlan>[] = [
  notManaged, sharedSettings, notCopied, ignored, malformedVault, ownVault, clusterTwoSteps, keysOfAws, clusterInChina, noStandby, paidTwice, byTags,
  tooMany, foreignResource, clusterAsOther, unknownKey,
];

/** The rule that Terraform checks with the accounts that it knows. */
export const OWN_VAULT: RuleFacts = ownVault;

const ARNS: Record<BackupsPlan['resources'][number]['kind'], (region: string) => RegExp> = {
  table: region => new RegExp(`^arn:[\\w-]+:dynamodb:${region}:\\d{12}:table/[\\w.-]+$`),
  cluster: region => new RegExp(`^arn:[\\w-]+:rds:${region}:\\d{12}:cluster:[\\w-]+$`),
  other: region => new RegExp(`^arn:[\\w-]+:[\\w-]+:(${region})?:\\d*:.+$`),
};
const ARN_OF_TABLE = /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\//;
const ARN_OF_CLUSTER = /^arn:[^:]+:rds:[^:]*:[^:]*:cluster:/;
const IN_WORDS = { table: "like 'arn:aws:dynamodb:<region>:111122223333:table/orders'", cluster: "like 'arn:aws:rds:<region>:111122223333:cluster:orders'", other: 'of something' };

function copyingRules({ rules }: BackupsPlan) {
  return rules.filter(({ copy }) => copy !== undefined);
}

function hasTables({ resources }: BackupsPlan): boolean {
  return resources.some(({ kind }) => kind === 'table');
}

function hasTags({ selectByTags }: BackupsPlan): boolean {
  return Object.keys(selectByTags).length > 0;
}

function literalVault({ otherAccountVaultArn: arn }: BackupsPlan): string | undefined {
  return arn === undefined || isExpression(arn) ? undefined : arn;
}

// The service's own database has a key that the library made; anything else has not.
function isKnown({ resources, clusterKey }: BackupsPlan): boolean {
  return clusterKey !== undefined && clusterKey.existingArn === undefined && resources.every(({ kind, own }) => own || kind !== 'cluster');
}
