// The secrets that are made: in the primary's part, replicated to the standby, with values that Terraform does not keep.

import { Fn, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { SecretsmanagerSecret } from '#aws/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '#aws/secretsmanager-secret-version';
import type { ParametersPlan } from './plan';
import type { MadeSecretPlan, SecretPlan } from './plan-secrets';
import { DataKeys } from '../keys/data-keys';
import { PartScope, SiteValues } from '../sites/site';
import type { Sites } from '../sites/sites';

const RECOVERY_WINDOW_DAYS = 30;

/** Makes a secret, or takes the user's. */
export function secretArnsOf(layer: Construct, sites: Sites, plan: ParametersPlan, { secretName, made, ownArns }: SecretPlan): SiteValues {
  return made === undefined ? ownArns! : buildSecret(new Construct(sites.part(layer, PartScope.PRIMARY), `Secret-${secretName}`), sites, plan, made);
}

function buildSecret(scope: Construct, sites: Sites, plan: ParametersPlan, made: MadeSecretPlan): SiteValues {
  const { provider } = sites._in(PartScope.PRIMARY);
  const [primaryRegion, standbyRegion] = [sites.primary.region, sites.standby.region];
  const keys = DataKeys.of(sites);
  const secret = new SecretsmanagerSecret(scope, 'Secret', {
    provider,
    name: made.physicalName,
    description: made.description,
    kmsKeyId: keys.arnOf(plan.secretKeys!.primary),
    replica: [{ region: standbyRegion, kmsKeyId: keys.arnOf(plan.secretKeys!.standby) }],
    forceOverwriteReplicaSecret: false,
    recoveryWindowInDays: plan.protected ? RECOVERY_WINDOW_DAYS : 0,
    tags: plan.tags,
    // A replica that became a secret of its own in a disaster stays as it is. The replica is made with the secret all the same.
    lifecycle: { preventDestroy: plan.protected, ignoreChanges: ['replica'] },
  });
  new SecretsmanagerSecretVersion(scope, 'Version', {
    provider,
    secretId: secret.id,
    secretStringWo: variableOf(scope, made),
    secretStringWoVersion: made.version,
  });
  // A replica has the ARN of its secret with another region.
  return { primary: secret.arn, standby: Fn.replace(secret.arn, `:${primaryRegion}:`, `:${standbyRegion}:`) };
}

// Left out it is empty, so that a run which writes no value needs none. AWS refuses an empty one: "You must include SecretBinary or SecretString".
function variableOf(scope: Construct, { variableName, description, version }: MadeSecretPlan): string {
  const variable = new TerraformVariable(scope, 'Value', {
    type: 'string',
    default: '',
    sensitive: true,
    description: `Value ${version} of the secret: ${description}. Needed in the run that writes it`,
  });
  variable.overrideLogicalId(variableName);
  variable.addOverride('ephemeral', true);
  return variable.stringValue;
}
