// What those may do who plan and apply: IAM policies for the states below a prefix, in both buckets.

import { LocationPlan, planLocation, StateRegionPlan } from './plan-location';
import { KEY_PREFIX } from './rules-location';
import type { Statement } from '../identity/role';
import { IsToken, Reader, show } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';

/** What a policy is made from. */
export interface CiPolicyPlan {
  readonly location: LocationPlan;
  readonly keyPrefix: string;
}

// Terraform lists its workspaces, whatever workspace it works in. https://developer.hashicorp.com/terraform/language/backend/s3
const WORKSPACES = 'env:/';
const USE_KEY = ['kms:Decrypt', 'kms:GenerateDataKey'];
// DynamoDB uses the key with the rights of its caller. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
const USE_TABLE_KEY = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/** Plans a policy. */
export function planCiPolicy(props: unknown, keyPrefix: unknown, isToken: IsToken): Planned<CiPolicyPlan> {
  const list = new ProblemList();
  const { plan: location, problems } = planLocation(props, 'location', isToken);
  list.addAll(problems);
  const reader = new Reader({ keyPrefix }, '', list, isToken);
  reader.need('keyPrefix', "'orders/prod/'");
  const prefix = reader.text('keyPrefix');
  if (prefix !== undefined && !/^[^*?$/\p{Cc}][^*?$\p{Cc}]*$/u.test(prefix)) {
    list.add(KEY_PREFIX, { path: 'keyPrefix', message: `${show(prefix)} given, a text without *, ? and $ needed, no slash first`, mend: "Give what the keys begin with, such as 'orders/prod/'" });
  }
  return { ...(location === undefined || prefix === undefined ? {} : { plan: { location, keyPrefix: prefix } }), problems: list.problems };
}

/** The policy as JSON: for planning, or for applying too. */
export function ciPolicy(plan: CiPolicyPlan, write: boolean): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements(plan, write) });
}

/** The policy as JSON for whoever follows the runbook, beside that for applying: the fence around a bucket, and old versions of states. */
export function recoveryPolicy({ location, keyPrefix }: CiPolicyPlan): string {
  const buckets = [location.primary, location.standby].map(region => bucketArn(location, region));
  const states = buckets.map(bucket => `${bucket}/${keyPrefix}*`);
  const rights: Statement[] = [
    { Sid: 'FenceBuckets', Effect: 'Allow', Action: ['s3:GetBucketPolicy', 's3:PutBucketPolicy'], Resource: buckets },
    { Sid: 'FindOldStates', Effect: 'Allow', Action: 's3:ListBucketVersions', Resource: buckets, Condition: { StringLike: { 's3:prefix': [`${keyPrefix}*`] } } },
    { Sid: 'ReadOldStates', Effect: 'Allow', Action: 's3:GetObjectVersion', Resource: states },
  ];
  return JSON.stringify({ Version: '2012-10-17', Statement: rights });
}

// A bucket's ARN has no account, a partition follows from the region: so nothing here is known to Terraform only.
function statements({ location, keyPrefix }: CiPolicyPlan, write: boolean): Statement[] {
  const regions = [location.primary, location.standby];
  const objects = (ending: string) => regions.map(region => `${bucketArn(location, region)}/${keyPrefix}*${ending}`);
  const allow = (Sid: string, Action: string | string[], Resource: string[], Condition?: Statement['Condition']): Statement => (
    { Sid, Effect: 'Allow', Action, Resource, ...(Condition === undefined ? {} : { Condition }) }
  );
  return [
    allow('FindStates', 's3:ListBucket', regions.map(region => bucketArn(location, region)), { StringLike: { 's3:prefix': [`${keyPrefix}*`, WORKSPACES] } }),
    allow('ReadStates', 's3:GetObject', objects('')),
    allow('Lock', ['s3:DeleteObject', 's3:PutObject'], objects('.tflock')),
    ...(write ? [allow('WriteStates', 's3:PutObject', objects(''))] : []),
    ...regions.flatMap(region => keyStatements(location, region)),
    ...regions.flatMap(region => tableStatements(location, region, keyPrefix, write)),
  ];
}

// A key that is made is known by its alias alone: its ARN is AWS's to choose.
function keyStatements(location: LocationPlan, region: StateRegionPlan): Statement[] {
  const arn = bucketArn(location, region);
  const key = keyOf(location, region);
  const through = (service: string) => ({ 'kms:ViaService': `${service}.${region.region}.*` });
  const sid = sidOf(region);
  return [
    {
      Sid: `UseKey${sid}`,
      Effect: 'Allow',
      Action: USE_KEY,
      Resource: key.arn,
      // With bucket keys S3 names the bucket, without them the object.
      Condition: { StringLike: { ...through('s3'), 'kms:EncryptionContext:aws:s3:arn': [arn, `${arn}/*`] }, ...key.condition },
    },
    ...(region.lockTableName === undefined ? [] : [{
      Sid: `UseKeyOfLocks${sid}`, Effect: 'Allow' as const, Action: USE_TABLE_KEY, Resource: key.arn, Condition: { StringLike: through('dynamodb'), ...key.condition },
    }]),
  ];
}

function keyOf({ partition, accountId }: LocationPlan, { region, kmsKeyArn, keyAlias }: StateRegionPlan): { arn: string; condition: Statement['Condition'] } {
  return kmsKeyArn === undefined
    ? { arn: `arn:${partition}:kms:${region}:${accountId}:key/*`, condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': `alias/${keyAlias}` } } }
    : { arn: kmsKeyArn, condition: {} };
}

// An item of a lock is called `<bucket>/<key>`, and `<bucket>/<key>-md5` for the checksum of the state.
function tableStatements({ partition, accountId }: LocationPlan, place: StateRegionPlan, keyPrefix: string, write: boolean): Statement[] {
  const { region, bucketName, lockTableName } = place;
  if (lockTableName === undefined) return [];
  const arn = `arn:${partition}:dynamodb:${region}:${accountId}:table/${lockTableName}`;
  const ofPrefix = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${bucketName}/${keyPrefix}*`] } };
  return [
    { Sid: `FindLocks${sidOf(place)}`, Effect: 'Allow', Action: 'dynamodb:DescribeTable', Resource: arn },
    { Sid: `ReadTable${sidOf(place)}`, Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: arn, Condition: ofPrefix },
    {
      Sid: `LockInTable${sidOf(place)}`,
      Effect: 'Allow',
      Action: ['dynamodb:DeleteItem', 'dynamodb:PutItem'],
      Resource: arn,
      // With a wrong checksum nobody could read the state: it is written by whoever writes the state.
      Condition: write ? ofPrefix : { ...ofPrefix, 'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': ['*-md5'] } },
    },
  ];
}

function sidOf({ role }: StateRegionPlan): string {
  return role === 'primary' ? 'Primary' : 'Standby';
}

function bucketArn({ partition }: LocationPlan, { bucketName }: StateRegionPlan): string {
  return `arn:${partition}:s3:::${bucketName}`;
}
