// MultiRegionDr: a whole service in two regions.

import { Annotations, Lazy, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { comparePlans } from './compared';
import { HEALTH_FUNCTION } from './health-function';
import { planOnce, planService, ServicePlan } from './plan';
import { MultiRegionDrProps } from './props';
import { RecoveryEstimate, StrategyComparison } from './recovery-estimate';
import { afterBus, afterFunctions, databaseNetworks, dnsEntry, functionNetworks, serviceFacts, identifiedTargets, primaryCheckArn, topicsLater } from './wiring';
import type { PlannedService } from './write-report';
import { CrossRegionBackup } from '../backup/cross-region-backup';
import { GlobalDatabase } from '../database/global-database';
import { FailoverDns } from '../dns/failover-dns';
import { CrossRegionEventBus } from '../events/cross-region-event-bus';
import { MultiRegionFunction } from '../functions/multi-region-function';
import type { FunctionPlan } from '../functions/plan';
import type { FunctionStreams } from '../functions/surroundings';
import { HttpEntry } from '../http/http-entry';
import { OperatorRoles } from '../identity/operator-roles';
import { DrMonitoring } from '../monitoring/dr-monitoring';
import { healthTopicOf } from '../monitoring/plan';
import { MultiRegionNetwork } from '../network/multi-region-network';
import { MultiRegionParameters } from '../parameters/multi-region-parameters';
import { Problem } from '../plan/problem';
import { ProblemList } from '../plan/rule';
import { refusalText, settle } from '../plan/settle';
import { refuseOrWarn } from '../sites/refuse';
import { Site } from '../sites/site';
import { isToken, Sites, stackDefaults, stacksOfScopes } from '../sites/sites';
import { stackProblems } from '../sites/stack-problems';
import { GlobalTable } from '../tables/global-table';

/**
 * A service in two regions, derived from one declaration: a primary that serves users and a standby that can take over.
 *
 * A declaration that cannot work, or is likely to fail its users, is refused when the construct is made: one error tells of all
 * problems, each with its place, what was given, what is needed and what to do. Every rule is listed in docs/rules.md.
 */
export class MultiRegionDr extends Construct {
  /**
   * The problems of a declaration, without making anything. Accepted ones have a reason.
   *
   * `environment` must be set, since there is no stack to take it from.
   */
  public static check(props: MultiRegionDrProps): Problem[] {
    const { plan, problems } = planService(props, {}, isToken);
    return plan === undefined ? problems : settle(problems, plan.context.sites).all;
  }

  /**
   * How long a service takes to come back after the loss of its primary region and what it loses, without making anything. Whether it would be refused is left
   * to `check`. Throws where regions, names or strategy are not known. `environment` must be set, since there is no stack to take it from.
   */
  public static estimateOf(props: MultiRegionDrProps): RecoveryEstimate {
    return RecoveryEstimate._of(plannedOrThrow(props).estimate);
  }

  /**
   * The service with each of the four strategies: how long it takes to come back, what is lost, what runs in the standby region, and whether it would be
   * refused. Nothing is made. `environment` must be set.
   */
  public static compare(props: MultiRegionDrProps): StrategyComparison[] {
    return comparePlans(props, {}, isToken).map(plan => StrategyComparison._of(plan));
  }

  /** The region that serves users in the beginning. */
  public readonly primary: Site;
  /** The region that takes over. */
  public readonly standby: Site;
  /**
   * The network of each region.
   *
   * @default - the service has none
   */
  public readonly network?: MultiRegionNetwork;
  /**
   * The database.
   *
   * @default - the service has none
   */
  public readonly database?: GlobalDatabase;
  /**
   * The event bus.
   *
   * @default - the service has none
   */
  public readonly events?: CrossRegionEventBus;
  /**
   * The HTTP entry.
   *
   * @default - the service has none
   */
  public readonly http?: HttpEntry;
  /**
   * The host name and its failover switch.
   *
   * @default - the service has none
   */
  public readonly dns?: FailoverDns;
  /**
   * The parameters and secrets.
   *
   * @default - the service has none
   */
  public readonly parameters?: MultiRegionParameters;
  /**
   * The backups.
   *
   * @default - the service has none
   */
  public readonly backup?: CrossRegionBackup;
  /**
   * Alarms, topics and dashboards.
   *
   * @default - the service has none
   */
  public readonly monitoring?: DrMonitoring;
  /**
   * The roles of operators and observers.
   *
   * @default - the service has none
   */
  public readonly operators?: OperatorRoles;
  /** What the declaration was accepted with: warnings, and risks accepted with a reason. */
  public readonly problems: Problem[];
  /** How long the service takes to come back after the loss of its primary region, and what it loses. */
  public readonly estimate: RecoveryEstimate;

  /** What a report is written from. */
  private readonly planned: PlannedService;
  private readonly tables = new Map<string, GlobalTable>();
  private readonly functions = new Map<string, MultiRegionFunction>();

  public constructor(scope: Construct, constructId: string, props: MultiRegionDrProps) {
    const stack = TerraformStack.of(scope);
    const stacks = stacksOfScopes(stack);
    const list = new ProblemList();
    const defaults = stackDefaults(stack);
    const { plan, problems } = planService(props, defaults, isToken);
    list.addAll(problems);
    if (plan !== undefined) list.addAll(stackProblems(stacks, plan.context.sites));
    const settings = plan?.context.sites ?? { acceptedRisks: {}, failOnRisks: false };
    const what = `MultiRegionDr '${scope.node.path}/${constructId}'`;
    const warnings = refuseOrWarn(what, list.problems, settings);
    super(scope, constructId);

    const { context, layers, estimate } = plan!;
    const sites = Sites._make(this, 'Sites', context, stacks, props);
    sites._takeNames({ kind: 'MultiRegionDr', scope, constructId });
    this.primary = sites.primary;
    this.standby = sites.standby;
    this.problems = settle(list.problems, settings).all;
    this.estimate = RecoveryEstimate._of(estimate);
    this.planned = { props, plan: plan!, problems: this.problems, defaults };
    warnings.forEach(warning => Annotations.of(this).addWarning(warning));

    const networkProps = props.network ?? {};
    if (layers.network !== undefined) {
      sites._handOver(networkProps, layers.network);
      this.network = new MultiRegionNetwork(this, 'Network', { sites, network: networkProps });
    }
    if (props.database && layers.database !== undefined) {
      sites._handOver(props.database, layers.database);
      this.database = new GlobalDatabase(this, 'Database', { sites, database: props.database, network: this.network && databaseNetworks(this.network) });
    }
    const tables = new Construct(this, 'Tables');
    props.tables?.forEach((table, position) => {
      sites._handOver(table, layers.tables![position]);
      this.tables.set(table.tableName, new GlobalTable(tables, table.tableName, { sites, table }));
    });
    if (props.events && layers.events !== undefined) {
      sites._handOver(props.events, layers.events);
      // The switch is made last, since it leads to the entry; its health check is known when the app is synthesized.
      const healthCheckArn = props.dns ? Lazy.stringValue({ produce: () => primaryCheckArn(sites, this.dns) }) : undefined;
      const alarmTopicArns = layers.monitoring && topicsLater(() => this.monitoring);
      this.events = new CrossRegionEventBus(this, 'Events', { sites, events: props.events, healthCheckArn, alarmTopicArns });
    }
    const functions = new Construct(this, 'Functions');
    layers.functions?.forEach(functionPlan => {
      const spec = props.functions?.find(one => one.functionName === functionPlan.functionName) ?? HEALTH_FUNCTION;
      sites._handOver(spec, functionPlan);
      const made = new MultiRegionFunction(functions, spec.functionName, {
        sites,
        spec,
        networks: this.network && functionNetworks(this.network),
        database: this.database,
        streams: this.streamsFor(functionPlan),
      });
      this.functions.set(spec.functionName, made);
      if (this.events !== undefined) afterBus(sites, this.events, made, functionPlan);
    });
    if (props.http && layers.http !== undefined) {
      sites._handOver(props.http, layers.http);
      this.http = new HttpEntry(this, 'Http', { sites, http: props.http });
      afterFunctions(sites, this.http, layers.http.targets.map(target => this.function(target.functionName)));
    }
    if (props.dns && layers.dns !== undefined) {
      sites._handOver(props.dns, layers.dns);
      // Where there is no provider for the region of health checks, there is no alarm to tell of them.
      const told = layers.monitoring !== undefined && healthTopicOf(layers.monitoring.topics) !== undefined;
      const alarmTopicArn = told ? Lazy.stringValue({ produce: () => this.monitoring!.healthTopicArn! }) : undefined;
      this.dns = new FailoverDns(this, 'Dns', { sites, dns: props.dns, entry: this.http && dnsEntry(this.http), alarmTopicArn });
    }
    if (props.monitoring && layers.monitoring !== undefined) {
      sites._handOver(props.monitoring, layers.monitoring);
      this.monitoring = new DrMonitoring(this, 'Monitoring', { sites, monitoring: props.monitoring, targets: identifiedTargets(this.http, this.dns) });
      if (this.database !== undefined) this.monitoring._afterDatabase(this.database);
    }
    if (props.parameters && layers.parameters !== undefined) {
      sites._handOver(props.parameters, layers.parameters);
      const facts = serviceFacts(sites, {
        database: this.database,
        tables: this.tables,
        functions: this.functions,
        events: this.events,
        http: this.http,
        dns: this.dns,
        switchBucket: layers.dns?.failoverSwitch?.bucketName,
      });
      this.parameters = new MultiRegionParameters(this, 'Parameters', { sites, parameters: props.parameters, facts });
    }
    if (props.backup && layers.backup !== undefined) {
      sites._handOver(props.backup, layers.backup);
      this.backup = new CrossRegionBackup(this, 'Backup', { sites, backup: props.backup, alarmTopicArns: layers.monitoring && topicsLater(() => this.monitoring) });
    }
    if (props.operators && layers.operators !== undefined) {
      sites._handOver(props.operators, layers.operators);
      this.operators = new OperatorRoles(this, 'Operators', { sites, operators: props.operators });
    }
  }

  /** Both regions, the primary first. */
  public get sites(): Site[] {
    return [this.primary, this.standby];
  }

  /** The table that the service calls by this name. Throws when there is none. */
  public table(tableName: string): GlobalTable {
    const table = this.tables.get(tableName);
    if (table === undefined) {
      throw new Error(`'${this.node.path}' has no table '${tableName}'; its tables are ${[...this.tables.keys()].join(', ') || 'none'}`);
    }
    return table;
  }

  /** The function that the service calls by this name. Throws when there is none. */
  public function(functionName: string): MultiRegionFunction {
    const found = this.functions.get(functionName);
    if (found === undefined) {
      throw new Error(`'${this.node.path}' has no function '${functionName}'; its functions are ${[...this.functions.keys()].join(', ') || 'none'}`);
    }
    return found;
  }

  /**
   * Writes what there is to know of the service into a directory, which is made if it is missing, and gives the paths of the four files:
   *
   * - `report.html`: both regions and what replicates, the times against the objectives, the four strategies, risks, what is not protected, rules,
   *   resources and the runbook, in one page that loads nothing
   * - `report.json`: the same as data, and `report.schema.json`, its JSON schema
   * - `runbook.md`: the commands for preflight, switchover, failover, failback, switch, state and drill, with the names of the service
   *
   * The same properties give the same bytes; files of an earlier report are replaced. Call it last, before `app.synth()`: it tells of the resources that
   * are there when it is called. Nothing of it becomes part of the Terraform JSON.
   *
   * Throws where the directory is empty, a token, a file, or cannot be written; then no file is left half written.
   *
   * @param directory where the files go, such as `report`; relative to the working directory of the process
   * @returns the paths of the files
   * @see https://github.com/cdktf-multi-region-dr/cdktf-multi-region-dr/blob/main/docs/report.md
   */
  public writeReport(directory: string): string[] {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { reportOn, writeReportFiles } = require('./write-report') as typeof import('./write-report');
    return writeReportFiles(reportOn(this, this.planned), directory);
  }

  private streamsFor({ triggers }: FunctionPlan): FunctionStreams {
    const streams = triggers.filter(trigger => trigger.kind === 'stream')
      .map(trigger => ({ name: trigger.triggerName, arns: this.table(trigger.triggerName).streamArns() }));
    return {
      primary: Object.fromEntries(streams.map(({ name, arns }) => [name, arns.primary])),
      standby: Object.fromEntries(streams.filter(({ arns }) => arns.standby !== undefined).map(({ name, arns }) => [name, arns.standby!])),
    };
  }
}

function plannedOrThrow(props: MultiRegionDrProps): ServicePlan {
  const { plan, problems } = planOnce(props, {}, isToken);
  if (plan === undefined) throw new Error(refusalText('The service', problems));
  return plan;
}
