// What a host name leads to in a region.

import type { HealthSignal } from './health-signal';

/** The endpoint of each region. */
export interface SiteEndpoints {
  /** The primary site's. */
  readonly primary: Endpoint;
  /**
   * The standby site's.
   *
   * @default - needed, but for the strategy BACKUP_RESTORE
   */
  readonly standby?: Endpoint;
}

/** More about an endpoint. */
export interface EndpointOptions {
  /**
   * The host name that health checks ask in place of the endpoint's own: one that leads to this region alone. May be a token.
   *
   * @default - the name that the endpoint leads to; for addresses, the host name of both regions is asked for at the first address
   */
  readonly checkHostName?: string;
  /**
   * What tells whether the region is healthy, in place of health checkers: for what is not on the public internet. `healthCheck` is then not for it.
   *
   * @default - health checkers ask the endpoint
   */
  readonly healthSignal?: HealthSignal;
}

/** What an `Endpoint` consists of. */
export interface EndpointFacts {
  readonly kind: 'alias' | 'cname' | 'ip';
  readonly targetDomainName?: string;
  readonly targetZoneId?: string;
  readonly addresses?: string[];
  readonly options: EndpointOptions;
}

/**
 * What the host name leads to in a region. It must answer on the public internet, as health checkers reach nothing else, or have a `healthSignal`.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
export class Endpoint {
  /** Something of AWS's by its name and the zone that AWS keeps for it, such as a load balancer. Both may be tokens. */
  public static alias(targetDomainName: string, targetZoneId: string, options: EndpointOptions = {}): Endpoint {
    return new Endpoint({ kind: 'alias', targetDomainName, targetZoneId, options });
  }

  /** Something with a host name. It may be a token. */
  public static cname(domainName: string, options: EndpointOptions = {}): Endpoint {
    return new Endpoint({ kind: 'cname', targetDomainName: domainName, options });
  }

  /** IP addresses, of IPv4, of IPv6 or of both. They must be literals, and public ones without a `healthSignal`. */
  public static ip(addresses: string[], options: EndpointOptions = {}): Endpoint {
    return new Endpoint({ kind: 'ip', addresses, options });
  }

  private readonly facts: EndpointFacts;

  private constructor(facts: EndpointFacts) {
    this.facts = facts;
  }

  /** @internal */
  public get _facts(): EndpointFacts {
    return this.facts;
  }
}
