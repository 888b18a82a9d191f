// The password of the master user: made by Secrets Manager, kept in a secret, and never in the Terraform state.

import { Fn, ref, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { SecretsmanagerSecret } from '#aws/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '#aws/secretsmanager-secret-version';
import { EphemeralResource } from './ephemeral';
import type { NewDatabasePlan } from './plan';
import { DataKeys } from '../keys/data-keys';
import { PartScope, SiteValues } from '../sites/site';
import type { Sites } from '../sites/sites';

/** The secret as the cluster and its users need it. */
export interface SecretParts {
  readonly arns: SiteValues;
  /** An expression with the password, for write-only arguments alone. */
  readonly password: string;
}

const RANDOM_PASSWORD = 'aws_secretsmanager_random_password';
const SECRET_VERSION = 'aws_secretsmanager_secret_version';
/** RDS takes 8 to 41 characters. */
const PASSWORD_LENGTH = 32;
const RECOVERY_WINDOW_DAYS = 30;

/** Makes the secret in the primary's part, with its replica; or reads the user's own. */
export function buildSecret(layer: Construct, sites: Sites, plan: NewDatabasePlan, writerEndpoint: string): SecretParts {
  const scope = sites.part(layer, PartScope.PRIMARY);
  const { ownSecretArns, secretName } = plan.credentials;
  if (ownSecretArns !== undefined) {
    return { arns: ownSecretArns, password: passwordOf(scope, sites, ownSecretArns.primary) };
  }
  const { provider } = sites._in(PartScope.PRIMARY);
  const { primaryRegion, standbyRegion } = plan;
  const keys = DataKeys.of(sites);
  const secret = new SecretsmanagerSecret(scope, 'Secret', {
    provider,
    name: secretName!,
    description: `Master user of the database ${plan.globalClusterIdentifier}`,
    kmsKeyId: keys.arnOf(plan.primary.key),
    replica: [{ region: standbyRegion, kmsKeyId: keys.arnOf(plan.standbyKey) }],
    forceOverwriteReplicaSecret: false,
    recoveryWindowInDays: plan.protected ? RECOVERY_WINDOW_DAYS : 0,
    tags: plan.tags,
    // A replica that became a secret of its own in a disaster is no replica any more, and stays as it is. Ignored are changes alone: the
    // replica is made with the secret all the same.
    lifecycle: { preventDestroy: plan.protected, ignoreChanges: ['replica'] },
  });
  const random = new EphemeralResource(scope, 'RandomPassword', {
    resourceType: RANDOM_PASSWORD,
    provider,
    arguments: { password_length: PASSWORD_LENGTH, exclude_punctuation: true },
  });
  const version = new SecretsmanagerSecretVersion(scope, 'SecretVersion', {
    provider,
    secretId: secret.id,
    secretStringWo: Fn.jsonencode({
      username: plan.credentials.username,
      // As a reference: in the text of a function, cdktf would escape the braces and keep the words themselves as the password.
      password: Token.asString(ref(random.attribute('random_password'))),
      engine: plan.engine.engineName.replace('aurora-postgresql', 'postgres').replace('aurora-mysql', 'mysql'),
      host: writerEndpoint,
      port: plan.engine.port,
      dbname: plan.databaseName,
    }),
    secretStringWoVersion: 1,
  });
  return {
    // A replica has the ARN of its secret with another region.
    arns: { primary: secret.arn, standby: Fn.replace(secret.arn, `:${primaryRegion}:`, `:${standbyRegion}:`) },
    // The random password differs in every run; what counts is the one that was kept.
    password: passwordOf(scope, sites, secret.id, `${SECRET_VERSION}.${version.friendlyUniqueId}`),
  };
}

function passwordOf(scope: Construct, sites: Sites, secretId: string, keptBy?: string): string {
  const kept = new EphemeralResource(scope, 'KeptSecret', {
    resourceType: SECRET_VERSION,
    provider: sites._in(PartScope.PRIMARY).provider,
    arguments: { secret_id: secretId },
    ...(keptBy === undefined ? {} : { dependsOn: [keptBy] }),
  });
  return `\${jsondecode(${kept.attribute('secret_string')})["password"]}`;
}
