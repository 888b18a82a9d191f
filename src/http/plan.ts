// What the HTTP entry is in both regions, with every default filled in.

import { HttpAuthorizer } from './authorizer';
import { planRoutes, RoutePlan } from './plan-routes';
import { DEFAULT_ROUTE, METHODS } from './routes';
import { httpRules } from './rules';
import { FunctionSpec } from '../functions/props';
import { KeyPlan, planKey } from '../keys/plan';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { Strategy } from '../plan/strategy';
import type { PlanningContext, SitePlan } from '../sites/plan';
import { PartScope } from '../sites/site';
import { readZone, ZonePlan } from '../sites/zone-plan';

/** A function as the entry knows it: by name. */
export interface HttpFunction {
  /** What the service calls it. */
  readonly functionName: string;
  /** What AWS calls it in each region. */
  readonly physicalNames: { readonly primary: string; readonly standby?: string };
}

/** What the entry is told of the functions layer. By itself it knows the names that this layer gives. */
export interface HttpNeeds {
  readonly functions?: HttpFunction[];
  /** The function that answers the health route where the user names none. */
  readonly healthFunctionName?: string;
}

/** A function that the entry calls. */
export interface TargetPlan extends HttpFunction {
  /** Where it is first named. */
  readonly path: string;
  readonly timeoutSeconds?: number;
}

/** The entry of one region. */
export interface HttpSitePlan {
  readonly role: 'primary' | 'standby';
  readonly region: string;
  readonly partScope: PartScope;
  readonly apiName: string;
  readonly logGroupName: string;
  readonly logKey: KeyPlan;
  /** The host name of this region alone. */
  readonly siteHostName?: string;
  /** The ARN of a certificate that is there already. */
  readonly certificateArn?: string;
}

/** Which pages may call. */
export interface CorsPlan {
  readonly path: string;
  readonly allowOrigins: string[];
  readonly allowMethods: string[];
  readonly allowHeaders: string[];
  readonly exposeHeaders: string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds: number;
}

/** Who is let in. */
export interface AuthorizerPlan {
  readonly path: string;
  readonly issuer: string;
  readonly audiences: string[];
}

/** The HTTP entry. */
export interface HttpPlan {
  readonly path: string;
  readonly description: string;
  readonly routes: RoutePlan[];
  readonly targets: TargetPlan[];
  readonly healthPath: string;
  readonly hostName?: string;
  readonly zone?: ZonePlan;
  readonly primary: HttpSitePlan;
  /** Missing where the strategy deploys no functions in the standby. */
  readonly standby?: HttpSitePlan;
  readonly throttlePerSecond: number;
  readonly throttleBurst: number;
  readonly logRetentionDays: number;
  readonly cors?: CorsPlan;
  readonly authorizer?: AuthorizerPlan;
  readonly tags: Record<string, string>;
}

const PROPERTIES = [
  'routes', 'hostName', 'zone', 'healthPath', 'healthFunction', 'throttlePerSecond', 'throttleBurst', 'logRetentionDays', 'cors', 'authorizer',
];
const CORS_PROPERTIES = ['allowOrigins', 'allowMethods', 'allowHeaders', 'exposeHeaders', 'allowCredentials', 'maxAgeSeconds'];
// Services add each log group that they write to to a policy of the region, which has but 5120 characters. Those whose names begin so share an entry.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
const LOG_GROUP_PREFIX = '/aws/vendedlogs/apigateway/';

/** Plans the HTTP entry. `path` is where it stands in the properties, such as `http`. */
export function planHttp(props: unknown, path: string, context: PlanningContext, needs: HttpNeeds = {}): Planned<HttpPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, path, list, context.isToken);
  reader.onlyHas(PROPERTIES);
  const specs = readRoutes(reader);
  const authorizer = planAuthorizer(reader, context, list);
  const cors = planCors(reader, Object.keys(specs ?? {}), authorizer);
  const healthPath = reader.text('healthPath') ?? '/health';
  if (needs.healthFunctionName === undefined) reader.need('healthFunction', "new FunctionSpec('health', {...})");
  const healthSpec = reader.instance('healthFunction', 'a FunctionSpec', isFunctionSpec);
  const named = [
    ...Object.entries(specs ?? {}).map(([routeKey, spec]) => ({ spec, path: `${reader.at('routes')}.${routeKey}` })),
    ...(healthSpec === undefined ? [] : [{ spec: healthSpec, path: reader.at('healthFunction') }]),
  ];
  const targets = named.flatMap(one => planTarget(one.spec, one.path, needs, context, list));
  const hostName = reader.text('hostName');
  const zone = readZone(reader, context, list);
  const throttlePerSecond = reader.integer('throttlePerSecond') ?? 1000;
  const rest = {
    throttlePerSecond,
    throttleBurst: reader.integer('throttleBurst') ?? Math.max(1, Math.ceil(throttlePerSecond / 2)),
    logRetentionDays: reader.integer('logRetentionDays') ?? 30,
  };
  const healthTarget = targets.find(target => target.path === reader.at('healthFunction'));
  const healthName = healthTarget?.functionName ?? (reader.has('healthFunction') ? undefined : needs.healthFunctionName);
  const unread = (reader.has('hostName') && hostName === undefined) || (reader.has('zone') && zone === undefined);
  if (specs === undefined || healthName === undefined || targets.length < named.length || unread) return { problems: list.problems };

  const { sites } = context;
  const plan: HttpPlan = {
    path,
    description: `HTTP entry of ${sites.serviceName} ${sites.environment}`,
    routes: planRoutes({
      routesPath: reader.at('routes'),
      functionOf: Object.fromEntries(Object.entries(specs).map(([routeKey, spec]) => [routeKey, spec.functionName])),
      health: { routeKey: `GET ${healthPath}`, functionName: healthName, path: reader.at('healthPath') },
      guarded: authorizer !== undefined,
      preflight: cors !== undefined,
    }),
    targets: distinct(healthSpec === undefined ? [...targets, targetOf(healthName, reader.at('healthFunction'), needs, context)] : targets),
    healthPath,
    hostName,
    zone,
    primary: planSite(sites.primary, hostName, path, context, list),
    ...(sites.strategy === Strategy.BACKUP_RESTORE ? {} : { standby: planSite(sites.standby, hostName, path, context, list) }),
    ...rest,
    cors,
    authorizer,
    tags: sites.tags,
  };
  list.check(httpRules, plan);
  return { plan, problems: list.problems };
}

function readRoutes(reader: Reader): Record<string, FunctionSpec> | undefined {
  reader.need('routes', "{ 'ANY /{proxy+}': api }");
  const given = reader.instance('routes', 'a map from routes to functions', isMap);
  if (given === undefined) return undefined;
  const routes = reader.struct('routes');
  const specs = Object.keys(given).map(routeKey => {
    routes.need(routeKey, "new FunctionSpec('api', {...})");
    return [routeKey, routes.instance(routeKey, 'a FunctionSpec', isFunctionSpec)] as const;
  });
  const known = specs.filter((entry): entry is [string, FunctionSpec] => entry[1] !== undefined);
  return known.length < specs.length ? undefined : Object.fromEntries(known);
}

function planTarget(spec: FunctionSpec, path: string, needs: HttpNeeds, context: PlanningContext, list: ProblemList): TargetPlan[] {
  const reader = new Reader({ functionName: spec.functionName }, path, list, context.isToken);
  reader.need('functionName', "'api'");
  const functionName = reader.text('functionName');
  if (functionName === undefined) return [];
  const timeoutSeconds: unknown = spec.props?.timeoutSeconds;
  const known = typeof timeoutSeconds === 'number' && !context.isToken(timeoutSeconds);
  return [{ ...targetOf(functionName, path, needs, context), ...(known ? { timeoutSeconds } : {}) }];
}

function targetOf(functionName: string, path: string, { functions = [] }: HttpNeeds, { namer, sites }: PlanningContext): TargetPlan {
  const nameIn = ({ region }: SitePlan) => namer.nameElsewhere(functionName, NAME_LIMITS.lambdaFunction, region);
  const physicalNames = functions.find(one => one.functionName === functionName)?.physicalNames
    ?? { primary: nameIn(sites.primary), ...(sites.strategy === Strategy.BACKUP_RESTORE ? {} : { standby: nameIn(sites.standby) }) };
  return { functionName, physicalNames, path };
}

function planSite(site: SitePlan, hostName: string | undefined, path: string, context: PlanningContext, list: ProblemList): HttpSitePlan {
  const { role, region, certificateArn } = site;
  return {
    role,
    region,
    partScope: role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY,
    apiName: context.namer.name({ what: 'http', region, limit: NAME_LIMITS.httpApi, path }, list),
    logGroupName: context.namer.name({ what: 'http', region, limit: NAME_LIMITS.logGroup, path, prefix: LOG_GROUP_PREFIX }, list),
    logKey: planKey('logs', site, context, list),
    ...(hostName === undefined ? {} : { siteHostName: `${region}.${hostName}` }),
    certificateArn,
  };
}

function planCors(reader: Reader, routeKeys: string[], authorizer: AuthorizerPlan | undefined): CorsPlan | undefined {
  if (!reader.has('cors')) return undefined;
  const cors = reader.struct('cors');
  cors.onlyHas(CORS_PROPERTIES);
  cors.need('allowOrigins', "['https://shop.example.com']");
  const allowOrigins = cors.opaques('allowOrigins');
  if (allowOrigins === undefined) return undefined;
  return {
    path: cors.path,
    allowOrigins,
    allowMethods: cors.texts('allowMethods') ?? methodsOf(routeKeys),
    allowHeaders: cors.texts('allowHeaders') ?? ['content-type', ...(authorizer === undefined ? [] : ['authorization'])],
    exposeHeaders: cors.texts('exposeHeaders') ?? [],
    allowCredentials: cors.bool('allowCredentials') ?? false,
    maxAgeSeconds: cors.integer('maxAgeSeconds') ?? 300,
  };
}

function methodsOf(routeKeys: string[]): string[] {
  const named = routeKeys.map(routeKey => routeKey.split(' ')[0]);
  return METHODS.filter(method => named.some(one => [method, 'ANY', DEFAULT_ROUTE].includes(one)));
}

function planAuthorizer(reader: Reader, context: PlanningContext, list: ProblemList): AuthorizerPlan | undefined {
  const authorizer = reader.instance('authorizer', 'an HttpAuthorizer', (value): value is HttpAuthorizer => value instanceof HttpAuthorizer);
  if (authorizer === undefined) return undefined;
  const own = new Reader({ issuer: authorizer.issuer, audiences: authorizer.audiences }, reader.at('authorizer'), list, context.isToken);
  own.need('issuer', "'https://login.example.com/'");
  own.need('audiences', "['orders']");
  const issuer = own.opaque('issuer');
  const audiences = own.opaques('audiences');
  return issuer === undefined || audiences === undefined ? undefined : { path: own.path, issuer, audiences };
}

function distinct(targets: TargetPlan[]): TargetPlan[] {
  return targets.filter(({ functionName }, position) => targets.findIndex(other => other.functionName === functionName) === position);
}

function isFunctionSpec(value: unknown): value is FunctionSpec {
  return value instanceof FunctionSpec;
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
