// CrossRegionEventBus: one bus in both regions.

import { Construct } from 'constructs';
import { buildArchive, buildBus, busArn, busOf } from './bus';
import { buildEndpoint } from './endpoint';
import { buildForward, buildForwardRole } from './forward';
import { EventSitePlan, EventsPlan, planEvents, readActions, sitesOf } from './plan';
import type { EventsProps } from './props';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { PartScope, SiteValues } from '../sites/site';
import { Sites } from '../sites/sites';

/** What a `CrossRegionEventBus` is made from. */
export interface CrossRegionEventBusProps {
  /** The regions. */
  readonly sites: Sites;
  /** The bus. */
  readonly events: EventsProps;
  /**
   * The ARN of the health check of a global endpoint that names none itself. May be a token. Refused where there is no global endpoint (DR564).
   *
   * @default - needed where `EventReplication.globalEndpoint()` has none
   */
  readonly healthCheckArn?: string;
  /**
   * The ARN of a topic in each region that is told when an event could not be forwarded, where `events` names nothing, such as the `topicArns` of a
   * `DrMonitoring`. May be tokens. Refused for a region that forwards nothing (DR561), and in another region than the alarm (DR562).
   *
   * @default - what `events` names
   */
  readonly alarmTopicArns?: SiteValues;
}

/**
 * A bus of EventBridge in both regions of a service, by itself: one name, and a way for events to the other region. `MultiRegionDr` makes the same from its `events`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
export class CrossRegionEventBus extends Construct {
  /** The name of the bus: the same in both regions. */
  public readonly busName: string;
  /** The ARN of the bus in each region. The standby's is missing where the strategy keeps nothing there. */
  public readonly busArns: SiteValues;
  /** The ARN of the queue in the primary region of events that could not be forwarded; undefined where it forwards nothing. */
  public readonly primaryFailedArn?: string;
  /** The ARN of the queue in the standby region of events that could not be forwarded; undefined where it forwards nothing. */
  public readonly standbyFailedArn?: string;
  /** The names of the archives; undefined without. */
  public readonly archiveNames?: SiteValues;
  /** The id of the global endpoint, which publishers hand to `PutEvents` as `EndpointId`; undefined without. */
  public readonly endpointId?: string;
  /** The address of the global endpoint; undefined without. */
  public readonly endpointUrl?: string;

  private readonly sites: Sites;
  private readonly plan: EventsPlan;
  private readonly alarmTopicArns?: SiteValues;

  public constructor(scope: Construct, constructId: string, props: CrossRegionEventBusProps) {
    const { sites, events } = props;
    const plan = sites._planFor('CrossRegionEventBus', scope, constructId, events, () => planAlone(props));
    super(scope, constructId);
    this.sites = sites;
    this.plan = plan;
    this.alarmTopicArns = props.alarmTopicArns ?? undefined;
    const { primary, standby, endpoint } = plan;
    // Buses and roles first: rules name those of the other region.
    buildBus(this, sites, plan, primary, standby);
    if (standby !== undefined) buildBus(this, sites, plan, standby, primary);
    sitesOf(plan).forEach(site => site.forward && buildForwardRole(this, sites, plan, site, site.forward));
    sitesOf(plan).forEach(site => buildArchive(this, sites, plan, site));
    this.primaryFailedArn = this.forwardFrom(primary, standby);
    this.standbyFailedArn = standby && this.forwardFrom(standby, primary);
    if (endpoint !== undefined) {
      const made = buildEndpoint(this, sites, plan, endpoint, endpoint.healthCheckArn ?? props.healthCheckArn!);
      this.endpointId = made.endpointId;
      this.endpointUrl = made.endpointUrl;
    }
    this.busName = plan.busName;
    this.busArns = siteValues(this.arnIn(primary), standby && this.arnIn(standby));
    if (primary.archiveName !== undefined) this.archiveNames = siteValues(primary.archiveName, standby?.archiveName);
  }

  /**
   * States that everything under a construct of a region comes after the bus of that region.
   *
   * @internal
   */
  public _before(later: Construct, role: 'primary' | 'standby'): void {
    const site = this.plan[role];
    if (site !== undefined) this.sites.after(later, busOf(this, this.sites, site));
  }

  private forwardFrom(site: EventSitePlan, target: EventSitePlan | undefined): string | undefined {
    if (site.forward === undefined || target === undefined) return undefined;
    // What the user names wins, so that nobody is told twice.
    const alarmActionArn = site.forward.alarmActionArn ?? this.alarmTopicArns?.[site.role] ?? undefined;
    return buildForward(this, this.sites, this.plan, site, target, { ...site.forward, alarmActionArn });
  }

  private arnIn(site: EventSitePlan): string {
    return busArn(this.plan, site.region, this.sites._in(site.role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY));
  }
}

function planAlone(props: CrossRegionEventBusProps): Planned<EventsPlan> {
  const { events, sites: { _context: context } } = props;
  const list = new ProblemList();
  const reader = new Reader(props, '', list, context.isToken);
  const handedCheckArn = reader.opaque('healthCheckArn');
  const { plan, problems } = planEvents(events, 'events', context, {
    hasHealthCheck: reader.has('healthCheckArn'), handedCheckArn, handedTopicArns: readActions(reader, 'alarmTopicArns'),
  });
  return { plan, problems: [...list.problems, ...problems] };
}

function siteValues(primary: string, standby: string | undefined): SiteValues {
  return { primary, ...(standby === undefined ? {} : { standby }) };
}
