// What a function is in both regions, with every default filled in.

import { knownVariables } from './environment';
import { checkHandler } from './handler';
import { AccessPlan, planAccess } from './plan-access';
import { CodePlan, planCode } from './plan-code';
import { DatabaseReference, FunctionSurroundings } from './plan-surroundings';
import { planTriggers, SiteNames, TriggerPlan } from './plan-triggers';
import { FunctionArchitecture, FunctionSpec, FunctionTracing } from './props';
import { FUNCTION_NAME, FUNCTION_TWICE, functionRules } from './rules';
import { sitesOf } from './rules-shared';
import { roleStatements } from './statements';
import { planRole, RolePlan } from '../identity/plan';
import { checkPolicyLength } from '../identity/policy-length';
import { KeyPlan, planKey } from '../keys/plan';
import { FOREIGN_SECRET } from '../parameters/rules-secrets';
import { isLogicalName } from '../plan/logical-name';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader, show } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { Strategy } from '../plan/strategy';
import type { PlanningContext, SitePlan } from '../sites/plan';

/** A function in one region. */
export interface FunctionSitePlan {
  readonly role: 'primary' | 'standby';
  readonly region: string;
  readonly physicalName: string;
  readonly executionRole: RolePlan;
  /** Whether its triggers are switched on in the beginning. */
  readonly consumes: boolean;
  readonly layerArns: string[];
  /** The queue for what could not be worked on, or what the user has for it. */
  readonly deadLetters: { readonly queueName: string } | { readonly existingArn: string };
  /** The key of its environment. */
  readonly key: KeyPlan;
  readonly logsKey: KeyPlan;
}

/** A function. */
export interface FunctionPlan {
  readonly path: string;
  readonly functionName: string;
  readonly strategy: Strategy;
  readonly partition: string;
  readonly tags: Record<string, string>;
  readonly code: CodePlan;
  readonly runtime?: string;
  readonly handler?: string;
  readonly architecture: FunctionArchitecture;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly ephemeralStorageMb: number;
  readonly reservedConcurrency?: number;
  readonly tracing: FunctionTracing;
  readonly logRetentionDays: number;
  readonly inNetwork: boolean;
  /** Whether `inNetwork` was given, and as what. */
  readonly givenInNetwork?: boolean;
  readonly consumeInStandby: boolean;
  readonly givenEnvironment: Record<string, string>;
  /** The variables of the library that are known now. */
  readonly ownEnvironment: Record<string, string>;
  readonly access: AccessPlan[];
  readonly triggers: TriggerPlan[];
  readonly database?: DatabaseReference;
  /** Tables that the function names and the service does not have. */
  readonly foreignTables: { readonly path: string; readonly tableName: string }[];
  readonly primary: FunctionSitePlan;
  /** Missing where the strategy deploys nothing in the standby region. */
  readonly standby?: FunctionSitePlan;
}

const PROPERTIES = [
  'code', 'runtime', 'handler', 'architecture', 'memoryMb', 'timeoutSeconds', 'ephemeralStorageMb', 'environment', 'access', 'triggers',
  'consumeInStandby', 'inNetwork', 'layers', 'reservedConcurrency', 'tracing', 'logRetentionDays', 'deadLetterArns', 'roleArns',
];
const LONGEST_NAME = 40;

/** Plans the functions of a service. */
export function planFunctions(specs: FunctionSpec[], path: string, context: PlanningContext, around: FunctionSurroundings): Planned<FunctionPlan[]> {
  const list = new ProblemList();
  const plans = specs.flatMap((spec, position) => {
    if (specs.findIndex(other => other.functionName === spec.functionName) < position) {
      list.add(FUNCTION_TWICE, {
        path: `${path}[${position}].functionName`,
        message: `${show(spec.functionName)} given, which another function of the service is called`,
        mend: 'Rename one of them',
      });
    }
    const { plan, problems } = planFunction(spec, path, context, around);
    list.addAll(problems);
    return plan === undefined ? [] : [plan];
  });
  return { plan: plans, problems: list.problems };
}

/** Plans one function. `path` is where it stands in the properties, such as `functions`. */
export function planFunction(spec: FunctionSpec, path: string, context: PlanningContext, around: FunctionSurroundings): Planned<FunctionPlan> {
  const list = new ProblemList();
  const given = new Reader({ spec }, path, list, context.isToken);
  given.need('spec', "new FunctionSpec('api', {...})");
  if (given.instance('spec', 'a FunctionSpec', isFunctionSpec) === undefined) return { problems: list.problems };
  const name = new Reader({ functionName: spec.functionName }, path, list, context.isToken);
  name.need('functionName', "'api'");
  const functionName = name.text('functionName');
  if (functionName === undefined) return { problems: list.problems };
  const reader = new Reader(spec.props, path === '' ? functionName : `${path}.${functionName}`, list, context.isToken);
  if (!isLogicalName(functionName, LONGEST_NAME)) {
    list.add(FUNCTION_NAME, {
      path: reader.at('functionName'),
      message: `'${functionName}' given, 1 to 40 lower-case letters, digits and single hyphens needed, a letter first`,
      mend: 'Rename it',
    });
    return { problems: list.problems };
  }
  reader.onlyHas(PROPERTIES);
  const { code, ...rest } = planGiven(reader, functionName, context, around, list);
  // What needs no code is checked without it, too.
  const plan: FunctionPlan = { ...rest, code: code ?? { kind: 'unknown', path: reader.at('code') } };
  list.check(functionRules, plan);
  checkPolicies(plan, list);
  if (code === undefined) return { problems: list.problems };
  return { plan, problems: list.problems };
}

// With an account of the usual length, and names as they are.
function checkPolicies(plan: FunctionPlan, list: ProblemList): void {
  const facts = { partition: plan.partition, accountId: '111122223333', dnsSuffix: 'amazonaws.com' };
  sitesOf(plan)
    .filter(({ executionRole }) => executionRole.existingArn === undefined)
    .forEach(site => checkPolicyLength(roleStatements(plan, site, facts), `${plan.path}.access`, list));
}

/** The names that a function has in each region. */
export function physicalNamesOf({ primary, standby }: FunctionPlan): SiteNames {
  return { primary: primary.physicalName, ...(standby === undefined ? {} : { standby: standby.physicalName }) };
}

function planGiven(
  reader: Reader, functionName: string, context: PlanningContext, around: FunctionSurroundings, list: ProblemList,
): Omit<FunctionPlan, 'code'> & { code?: CodePlan } {
  const { sites } = context;
  const standby = sites.strategy !== Strategy.BACKUP_RESTORE;
  const code = planCode(reader, standby, context, list);
  if (code !== undefined && code.kind !== 'image') {
    reader.need('runtime', "'python3.13'");
    reader.need('handler', "'app.handler'");
  }
  const timeoutSeconds = reader.integer('timeoutSeconds') ?? 30;
  const { busName = 'default' } = around;
  const access = planAccess(reader, standby, busName, context, list);
  checkSecrets(access, around, list);
  const triggers = planTriggers(reader, { functionName, timeoutSeconds, standby, busName }, context, list);
  const givenInNetwork = reader.bool('inNetwork');
  const consumeInStandby = reader.bool('consumeInStandby') ?? sites.strategy === Strategy.ACTIVE_ACTIVE;
  const settings = {
    runtime: reader.text('runtime'),
    handler: reader.text('handler'),
    architecture: reader.oneOf('architecture', Object.values(FunctionArchitecture)) ?? FunctionArchitecture.X86_64,
    memoryMb: reader.integer('memoryMb') ?? 1024,
    timeoutSeconds,
    ephemeralStorageMb: reader.integer('ephemeralStorageMb') ?? 512,
    reservedConcurrency: reader.integer('reservedConcurrency'),
    tracing: reader.oneOf('tracing', Object.values(FunctionTracing)) ?? FunctionTracing.ACTIVE,
    logRetentionDays: reader.integer('logRetentionDays') ?? 30,
    givenInNetwork,
    inNetwork: givenInNetwork ?? access.some(one => one.kind === 'database'),
    consumeInStandby,
    givenEnvironment: reader.textMap('environment', { opaque: true }) ?? {},
  };
  const siteOf = planSite(reader, functionName, consumeInStandby, standby, context, list);
  const primary = siteOf(sites.primary);
  const inStandby = standby ? siteOf(sites.standby) : undefined;
  const { runtime, handler } = settings;
  if (code?.kind === 'zip' && runtime !== undefined && handler !== undefined && primary.layerArns.length === 0) {
    checkHandler(code.packaged.fileNames, runtime, handler, reader.at('handler'), list);
  }
  const tables = [...access.filter(one => one.kind === 'table'), ...triggers.filter(one => one.kind === 'stream')];
  return {
    path: reader.path,
    functionName,
    strategy: sites.strategy,
    partition: sites.primary.partition,
    tags: sites.tags,
    code,
    ...settings,
    ownEnvironment: knownVariables(sites.serviceName, sites.environment, access),
    access,
    triggers,
    database: around.database,
    foreignTables: around.tables === undefined ? [] : tables.filter(({ spec }) => !around.tables!.includes(spec))
      .map(({ path, table }) => ({ path, tableName: table.tableName })),
    primary,
    standby: inStandby,
  };
}

function checkSecrets(access: AccessPlan[], { secrets }: FunctionSurroundings, list: ProblemList): void {
  if (secrets === undefined) return;
  access.filter(one => one.kind === 'secret').filter(({ spec }) => !secrets.includes(spec)).forEach(({ path, secret }) => list.add(FOREIGN_SECRET, {
    path,
    message: `the secret ${show(secret.secretName)} given, which is not among the secrets of the service`,
    mend: 'Add the same SecretSpec to parameters.secrets',
  }));
}

/** Plans what a function is in a region. */
function planSite(reader: Reader, functionName: string, consumeInStandby: boolean, standby: boolean, context: PlanningContext, list: ProblemList) {
  const layers = reader.struct('layers');
  layers.onlyHas(['primary', 'standby']);
  if (reader.has('layers')) {
    layers.need('primary', "['arn:aws:lambda:...']");
    if (standby) layers.need('standby', "['arn:aws:lambda:...']");
  }
  const layerArns = { primary: layers.opaques('primary') ?? [], standby: layers.opaques('standby') ?? [] };
  const arnsOf = (property: string, example: string) => {
    const arns = reader.struct(property);
    arns.onlyHas(['primary', 'standby']);
    if (reader.has(property)) {
      arns.need('primary', example);
      if (standby) arns.need('standby', example);
    }
    return { primary: arns.opaque('primary'), standby: arns.opaque('standby') };
  };
  const deadLetterArns = arnsOf('deadLetterArns', "'arn:aws:sqs:...'");
  const roleArns = arnsOf('roleArns', "'arn:aws:iam::111122223333:role/api'");

  return ({ role, region }: SitePlan): FunctionSitePlan => ({
    role,
    region,
    physicalName: context.namer.name({ what: functionName, region, limit: NAME_LIMITS.lambdaFunction, path: reader.path }, list),
    executionRole: planRole({ what: functionName, region, path: reader.path, existingArn: roleArns[role] }, context, list),
    consumes: role === 'primary' || consumeInStandby,
    layerArns: layerArns[role],
    deadLetters: deadLetterArns[role] === undefined
      ? { queueName: context.namer.name({ what: `${functionName}-dead-letters`, region, limit: NAME_LIMITS.sqsQueue, path: reader.path }, list) }
      : { existingArn: deadLetterArns[role]! },
    key: planKey('functions', context.sites[role], context, list),
    logsKey: planKey('logs', context.sites[role], context, list),
  });
}

function isFunctionSpec(value: unknown): value is FunctionSpec {
  return value instanceof FunctionSpec;
}
