// The pattern that tells of failures, over events as AWS documents them, by a small matcher of patterns.
//
// Shapes of the events: https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html

import { BackupResource, CrossRegionBackup } from '../../src';
import { ACCOUNT, literalText } from '../identity/simulate';
import { newSites, quietly, templateOf } from '../support/synth';

type Value = Record<string, any>;

const [EAST, WEST] = ['us-east-1', 'us-west-2'];
const ROLE = `arn:aws:iam::${ACCOUNT}:role/orders-prod-backup`;
const nameOf = (region: string, service: string = 'orders') => `${service}-prod-backup-${region}`;
const vaultOf = (region: string, service: string = 'orders') => `arn:aws:backup:${region}:${ACCOUNT}:backup-vault:${nameOf(region, service)}`;
const event = (detailType: string, region: string, detail: Value): Value => ({
  'version': '0', 'id': '710b0398-d48e-f3c3-afca-cfeb2fdaa656', 'detail-type': detailType, 'source': 'aws.backup', 'account': ACCOUNT, 'time': '2026-07-29T20:15:26Z', region, 'resources': [], detail,
});
const backupJob = (region: string, state: string, more: Value = {}) => event('Backup Job State Change', region, {
  backupJobId: '34176239-e96d-4e1d-9fad-529dbb3c3556',
  backupVaultArn: vaultOf(region),
  backupVaultName: nameOf(region),
  bytesTransferred: '0',
  iamRoleArn: ROLE,
  resourceArn: `arn:aws:dynamodb:${region}:${ACCOUNT}:table/orders`,
  resourceType: 'DynamoDB',
  state,
  startBy: '2026-07-30T04:13:07.392Z',
  percentDone: 0,
  retryCount: 3,
  ...more,
});
const copyJob = (region: string, state: string, more: Value = {}) => event('Copy Job State Change', region, {
  copyJobId: '47C8EF56-74D8-059D-1301-C5BE1D5C926E',
  backupSizeInBytes: 22_548_578_304,
  iamRoleArn: ROLE,
  resourceArn: `arn:aws:dynamodb:${region}:${ACCOUNT}:table/orders`,
  resourceType: 'DynamoDB',
  sourceBackupVaultArn: vaultOf(region),
  state,
  destinationBackupVaultArn: vaultOf(region === EAST ? WEST : EAST),
  destinationRecoveryPointArn: {},
  ...more,
});
// One that failed early tells neither its vault nor its backup.
const restoreJob = (region: string, status: string, more: Value = {}) => event('Restore Job State Change', region, {
  restoreJobId: '1B234A56-789B-01CD-2A34-4567A08901FD', backupSizeInBytes: '22548578304', iamRoleArn: ROLE, percentDone: 0, resourceType: 'DynamoDB', status, ...more,
});

const { stack, sites } = newSites();
quietly(() => new CrossRegionBackup(stack, 'Backup', {
  sites,
  backup: {
    resources: [BackupResource.table({ primary: `arn:aws:dynamodb:${EAST}:${ACCOUNT}:table/orders` })],
    manageRegionSettings: true,
    alarmTopicArns: { primary: `arn:aws:sns:${EAST}:${ACCOUNT}:duty`, standby: `arn:aws:sns:${WEST}:${ACCOUNT}:duty` },
  },
}));
const template = templateOf(stack);
const patternOf = (region: string): Value => JSON.parse(literalText(template.only('aws_cloudwatch_event_rule', region).body.event_pattern));

/** Whether an event fits a pattern of exact values and `$or`: all that is needed here, and it throws on anything else. */
function matches(pattern: Value, subject: Value): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or') return (wanted as Value[]).some(one => matches(one, subject));
    const given = subject[key];
    if (!Array.isArray(wanted)) return typeof given === 'object' && given !== null && matches(wanted, given);
    if (wanted.some(one => typeof one !== 'string')) throw new Error(`no exact value: ${JSON.stringify(wanted)}`);
    return (Array.isArray(given) ? given : [given]).some(one => wanted.includes(one));
  });
}

const MAKERS = { 'a backup': backupJob, 'a copy': copyJob, 'a restore': restoreJob };
const FAILED: [keyof typeof MAKERS, string][] = [
  ['a backup', 'FAILED'], ['a backup', 'ABORTED'], ['a backup', 'EXPIRED'], ['a backup', 'PARTIAL'], ['a copy', 'FAILED'], ['a copy', 'PARTIAL'], ['a restore', 'FAILED'], ['a restore', 'ABORTED'],
];
const GOES_WELL: [keyof typeof MAKERS, string][] = (Object.keys(MAKERS) as (keyof typeof MAKERS)[])
  .flatMap(what => ['CREATED', 'PENDING', 'RUNNING', 'COMPLETED'].map((state): [keyof typeof MAKERS, string] => [what, state]));

describe.each([EAST, WEST])('in %s', region => {
  const isTold = (subject: Value) => matches(patternOf(region), subject);

  test.each(FAILED)('%s that is %s is told', (what, state) => {
    expect(isTold(MAKERS[what](region, state))).toBe(true);
  });

  test.each(GOES_WELL)('%s that is %s is not told', (what, state) => {
    expect(isTold(MAKERS[what](region, state))).toBe(false);
  });

  test('a copy to another account is told as any other', () => {
    expect(isTold(copyJob(region, 'FAILED', { destinationBackupVaultArn: `arn:aws:backup:${EAST}:444455556666:backup-vault:copies` }))).toBe(true);
  });

  test('a restore that tells its vault and that it is a test is told', () => {
    expect(isTold(restoreJob(region, 'FAILED', { backupVaultArn: vaultOf(region), restoreTestingPlanArn: `arn:aws:backup:${region}:${ACCOUNT}:restore-testing-plan:orders` }))).toBe(true);
  });

  test('what another service has is not told', () => {
    const iamRoleArn = ROLE.replace('orders', 'billing');
    expect([
      backupJob(region, 'FAILED', { iamRoleArn, backupVaultName: nameOf(region, 'billing'), backupVaultArn: vaultOf(region, 'billing') }),
      copyJob(region, 'FAILED', { iamRoleArn, sourceBackupVaultArn: vaultOf(region, 'billing') }),
      restoreJob(region, 'FAILED', { iamRoleArn }),
    ].map(isTold)).toEqual([false, false, false]);
  });

  test('what is no job is not told', () => {
    expect(isTold({ ...backupJob(region, 'FAILED'), 'detail-type': 'Backup Vault State Change' })).toBe(false);
    expect(isTold({ ...backupJob(region, 'FAILED'), source: 'orders' })).toBe(false);
    // A job that was just made tells little more than that.
    expect(isTold(event('Backup Job State Change', region, { backupJobId: '7e8845b5-ca30-415f-a842-e0152bf4d0ca', state: 'CREATED', creationDate: '2026-06-22T20:32:47.466Z' }))).toBe(false);
  });
});

test('a copy is told in the region that it is made from, and not in the other too', () => {
  expect([EAST, WEST].map(region => matches(patternOf(region), copyJob(EAST, 'FAILED')))).toEqual([true, false]);
});
