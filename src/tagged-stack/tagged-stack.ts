// TaggedStack: the stack of one environment.

import { Annotations, App, LocalBackend, TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { AwsProvider } from '#aws/provider';
import { LocalStatePlan, planTaggedStack, S3StatePlan } from './plan';
import type { TaggedStackProps } from './props';
import { settingOf } from './settings';
import { siteStackProps } from './site-stack';
import { setStackMaker, stackIdOf, StackRequest } from '../layout/stack-maker';
import { keepState, statesOfApp } from '../sites/kept-state';
import { refuseOrWarn } from '../sites/refuse';
import { isToken } from '../sites/sites';
import { setStackContext } from '../sites/stack-context';
import { makeS3Backend } from '../state-backend/s3-backend';

const PROVIDER_VERSION = '~> 6.25';
// Write-only arguments and S3 lock files are there since 1.11.
const TERRAFORM_VERSION = '>= 1.11';

/**
 * The stack of one environment: its state in S3, its default provider with default tags, and the versions of Terraform and of the
 * AWS provider that the library needs.
 *
 * Each setting is taken from the properties, else from the environment of the process when the stack is made, else it has a
 * default. `MultiRegionDr` and `Sites` in the stack take over its environment, its default tags and its role.
 *
 * A stack that cannot work is refused: one error tells of all problems, and nothing is left in the tree.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 */
export class TaggedStack extends TerraformStack {
  /**
   * The id of a stack: `orders-prod` for the service `orders` in the environment `prod`. Give the stack the same environment.
   *
   * @param serviceName the service
   * @param environmentSuffix the environment; left out or empty: ENVIRONMENT_SUFFIX, otherwise `test`
   */
  public static stackName(serviceName: string, environmentSuffix?: string): string {
    return `${serviceName}-${settingOf('environmentSuffix', environmentSuffix, process.env).value}`;
  }

  /** The environment, such as `prod`. */
  public readonly environmentSuffix: string;
  /** The region of the default provider. */
  public readonly awsRegion: string;
  /** The ARN of the role that providers assume; undefined when there is none. */
  public readonly assumeRoleArn?: string;
  /** The tags on everything that the providers of the stack make, those of the environment among them. */
  public readonly defaultTags: Record<string, string>;
  /** The bucket of the state; undefined when the state is in a file. */
  public readonly stateBucket?: string;
  /** The region of the bucket of the state; undefined when the state is in a file. */
  public readonly stateBucketRegion?: string;
  /** The key of the state in its bucket; undefined when the state is in a file. */
  public readonly stateKey?: string;
  /** The DynamoDB table that locks the state; undefined when there is none. */
  public readonly stateLockTable?: string;
  /** The provider without an alias, which resources that name no provider use. */
  public readonly defaultProvider: TerraformProvider;

  /**
   * @param scope the app
   * @param stackId the id of the stack, such as `TaggedStack.stackName('orders')`: 1 to 128 letters, digits and `_.-`
   */
  public constructor(scope: Construct, stackId: string, props: TaggedStackProps = {}) {
    const { plan, problems } = planTaggedStack(stackId, props, { variables: process.env, others: statesOfApp(scope), isToken });
    const path = [scope.node.path, stackId].filter(part => part !== '').join('/');
    const warnings = refuseOrWarn(`TaggedStack '${path}'`, problems, plan);
    super(scope, stackId);

    const { environment, region, role, state, tags } = plan!;
    this.environmentSuffix = environment.value;
    this.awsRegion = region.value;
    this.assumeRoleArn = role?.arn;
    this.defaultTags = { ...tags.all };
    if (!state.local) {
      this.stateBucket = state.bucket!.value;
      this.stateBucketRegion = state.region.value;
      this.stateKey = state.key;
      this.stateLockTable = state.lockTable?.value;
    }
    setStackContext(this, {
      environment: environment.value,
      defaultTags: { ...tags.all },
      assumeRoleArn: role?.arn,
    });
    makeBackend(this, state);
    this.defaultProvider = new AwsProvider(this, 'aws', {
      region: region.value,
      defaultTags: [{ tags: tags.all }],
      ...(role === undefined ? {} : { assumeRole: [{ roleArn: role.arn }] }),
    });
    this.addOverride('terraform.required_version', TERRAFORM_VERSION);
    this.addOverride('terraform.required_providers.aws.version', PROVIDER_VERSION);
    warnings.forEach(warning => Annotations.of(this).addWarning(warning));
  }
}

function makeBackend(stack: TerraformStack, state: S3StatePlan | LocalStatePlan): void {
  if (state.local) {
    new LocalBackend(stack);
    return;
  }
  const { key, located, lockTable, lockFile } = state;
  const [bucket, region] = [state.bucket!.value, state.region.value];
  makeS3Backend(stack, { bucket, key, region, kmsKeyId: located?.kmsKeyId, lockTable: lockTable?.value, lockFile });
  keepState(stack, {
    buckets: located?.buckets ?? [bucket],
    key,
    normalRegion: located?.normalRegion ?? region,
    places: located?.places ?? [{ bucket, region, ...(lockTable === undefined ? {} : { lockTable: lockTable.value }) }],
  });
}

// The four stacks of a layout per region.
setStackMaker({
  forecast: (app: App, request: StackRequest) => {
    const props = siteStackProps(request, process.env, isToken);
    const { plan, problems } = planTaggedStack(stackIdOf(request), props, { variables: process.env, others: statesOfApp(app), isToken });
    const state = plan?.state;
    if (state === undefined || state.local || state.bucket === undefined) return { problems };
    const region = state.region.value;
    return { problems, state: { bucket: state.bucket.value, region, normalRegion: state.located?.normalRegion ?? region } };
  },
  make: (app: App, request: StackRequest) => new TaggedStack(app, stackIdOf(request), siteStackProps(request, process.env, isToken)),
});
