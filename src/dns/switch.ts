// The failover switch: an object in a bucket of the standby region. While it is there, the primary is not answered.
//
// The object is never made by Terraform: putting and deleting it is what a failover does, by a call to the region that survives.

import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { DataAwsIpRanges } from '#aws/data-aws-ip-ranges';
import { S3Bucket } from '#aws/s3-bucket';
import { S3BucketOwnershipControls } from '#aws/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '#aws/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '#aws/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '#aws/s3-bucket-server-side-encryption-configuration';
import { S3Object } from '#aws/s3-object';
import { CANARY_KEY, DnsPlan, SWITCH_KEY, SwitchPlan } from './plan';
import { policyText, Statement } from '../identity/role';
import { PartScope } from '../sites/site';
import type { Sites } from '../sites/sites';

/** What others see of the switch. */
export interface MadeSwitch {
  readonly bucketName: string;
  /** The host name of the bucket in its region. */
  readonly hostName: string;
}

const CHECKERS = '@checkers@';
const ALGORITHM = 'x-amz-server-side-encryption';

/** Makes the bucket of the switch in the standby region. */
export function buildSwitch(layer: Construct, sites: Sites, plan: DnsPlan, { bucketName }: SwitchPlan): MadeSwitch {
  const part = sites.part(layer, PartScope.STANDBY);
  const { provider, accountId, partition } = sites._in(PartScope.STANDBY);
  const bucket = new S3Bucket(part, 'Bucket', {
    provider,
    bucket: `${bucketName}-${accountId}`,
    forceDestroy: plan.ephemeral,
    tags: plan.tags,
    lifecycle: { preventDestroy: !plan.ephemeral },
  });
  const access = new S3BucketPublicAccessBlock(part, 'PublicAccess', {
    provider, bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
  });
  new S3BucketOwnershipControls(part, 'Ownership', { provider, bucket: bucket.id, rule: { objectOwnership: 'BucketOwnerEnforced' } });
  // Checkers sign nothing, and cannot read what is encrypted with a KMS key.
  new S3BucketServerSideEncryptionConfigurationA(part, 'Encryption', {
    provider, bucket: bucket.id, rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
  });
  const checkers = new DataAwsIpRanges(part, 'Checkers', { provider, services: ['route53_healthchecks'] });
  const policy = new S3BucketPolicy(part, 'Policy', {
    provider,
    bucket: bucket.id,
    policy: policyText(statements(`arn:${partition}:s3:::${bucketName}-${accountId}`)).replace(`"${CHECKERS}"`, Fn.jsonencode(checkers.cidrBlocks)),
    dependsOn: [access],
  });
  new S3Object(part, 'Canary', {
    provider, bucket: bucket.id, key: CANARY_KEY, content: 'ok', contentType: 'text/plain', serverSideEncryption: 'AES256', tags: plan.tags, dependsOn: [policy],
  });
  return { bucketName: bucket.bucket, hostName: bucket.bucketRegionalDomainName };
}

function statements(bucketArn: string): Statement[] {
  const everything = [bucketArn, `${bucketArn}/*`];
  const switchArn = `${bucketArn}/${SWITCH_KEY}`;
  const unreadable = (Sid: string, Condition: Statement['Condition']): Statement => (
    { Sid, Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:PutObject', Resource: switchArn, Condition }
  );
  return [
    {
      Sid: 'Checkers',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 's3:GetObject',
      Resource: [switchArn, `${bucketArn}/${CANARY_KEY}`],
      Condition: { IpAddress: { 'aws:SourceIp': CHECKERS } },
    },
    { Sid: 'TlsOnly', Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Resource: everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    // An object under another encryption cannot be read by the checkers, and the switch would not move.
    // A request that says nothing of encryption is let through: the bucket's own is such that they can.
    unreadable('Readable', { StringNotEquals: { [`s3:${ALGORITHM}`]: 'AES256' }, Null: { [`s3:${ALGORITHM}`]: 'false' } }),
    unreadable('NoKeyOfTheCaller', { Null: { [`s3:${ALGORITHM}-customer-algorithm`]: 'false' } }),
  ];
}
