// The policies of the keys: who may use them.

import type { KeyPurpose } from './plan';
import type { ScopeFacts } from '../sites/sites';

/** Use of a key by a role. */
export interface KeyUse {
  readonly roleArn: string;
  readonly actions: string[];
  /** The service that the role uses the key through, such as `dynamodb`; left out where it does so itself. */
  readonly service?: string;
  /** Whether grants that it makes are for services of AWS alone. */
  readonly grantsForAws?: boolean;
}

/**
 * The policy of a key as JSON.
 *
 * The account's administrators keep control (without that statement a key can become unmanageable), DynamoDB and RDS act with
 * the rights of their caller, CloudWatch Logs is admitted for the log groups of this account and region alone, what publishes to topics for
 * that, and roles for what they use the key for, through the service that keeps the data.
 */
export function keyPolicy(purpose: KeyPurpose, facts: ScopeFacts, uses: KeyUse[] = []): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      accountStatement(facts),
      ...(purpose === 'logs' ? [logsStatement(facts)] : []),
      ...(purpose === 'alerts' ? [publishersStatement()] : []),
      ...useStatements(facts, uses),
    ],
  });
}

/** The condition that a key is used through a service. */
export function viaService(service: string, { region, dnsSuffix }: Pick<ScopeFacts, 'region' | 'dnsSuffix'>) {
  return { StringEquals: { 'kms:ViaService': `${service}.${region}.${dnsSuffix}` } };
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

/** The services that tell of what happens through a topic. */
export const PUBLISHERS = {
  CloudWatch: 'cloudwatch.amazonaws.com',
  EventBridge: 'events.amazonaws.com',
  Backup: 'backup.amazonaws.com',
  Rds: 'events.rds.amazonaws.com',
};

// Which keys of conditions these services send to KMS is not documented for all of them, and a message that they cannot encrypt is lost without a
// word. Whom they publish for, the policy of the topic says. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
function publishersStatement() {
  return {
    Sid: 'Publishers',
    Effect: 'Allow',
    Principal: { Service: Object.values(PUBLISHERS) },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Resource: '*',
  };
}

// One statement for all roles that do the same.
function useStatements(facts: ScopeFacts, uses: KeyUse[]) {
  const kindOf = ({ actions, service, grantsForAws }: KeyUse) => JSON.stringify([actions, service, grantsForAws]);
  const kinds = [...new Map(uses.map(use => [kindOf(use), use])).values()];
  return kinds.map((kind, position) => ({
    Sid: `Roles${position + 1}`,
    Effect: 'Allow',
    Principal: { AWS: [...new Set(uses.filter(use => kindOf(use) === kindOf(kind)).map(use => use.roleArn))] },
    Action: kind.actions,
    Resource: '*',
    ...(kind.service === undefined ? {} : { Condition: viaService(kind.service, facts) }),
    ...(kind.grantsForAws ? { Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } } : {}),
  }));
}
