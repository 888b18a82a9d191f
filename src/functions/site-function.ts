// The Terraform resources of a function in one region, and its role in Foundation.

import { Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { CloudwatchLogGroup } from '#aws/cloudwatch-log-group';
import { LambdaFunction, LambdaFunctionConfig } from '#aws/lambda-function';
import { codeAsset } from './asset';
import { ownSecretVariables } from './environment';
import type { FunctionPlan, FunctionSitePlan } from './plan';
import { FunctionArchitecture, FunctionTracing } from './props';
import { keyNeeds, logGroupName, roleStatements } from './statements';
import type { FunctionDatabase, FunctionNetworkProps } from './surroundings';
import { buildTrigger, TriggerParts } from './trigger-parts';
import { buildRole, roleArn, Statement } from '../identity/role';
import { DataKeys } from '../keys/data-keys';
import { buildQueue, buildQueuePolicy, MOST_RETENTION_SECONDS } from '../queues/queue';
import { PartScope } from '../sites/site';
import type { Sites } from '../sites/sites';

/** What a function is built with in one region, beside its plan. */
export interface SiteFunctionSurroundings {
  readonly network?: FunctionNetworkProps;
  readonly database?: FunctionDatabase;
  readonly streamArns: Record<string, string>;
}

/** A function that was made in a region. */
export interface SiteFunction {
  readonly functionArn: string;
  readonly roleArn: string;
  readonly deadLetterArn: string;
  readonly logGroupName: string;
  /** URLs and ARNs of its queues, and of what failed of them, by the names of the queues. */
  readonly queueUrls: Record<string, string>;
  readonly queueArns: Record<string, string>;
  readonly failedQueueUrls: Record<string, string>;
  /** Physical names of its rules, by their names. */
  readonly ruleNames: Record<string, string>;
}

/** Makes a function in one region. */
export function buildSiteFunction(
  layer: Construct, sites: Sites, plan: FunctionPlan, site: FunctionSitePlan, around: SiteFunctionSurroundings,
): SiteFunction {
  const partScope = site.role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY;
  const scope = sites.part(layer, partScope);
  const facts = sites._in(partScope);
  const { provider } = facts;
  const keys = DataKeys.of(sites);
  const role = roleArn(site.executionRole, facts);
  const roleScope = buildExecutionRole(layer, sites, plan, site);

  const ownDeadLetters = 'queueName' in site.deadLetters
    ? buildQueue(scope, 'DeadLetters', facts, { name: site.deadLetters.queueName, tags: plan.tags, retentionSeconds: MOST_RETENTION_SECONDS })
    : undefined;
  const deadLetterArn = 'existingArn' in site.deadLetters ? site.deadLetters.existingArn : ownDeadLetters!.arn;
  // Made before the function, which would make it without retention and key.
  const logGroup = new CloudwatchLogGroup(scope, 'LogGroup', {
    provider, name: logGroupName(site), retentionInDays: plan.logRetentionDays, kmsKeyId: keys.arnOf(site.logsKey), tags: plan.tags,
  });
  const made = new LambdaFunction(scope, 'Function', {
    provider,
    functionName: site.physicalName,
    role,
    ...codeOf(scope, plan, site),
    architectures: [plan.architecture === FunctionArchitecture.ARM_64 ? 'arm64' : 'x86_64'],
    memorySize: plan.memoryMb,
    timeout: plan.timeoutSeconds,
    ephemeralStorage: { size: plan.ephemeralStorageMb },
    reservedConcurrentExecutions: plan.reservedConcurrency,
    environment: { variables: variablesOf(plan, site, around.database) },
    kmsKeyArn: keys.arnOf(site.key),
    ...(site.layerArns.length > 0 ? { layers: site.layerArns } : {}),
    ...(plan.inNetwork ? { vpcConfig: { subnetIds: around.network!.subnetIds, securityGroupIds: around.network!.securityGroupIds } } : {}),
    deadLetterConfig: { targetArn: deadLetterArn },
    tracingConfig: { mode: plan.tracing === FunctionTracing.ACTIVE ? 'Active' : 'PassThrough' },
    loggingConfig: { logFormat: 'Text', logGroup: logGroup.name },
    tags: plan.tags,
  });
  const triggers = plan.triggers.map(trigger => ({
    trigger,
    parts: buildTrigger({
      scope,
      facts,
      role: site.role,
      tags: plan.tags,
      functionArn: made.arn,
      consumes: site.consumes,
      deadLetterArn,
      ownDeadLetters: ownDeadLetters !== undefined,
      streamArns: around.streamArns,
    }, trigger),
  }));
  if (ownDeadLetters !== undefined) {
    const ruleArns = triggers.flatMap(({ parts }) => (parts.ruleArn === undefined ? [] : [parts.ruleArn]));
    buildQueuePolicy(scope, 'DeadLettersPolicy', facts, ownDeadLetters, rulesMaySend(ownDeadLetters.arn, ruleArns));
  }
  if (roleScope !== undefined) sites.after(scope, roleScope);
  const byName = (one: (parts: TriggerParts) => string | undefined) => Object.fromEntries(triggers.flatMap(({ trigger, parts }) => {
    const value = one(parts);
    return value === undefined ? [] : [[trigger.triggerName, value]];
  }));
  return {
    functionArn: made.arn,
    roleArn: role,
    deadLetterArn,
    logGroupName: logGroupName(site),
    queueUrls: byName(parts => parts.queueUrl),
    queueArns: byName(parts => parts.queueArn),
    failedQueueUrls: byName(parts => parts.failedQueueUrl),
    ruleNames: byName(parts => parts.ruleName),
  };
}

// The role is made before the keys that admit it. A role of the user's is admitted too, and must be there.
function buildExecutionRole(layer: Construct, sites: Sites, plan: FunctionPlan, site: FunctionSitePlan): Construct | undefined {
  const foundation = sites._in(PartScope.FOUNDATION);
  const scope = site.executionRole.existingArn === undefined ? new Construct(sites.part(layer, PartScope.FOUNDATION), site.role) : undefined;
  if (scope !== undefined) {
    buildRole(scope, sites, site.executionRole, {
      description: `Function ${site.physicalName}`,
      trust: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      policy: { policyName: 'function', statements: roleStatements(plan, site, foundation) },
    });
  }
  for (const { key, actions, service } of keyNeeds(plan, site)) {
    const arn = roleArn(site.executionRole, sites._in(key.partScope));
    DataKeys.of(sites).allow(key, { roleArn: arn, actions, service }, scope);
  }
  return scope;
}

function rulesMaySend(queueArn: string, ruleArns: string[]): Statement[] {
  return ruleArns.length === 0 ? [] : [{
    Sid: 'Rules',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': ruleArns } },
  }];
}

function codeOf(scope: Construct, { code, runtime, handler }: FunctionPlan, { role }: FunctionSitePlan): Partial<LambdaFunctionConfig> {
  switch (code.kind) {
    case 'zip': return { packageType: 'Zip', runtime, handler, filename: codeAsset(scope, code.packaged), sourceCodeHash: code.packaged.sha256Base64 };
    case 's3': {
      const { bucket, key, objectVersion } = code[role]!;
      return { packageType: 'Zip', runtime, handler, s3Bucket: bucket, s3Key: key, s3ObjectVersion: objectVersion };
    }
    case 'unknown': throw new Error('a function without code is not made');
    case 'image': return { packageType: 'Image', imageUri: code[role] };
  }
}

function variablesOf(plan: FunctionPlan, { role }: FunctionSitePlan, database: FunctionDatabase | undefined): Record<string, string> {
  const ofDatabase = database === undefined || !plan.access.some(one => one.kind === 'database') ? {} : {
    DATABASE_WRITER_ENDPOINT: database.writerEndpoint,
    DATABASE_READER_ENDPOINT: database.readerEndpoints[role] ?? database.writerEndpoint,
    DATABASE_PORT: Tokenization.stringifyNumber(role === 'standby' ? database.standbyPort ?? database.port : database.port),
    // By its name, so that no region reads the secret of the other.
    DATABASE_SECRET_ID: database.secretName ?? database.secretArns[role]!,
    ...(database.databaseName === undefined ? {} : { DATABASE_NAME: database.databaseName }),
  };
  return { ...plan.ownEnvironment, SITE_ROLE: role, ...ofDatabase, ...ownSecretVariables(plan.access, role), ...plan.givenEnvironment };
}
