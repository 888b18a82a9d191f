// Replication from one state bucket to the other: the role in Foundation, the rule in Routing, where both buckets are there.

import { Construct } from 'constructs';
import { S3BucketReplicationConfigurationA } from '#aws/s3-bucket-replication-configuration';
import { bucketArn } from './bucket-policies';
import type { StateSitePlan } from './plan';
import { buildRole, roleArn, Statement } from '../identity/role';
import { DataKeys } from '../keys/data-keys';
import { viaService } from '../keys/policy';
import { PartScope } from '../sites/site';
import type { ScopeFacts, Sites } from '../sites/sites';

const READ_KEY = ['kms:Decrypt'];
// With bucket keys S3 asks for a data key.
const WRITE_KEY = ['kms:Encrypt', 'kms:GenerateDataKey'];

/** Makes the role that S3 replicates one bucket with. The keys let it use them. */
export function buildReplicationRole(layer: Construct, sites: Sites, source: StateSitePlan, target: StateSitePlan): void {
  const facts = sites._in(PartScope.FOUNDATION);
  const scope = new Construct(sites.part(layer, PartScope.FOUNDATION), `Replication-${source.role}`);
  buildRole(scope, sites, source.replicationRole, {
    description: `Replication of ${source.bucketName} to ${target.bucketName}`,
    // AWS documents no condition on who S3 replicates for: https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
    trust: [{ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    policy: { policyName: 'replicate', statements: roleStatements(source, target, facts) },
  });
  const keys = DataKeys.of(sites);
  const role = roleArn(source.replicationRole, facts);
  keys.allow(source.key, { roleArn: role, actions: READ_KEY, service: 's3' }, scope);
  keys.allow(target.key, { roleArn: role, actions: WRITE_KEY, service: 's3' }, scope);
}

/** Makes the rule of a bucket. It comes after both buckets, which must have versions, and after its role. */
export function buildReplication(layer: Construct, sites: Sites, source: StateSitePlan, target: StateSitePlan): void {
  const facts = sites._in(PartScope.ROUTING);
  const replication = new S3BucketReplicationConfigurationA(sites.part(layer, PartScope.ROUTING), `Replication-${source.role}`, {
    provider: sites._providerOf(source.role, PartScope.ROUTING),
    bucket: source.bucketName,
    role: roleArn(source.replicationRole, facts),
    rule: [{
      id: source.ruleId,
      priority: 0,
      status: 'Enabled',
      // Everything: with a tag in the filter S3 replicates no delete markers, and a lock that was released would stay in the other bucket.
      filter: { prefix: '' },
      deleteMarkerReplication: { status: 'Enabled' },
      sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' }, replicaModifications: { status: 'Enabled' } },
      destination: {
        bucket: bucketArn(target.bucketName, facts),
        storageClass: 'STANDARD',
        encryptionConfiguration: { replicaKmsKeyId: DataKeys.of(sites).arnOf(target.key)! },
        // S3 knows no other time than 15 minutes.
        replicationTime: { status: 'Enabled', time: { minutes: 15 } },
        metrics: { status: 'Enabled', eventThreshold: { minutes: 15 } },
      },
    }],
  });
  [source, target].forEach(({ partScope }) => sites.after(replication, sites.part(layer, partScope).node.findChild('Versioning') as Construct));
  sites.after(replication, sites.part(layer, PartScope.FOUNDATION));
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
function roleStatements(source: StateSitePlan, target: StateSitePlan, facts: ScopeFacts): Statement[] {
  const [from, to] = [bucketArn(source.bucketName, facts), bucketArn(target.bucketName, facts)];
  return [
    { Sid: 'Source', Effect: 'Allow', Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'], Resource: from },
    { Sid: 'Read', Effect: 'Allow', Action: ['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging'], Resource: `${from}/*` },
    { Sid: 'Replicate', Effect: 'Allow', Action: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'], Resource: `${to}/*` },
    ...ownKey('ReadWithOwnKey', source, READ_KEY, from, facts),
    ...ownKey('WriteWithOwnKey', target, WRITE_KEY, to, facts),
  ];
}

// The policy of a key of the user's hands the decision to the account, at best.
function ownKey(Sid: string, { key, region }: StateSitePlan, actions: string[], bucket: string, { dnsSuffix }: ScopeFacts): Statement[] {
  return key.existingArn === undefined ? [] : [{
    Sid,
    Effect: 'Allow',
    Action: actions,
    Resource: key.existingArn,
    Condition: { ...viaService('s3', { region, dnsSuffix }), StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucket, `${bucket}/*`] } },
  }];
}
