import { Lazy, TerraformVariable } from 'cdktf';
import {
  BackupProps, BackupResource, BackupRule, BackupRuleProps, CrossRegionBackup, KeyOwnership, Removal, SitesProps, Strategy, VaultLockMode,
} from '../../src';
import { newSites, quietly, refusal, refusalCodes, templateOf, written } from '../support/synth';

interface Case {
  readonly what: string;
  /** What differs from sound backups. */
  readonly backup: object;
  readonly sites?: Partial<SitesProps>;
  /** Path below `backup`, and message. */
  readonly says: string;
  /** What is close to it, and right. */
  readonly fits?: object;
}

const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const arns = (make: (region: string) => string) => ({ primary: make('us-east-1'), standby: make('us-west-2') });
const TABLE = BackupResource.table(arns(region => `arn:aws:dynamodb:${region}:111122223333:table/orders`));
const CLUSTER = BackupResource.cluster(arns(region => `arn:aws:rds:${region}:111122223333:cluster:orders-${region}`));
const FILES = BackupResource.other(arns(region => `arn:aws:elasticfilesystem:${region}:111122223333:file-system/fs-1`));
const VAULT = (region: string, account = '444455556666') => `arn:aws:backup:${region}:${account}:backup-vault:copies`;
const TOPICS = arns(region => `arn:aws:sns:${region}:111122223333:duty`);
const SOUND: BackupProps = { resources: [FILES], alarmTopicArns: TOPICS, restoreTesting: { databaseSubnetGroupName: TOKEN } };
const PLAIN = { ...SOUND, restoreTesting: undefined };
const rule = (props: object, name = 'daily') => new BackupRule(name, { schedule: 'cron(0 3 * * ? *)', ...props } as BackupRuleProps);
const rules = (...all: object[]) => ({ rules: all.map((props, position) => rule(props, `rule${position}`)) });
const clusters = (more: object) => ({ resources: [CLUSTER], ...more });
const tables = (more: object) => ({ resources: [TABLE], ...more });
const ROLE = (account: string) => `arn:aws:iam::${account}:role/terraform`;
const inAccount = { primary: { region: 'us-east-1', assumeRoleArn: ROLE('111122223333') }, standby: { region: 'us-west-2', assumeRoleArn: ROLE('111122223333') } };
const lock = (vaultLock: object) => ({ vaultLock });
const tests = (restoreTesting: object) => ({ resources: [TABLE], manageRegionSettings: true, restoreTesting });
const SHARED: Partial<SitesProps> = { acceptedRisks: { DR617: 'this stack keeps the settings' } };
const FEW: Partial<SitesProps> = { strategy: Strategy.PILOT_LIGHT };

const CASES: Record<string, Case[]> = {
  DR001: [
    { what: 'a rule without a schedule', backup: rules({ schedule: undefined }), says: 'rules[0].schedule: nothing given' },
    { what: 'a rule without a name', backup: { rules: [rule({}, undefined as any), new BackupRule(undefined as any, { schedule: 'cron(0 3 * * ? *)' })] }, says: 'rules[1].ruleName: nothing given' },
    { what: 'a resource without an ARN', backup: { resources: [BackupResource.table({} as any)] }, says: 'resources[0].primary: nothing given' },
    { what: 'a topic of the standby alone', backup: { alarmTopicArns: { standby: TOPICS.standby } }, sites: { acceptedRisks: { DR636: 'a test' } }, says: 'alarmTopicArns.primary: nothing given' },
  ],
  DR002: [{ what: 'a schedule that is a token', backup: rules({ schedule: TOKEN }), says: 'rules[0].schedule: a token given' }],
  DR003: [
    { what: 'rules that are plain objects', backup: { rules: [{ schedule: 'cron(0 3 * * ? *)' }] }, says: 'rules[0]: an object given, a BackupRule needed' },
    { what: 'a resource by its ARN', backup: { resources: ['arn:aws:s3:::orders'] }, says: "resources[0]: 'arn:aws:s3:::orders' given, a BackupResource needed" },
    { what: 'a mode that is none', backup: lock({ mode: 'STRICT', minRetentionDays: 7 }), says: "vaultLock.mode: 'STRICT' given, one of GOVERNANCE, COMPLIANCE needed" },
  ],
  DR004: [
    { what: 'a property that there is not', backup: { retentionDays: 7 }, says: 'retentionDays: no such property' },
    { what: 'a property of a rule that there is not', backup: rules({ lifecycle: {} }), says: 'rules[0].lifecycle: no such property' },
  ],
  DR007: [{ what: 'a vault whose name is too long', backup: {}, sites: { serviceName: 'a-service-with-a-long-name', environment: 'production' }, says: '' }],
  DR600: [{ what: 'backups of nothing', backup: { resources: [], restoreTesting: undefined }, says: 'resources: nothing given, and there is neither a database nor a table', fits: PLAIN }],
  DR601: [{ what: 'no rule', backup: { rules: [] }, says: 'rules: an empty list given, at least one rule needed', fits: rules({}) }],
  DR602: ['', 'every day', 'x'.repeat(51)].map(name => ({ what: `the rule '${name}'`, backup: { rules: [rule({}, name)] }, says: 'rules[0].ruleName: ', fits: { rules: [rule({}, 'x'.repeat(50))] } })),
  DR603: [{ what: 'two rules of one name', backup: { rules: [rule({}), rule({})] }, says: "rules[1].ruleName: 'daily' given, which another rule is called", fits: rules({}, {}) }],
  DR604: ['rate(1 day)', 'daily', 'cron(0 3 * * *)', 'cron(0 24 * * ? *)'].map(schedule => ({
    what: `the schedule '${schedule}'`, backup: rules({ schedule }), says: `rules[0].schedule: '${schedule}' given, a cron expression like`, fits: rules({ schedule: 'cron(0 3 ? * MON *)' }),
  })),
  DR605: [59, 60.5, 52_560_001].map(startWindowMinutes => ({
    what: `a start within ${startWindowMinutes} minutes`,
    backup: rules({ startWindowMinutes, completionWindowMinutes: startWindowMinutes > 100 ? 52_560_000 : 10_080 }),
    sites: { acceptedRisks: { DR606: 'a test' } },
    says: `rules[0].startWindowMinutes: ${startWindowMinutes} given, a whole number of 60 or more needed`,
    fits: rules({ startWindowMinutes: 60 }),
  })),
  DR606: [{ what: 'a completion that is no hour after the start', backup: rules({ startWindowMinutes: 60, completionWindowMinutes: 119 }), says: 'rules[0].completionWindowMinutes: 119 given, a whole number of 120 or more needed with a start within 60', fits: rules({ startWindowMinutes: 60, completionWindowMinutes: 120 }) }],
  DR608: [
    { what: 'a retention of no day', backup: rules({ retentionDays: 0 }), says: 'rules[0].retentionDays: 0 given, a whole number of 1 to 36500 days needed', fits: rules({ retentionDays: 1 }) },
    { what: 'a copy for a day and a half', backup: rules({ copyRetentionDays: 1.5 }), says: 'rules[0].copyRetentionDays: 1.5 given', fits: rules({ copyRetentionDays: 36_500 }) },
  ],
  DR609: [
    { what: 'a month in cold storage', backup: rules({ retentionDays: 60, coldStorageAfterDays: 30 }), says: 'rules[0].retentionDays: 60 given with cold storage after 30, at least 120 needed', fits: rules({ retentionDays: 120, coldStorageAfterDays: 30 }) },
    { what: 'a copy for a month in cold storage', backup: rules({ copyRetentionDays: 119, copyColdStorageAfterDays: 30 }), says: 'rules[0].copyRetentionDays: 119 given with cold storage after 30', fits: rules({ copyRetentionDays: 120, copyColdStorageAfterDays: 30 }) },
    { what: 'cold storage at once', backup: rules({ retentionDays: 120, coldStorageAfterDays: 0 }), says: 'rules[0].coldStorageAfterDays: 0 given, a whole number of days from 1 needed' },
  ],
  DR610: [{ what: 'a continuous backup in cold storage', backup: rules({ continuous: true, coldStorageAfterDays: 1 }), sites: { acceptedRisks: {} }, says: 'rules[0].coldStorageAfterDays: 1 given with continuous, which never goes to cold storage', fits: rules({ continuous: true }, { coldStorageAfterDays: 1, retentionDays: 91 }) }],
  DR611: [{ what: 'a continuous backup of 36 days', backup: rules({ continuous: true, retentionDays: 36 }), says: 'rules[0].retentionDays: 36 given with continuous, at most 35 possible', fits: rules({ continuous: true, copyRetentionDays: 365 }) }],
  DR612: [{ what: 'two continuous rules', backup: rules({ continuous: true }, { continuous: true }), says: "rules[1].continuous: true given, as for the rule 'rule0'; one rule possible", fits: rules({ continuous: true }, {}) }],
  DR615: [{ what: 'cold storage of a database', backup: clusters(rules({ retentionDays: 120, coldStorageAfterDays: 30 })), says: 'rules[0].coldStorageAfterDays: 30 given, and backups of the database stay warm for all of 120 days', fits: clusters(rules({ retentionDays: 120 })) }],
  DR616: [
    { what: 'copies of tables', backup: tables({}), says: "manageRegionSettings: not given, and the rule 'daily' needs full management of DynamoDB's backups in both regions", fits: tables(rules({ copied: false })), sites: { acceptedRisks: { DR618: 'a test' } } },
    { what: 'tables in cold storage', backup: tables(rules({ copied: false, retentionDays: 120, coldStorageAfterDays: 30 })), sites: { acceptedRisks: { DR618: 'a test' } }, says: "manageRegionSettings: not given, and the rule 'rule0'" },
    {
      what: 'copies of tables that have tags',
      backup: { selectByTags: { Backup: 'daily' } },
      says: "manageRegionSettings: not given, and the rule 'daily' needs full management of DynamoDB's backups in both regions for the tables that selectByTags may find",
      fits: { selectByTags: { Backup: 'daily' }, ...rules({ copied: false }) },
    },
  ],
  DR619: [
    { what: 'a retention of copies that are not made', backup: rules({ copied: false, copyRetentionDays: 7 }, {}), says: 'rules[0].copyRetentionDays: given with copied false', fits: rules({ copied: false, retentionDays: 7 }, {}) },
    { what: 'cold storage of copies that are not made', backup: rules({ copied: false, copyColdStorageAfterDays: 7 }, {}), says: 'rules[0].copyColdStorageAfterDays: given with copied false' },
  ],
  DR620: ['copies', 'arn:aws:backup:us-east-1:444455556666:vault:copies', 'arn:aws-cn:backup:cn-north-1:444455556666:backup-vault:x'].map(otherAccountVaultArn => ({
    what: `the vault '${otherAccountVaultArn}'`, backup: { otherAccountVaultArn }, says: `otherAccountVaultArn: '${otherAccountVaultArn}' given, an ARN like 'arn:aws:backup:us-east-1:`, fits: { otherAccountVaultArn: TOKEN },
  })),
  DR621: [
    { what: 'a third copy in the account of the service', backup: { otherAccountVaultArn: VAULT('us-east-1', '111122223333') }, sites: inAccount, says: 'otherAccountVaultArn: a vault of 111122223333 given, the account of the service', fits: { otherAccountVaultArn: VAULT('us-east-1') } },
    { what: 'a third copy in a vault of the service', backup: { otherAccountVaultArn: 'arn:aws:backup:us-west-2:111122223333:backup-vault:orders-prod-backup-us-west-2' }, says: "otherAccountVaultArn: 'orders-prod-backup-us-west-2' in us-west-2 given, which is a vault of the service" },
  ],
  DR622: [{ what: 'a database to another account and region at once', backup: clusters({ otherAccountVaultArn: VAULT('us-west-2') }), sites: { acceptedRisks: { DR641: 'shared' } }, says: 'otherAccountVaultArn: a vault in us-west-2 given, and the database is backed up in us-east-1; one in us-east-1 needed', fits: clusters({ otherAccountVaultArn: VAULT('us-east-1') }) }],
  DR623: [{ what: 'a third copy under keys of AWS', backup: { otherAccountVaultArn: VAULT('us-east-1') }, sites: { keys: { ownership: KeyOwnership.AWS_MANAGED }, acceptedRisks: { DR048: 'a sandbox' } }, says: 'otherAccountVaultArn: given with keys.ownership AWS_MANAGED', fits: PLAIN }],
  DR624: [{
    what: 'copies of a database in China',
    backup: { resources: [BackupResource.cluster({ primary: 'arn:aws-cn:rds:cn-north-1:111122223333:cluster:orders' })], alarmTopicArns: { primary: TOKEN, standby: TOKEN } },
    sites: { primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' }, acceptedRisks: { DR618: 'a test' } },
    says: 'rules.copied: true given with cn-north-1, where the copies of the database would fail',
    fits: {
      resources: [BackupResource.cluster({ primary: TOKEN })], alarmTopicArns: { primary: TOKEN, standby: TOKEN }, ...rules({ copied: false }),
    },
  }],
  DR625: [
    { what: 'a retention below the lock', backup: { ...lock({ minRetentionDays: 30 }), ...rules({ retentionDays: 29, copyRetentionDays: 30 }) }, says: 'rules[0].retentionDays: 29 given, and the lock of the vaults takes 30 to 36500 days', fits: { ...lock({ minRetentionDays: 30 }), ...rules({ retentionDays: 30 }) } },
    { what: 'a copy above the lock', backup: { ...lock({ maxRetentionDays: 100 }), ...rules({ copyRetentionDays: 101 }) }, says: 'rules[0].copyRetentionDays: 101 given, and the lock of the vaults takes 1 to 100 days', fits: { ...lock({ maxRetentionDays: 100 }), ...rules({ copyRetentionDays: 100 }) } },
  ],
  DR626: [
    { what: 'a lock without bounds', backup: lock({}), says: 'vaultLock.minRetentionDays: nothing given, and no maxRetentionDays either', fits: lock({ maxRetentionDays: 36_500 }) },
    { what: 'a lock from no day', backup: lock({ minRetentionDays: 0 }), says: 'vaultLock.minRetentionDays: 0 given, a whole number of 1 to 36500 needed', fits: lock({ minRetentionDays: 1 }) },
    { what: 'a lock whose bounds cross', backup: { ...lock({ minRetentionDays: 36, maxRetentionDays: 34 }), rules: [] }, sites: {}, says: 'vaultLock.maxRetentionDays: 34 given, at least the 36 of minRetentionDays needed' },
  ],
  DR627: [{ what: 'compliance without a word', backup: lock({ mode: VaultLockMode.COMPLIANCE, minRetentionDays: 7 }), says: 'vaultLock.acknowledgeIrreversible: not true, and mode COMPLIANCE given: after 30 days neither you nor AWS', fits: lock({ mode: VaultLockMode.COMPLIANCE, minRetentionDays: 7, acknowledgeIrreversible: true }) }],
  DR628: [
    { what: 'two days to change a lock in', backup: lock({ mode: VaultLockMode.COMPLIANCE, minRetentionDays: 7, acknowledgeIrreversible: true, changeableForDays: 2 }), says: 'vaultLock.changeableForDays: 2 given, a whole number of 3 to 36500 needed', fits: lock({ mode: VaultLockMode.COMPLIANCE, minRetentionDays: 7, acknowledgeIrreversible: true, changeableForDays: 3 }) },
    { what: 'governance that ends', backup: lock({ minRetentionDays: 7, changeableForDays: 3 }), says: 'vaultLock.changeableForDays: 3 given with GOVERNANCE, which COMPLIANCE alone has', fits: lock({ minRetentionDays: 7 }) },
  ],
  DR629: [{ what: 'compliance of vaults to destroy', backup: lock({ mode: VaultLockMode.COMPLIANCE, minRetentionDays: 7, acknowledgeIrreversible: true }), sites: { removal: Removal.EPHEMERAL }, says: 'vaultLock.mode: COMPLIANCE given with Removal.EPHEMERAL', fits: lock({ minRetentionDays: 7 }) }],
  DR631: [
    { what: 'tests at a rate', backup: tests({ schedule: 'rate(7 days)' }), sites: SHARED, says: "restoreTesting.schedule: 'rate(7 days)' given, a cron expression like", fits: tests({ schedule: 'cron(0 6 1 * ? *)' }) },
    { what: 'tests of backups of more than a year', backup: tests({ selectionWindowDays: 366 }), sites: SHARED, says: 'restoreTesting.selectionWindowDays: 366 given, a whole number of 1 to 365 needed', fits: tests({ selectionWindowDays: 365 }) },
    { what: 'tests kept for more than a week', backup: tests({ retainHours: 169 }), sites: SHARED, says: 'restoreTesting.retainHours: 169 given, a whole number of 0 to 168 needed', fits: tests({ retainHours: 0 }) },
  ],
  DR633: [{
    what: 'backups of nothing in the standby',
    backup: { standbyBackups: true, resources: [BackupResource.other({ primary: 'arn:aws:s3:::orders' })] },
    sites: { acceptedRisks: { DR634: 'a test' } },
    says: 'standbyBackups: true given with the strategy WARM_STANDBY, and nothing of the standby is named',
    fits: { standbyBackups: true },
  }],
  DR635: [
    { what: 'a topic of elsewhere', backup: { alarmTopicArns: { ...TOPICS, standby: TOPICS.primary } }, says: `alarmTopicArns.standby: '${TOPICS.primary}' given, the ARN of a topic in us-west-2 needed`, fits: { alarmTopicArns: { primary: TOKEN, standby: TOKEN } } },
    { what: 'a queue as a topic', backup: { alarmTopicArns: { ...TOPICS, primary: 'arn:aws:sqs:us-east-1:111122223333:duty' } }, says: 'alarmTopicArns.primary: ' },
  ],
  DR638: [{ what: 'a role by its name', backup: { roleArn: 'backup' }, says: "roleArn: 'backup' given, the ARN of an IAM role needed", fits: { roleArn: TOKEN } }],
  DR639: [{ what: 'more resources than a selection names', backup: { resources: Array(501).fill(FILES) }, says: 'resources: 501 resources given, the service\'s own included, 500 possible', fits: { resources: Array(500).fill(FILES) } }],
  DR640: [
    { what: 'a table that is a cluster', backup: { resources: [BackupResource.table(CLUSTER._facts.arns)], ...rules({ copied: false }, {}), manageRegionSettings: true }, sites: SHARED, says: 'resources[0].primary: ' },
    { what: 'a cluster of elsewhere', backup: { resources: [BackupResource.cluster({ primary: CLUSTER._facts.arns.standby! })] }, says: `resources[0].primary: '${CLUSTER._facts.arns.standby}' given, an ARN like 'arn:aws:rds:<region>:111122223333:cluster:orders' in us-east-1 needed`, fits: clusters({}) },
    { what: 'a table as something else', backup: { resources: [BackupResource.other(TABLE._facts.arns)] }, says: `resources[0].primary: '${TABLE._facts.arns.primary}' given to BackupResource.other, and it is a table: BackupResource.table needed`, fits: tables({ manageRegionSettings: true }) },
    { what: 'what has no ARN', backup: { resources: [BackupResource.other({ primary: 'orders' })] }, says: "resources[0].primary: 'orders' given, an ARN of something in us-east-1 needed", fits: { resources: [BackupResource.other({ primary: 'arn:aws:s3:::orders' })] } },
  ],
  DR644: [
    { what: 'a cluster as something else', backup: { resources: [BackupResource.other(CLUSTER._facts.arns)] }, says: `resources[0].primary: '${CLUSTER._facts.arns.primary}' given to BackupResource.other, and it is a cluster: BackupResource.cluster needed`, fits: clusters({}) },
    { what: 'a cluster of the standby as something else', backup: { resources: [BackupResource.other({ primary: TOKEN, standby: CLUSTER._facts.arns.standby })] }, says: 'resources[0].standby: ', fits: { resources: [BackupResource.other({ primary: TOKEN, standby: TOKEN })] } },
  ],
  DR646: [0, -1, -0.5].map(largestSizeGb => ({ what: `a largest size of ${largestSizeGb} GB`, backup: { largestSizeGb }, says: `largestSizeGb: ${largestSizeGb} given, a number of gigabytes above 0 needed`, fits: { largestSizeGb: 0.5 } })),
  DR642: [
    { what: 'a schedule of tests that are off', backup: tests({ enabled: false, schedule: 'cron(0 6 1 * ? *)' }), sites: { acceptedRisks: { ...SHARED.acceptedRisks, DR630: 'tested by hand' } }, says: 'restoreTesting.schedule: given, and nothing is tested with enabled false', fits: tests({ enabled: false }) },
    { what: 'tests that the strategy has not', backup: tests({ retainHours: 2 }), sites: { ...SHARED, ...FEW }, says: 'restoreTesting.retainHours: given, and nothing is tested with the strategy PILOT_LIGHT', fits: tests({ enabled: true, retainHours: 2 }) },
  ],
  DR643: [{ what: 'tests of nothing', backup: { restoreTesting: { enabled: true } }, says: 'restoreTesting.enabled: true given, and neither a table nor a cluster is named', fits: clusters({ restoreTesting: { enabled: true, databaseSubnetGroupName: 'orders' } }) }],
};

const WARNINGS: Record<string, Case[]> = {
  DR607: [{ what: 'a window that is too short for the largest', backup: { largestSizeGb: 1000, ...rules({ startWindowMinutes: 60, completionWindowMinutes: 599 }) }, says: 'rules[0].completionWindowMinutes: 599 given, 600 needed for 1000 GB at 100 GB an hour', fits: { largestSizeGb: 1000, ...rules({ startWindowMinutes: 60, completionWindowMinutes: 600 }) } }],
  DR613: [{ what: 'continuous backups of tables', backup: tables(rules({ continuous: true, copied: false })), sites: { acceptedRisks: { DR618: 'a test' } }, says: 'rules[0].continuous: true given, and nothing but tables is backed up', fits: tables(rules({ copied: false })) }],
  DR617: [{ what: 'settings that all stacks share', backup: { manageRegionSettings: true }, says: 'manageRegionSettings: true given, which changes the settings of the account in us-east-1 and us-west-2', fits: PLAIN }],
  DR618: [{ what: 'backups that stay', backup: rules({ copied: false }), says: 'rules: copied false given for every rule, and the loss of us-east-1 takes the backups with it', fits: rules({ copied: false }, {}) }],
  DR630: [{ what: 'backups that are never restored', backup: tests({ enabled: false }), sites: SHARED, says: 'restoreTesting.enabled: false given with the strategy WARM_STANDBY', fits: tests({ enabled: true }) }],
  DR632: [{ what: 'tests in the default VPC', backup: clusters({ restoreTesting: undefined }), says: 'restoreTesting.databaseSubnetGroupName: nothing given, and the service has no subnet group in us-west-2', fits: clusters({}) }],
  DR634: [{ what: 'replicas that are paid for twice', backup: { standbyBackups: true }, says: 'standbyBackups: true given, and us-east-1 is backed up too', fits: { standbyBackups: false } }],
  DR636: [
    { what: 'failures that nobody is told of', backup: { alarmTopicArns: undefined }, says: 'alarmTopicArns: nothing given for us-east-1, where backups and copies can fail unnoticed', fits: PLAIN },
    { what: 'failed tests that nobody is told of', backup: { alarmTopicArns: { primary: TOPICS.primary } }, says: 'alarmTopicArns.standby: nothing given for us-west-2, where restore tests can fail unnoticed' },
  ],
  DR637: [{ what: 'what others tagged', backup: { selectByTags: { Backup: 'daily', Team: 'shop' }, ...rules({ copied: false }) }, sites: { acceptedRisks: { DR618: 'a test' } }, says: 'selectByTags: Backup=daily, Team=shop given, which whatever has these tags', fits: { selectByTags: {} } }],
  DR645: [
    {
      what: 'tests of what others have',
      backup: clusters({ selectByTags: { Backup: 'daily' }, ...rules({ copied: false }) }),
      sites: { acceptedRisks: { DR618: 'a test', DR637: 'a test' } },
      says: 'selectByTags: Backup given with restore tests, which restore every cluster of the vault in us-east-1, whoever it belongs to',
      fits: clusters({}),
    },
    {
      what: 'tests of what others have in the other region',
      backup: { ...tests({}), selectByTags: { Backup: 'daily' } },
      sites: { acceptedRisks: { ...SHARED.acceptedRisks, DR637: 'a test' } },
      says: 'selectByTags: Backup given with restore tests, which restore every table of the vault in us-west-2',
      fits: { selectByTags: { Backup: 'daily' }, ...rules({ copied: false }) },
    },
  ],
  DR641: [{ what: 'a key that others have to share', backup: clusters({ otherAccountVaultArn: VAULT('us-east-1') }), says: 'otherAccountVaultArn: given, and the key of the database is one that the library did not make', fits: { otherAccountVaultArn: VAULT('us-east-1') } }],
};

// Restore tests are of clusters and tables alone.
const props = (backup: object): BackupProps => {
  const { resources = PLAIN.resources, restoreTesting = SOUND.restoreTesting } = backup as BackupProps;
  const tested = resources!.some(one => ['cluster', 'table'].includes(one?._facts?.kind));
  return { ...(tested ? { ...SOUND, restoreTesting } : PLAIN), ...backup };
};
const making = ({ backup, sites: sitesProps }: Case) => () => {
  const { stack, sites } = newSites(sitesProps);
  return new CrossRegionBackup(stack, 'Backup', { sites, backup: props(backup) });
};
const rows = (cases: Record<string, Case[]>) => Object.entries(cases).flatMap(([code, list]) => list.map(one => [code, one.what, one] as const));
const FITTING = [...rows(CASES), ...rows(WARNINGS)].filter(([, , { fits }]) => fits !== undefined);
// One mistake that can't be made without another.
const BESIDE: Record<string, string[]> = { DR610: ['DR609'], DR626: ['DR601'] };

test.each(rows(CASES))('%s refuses %s', (code, _, one) => {
  const codes = quietly(() => [...new Set(refusalCodes(making(one)))]);
  expect(quietly(() => refusal(making(one)))).toContain(`  ${code} backup${one.says === '' ? '' : '.'}${one.says}`);
  expect(codes.filter(other => other !== code && !BESIDE[code]?.includes(other))).toEqual([]);
});

test.each(rows(WARNINGS))('%s warns of %s', (code, _, one) => {
  expect(written(making(one)).lines).toEqual([expect.stringContaining(`: ${code} backup.${one.says}`)]);
  expect(refusalCodes(making({ ...one, sites: { ...one.sites, failOnRisks: true } }))).toEqual([code]);
});

test.each(FITTING)('%s has nothing against what is right and close to %s', (code, __, one) => {
  const { lines } = written(making({ ...one, backup: one.fits! }));
  expect(lines.filter(line => line.includes(`: ${code} `))).toEqual([]);
});

test.each(['DR606', 'DR615', 'DR616', 'DR622', 'DR624', 'DR644'])('%s can be accepted with a reason', code => {
  const [one] = CASES[code];
  expect(quietly(() => refusalCodes(making({ ...one, sites: { ...one.sites, acceptedRisks: { ...one.sites?.acceptedRisks, [code]: 'known' } } })))).toEqual([]);
});

test('DR621 is checked by Terraform too, which knows whose account a token and the credentials are of', () => {
  const { stack, sites } = newSites();
  const { stringValue } = new TerraformVariable(stack, 'vault', { type: 'string' });
  new CrossRegionBackup(stack, 'Backup', { sites, backup: { ...PLAIN, otherAccountVaultArn: stringValue } });
  const [{ condition, error_message: message }] = templateOf(stack).only('aws_backup_plan').body.lifecycle.precondition ?? [{}];
  expect(condition).toMatch(/element\(split\(":", var\.vault\), 4\) != data\.aws_caller_identity\.\w+\.account_id/);
  expect(message).toMatch(/^DR621: the vault for the third copy is in the account of the service/);
});

describe('topics that are handed over beside', () => {
  const handing = (alarmTopicArns: any, more: object = {}) => () => {
    const { stack, sites } = newSites();
    return new CrossRegionBackup(stack, 'Backup', { sites, backup: { ...PLAIN, alarmTopicArns: undefined, ...more }, alarmTopicArns });
  };

  test.each([
    ['DR001', 'no topic', {}, 'alarmTopicArns.primary: nothing given'],
    ['DR003', 'a number', 7, 'alarmTopicArns: 7 given, an object needed'],
    ['DR003', 'a topic that is a number', { primary: TOKEN, standby: 7 }, 'alarmTopicArns.standby: 7 given, a string needed'],
    ['DR004', 'topics by region', { 'primary': TOKEN, 'standby': TOKEN, 'us-east-1': TOKEN }, 'alarmTopicArns.us-east-1: no such property; known are primary, standby'],
  ])('%s refuses %s', (code, _, topics, says) => {
    expect(quietly(() => refusal(handing(topics)))).toContain(`  ${code} ${says}`);
  });

  test('DR635 refuses one of the other region, unless the backups name another', () => {
    const swapped = { primary: TOPICS.standby, standby: TOPICS.standby };
    expect(refusal(handing(swapped))).toContain(`  DR635 alarmTopicArns.primary: '${TOPICS.standby}' given, the ARN of a topic in us-east-1 needed`);
    expect(refusalCodes(handing(swapped))).toEqual(['DR635']);
    expect(written(handing(swapped, { alarmTopicArns: { primary: TOPICS.primary } })).lines).toEqual([]);
  });

  test('DR636 warns of a region that none is for', () => {
    expect(written(handing({ primary: TOPICS.primary })).lines).toEqual([expect.stringContaining(': DR636 backup.alarmTopicArns.standby: nothing given for us-west-2')]);
    expect(written(handing({ primary: TOKEN, standby: TOKEN })).lines).toEqual([]);
  });
});

test('refused backups leave nothing in the tree', () => {
  const { stack, sites } = newSites();
  const before = stack.node.findAll().length;
  expect(refusalCodes(() => new CrossRegionBackup(stack, 'Backup', { sites, backup: { ...PLAIN, rules: [], vaultLock: {} } })).sort()).toEqual(['DR601', 'DR626']);
  expect(stack.node.findAll()).toHaveLength(before);
});
