// A secret of the user's: made with a value that Terraform does not keep, or there already.

import type { SiteValues } from '../sites/site';

/** How the value of a secret reaches AWS. */
export interface SecretVariableProps {
  /**
   * The name of the Terraform variable with the value: lower-case letters, digits and underscores, a letter first, none that Terraform keeps for itself.
   * The stack of the primary declares it, ephemeral and sensitive; CI hands it over as `TF_VAR_<name>`.
   *
   * @default - `<service>_<environment>_<secret>`, with underscores for hyphens
   */
  readonly variableName?: string;
  /**
   * The number of the value, 1 or more. Terraform does not see that a value changed: it writes the variable once for each number.
   *
   * @default 1
   */
  readonly version?: number;
  /**
   * What the secret is for, 2,048 characters at most.
   *
   * @default - the service and the environment
   */
  readonly description?: string;
}

/** What a `SecretSpec` consists of. */
export interface SecretFacts {
  readonly arns?: SiteValues;
  readonly variable?: SecretVariableProps;
}

/**
 * A secret of the service in Secrets Manager, in both regions. Its value is never in the code, the Terraform state or a plan file.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html
 */
export class SecretSpec {
  /**
   * A secret that is made in the primary region and replicated to the standby, each under the region's own key. Its value comes from an ephemeral
   * variable of Terraform, and is needed only in the run that writes it.
   *
   * @param secretName what the service calls it: 1 to 40 lower-case letters, digits and single hyphens, a letter first
   */
  public static fromVariable(secretName: string, props?: SecretVariableProps): SecretSpec {
    return new SecretSpec(secretName, { variable: props ?? {} });
  }

  /**
   * A secret that is there already, with the ARN of each region's. May be tokens. As a rule the standby's is a replica.
   *
   * @param secretName what the service calls it: 1 to 40 lower-case letters, digits and single hyphens, a letter first
   */
  public static fromArns(secretName: string, arns: SiteValues): SecretSpec {
    return new SecretSpec(secretName, { arns });
  }

  /** What the service calls it. */
  public readonly secretName: string;
  /** @internal */
  public readonly _facts: SecretFacts;

  private constructor(secretName: string, facts: SecretFacts) {
    this.secretName = secretName;
    this._facts = facts;
  }
}
