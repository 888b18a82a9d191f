// The entry of one region: its API with routes, stage, access logs, and the host names that lead to it.

import type { Construct } from 'constructs';
import { Apigatewayv2Api } from '#aws/apigatewayv2-api';
import { Apigatewayv2ApiMapping } from '#aws/apigatewayv2-api-mapping';
import { Apigatewayv2Authorizer } from '#aws/apigatewayv2-authorizer';
import { Apigatewayv2DomainName } from '#aws/apigatewayv2-domain-name';
import { Apigatewayv2Integration } from '#aws/apigatewayv2-integration';
import { Apigatewayv2Route } from '#aws/apigatewayv2-route';
import { Apigatewayv2Stage } from '#aws/apigatewayv2-stage';
import { CloudwatchLogGroup } from '#aws/cloudwatch-log-group';
import { LambdaPermission } from '#aws/lambda-permission';
import type { HttpPlan, HttpSitePlan, TargetPlan } from './plan';
import type { RoutePlan } from './plan-routes';
import { DataKeys } from '../keys/data-keys';
import type { ScopeFacts, Sites } from '../sites/sites';

/** The address of a host name of API Gateway. */
export interface DomainTarget {
  readonly targetDomainName: string;
  readonly targetZoneId: string;
}

/** What others see of the entry of a region. */
export interface SiteEntry {
  readonly apiId: string;
  readonly endpoint: string;
  /** That of the host name of both regions. */
  readonly target?: DomainTarget;
  /** That of the region's own host name. */
  readonly siteTarget?: DomainTarget;
}

/** What the resources of a region are made with. */
interface Build {
  readonly part: Construct;
  readonly sites: Sites;
  readonly facts: ScopeFacts;
  readonly plan: HttpPlan;
  readonly site: HttpSitePlan;
}

// Route 53 asks from many places every 10 or 30 seconds; the throttle for users must not make a busy region look sick.
const HEALTH_THROTTLE = { throttlingRateLimit: 100, throttlingBurstLimit: 50 };
const TIMEOUT_MILLISECONDS = 30_000;

// Nothing that callers may fill with quotes, such as their user agent: it would break the line.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
const LOGGED = [
  'requestId', 'requestTime', 'identity.sourceIp', 'domainName', 'httpMethod', 'routeKey', 'path', 'protocol', 'status', 'responseLength', 'responseLatency',
  'integrationLatency', 'integrationStatus', 'integrationErrorMessage', 'authorizer.error', 'error.message',
];
const ACCESS_LOG = JSON.stringify(Object.fromEntries(LOGGED.map(variable => [variable, `$context.${variable}`])));

/** Makes the entry of a region. */
export function buildSiteEntry(layer: Construct, sites: Sites, plan: HttpPlan, site: HttpSitePlan, certificateArn: string | undefined): SiteEntry {
  const build: Build = { part: sites.part(layer, site.partScope), sites, facts: sites._in(site.partScope), plan, site };
  const api = buildApi(build);
  const routes = buildRoutes(build, api);
  const stage = buildStage(build, api, routes);
  const { hostName } = plan;
  if (hostName === undefined || site.siteHostName === undefined) return { apiId: api.id, endpoint: api.apiEndpoint };
  return {
    apiId: api.id,
    endpoint: `https://${site.siteHostName}`,
    target: buildHost(build, stage, 'Host', hostName, certificateArn!),
    siteTarget: buildHost(build, stage, 'SiteHost', site.siteHostName, certificateArn!),
  };
}

function buildApi({ part, facts, plan, site }: Build): Apigatewayv2Api {
  const { cors } = plan;
  return new Apigatewayv2Api(part, 'Api', {
    provider: facts.provider,
    name: site.apiName,
    description: plan.description,
    protocolType: 'HTTP',
    disableExecuteApiEndpoint: plan.hostName !== undefined,
    ...(cors === undefined ? {} : {
      corsConfiguration: {
        allowOrigins: cors.allowOrigins,
        allowMethods: cors.allowMethods,
        allowHeaders: cors.allowHeaders,
        ...(cors.exposeHeaders.length === 0 ? {} : { exposeHeaders: cors.exposeHeaders }),
        allowCredentials: cors.allowCredentials,
        maxAge: cors.maxAgeSeconds,
      },
    }),
    tags: plan.tags,
  });
}

function buildRoutes(build: Build, api: Apigatewayv2Api): Map<RoutePlan, Apigatewayv2Route> {
  const { part, facts: { provider }, plan } = build;
  const integrations = new Map(plan.targets.map(target => [target.functionName, buildIntegration(build, api, target)]));
  const authorizer = plan.authorizer === undefined ? undefined : new Apigatewayv2Authorizer(part, 'Authorizer', {
    provider,
    apiId: api.id,
    name: 'jwt',
    authorizerType: 'JWT',
    identitySources: ['$request.header.Authorization'],
    jwtConfiguration: { issuer: plan.authorizer.issuer, audience: plan.authorizer.audiences },
  });
  return new Map(plan.routes.map(route => [route, new Apigatewayv2Route(part, routeId(route), {
    provider,
    apiId: api.id,
    routeKey: route.routeKey,
    target: `integrations/${integrations.get(route.functionName)!.id}`,
    ...(route.guarded && authorizer !== undefined ? { authorizationType: 'JWT', authorizerId: authorizer.id } : { authorizationType: 'NONE' }),
  })]));
}

// The function is named, not read: it is in a part of its own, which comes first.
function buildIntegration({ part, facts, site }: Build, api: Apigatewayv2Api, target: TargetPlan): Apigatewayv2Integration {
  const { provider, partition, region, accountId } = facts;
  const functionName = target.physicalNames[site.role]!;
  const functionArn = `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`;
  new LambdaPermission(part, `Permission-${target.functionName}`, {
    provider,
    functionName,
    action: 'lambda:InvokeFunction',
    principal: 'apigateway.amazonaws.com',
    sourceArn: `${api.executionArn}/*`,
  });
  return new Apigatewayv2Integration(part, `Integration-${target.functionName}`, {
    provider,
    apiId: api.id,
    integrationType: 'AWS_PROXY',
    integrationMethod: 'POST',
    integrationUri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
    payloadFormatVersion: '2.0',
    timeoutMilliseconds: TIMEOUT_MILLISECONDS,
  });
}

function buildStage(build: Build, api: Apigatewayv2Api, routes: Map<RoutePlan, Apigatewayv2Route>): Apigatewayv2Stage {
  const { part, sites, facts: { provider }, plan, site } = build;
  const logGroup = new CloudwatchLogGroup(part, 'AccessLogs', {
    provider,
    name: site.logGroupName,
    retentionInDays: plan.logRetentionDays,
    kmsKeyId: DataKeys.of(sites).arnOf(site.logKey),
    tags: plan.tags,
  });
  const [health, healthRoute] = [...routes].find(([route]) => route.origin === 'health')!;
  return new Apigatewayv2Stage(part, 'Stage', {
    provider,
    apiId: api.id,
    name: '$default',
    autoDeploy: true,
    accessLogSettings: { destinationArn: logGroup.arn, format: ACCESS_LOG },
    // Without limits the provider sends 0, which lets nothing through.
    defaultRouteSettings: { detailedMetricsEnabled: true, throttlingRateLimit: plan.throttlePerSecond, throttlingBurstLimit: plan.throttleBurst },
    routeSettings: [{ routeKey: health.routeKey, detailedMetricsEnabled: true, ...HEALTH_THROTTLE }],
    tags: plan.tags,
    // AWS refuses settings of a route that is not there yet.
    dependsOn: [healthRoute],
  });
}

function buildHost(build: Build, stage: Apigatewayv2Stage, constructId: string, hostName: string, certificateArn: string): DomainTarget {
  const { part, facts: { provider }, plan } = build;
  const domain = new Apigatewayv2DomainName(part, constructId, {
    provider,
    domainName: hostName,
    domainNameConfiguration: { certificateArn, endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
    tags: plan.tags,
  });
  new Apigatewayv2ApiMapping(part, `${constructId}Mapping`, { provider, apiId: stage.apiId, domainName: domain.id, stage: stage.id });
  const { targetDomainName, hostedZoneId } = domain.domainNameConfiguration;
  return { targetDomainName, targetZoneId: hostedZoneId };
}

// Ids divide a path at slashes. A route keeps its address when its variables get other names, and that of health checks when its path changes:
// API Gateway refuses a route that only differs so from one which is yet to be destroyed.
function routeId({ origin, shape }: RoutePlan): string {
  return origin === 'health' ? 'HealthRoute' : `Route-${shape!.pattern.replace(/\//g, '|')}`;
}
