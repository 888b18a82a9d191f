// An ephemeral resource: Terraform opens it in every run and keeps nothing of it. cdktf has no class for these.

import { TerraformElement, TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';

/** What an ephemeral resource is made from. */
export interface EphemeralConfig {
  readonly resourceType: string;
  readonly provider: TerraformProvider;
  readonly arguments: Record<string, unknown>;
  /** Addresses of what must be there before it is opened. */
  readonly dependsOn?: string[];
}

/** An ephemeral resource. */
export class EphemeralResource extends TerraformElement {
  public constructor(scope: Construct, constructId: string, private readonly config: EphemeralConfig) {
    super(scope, constructId);
  }

  /** An attribute as it stands in an expression, without the braces. */
  public attribute(attributeName: string): string {
    return `ephemeral.${this.config.resourceType}.${this.friendlyUniqueId}.${attributeName}`;
  }

  public override toTerraform(): object {
    const { resourceType, provider, dependsOn } = this.config;
    return {
      ephemeral: {
        [resourceType]: {
          [this.friendlyUniqueId]: {
            ...this.config.arguments,
            ...this.rawOverrides,
            'provider': provider.fqn,
            ...(dependsOn === undefined ? {} : { depends_on: dependsOn }),
            '//': this.constructNodeMetadata,
          },
        },
      },
    };
  }
}
