// StateBackend: the buckets that states are kept in, in two regions.

import { Annotations, LocalBackend, TerraformBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { buildAlarms } from './alarms';
import { buildBucket } from './bucket';
import { bucketArn } from './bucket-policies';
import type { StateLocation } from './location';
import { buildLockTable } from './lock-table';
import { planStateBackend, StateBackendPlan, StateSitePlan } from './plan';
import { planStackState } from './plan-stack';
import type { StateBackendProps, StateStackProps } from './props';
import { buildReplication, buildReplicationRole } from './replication';
import { BACKEND_ID, makeS3Backend } from './s3-backend';
import { roleArn } from '../identity/role';
import { DataKeys } from '../keys/data-keys';
import { ProblemList } from '../plan/rule';
import { keepState, statesOfApp } from '../sites/kept-state';
import { refuseOrWarn } from '../sites/refuse';
import { Site, SiteValues } from '../sites/site';
import { allScopesIn, isToken, Sites, stackDefaults } from '../sites/sites';
import { stackProblems } from '../sites/stack-problems';

/**
 * The buckets that Terraform states are kept in: one in each of two regions, each replicating to the other, so that a stack can be planned when
 * either region is down. Usually there is one for an account, for the stacks of many services.
 *
 * Its own stack keeps its state in the bucket that it makes; docs/state-backend.md tells how it gets there.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 */
export class StateBackend extends Construct {
  /**
   * Gives a stack its backend: in the bucket of the region that the stack must survive in. The construct need not be in the same app.
   *
   * A stack that has a backend is refused, and so is a state in the region whose loss the stack is for. While the id of the stack is in
   * TERRAFORM_STATE_BOOTSTRAP its state is in a file.
   *
   * @param stack the stack; a `TaggedStack` has a backend already, and takes the location as `stateLocation`
   * @param location where the states are
   * @param props the key, and what the stack holds
   * @returns the backend, for `addOverride('profile', 'states')` and the like
   */
  public static configure(stack: TerraformStack, location: StateLocation, props: StateStackProps = {}): TerraformBackend {
    const hasBackend = stack.node.tryFindChild(BACKEND_ID) !== undefined;
    const surroundings = { stackId: stack.node.id, hasBackend, variables: process.env, others: statesOfApp(stack), isToken };
    const { plan, problems } = planStackState(location, props, surroundings);
    const warnings = refuseOrWarn(`StateBackend.configure of '${stack.node.path}'`, problems, plan);
    const { bucket, normalRegion, key, buckets, places } = plan!;
    const backend = plan!.bootstrapping ? new LocalBackend(stack) : makeS3Backend(stack, plan!);
    if (!plan!.bootstrapping) keepState(stack, { buckets: [bucket, ...buckets], key, normalRegion, places });
    warnings.forEach(warning => Annotations.of(stack).addWarning(warning));
    return backend;
  }

  /** Where the states are. */
  public readonly location: StateLocation;
  /** The primary region. */
  public readonly primary: Site;
  /** The standby region, where states are used unless a stack says otherwise. */
  public readonly standby: Site;
  /** The names of the state buckets: literals. */
  public readonly bucketNames: SiteValues;
  /** The ARNs of the state buckets. */
  public readonly bucketArns: SiteValues;
  /** The ARNs of the keys that encrypt states and locks. */
  public readonly keyArns: SiteValues;
  /** The names of the tables of locks: literals; undefined without. */
  public readonly lockTableNames?: SiteValues;
  /** The names of the log buckets: literals; undefined without. */
  public readonly logBucketNames?: SiteValues;
  /** The ARNs of the roles that S3 replicates each region's bucket with. */
  public readonly replicationRoleArns: SiteValues;

  public constructor(scope: Construct, constructId: string, props: StateBackendProps) {
    const stack = TerraformStack.of(scope);
    const stacks = allScopesIn(stack);
    const list = new ProblemList();
    const { plan, problems } = planStateBackend(props, stackDefaults(stack), isToken);
    list.addAll(problems);
    if (plan !== undefined) list.addAll(stackProblems(stacks, plan.context.sites));
    const warnings = refuseOrWarn(`StateBackend '${scope.node.path}/${constructId}'`, list.problems, plan?.context.sites);
    super(scope, constructId);
    warnings.forEach(warning => Annotations.of(this).addWarning(warning));

    const { context, primary, standby } = plan!;
    const { serviceName, primary: { region: one }, standby: { region: other } } = context.sites;
    const sites = Sites._make(this, 'Sites', context, stacks, {
      serviceName, primary: { region: one, provider: props.primary?.provider }, standby: { region: other, provider: props.standby?.provider },
    });
    sites._takeNames({ kind: 'StateBackend', scope, constructId });
    build(this, sites, plan!);

    this.location = props.location;
    this.primary = sites.primary;
    this.standby = sites.standby;
    const both = (valueOf: (site: StateSitePlan) => string): SiteValues => ({ primary: valueOf(primary), standby: valueOf(standby) });
    this.bucketNames = both(site => site.bucketName);
    this.bucketArns = both(site => bucketArn(site.bucketName, sites._in(site.partScope)));
    this.keyArns = both(site => DataKeys.of(sites).arnOf(site.key)!);
    this.replicationRoleArns = both(site => roleArn(site.replicationRole, sites._in(site.partScope)));
    if (primary.lockTableName !== undefined) this.lockTableNames = both(site => site.lockTableName!);
    if (primary.logBucketName !== undefined) this.logBucketNames = both(site => site.logBucketName!);
  }

  /**
   * Gives a stack its backend here: `StateBackend.configure` with the location of this construct. The stack may be the construct's own.
   */
  public attachTo(stack: TerraformStack, props: StateStackProps = {}): TerraformBackend {
    return StateBackend.configure(stack, this.location, props);
  }
}

// Roles first, since the keys name them; rules last, since they need both buckets.
function build(layer: StateBackend, sites: Sites, plan: StateBackendPlan): void {
  const { primary, standby } = plan;
  const ways = [[primary, standby], [standby, primary]];
  ways.forEach(([source, target]) => buildReplicationRole(layer, sites, source, target));
  for (const [site, other] of ways) {
    const scope = sites.part(layer, site.partScope);
    const keyArn = DataKeys.of(sites).arnOf(site.key)!;
    buildBucket(scope, sites, plan, site, keyArn);
    buildLockTable(scope, sites, plan, site, keyArn);
    buildAlarms(scope, sites, plan, site, other);
  }
  ways.forEach(([source, target]) => buildReplication(layer, sites, source, target));
}
