import { TerraformVariable } from 'cdktf';
import {
  BackupProps, BackupResource, BackupRule, CrossRegionBackup, KeyOwnership, Removal, SitesProps, Strategy, VaultLockMode,
} from '../../src';
import { ACCOUNT, literalPolicy, literalText, trustOfRole } from '../identity/simulate';
import { overFourStacks } from '../support/four-stacks';
import { newSites, quietly, templateOf } from '../support/synth';
import { Template } from '../support/template';

const [EAST, WEST] = ['us-east-1', 'us-west-2'];
const arns = (make: (region: string) => string) => ({ primary: make(EAST), standby: make(WEST) });
const TABLE = BackupResource.table(arns(region => `arn:aws:dynamodb:${region}:${ACCOUNT}:table/orders`));
const CLUSTER = BackupResource.cluster(arns(region => `arn:aws:rds:${region}:${ACCOUNT}:cluster:orders-${region}`));
const TOPICS = arns(region => `arn:aws:sns:${region}:${ACCOUNT}:duty`);
const SOUND: BackupProps = { resources: [CLUSTER, TABLE], manageRegionSettings: true, alarmTopicArns: TOPICS, restoreTesting: { databaseSubnetGroupName: 'orders' } };

const made = (more: object = {}, sites: Partial<SitesProps> = {}): { backup: CrossRegionBackup; template: Template } => {
  const { stack, sites: both } = newSites(sites);
  const backup = quietly(() => new CrossRegionBackup(stack, 'Backup', { sites: both, backup: { ...SOUND, ...more } }));
  return { backup, template: templateOf(stack) };
};
const synthesized = (more: object = {}, sites: Partial<SitesProps> = {}) => made(more, sites).template;
const literal = (value: unknown) => JSON.parse(literalText(JSON.stringify(value)));
const VAULT = (region: string) => `arn:aws:backup:${region}:${ACCOUNT}:backup-vault:orders-prod-backup-${region}`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/orders-prod-backup`;
const plansOf = (template: Template) => template.all('aws_backup_plan').map(({ region, body }) => [region, literal(body.rule)]);
const keyOf = (template: Template, region: string) => template.all('aws_kms_key', region).find(({ body }) => body.description.startsWith('backup of'))!;

describe('vaults', () => {
  test.each([EAST, WEST])('there is one in %s, under a key of its own, that cannot be destroyed', region => {
    const template = synthesized();
    const { body, scope } = template.only('aws_backup_vault', region);
    expect(scope).toBe(region === EAST ? 'Primary' : 'Standby');
    expect(body).toMatchObject({ name: `orders-prod-backup-${region}`, kms_key_arn: `\${${keyOf(template, region).address}.arn}`, lifecycle: { prevent_destroy: true } });
    expect(body.force_destroy).toBeUndefined();
  });

  test('ephemeral ones can be destroyed with what is in them', () => {
    expect(synthesized({}, { removal: Removal.EPHEMERAL }).bodies('aws_backup_vault').map(body => body.force_destroy)).toEqual([true, true]);
  });

  test('under keys that are there already nothing is made', () => {
    const kmsKeyArn = `arn:aws:kms:${WEST}:${ACCOUNT}:key/own`;
    const template = synthesized({}, { standby: { region: WEST, kmsKeyArn } });
    expect(template.only('aws_backup_vault', WEST).body.kms_key_arn).toBe(kmsKeyArn);
    expect(template.all('aws_kms_key', WEST)).toEqual([]);
  });

  test('under keys of AWS none is named', () => {
    const template = synthesized({}, { keys: { ownership: KeyOwnership.AWS_MANAGED }, acceptedRisks: { DR048: 'a sandbox' } });
    expect(template.bodies('aws_backup_vault').map(body => body.kms_key_arn)).toEqual([undefined, undefined]);
  });

  test('a lock for governance can always be taken back, one for compliance for a month', () => {
    const locks = (vaultLock: object) => synthesized({ vaultLock: { minRetentionDays: 7, maxRetentionDays: 365, ...vaultLock } }).bodies('aws_backup_vault_lock_configuration');
    const bounds = locks({}).map(body => [body.min_retention_days, body.max_retention_days, body.changeable_for_days]);
    expect(bounds).toEqual(Array(2).fill([7, 365, undefined]));
    expect(locks({ mode: VaultLockMode.COMPLIANCE, acknowledgeIrreversible: true }).map(body => body.changeable_for_days)).toEqual([30, 30]);
    expect(synthesized().all('aws_backup_vault_lock_configuration')).toEqual([]);
  });
});

describe('the plan', () => {
  test('is of the primary region, daily, with windows that are stated, and copies to the standby', () => {
    expect(plansOf(synthesized())).toEqual([[EAST, [{
      rule_name: 'daily',
      target_vault_name: `orders-prod-backup-${EAST}`,
      schedule: 'cron(0 3 * * ? *)',
      start_window: 480,
      completion_window: 10_080,
      lifecycle: { delete_after: 35 },
      copy_action: [{ destination_vault_arn: VAULT(WEST), lifecycle: { delete_after: 35 } }],
    }]]]);
  });

  test('has the rules that are given', () => {
    const template = synthesized({
      resources: [TABLE],
      rules: [
        new BackupRule('hourly', { schedule: 'cron(0 * * * ? *)', retentionDays: 2, copied: false, startWindowMinutes: 60, completionWindowMinutes: 120 }),
        new BackupRule('monthly', { schedule: 'cron(0 3 1 * ? *)', retentionDays: 400, coldStorageAfterDays: 30, copyRetentionDays: 200, copyColdStorageAfterDays: 100 }),
      ],
    });
    const [[, [hourly, monthly]]] = plansOf(template);
    expect(hourly).toEqual({
      rule_name: 'hourly', target_vault_name: `orders-prod-backup-${EAST}`, schedule: 'cron(0 * * * ? *)', start_window: 60, completion_window: 120, lifecycle: { delete_after: 2 },
    });
    expect(monthly).toMatchObject({
      lifecycle: { delete_after: 400, cold_storage_after: 30 },
      copy_action: [{ destination_vault_arn: VAULT(WEST), lifecycle: { delete_after: 200, cold_storage_after: 100 } }],
    });
  });

  test('can keep a continuous backup', () => {
    const [[, [rule]]] = plansOf(synthesized({ rules: [new BackupRule('always', { schedule: 'cron(0 3 * * ? *)', continuous: true })] }));
    expect(rule).toMatchObject({
      enable_continuous_backup: true, lifecycle: { delete_after: 35 }, copy_action: [{ destination_vault_arn: VAULT(WEST) }],
    });
  });

  test('takes what is named, in one region, with the role', () => {
    const { body, region } = synthesized().only('aws_backup_selection');
    expect([region, body.name, literal(body.resources), literal(body.iam_role_arn)]).toEqual([
      EAST, 'named', [`arn:aws:rds:${EAST}:${ACCOUNT}:cluster:orders-${EAST}`, `arn:aws:dynamodb:${EAST}:${ACCOUNT}:table/orders`], ROLE,
    ]);
  });

  test('takes what has all the tags, on request', () => {
    const template = synthesized({ selectByTags: { Backup: 'daily', Team: 'shop' } });
    const [named, tagged] = template.bodies('aws_backup_selection');
    expect(named.condition).toBeUndefined();
    expect(tagged).toMatchObject({
      name: 'tagged',
      resources: ['*'],
      condition: [{ string_equals: [{ key: 'aws:ResourceTag/Backup', value: 'daily' }, { key: 'aws:ResourceTag/Team', value: 'shop' }] }],
    });
    expect(tagged.selection_tag).toBeUndefined();
  });

  test('is of both regions with standbyBackups, each with copies in the other', () => {
    const template = synthesized({ standbyBackups: true });
    expect(plansOf(template).map(([region, [rule]]) => [region, rule.target_vault_name, rule.copy_action[0].destination_vault_arn])).toEqual([
      [EAST, `orders-prod-backup-${EAST}`, VAULT(WEST)], [WEST, `orders-prod-backup-${WEST}`, VAULT(EAST)],
    ]);
    expect(literal(template.only('aws_backup_selection', WEST).body.resources)).toEqual([
      `arn:aws:rds:${WEST}:${ACCOUNT}:cluster:orders-${WEST}`, `arn:aws:dynamodb:${WEST}:${ACCOUNT}:table/orders`,
    ]);
  });

  test('comes after the role, its policies, the vault and the settings', () => {
    const template = synthesized();
    const waited = template.references(template.only('aws_backup_selection'));
    const before = ['aws_iam_role', 'aws_iam_role_policy_attachment', 'aws_backup_vault', 'aws_backup_region_settings'];
    for (const resourceType of before) {
      expect(template.all(resourceType).filter(({ scope }) => scope !== 'Standby').map(({ address }) => address).every(address => waited.includes(address))).toBe(true);
    }
  });
});

describe('a third copy', () => {
  const arn = `arn:aws:backup:${EAST}:444455556666:backup-vault:copies`;

  test('goes to the vault of another account, for as long', () => {
    const [[, [rule]]] = plansOf(synthesized({ otherAccountVaultArn: arn, rules: [new BackupRule('weekly', { schedule: 'cron(0 3 ? * SUN *)', copyRetentionDays: 90 })] }));
    expect(rule.copy_action).toEqual([
      { destination_vault_arn: VAULT(WEST), lifecycle: { delete_after: 90 } }, { destination_vault_arn: arn, lifecycle: { delete_after: 90 } },
    ]);
  });

  test('needs the key of the vault that is copied from, which the other account may use, and make grants with for AWS alone', () => {
    const template = synthesized({ otherAccountVaultArn: arn });
    const shared = (region: string) => literalPolicy(keyOf(template, region).body.policy).Statement.slice(1);
    expect(shared(EAST)).toEqual([
      expect.objectContaining({ Principal: { AWS: ['arn:aws:iam::444455556666:root'] }, Action: expect.arrayContaining(['kms:Decrypt', 'kms:ReEncryptFrom']) }),
      expect.objectContaining({ Principal: { AWS: ['arn:aws:iam::444455556666:root'] }, Action: ['kms:CreateGrant'], Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } }),
    ]);
    expect(shared(WEST)).toEqual([]);
    expect(shared(EAST).flatMap(({ Action }) => Action)).not.toContain('kms:ScheduleKeyDeletion');
  });

  test('can come back: the other account may copy into the vault of the primary, and do nothing else there', () => {
    const template = synthesized({ otherAccountVaultArn: arn });
    const { body, scope } = template.only('aws_backup_vault_policy');
    expect([scope, body.backup_vault_name]).toEqual(['Primary', `\${${template.only('aws_backup_vault', EAST).address}.name}`]);
    expect(literalPolicy(body.policy).Statement).toEqual([
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'backup:CopyIntoBackupVault', Resource: '*' },
    ]);
    expect(synthesized().all('aws_backup_vault_policy')).toEqual([]);
  });

  test('can go to a vault that Terraform alone knows', () => {
    const { stack, sites } = newSites();
    const { stringValue } = new TerraformVariable(stack, 'vault', { type: 'string' });
    quietly(() => new CrossRegionBackup(stack, 'Backup', { sites, backup: { ...SOUND, otherAccountVaultArn: stringValue } }));
    const template = templateOf(stack);
    expect(template.only('aws_backup_plan').body.rule[0].copy_action[1].destination_vault_arn).toBe('${var.vault}');
    expect(keyOf(template, EAST).body.policy).toContain('${element(split(":", var.vault), 4)}:root');
    expect(template.only('aws_backup_vault_policy').body.policy).toContain('${element(split(":", var.vault), 4)}:root');
  });
});

test('the settings of both regions are made once, on request alone', () => {
  const settings = synthesized().all('aws_backup_region_settings');
  expect(settings.map(({ region }) => region)).toEqual([EAST, WEST]);
  settings.forEach(({ body }) => expect(body).toMatchObject({
    resource_type_opt_in_preference: { Aurora: true, DynamoDB: true },
    resource_type_management_preference: { DynamoDB: true },
    lifecycle: { ignore_changes: ['resource_type_opt_in_preference', 'resource_type_management_preference'] },
  }));
  expect(synthesized({ manageRegionSettings: undefined }, { acceptedRisks: { DR616: 'on since 2022' } }).all('aws_backup_region_settings')).toEqual([]);
});

describe('restore tests', () => {
  const overridden = (template: Template) => template.bodies('aws_backup_restore_testing_selection').map(body => body.restore_metadata_overrides);

  test('restore the latest copy of each kind in the standby region, weekly', () => {
    const template = synthesized();
    const { body, region } = template.only('aws_backup_restore_testing_plan');
    expect([region, body.name, body.schedule_expression, literal(body.recovery_point_selection)]).toEqual([WEST, 'orders_prod_restore_test_us_west_2', 'cron(0 6 ? * SUN *)', [{
      algorithm: 'LATEST_WITHIN_WINDOW', include_vaults: [VAULT(WEST)], recovery_point_types: ['SNAPSHOT'], selection_window_days: 7,
    }]]);
    expect(template.all('aws_backup_restore_testing_selection').map(one => [one.region, one.body.name, one.body.protected_resource_type, one.body.protected_resource_arns, one.body.validation_window_hours])).toEqual([
      [WEST, 'Aurora', 'Aurora', ['*'], 1], [WEST, 'DynamoDB', 'DynamoDB', ['*'], 1],
    ]);
  });

  test('put a cluster into the subnets that are named, and a table under the key of the vault', () => {
    const template = synthesized();
    expect(overridden(template)).toEqual([
      { DBSubnetGroupName: 'orders' }, { encryptionType: 'KMS', kmsMasterKeyArn: `\${${keyOf(template, WEST).address}.arn}` },
    ]);
    expect(template.bodies('aws_backup_restore_testing_selection').map(body => literal(body.iam_role_arn))).toEqual([ROLE, ROLE]);
  });

  test('put a table under a key of AWS where there is no other', () => {
    const template = synthesized({ resources: [TABLE], restoreTesting: undefined }, { keys: { ownership: KeyOwnership.AWS_MANAGED }, acceptedRisks: { DR048: 'a sandbox' } });
    expect(template.only('aws_backup_restore_testing_selection').body.restore_metadata_overrides).toEqual({ encryptionType: 'KMS' });
  });

  test('are of the primary where nothing is copied, continuous backups included', () => {
    const template = synthesized({ resources: [TABLE], restoreTesting: undefined, rules: [new BackupRule('daily', { schedule: 'cron(0 3 * * ? *)', copied: false })] });
    expect(literal(template.only('aws_backup_restore_testing_plan', EAST).body.recovery_point_selection)).toMatchObject([{ include_vaults: [VAULT(EAST)], recovery_point_types: ['SNAPSHOT', 'CONTINUOUS'] }]);
    expect(overridden(template)).toEqual([undefined]);
  });

  test.each([
    [Strategy.ACTIVE_ACTIVE, undefined, 1], [Strategy.WARM_STANDBY, undefined, 1], [Strategy.PILOT_LIGHT, undefined, 0],
    [Strategy.PILOT_LIGHT, true, 1], [Strategy.WARM_STANDBY, false, 0],
  ])('with %s and enabled %s: %d', (strategy, enabled, count) => {
    const { backup, template } = made({ resources: [TABLE], restoreTesting: enabled === undefined ? undefined : { enabled } }, { strategy });
    expect(template.all('aws_backup_restore_testing_plan')).toHaveLength(count);
    expect(backup.restoreTestingPlanName).toBe(count === 0 ? undefined : 'orders_prod_restore_test_us_west_2');
  });

  test('are not made of what AWS cannot test', () => {
    const template = synthesized({ resources: [BackupResource.other({ primary: `arn:aws:elasticfilesystem:us-east-1:${ACCOUNT}:file-system/fs-1` })], restoreTesting: undefined });
    expect(template.all('aws_backup_restore_testing_plan')).toEqual([]);
  });
});

describe('failures', () => {
  const pattern = (template: Template, region: string) => JSON.parse(literalText(template.only('aws_cloudwatch_event_rule', region).body.event_pattern));

  test.each([EAST, WEST])('in %s tell the topic there: of this vault and this role, and no other', region => {
    const template = synthesized();
    expect(template.only('aws_cloudwatch_event_target', region).body.arn).toBe(`arn:aws:sns:${region}:${ACCOUNT}:duty`);
    const { source, 'detail-type': kinds, detail } = pattern(template, region);
    expect([source, kinds]).toEqual([['aws.backup'], ['Backup Job State Change', 'Copy Job State Change', 'Restore Job State Change']]);
    expect(detail.$or).toEqual([
      { backupVaultName: [`orders-prod-backup-${region}`], state: ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'] },
      { sourceBackupVaultArn: [VAULT(region)], state: ['FAILED', 'PARTIAL'] },
      { iamRoleArn: [ROLE], status: ['FAILED', 'ABORTED'] },
    ]);
  });

  test('tell nobody where no topic is named', () => {
    expect(synthesized({ alarmTopicArns: undefined }).all('aws_cloudwatch_event_rule')).toEqual([]);
    expect(synthesized({ alarmTopicArns: { primary: TOPICS.primary } }).all('aws_cloudwatch_event_rule').map(({ region }) => region)).toEqual([EAST]);
  });
});

describe('the role', () => {
  test('is AWS Backup\'s alone, with the policies of AWS for backup and restore', () => {
    const template = synthesized();
    expect(trustOfRole([template], 'orders-prod-backup').Statement).toEqual([{ Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' }]);
    expect(template.bodies('aws_iam_role_policy_attachment').map(body => literal(body.policy_arn))).toEqual([
      'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup', 'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores',
    ]);
    expect(template.only('aws_iam_role').scope).toBe('Foundation');
  });

  test('of yours is named, and nothing is added to it', () => {
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/own`;
    const { backup, template } = made({ roleArn });
    expect([template.all('aws_iam_role'), template.all('aws_iam_role_policy_attachment')]).toEqual([[], []]);
    expect(template.only('aws_backup_selection').body.iam_role_arn).toBe(roleArn);
    expect(template.bodies('aws_backup_restore_testing_selection').map(body => body.iam_role_arn)).toEqual([roleArn, roleArn]);
    expect(backup.roleArn).toBe(roleArn);
  });
});

test('what was made can be named', () => {
  const { backup } = made({ standbyBackups: true });
  expect(backup.vaultNames).toEqual({ primary: `orders-prod-backup-${EAST}`, standby: `orders-prod-backup-${WEST}` });
  expect(backup.vaultArns.standby).toMatch(/:backup-vault:orders-prod-backup-us-west-2$/);
  expect(backup.roleArn).toMatch(/:role\/orders-prod-backup$/);
  expect(Object.keys(backup.planIds)).toEqual(['primary', 'standby']);
  expect(Object.keys(made().backup.planIds)).toEqual(['primary']);
});

test('no resource of the backup names one of another region, in one stack and in four', () => {
  const { templates } = quietly(() => overFourStacks((scope, sites) => {
    new CrossRegionBackup(scope, 'Backup', { sites, backup: { ...SOUND, standbyBackups: true, vaultLock: { minRetentionDays: 7 } } });
  }));
  const scopes = (resourceType: string) => [...new Set(templates.flatMap(template => template.all(resourceType).map(({ scope }) => scope)))];
  expect(['aws_backup_vault', 'aws_backup_plan', 'aws_backup_restore_testing_plan', 'aws_iam_role'].map(scopes)).toEqual([
    ['Primary', 'Standby'], ['Primary', 'Standby'], ['Standby'], ['Foundation'],
  ]);
});
