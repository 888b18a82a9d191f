// What a user says of the host name that leads to one of the regions.

import type { SiteEndpoints } from './endpoint';
import type { HostedZone } from '../sites/hosted-zone';

/**
 * What moves users to the other region.
 */
export enum DnsFailover {
  /** The failover switch alone: a person, or a machine, throws it when the standby is ready to write. */
  OPERATOR = 'OPERATOR',
  /** The failover switch, and a health check of the region that answers. Refused with DR519 for a service with a database, unless accepted. */
  AUTOMATIC = 'AUTOMATIC',
}

/**
 * How Route 53 finds out whether a region answers: GET over HTTPS on port 443, from the public internet. Certificates are not validated.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
 */
export interface EndpointCheckProps {
  /**
   * The path that is asked for, from `/`, at most 255 characters.
   *
   * @default - `healthPath` of the HTTP entry; without one `/health`
   */
  readonly path?: string;
  /**
   * A text that must be in the first 5,120 bytes of the answer, 1 to 255 characters.
   *
   * @default - the status alone counts
   */
  readonly searchString?: string;
  /**
   * Seconds between two requests of one checker, 10 or 30. AWS makes a new check when it changes.
   *
   * @default 30
   */
  readonly intervalSeconds?: number;
  /**
   * How many answers in a row change the state, 1 to 10.
   *
   * @default 3
   */
  readonly failureThreshold?: number;
  /**
   * The regions that checkers ask from, at least three.
   *
   * @default - all that Route 53 has
   */
  readonly checkerRegions?: string[];
}

/**
 * The host name that both regions answer to, and what decides which of them does.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html
 */
export interface DnsProps {
  /**
   * The public zone that has the host name in it: one that is there already, in the account of the sites or another, or a new one. Give the very
   * object that `http` has, or leave it out, where it is new.
   *
   * @default - that of the HTTP entry
   */
  readonly zone?: HostedZone;
  /**
   * The host name, such as `orders.example.com`.
   *
   * @default - that of the HTTP entry
   */
  readonly hostName?: string;
  /**
   * What the host name leads to in each region. Private endpoints need a `healthSignal`.
   *
   * @default - the HTTP entry
   */
  readonly siteEndpoints?: SiteEndpoints;
  /**
   * What moves users to the other region.
   *
   * @default - DnsFailover.OPERATOR with a database, and in a `FailoverDns` by itself; otherwise DnsFailover.AUTOMATIC
   */
  readonly failover?: DnsFailover;
  /**
   * Seconds that resolvers keep an answer, 0 to 2,147,483,647. Refused where every endpoint is an alias: then the time is that of its target.
   *
   * @default 60
   */
  readonly ttlSeconds?: number;
  /**
   * Whether aliases answer to IPv6 too. Refused without `Endpoint.alias`: the HTTP entry answers to IPv4 alone, and addresses tell themselves.
   *
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * How Route 53 finds out whether a region answers.
   *
   * @default - `/health` every 30 seconds, from everywhere
   */
  readonly healthCheck?: EndpointCheckProps;
  /**
   * ARNs of what is told when the failover switch cannot be read any more, such as SNS topics, in `us-east-1`, where the metrics of health checks are.
   * May be tokens.
   *
   * @default - nobody is told (DR523)
   */
  readonly alarmActionArns?: string[];
}
