// The policies of the keys: who may use them.

import type { KeyPurpose } from './plan';
import type { ScopeFacts } from '../sites/sites';

/**
 * The policy of a key as JSON.
 *
 * The account's administrators keep control (without that statement a key can become unmanageable), DynamoDB and RDS act with
 * the rights of their caller, and CloudWatch Logs is admitted for the log groups of this account and region alone.
 */
export function keyPolicy(purpose: KeyPurpose, facts: ScopeFacts): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [accountStatement(facts), ...(purpose === 'logs' ? [logsStatement(facts)] : [])],
  });
}

function accountStatement({ partition, accountId }: ScopeFacts) {
  return {
    Sid: 'Account',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
}

function logsStatement({ partition, accountId, region, dnsSuffix }: ScopeFacts) {
  return {
    Sid: 'Logs',
    Effect: 'Allow',
    Principal: { Service: `logs.${region}.${dnsSuffix}` },
    Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    Resource: '*',
    Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${accountId}:log-group:*` } },
  };
}
