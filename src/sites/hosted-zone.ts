// A Route 53 zone: one that is there already, or one that is made.

import type { TerraformProvider } from 'cdktf';

/** How the zone of another account is reached. Only the records in it, and looking it up, are done so; everything else stays in the account of the sites. */
export interface HostedZoneAccess {
  /**
   * The ARN of a role in the zone's account. Terraform assumes it with the credentials that it has itself, not with those of a site's
   * `assumeRoleArn`. May be a token. Refused beside `zoneProvider`.
   *
   * @default - the zone is in the account of the sites
   */
  readonly assumeRoleArn?: string;
  /**
   * A provider of your own for the zone's account, in the stack of the service and with an alias. Its region doesn't matter.
   *
   * A Python program that makes one imports the prebuilt AWS provider, which takes many seconds: prefer `assumeRoleArn`.
   *
   * @default - one is made for `assumeRoleArn`
   */
  readonly zoneProvider?: TerraformProvider;
}

/** More about a zone that is made. */
export interface NewHostedZoneProps extends HostedZoneAccess {
  /**
   * Whether AWS keeps a copy of the zone, so that records can be changed again about 60 minutes after it finds `us-east-1` impaired. Without it
   * there is no such promise. Nothing of a failover changes a record. AWS has it in the partition `aws` alone (DR368 in an `HttpEntry` elsewhere).
   *
   * It can't be set for a zone that is there already: switch it on where that zone is made.
   *
   * @default false
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/accelerated-recovery.html
   */
  readonly acceleratedRecovery?: boolean;
}

/** What a `HostedZone` consists of. */
export interface HostedZoneFacts {
  readonly kind: 'name' | 'id' | 'new';
  readonly zoneName: string;
  readonly zoneId?: string;
  readonly options: NewHostedZoneProps;
}

/**
 * A public Route 53 hosted zone.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html
 */
export class HostedZone {
  /** The zone of a name, such as `example.com`, that is there already. It is looked up when Terraform plans. */
  public static fromName(zoneName: string, access: HostedZoneAccess = {}): HostedZone {
    return new HostedZone({ kind: 'name', zoneName, options: access });
  }

  /** The zone with an id, such as `Z0123456789ABCDEFGHIJ`, that is there already, and the name that it has. The id may be a token. */
  public static fromId(zoneId: string, zoneName: string, access: HostedZoneAccess = {}): HostedZone {
    return new HostedZone({ kind: 'id', zoneName, zoneId, options: access });
  }

  /**
   * A new zone. It is made once for each service, by the layers that are given this object, and answers nobody until its name servers
   * (`nameServers` of `FailoverDns` and `HttpEntry`) are at the registrar of the domain, or in the zone above as an NS record.
   *
   * Two services share a zone by `fromName` or `fromId`: this would make two.
   */
  public static create(zoneName: string, props: NewHostedZoneProps = {}): HostedZone {
    return new HostedZone({ kind: 'new', zoneName, options: props });
  }

  /** The name of the zone. */
  public readonly zoneName: string;
  /**
   * The id of the zone.
   *
   * @default - looked up, or known once the zone is made
   */
  public readonly zoneId?: string;
  private readonly facts: HostedZoneFacts;

  private constructor(facts: HostedZoneFacts) {
    this.facts = facts;
    this.zoneName = facts.zoneName;
    this.zoneId = facts.zoneId;
  }

  /** @internal */
  public get _facts(): HostedZoneFacts {
    return this.facts;
  }
}
