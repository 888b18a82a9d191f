// What the policies of the buckets refuse, whoever asks.

import type { StateSitePlan } from './plan';
import type { Statement } from '../identity/role';
import type { ScopeFacts } from '../sites/sites';

type ArnFacts = Pick<ScopeFacts, 'partition' | 'accountId'>;

/** The ARN of a bucket. */
export function bucketArn(name: string, { partition }: Pick<ScopeFacts, 'partition'>): string {
  return `arn:${partition}:s3:::${name}`;
}

/**
 * The policy of a state bucket: TLS alone, and no object that is encrypted in another way than with the bucket's key.
 *
 * A request that says nothing of encryption is let through: the bucket then encrypts with its key. Replicas are not put but replicated, which is
 * another action; the rule of the other bucket names the key.
 */
export function stateBucketPolicy({ bucketName, region, key, keyAlias }: StateSitePlan, keyArn: string, facts: ArnFacts): Statement[] {
  const alias = `alias/${keyAlias}`;
  const ownNames = key.existingArn === undefined ? [alias, `arn:${facts.partition}:kms:${region}:${facts.accountId}:${alias}`] : [];
  const put = (Sid: string, Condition: Statement['Condition']): Statement => (
    { Sid, Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:PutObject', Resource: `${bucketArn(bucketName, facts)}/*`, Condition }
  );
  const unless = (header: string, wanted: string | string[]) => ({ StringNotEquals: { [`s3:${header}`]: wanted }, Null: { [`s3:${header}`]: 'false' } });
  return [
    ...tlsOnly(bucketName, facts),
    put('NoOtherEncryption', unless('x-amz-server-side-encryption', 'aws:kms')),
    put('NoOtherKey', unless('x-amz-server-side-encryption-aws-kms-key-id', [keyArn, ...ownNames])),
    put('NoKeyOfTheCaller', { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } }),
  ];
}

/** The policy of a log bucket: TLS alone, and logs of one state bucket. */
export function logBucketPolicy({ bucketName, logBucketName }: StateSitePlan, facts: ArnFacts): Statement[] {
  return [
    ...tlsOnly(logBucketName!, facts),
    {
      Sid: 'Logs',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${bucketArn(logBucketName!, facts)}/${bucketName}/*`,
      Condition: { ArnEquals: { 'aws:SourceArn': bucketArn(bucketName, facts) }, StringEquals: { 'aws:SourceAccount': facts.accountId } },
    },
  ];
}

function tlsOnly(name: string, facts: ArnFacts): Statement[] {
  const refuse = (Sid: string, Condition: Statement['Condition']): Statement => (
    { Sid, Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Resource: [bucketArn(name, facts), `${bucketArn(name, facts)}/*`], Condition }
  );
  return [
    refuse('NoPlainHttp', { Bool: { 'aws:SecureTransport': 'false' } }),
    refuse('NoOldTls', { NumericLessThan: { 's3:TlsVersion': '1.2' } }),
  ];
}
