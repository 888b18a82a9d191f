// The zones of a service, and what is made in them: each zone that is new is made once, and zones of other accounts have providers of their own.

import type { TerraformProvider } from 'cdktf';
import { TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { DataAwsRoute53Zone } from '#aws/data-aws-route53-zone';
import { Route53Zone } from '#aws/route53-zone';
import { conflictingSettings, providerOf } from './providers';
import { PROVIDER_CONFLICT } from './rules';
import { PartScope } from './site';
import type { Sites } from './sites';
import { textOf, validateZoneProvider } from './validate-providers';
import type { ZonePlan } from './zone-plan';
import { isExpression } from '../plan/reader';
import { ProblemList } from '../plan/rule';
import { Removal } from '../plan/strategy';

/** What records in a zone are made with, in the words of a scope. */
export interface ZoneFacts {
  readonly zoneId: string;
  readonly provider: TerraformProvider;
  /** Whom the domain is to be delegated to; of a zone that is made. */
  readonly nameServers?: string[];
}

/** A zone that is made. */
interface MadeZone {
  readonly zoneId: string;
  readonly nameServers: string[];
}

/** The zones of one `Sites`. */
export class Zones extends Construct {
  /** The zones of a service. */
  public static of(sites: Sites): Zones {
    return (sites.node.tryFindChild('Zones') as Zones | undefined) ?? new Zones(sites);
  }

  private readonly made = new Map<string, MadeZone>();

  private constructor(private readonly sites: Sites) {
    super(sites, 'Zones');
  }

  /** A zone, for the part that makes records in it. Each part looks a zone up itself, so that none reads another part's state for it. */
  public in(part: Construct, partScope: PartScope, zone: ZonePlan): ZoneFacts {
    const provider = this.providerFor(part, partScope, zone);
    if (zone.created !== undefined) return { provider, ...this.madeOf(zone) };
    const zoneId = zone.zoneId ?? new DataAwsRoute53Zone(part, 'Zone', { provider, name: zone.zoneName, privateZone: false }).zoneId;
    return { provider, zoneId };
  }

  private madeOf(zone: ZonePlan): MadeZone {
    const made = this.made.get(zone.zoneName) ?? this.make(zone);
    this.made.set(zone.zoneName, made);
    return made;
  }

  private make(zone: ZonePlan): MadeZone {
    const { serviceName, environment, removal, tags } = this.sites._context.sites;
    const part = this.sites.part(this, PartScope.FOUNDATION);
    const made = new Route53Zone(part, zone.zoneName, {
      provider: this.providerFor(part, PartScope.FOUNDATION, zone),
      name: zone.zoneName,
      comment: `Zone of ${serviceName} ${environment}`,
      ...(zone.created!.acceleratedRecovery ? { enableAcceleratedRecovery: true } : {}),
      forceDestroy: removal === Removal.EPHEMERAL,
      tags,
      // A zone that is made anew has other name servers, which the domain is not delegated to.
      lifecycle: { preventDestroy: removal !== Removal.EPHEMERAL },
    });
    return { zoneId: made.zoneId, nameServers: made.nameServers };
  }

  // Route 53 is one for all regions; a zone is reached through the standby's, like all of Foundation and Routing.
  private providerFor(part: Construct, partScope: PartScope, { zoneName, assumeRoleArn, ownProvider }: ZonePlan): TerraformProvider {
    const stack = TerraformStack.of(part);
    if (ownProvider !== undefined) {
      const provider = ownProvider as TerraformProvider;
      this.node.addValidation({ validate: () => validateZoneProvider(zoneName, stack, provider) });
      return provider;
    }
    if (assumeRoleArn === undefined) return this.sites._in(partScope).provider;
    const { region, endpoints } = this.sites._context.sites.standby;
    const settings = { region, endpoints, assumeRoleArn };
    // Names of zones have hyphens, and no underscores: two of them never share an alias.
    const alias = `zone-${zoneName.replace(/\./g, '_')}`;
    const conflict = conflictingSettings(stack, settings, alias);
    if (conflict !== undefined) this.node.addValidation({ validate: () => twoRoles(zoneName, assumeRoleArn, conflict.assumeRoleArn) });
    return providerOf(stack, settings, alias);
  }
}

function twoRoles(zoneName: string, role: string, other: string | undefined): string[] {
  const list = new ProblemList();
  list.add(PROVIDER_CONFLICT, {
    path: `assumeRoleArn of '${zoneName}'`,
    message: `${named(role, 'a role')} given for a zone that has ${named(other, 'another role')}, or other endpoints, elsewhere in the stack`,
    mend: 'Use the same for one zone of a stack, or two stacks',
  });
  return textOf(list);
}

// What only Terraform knows says nothing to who reads it.
function named(role: string | undefined, unknown: string): string {
  if (role === undefined) return 'no role';
  return Token.isUnresolved(role) || isExpression(role) ? unknown : `the role ${role}`;
}
