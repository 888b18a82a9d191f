// MultiRegionFunction: one function in both regions.

import { Construct } from 'constructs';
import { FunctionPlan, FunctionSitePlan, physicalNamesOf, planFunction } from './plan';
import { planSurroundings } from './plan-alone';
import { FunctionSpec } from './props';
import { buildSiteFunction } from './site-function';
import { FunctionDatabase, FunctionNetworks, FunctionStreams } from './surroundings';
import { Planned } from '../plan/rule';
import { SiteValues } from '../sites/site';
import { Sites } from '../sites/sites';

/** What a `MultiRegionFunction` is made from. */
export interface MultiRegionFunctionProps {
  /** The regions. */
  readonly sites: Sites;
  /** The function. */
  readonly spec: FunctionSpec;
  /**
   * Where it is attached.
   *
   * @default - needed with `inNetwork`, which access to the database sets
   */
  readonly networks?: FunctionNetworks;
  /**
   * The database.
   *
   * @default - needed with access to it
   */
  readonly database?: FunctionDatabase;
  /**
   * The streams that its triggers read: in each region a map from the table's name to what `GlobalTable.streamArns()` gives there.
   *
   * @default - needed with `Trigger.stream`
   */
  readonly streams?: FunctionStreams;
}

/**
 * A Lambda function in both regions of a service, by itself: code, role, logs, dead letters and triggers of each region's own.
 * `MultiRegionDr` makes the same from its `functions`.
 *
 * In the standby region the function is there and its triggers are switched off, unless the strategy is ACTIVE_ACTIVE. BACKUP_RESTORE deploys nothing there.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/welcome.html
 */
export class MultiRegionFunction extends Construct {
  /** The names of the function in each region. */
  public readonly physicalNames: SiteValues;
  /** The ARN of the function in each region. */
  public readonly functionArns: SiteValues;
  /** The ARN of the role in each region. */
  public readonly roleArns: SiteValues;
  /** The ARN of the queue or topic in each region for what could not be worked on. */
  public readonly deadLetterArns: SiteValues;
  /** The URLs of the queues in the primary region that call the function, by their `queueName`. */
  public readonly primaryQueueUrls: Record<string, string>;
  /** The URLs of the queues in the standby region that call the function, by their `queueName`. */
  public readonly standbyQueueUrls: Record<string, string>;
  /** The ARNs of the queues in the primary region that call the function, by their `queueName`. */
  public readonly primaryQueueArns: Record<string, string>;
  /** The ARNs of the queues in the standby region that call the function, by their `queueName`. */
  public readonly standbyQueueArns: Record<string, string>;
  /** The URLs of the queues in the primary region with what failed, by the `queueName` of the queue that it was in. */
  public readonly primaryFailedQueueUrls: Record<string, string>;
  /** The URLs of the queues in the standby region with what failed, by the `queueName` of the queue that it was in. */
  public readonly standbyFailedQueueUrls: Record<string, string>;
  /** The names of the EventBridge rules in the primary region that call the function, by their `ruleName`. */
  public readonly primaryRuleNames: Record<string, string>;
  /** The names of the EventBridge rules in the standby region that call the function, by their `ruleName`. */
  public readonly standbyRuleNames: Record<string, string>;
  /** The log group of the function in each region. */
  public readonly logGroupNames: SiteValues;

  public constructor(scope: Construct, constructId: string, props: MultiRegionFunctionProps) {
    const { sites, spec, networks, database, streams } = props;
    const plan = sites._planFor('MultiRegionFunction', scope, constructId, spec, () => planAlone(props));
    super(scope, constructId);
    const build = (site: FunctionSitePlan) =>
      buildSiteFunction(this, sites, plan, site, { network: networks?.[site.role], database, streamArns: streams?.[site.role] ?? {} });
    const primary = build(plan.primary);
    const standby = plan.standby && build(plan.standby);
    const values = (one: (made: typeof primary) => string): SiteValues => ({
      primary: one(primary), ...(standby === undefined ? {} : { standby: one(standby) }),
    });
    this.physicalNames = physicalNamesOf(plan);
    this.functionArns = values(made => made.functionArn);
    this.roleArns = values(made => made.roleArn);
    this.deadLetterArns = values(made => made.deadLetterArn);
    this.primaryQueueUrls = primary.queueUrls;
    this.standbyQueueUrls = standby?.queueUrls ?? {};
    this.primaryQueueArns = primary.queueArns;
    this.standbyQueueArns = standby?.queueArns ?? {};
    this.primaryFailedQueueUrls = primary.failedQueueUrls;
    this.standbyFailedQueueUrls = standby?.failedQueueUrls ?? {};
    this.primaryRuleNames = primary.ruleNames;
    this.standbyRuleNames = standby?.ruleNames ?? {};
    this.logGroupNames = values(made => made.logGroupName);
  }
}

function planAlone({ sites, spec, ...around }: MultiRegionFunctionProps): Planned<FunctionPlan> {
  const { surroundings, check } = planSurroundings(around, sites._context);
  const { plan, problems } = planFunction(spec, '', sites._context, surroundings);
  return { plan, problems: [...problems, ...check(plan)] };
}
