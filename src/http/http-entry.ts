// HttpEntry: the way in to a service, in both regions.

import { Construct } from 'constructs';
import { buildCertificates } from './certificates';
import { planHttp } from './plan';
import type { HttpProps } from './props';
import { buildRecords } from './records';
import { buildSiteEntry, SiteEntry } from './site-entry';
import { SiteValues } from '../sites/site';
import { Sites } from '../sites/sites';

/** What an `HttpEntry` is made from. */
export interface HttpEntryProps {
  /** The regions. */
  readonly sites: Sites;
  /** The entry. Its functions are called by the names that a `MultiRegionFunction` of these sites gives them; make them before. */
  readonly http: HttpProps;
}

/**
 * An HTTP API in both regions of a service, by itself. `MultiRegionDr` makes the same from its `http`.
 *
 * Functions must be there before it: state `sites.after(...)` for the parts of both.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 */
export class HttpEntry extends Construct {
  /** The id of the API in each region. The standby's is missing where the strategy deploys no functions there. */
  public readonly apiIds: SiteValues;
  /** The address of each region: its own host name, or the one that API Gateway gives. */
  public readonly endpoints: SiteValues;
  /** The host name that both regions answer to; undefined without one. */
  public readonly hostName?: string;
  /** The host name of each region alone, for health checks; undefined without `hostName`. */
  public readonly siteHostNames?: SiteValues;
  /** What a record of `hostName` leads to in each region; undefined without `hostName`. */
  public readonly targetDomainNames?: SiteValues;
  /** The Route 53 zone of each of `targetDomainNames`, for an alias record. */
  public readonly targetZoneIds?: SiteValues;
  /** What a record of each region's own host name leads to; undefined without `hostName`. */
  public readonly siteTargetDomainNames?: SiteValues;
  /** The name servers of a zone that is new, for the registrar of the domain; undefined for one that is there already. */
  public readonly nameServers?: string[];
  /** The ARN of the certificate in each region; undefined without `hostName`. */
  public readonly certificateArns?: SiteValues;
  /** The path that health checks ask for. */
  public readonly healthPath: string;

  public constructor(scope: Construct, constructId: string, props: HttpEntryProps) {
    const { sites, http } = props;
    const plan = sites._planFor('HttpEntry', scope, constructId, http, () => planHttp(http, 'http', sites._context));
    super(scope, constructId);
    const certificateArns = buildCertificates(this, sites, plan);
    const primary = buildSiteEntry(this, sites, plan, plan.primary, certificateArns.primary);
    const standby = plan.standby === undefined ? undefined : buildSiteEntry(this, sites, plan, plan.standby, certificateArns.standby);
    this.nameServers = buildRecords(this, sites, plan, { primary, standby });
    const values = (of: (entry: SiteEntry) => string): SiteValues => siteValues(of(primary), standby && of(standby));
    this.apiIds = values(entry => entry.apiId);
    this.endpoints = values(entry => entry.endpoint);
    this.healthPath = plan.healthPath;
    if (plan.hostName !== undefined) {
      this.hostName = plan.hostName;
      this.certificateArns = siteValues(certificateArns.primary!, plan.standby && certificateArns.standby);
      this.siteHostNames = siteValues(plan.primary.siteHostName!, plan.standby?.siteHostName);
      this.targetDomainNames = values(entry => entry.target!.targetDomainName);
      this.targetZoneIds = values(entry => entry.target!.targetZoneId);
      this.siteTargetDomainNames = values(entry => entry.siteTarget!.targetDomainName);
    }
  }
}

function siteValues(primary: string, standby: string | undefined): SiteValues {
  return { primary, ...(standby === undefined ? {} : { standby }) };
}
