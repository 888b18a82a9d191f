// What a host name is told of an HTTP entry.

import type { SiteValues } from '../sites/site';

/** An HTTP entry with a host name, as `HttpEntry` tells of itself. */
export interface DnsEntry {
  /** The host name that the entry answers to in each region. */
  readonly hostName: string;
  /** The path that health checks ask for. */
  readonly healthPath: string;
  /** What a record of the host name leads to in each region. */
  readonly targetDomainNames: SiteValues;
  /** The Route 53 zone of each of `targetDomainNames`. */
  readonly targetZoneIds: SiteValues;
}
