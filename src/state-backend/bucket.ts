// The state bucket of one region: versions, encryption, who may not come in, and what is cleared away.

import { Op } from 'cdktf';
import { Construct } from 'constructs';
import { S3Bucket } from '#aws/s3-bucket';
import { S3BucketLifecycleConfiguration } from '#aws/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '#aws/s3-bucket-logging';
import { S3BucketOwnershipControls } from '#aws/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '#aws/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '#aws/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '#aws/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '#aws/s3-bucket-versioning';
import { logBucketPolicy, stateBucketPolicy } from './bucket-policies';
import type { StateBackendPlan, StateSitePlan } from './plan';
import { WRONG_ACCOUNT } from './rules';
import { policyText, Statement } from '../identity/role';
import type { ScopeFacts, Sites } from '../sites/sites';

/** How long parts of an upload that was never finished are kept. */
const UNFINISHED_DAYS = 7;

/** Makes the state bucket of a region. `keyArn` is its key's. */
export function buildBucket(scope: Construct, sites: Sites, plan: StateBackendPlan, site: StateSitePlan, keyArn: string): void {
  const facts = sites._in(site.partScope);
  const { provider } = facts;
  const bucket = emptyBucket(scope, plan, site.bucketName, facts);
  const versioning = new S3BucketVersioningA(scope, 'Versioning', { provider, bucket, versioningConfiguration: { status: 'Enabled' } });
  encrypt(scope, facts, bucket, keyArn);
  close(scope, facts, bucket, stateBucketPolicy(site, keyArn, facts));
  const lifecycle = new S3BucketLifecycleConfiguration(scope, 'Lifecycle', {
    provider,
    bucket,
    // Never a current version: that would delete a state. Neither this nor what it clears away is replicated, so each bucket has it.
    rule: [{
      id: 'old-versions',
      status: 'Enabled',
      filter: [{ prefix: '' }],
      noncurrentVersionExpiration: [{ noncurrentDays: plan.noncurrentDays }],
      expiration: [{ expiredObjectDeleteMarker: true }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: UNFINISHED_DAYS }],
    }],
  });
  sites.after(lifecycle, versioning);
  if (site.logBucketName === undefined) return;
  const logs = buildLogBucket(new Construct(scope, 'Logs'), plan, site, facts);
  const logging = new S3BucketLoggingA(scope, 'Logging', { provider, bucket, targetBucket: logs.name, targetPrefix: `${site.bucketName}/` });
  sites.after(logging, logs.policy);
}

// S3 delivers logs to a bucket of the region that is not encrypted with a key of KMS.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
function buildLogBucket(scope: Construct, plan: StateBackendPlan, site: StateSitePlan, facts: ScopeFacts): { name: string; policy: Construct } {
  const { provider } = facts;
  const bucket = emptyBucket(scope, plan, site.logBucketName!, facts);
  encrypt(scope, facts, bucket);
  const policy = close(scope, facts, bucket, logBucketPolicy(site, facts));
  new S3BucketLifecycleConfiguration(scope, 'Lifecycle', {
    provider,
    bucket,
    rule: [{
      id: 'old-logs',
      status: 'Enabled',
      filter: [{ prefix: '' }],
      expiration: [{ days: plan.accessLogDays }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: UNFINISHED_DAYS }],
    }],
  });
  return { name: bucket, policy };
}

function emptyBucket(scope: Construct, plan: StateBackendPlan, name: string, { provider, accountId }: ScopeFacts): string {
  return new S3Bucket(scope, 'Bucket', {
    provider,
    bucket: name,
    forceDestroy: !plan.protected,
    tags: plan.tags,
    lifecycle: {
      preventDestroy: plan.protected,
      precondition: [{
        condition: Op.eq(accountId, plan.accountId),
        errorMessage: `${WRONG_ACCOUNT.code}: the credentials belong to another account than ${plan.accountId}, which is in the name of the bucket.`,
      }],
    },
  }).bucket;
}

function encrypt(scope: Construct, { provider }: ScopeFacts, bucket: string, keyArn?: string): void {
  new S3BucketServerSideEncryptionConfigurationA(scope, 'Encryption', {
    provider,
    bucket,
    rule: [keyArn === undefined
      ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
      : { applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn }, bucketKeyEnabled: true }],
  });
}

function close(scope: Construct, { provider }: ScopeFacts, bucket: string, statements: Statement[]): S3BucketPolicy {
  new S3BucketPublicAccessBlock(scope, 'PublicAccess', {
    provider, bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
  });
  new S3BucketOwnershipControls(scope, 'Ownership', { provider, bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } });
  return new S3BucketPolicy(scope, 'Policy', { provider, bucket, policy: policyText(statements) });
}
