// One of the two regions, as the constructs in it see it.

import type { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import type { Namer } from '../plan/naming';

/** The part of the architecture that something belongs to. Each can be a stack of its own. */
export enum PartScope {
  /** What is global, or has to be there before the regions: IAM, the Aurora global cluster. */
  FOUNDATION = 'Foundation',
  /** Everything regional of the primary region. */
  PRIMARY = 'Primary',
  /** Everything regional of the standby region. */
  STANDBY = 'Standby',
  /** What leads users and events to a region. */
  ROUTING = 'Routing',
}

/** A value for each site. */
export interface SiteValues {
  /** The primary site's. */
  readonly primary: string;
  /**
   * The standby site's.
   *
   * @default - the strategy has nothing there
   */
  readonly standby?: string;
}

/** What the constructs of a site are made with. */
export interface SiteFacts {
  readonly region: string;
  readonly scope: Construct;
  readonly provider: TerraformProvider;
  readonly accountId: string;
  readonly partition: string;
  readonly partScope: PartScope;
  readonly namer: Namer;
}

/**
 * One of the two regions. The role in its place in the tree is the initial one: after a failover the standby writes.
 *
 * Make resources of your own beside the library's with `site.scope`, `site.provider` and `site.physicalName(...)`.
 */
export class Site {
  /** @internal */
  public static _of(facts: SiteFacts): Site {
    return new Site(facts);
  }

  /** The region. */
  public readonly region: string;
  /** Where resources of your own for this region go. */
  public readonly scope: Construct;
  /** The provider for this region. Name it on every resource of your own: `provider: site.provider`. */
  public readonly provider: TerraformProvider;
  /** The account, as a token. */
  public readonly accountId: string;
  /** The partition, such as `aws`, as a token. */
  public readonly partition: string;
  /** Whether this is the primary or the standby in the beginning. */
  public readonly partScope: PartScope;
  private readonly namer: Namer;

  private constructor(facts: SiteFacts) {
    this.region = facts.region;
    this.scope = facts.scope;
    this.provider = facts.provider;
    this.accountId = facts.accountId;
    this.partition = facts.partition;
    this.partScope = facts.partScope;
    this.namer = facts.namer;
  }

  /**
   * A name in the service's own form, `<service>-<environment>-<what>-<region>` unless a naming strategy says otherwise.
   *
   * Its length is not checked, since the limit depends on what it is for.
   */
  public physicalName(what: string): string {
    return this.namer.uncheckedName(what, this.region);
  }

  /**
   * The ARN of something in this region and account, from the service's prefix and the resource as the ARN spells it:
   * `arnOf('dynamodb', 'table/orders-prod-orders')`.
   */
  public arnOf(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.accountId}:${resource}`;
  }
}
