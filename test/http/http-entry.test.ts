import { TerraformOutput, TerraformVariable } from 'cdktf';
import { Attribute, GlobalTable, PartScope, Removal, Sites, SitesProps, Strategy, TableSpec } from '../../src';
import { FunctionCode } from '../../src/functions/code';
import { FunctionSpec } from '../../src/functions/props';
import { HttpAuthorizer } from '../../src/http/authorizer';
import { HttpEntry } from '../../src/http/http-entry';
import { HttpProps } from '../../src/http/props';
import { HostedZone } from '../../src/sites/hosted-zone';
import { inOneStack, overFourStacks } from '../support/four-stacks';
import { newSites, newStack, quietly, SITES, templateOf } from '../support/synth';
import { Block, Template } from '../support/template';

const code = FunctionCode.fromZip('api.zip');
const api = new FunctionSpec('api', { code });
const health = new FunctionSpec('health', { code });
const ROUTES: HttpProps = { routes: { 'GET /orders/{orderId}': api, 'ANY /{proxy+}': api }, healthFunction: health };
const HOSTED: HttpProps = { ...ROUTES, hostName: 'orders.example.com', zone: HostedZone.fromId('Z0EXAMPLE', 'example.com') };
const REGIONS = ['us-east-1', 'us-west-2'];
const arnIn = (region: string) => `arn:aws:acm:${region}:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab`;
const WITH_CERTIFICATE = (role: 'primary' | 'standby', region: string) => ({ [role]: { region, certificateArn: arnIn(region) } });

function synthesized(http: HttpProps = ROUTES, sitesProps: Partial<SitesProps> = {}) {
  const { stack, sites } = newSites(sitesProps);
  const entry = quietly(() => new HttpEntry(stack, 'Http', { sites, http }));
  members(entry).forEach(([name, value]) => new TerraformOutput(stack, name, { value }));
  return { entry, template: templateOf(stack) };
}

// What an entry says of each site, by member and site.
function members(entry: HttpEntry): [name: string, value: string][] {
  const names = ['apiIds', 'endpoints', 'siteHostNames', 'targetDomainNames', 'targetZoneIds', 'siteTargetDomainNames'] as const;
  return names.flatMap(name => Object.entries(entry[name] ?? {}).map(([role, value]): [string, string] => [`${name}-${role}`, value]));
}

const output = (template: Template, name: string) => template.json.output[name].value;

const refersTo = (template: Template, block: Block, value: unknown) => {
  return template.references({ ...block, body: { value } }).map(address => template.block(address)!);
};
const routeKeys = (template: Template, region?: string) => template.bodies('aws_apigatewayv2_route', region).map(body => body.route_key);
const routeOf = (template: Template, key: string) => template.bodies('aws_apigatewayv2_route', 'us-east-1').find(body => body.route_key === key)!;

describe('without a host name', () => {
  test('each region has an API of its own under the name that API Gateway gives', () => {
    const { entry, template } = synthesized();
    expect(REGIONS.map(region => template.only('aws_apigatewayv2_api', region).body)).toEqual(REGIONS.map(region => expect.objectContaining({
      name: `orders-prod-http-${region}`, protocol_type: 'HTTP', disable_execute_api_endpoint: false,
    })));
    expect(template.all('aws_apigatewayv2_domain_name')).toEqual([]);
    expect(template.all('aws_acm_certificate')).toEqual([]);
    expect(template.all('aws_route53_record')).toEqual([]);
    expect([entry.hostName, entry.siteHostNames, entry.targetDomainNames, entry.targetZoneIds]).toEqual([undefined, undefined, undefined, undefined]);
    expect(entry.healthPath).toBe('/health');
  });

  test('addresses are those of the APIs', () => {
    const { template } = synthesized();
    ['primary', 'standby'].forEach((role, position) => {
      const { address } = template.only('aws_apigatewayv2_api', REGIONS[position]);
      expect(output(template, `endpoints-${role}`)).toBe(`\${${address}.api_endpoint}`);
      expect(output(template, `apiIds-${role}`)).toBe(`\${${address}.id}`);
    });
  });
});

test.each(REGIONS)('routes of %s reach the functions of that region, by name', region => {
  const { template } = synthesized();
  expect(routeKeys(template, region)).toEqual(['GET /orders/{orderId}', 'ANY /{proxy+}', 'GET /health']);
  const integrations = template.bodies('aws_apigatewayv2_integration', region);
  expect(integrations).toHaveLength(2);
  integrations.forEach((body, position) => expect(body).toMatchObject({
    integration_type: 'AWS_PROXY',
    integration_method: 'POST',
    payload_format_version: '2.0',
    timeout_milliseconds: 30000,
    integration_uri: expect.stringMatching(new RegExp(
      `^arn:\\$\\{.*\\.partition\\}:apigateway:${region}:lambda:path/2015-03-31/functions/arn:.*:lambda:${region}:.*:function:orders-prod-${['api', 'health'][position]}-${region}/invocations$`,
    )),
  }));
  const targets = template.all('aws_apigatewayv2_route', region).map(route => refersTo(template, route, route.body.target).map(block => block.body.integration_uri));
  expect(targets.map(([uri]) => /function:orders-prod-(\w+)-/.exec(uri)?.[1])).toEqual(['api', 'api', 'health']);
});

test('each function lets this API alone call it', () => {
  const { template } = synthesized();
  for (const region of REGIONS) {
    const permissions = template.all('aws_lambda_permission', region);
    expect(permissions.map(({ body }) => body.function_name)).toEqual([`orders-prod-api-${region}`, `orders-prod-health-${region}`]);
    permissions.forEach(permission => {
      expect(permission.body).toMatchObject({ action: 'lambda:InvokeFunction', principal: 'apigateway.amazonaws.com' });
      expect(permission.body.source_arn).toMatch(/^\$\{aws_apigatewayv2_api\..*\.execution_arn\}\/\*$/);
      expect(refersTo(template, permission, permission.body.source_arn)).toEqual([template.only('aws_apigatewayv2_api', region)]);
    });
  }
});

test('the stage throttles, measures and logs; health checks have a throttle of their own', () => {
  const { template } = synthesized({ ...ROUTES, throttlePerSecond: 5, healthPath: '/live' });
  const stage = template.only('aws_apigatewayv2_stage', 'us-west-2');
  expect(stage.body).toMatchObject({
    name: '$default',
    auto_deploy: true,
    default_route_settings: { detailed_metrics_enabled: true, throttling_rate_limit: 5, throttling_burst_limit: 3 },
    route_settings: [{ route_key: 'GET /live', detailed_metrics_enabled: true, throttling_rate_limit: 100, throttling_burst_limit: 50 }],
  });
  const route = template.all('aws_apigatewayv2_route', 'us-west-2').find(block => block.body.route_key === 'GET /live')!;
  expect(stage.body.depends_on).toEqual([route.address]);
});

test('a throttle that is not given is 1000 a second, and 500 at once', () => {
  expect(synthesized().template.only('aws_apigatewayv2_stage', 'us-east-1').body.default_route_settings).toMatchObject({ throttling_rate_limit: 1000, throttling_burst_limit: 500 });
});

test('access logs are JSON in a group of the region, kept for 30 days under a key of the region', () => {
  const { template } = synthesized();
  for (const region of REGIONS) {
    const group = template.only('aws_cloudwatch_log_group', region);
    expect(group.body).toMatchObject({ name: `/aws/vendedlogs/apigateway/orders-prod-http-${region}`, retention_in_days: 30 });
    expect(refersTo(template, group, group.body.kms_key_id)).toEqual([template.only('aws_kms_key', region)]);
    expect(template.only('aws_kms_key', region).body.policy).toContain(`logs.${region}.`);
    const stage = template.only('aws_apigatewayv2_stage', region);
    expect(refersTo(template, stage, stage.body.access_log_settings.destination_arn)).toEqual([group]);
    expect(JSON.parse(stage.body.access_log_settings.format)).toMatchObject({ requestId: '$context.requestId', status: '$context.status' });
    expect(stage.body.access_log_settings.format.length).toBeLessThan(3072);
  }
});

describe('with a host name', () => {
  test('both regions answer to it and to one of their own, and no longer to that of API Gateway', () => {
    const { entry, template } = synthesized(HOSTED);
    for (const region of REGIONS) {
      const domains = template.all('aws_apigatewayv2_domain_name', region);
      expect(domains.map(({ body }) => body.domain_name)).toEqual(['orders.example.com', `${region}.orders.example.com`]);
      domains.forEach(({ body }) => expect(body.domain_name_configuration).toMatchObject({ endpoint_type: 'REGIONAL', security_policy: 'TLS_1_2' }));
      expect(template.only('aws_apigatewayv2_api', region).body.disable_execute_api_endpoint).toBe(true);
      const mappings = template.all('aws_apigatewayv2_api_mapping', region);
      expect(mappings.map(mapping => refersTo(template, mapping, mapping.body.domain_name))).toEqual(domains.map(domain => [domain]));
      mappings.forEach(mapping => expect(refersTo(template, mapping, mapping.body.stage)).toEqual([template.only('aws_apigatewayv2_stage', region)]));
    }
    expect(entry.hostName).toBe('orders.example.com');
    expect(entry.siteHostNames).toEqual({ primary: 'us-east-1.orders.example.com', standby: 'us-west-2.orders.example.com' });
    expect(entry.endpoints).toEqual({ primary: 'https://us-east-1.orders.example.com', standby: 'https://us-west-2.orders.example.com' });
  });

  test('each region has a certificate for both names, and one record validates both', () => {
    const { template } = synthesized(HOSTED);
    const certificates = REGIONS.map(region => template.only('aws_acm_certificate', region));
    certificates.forEach(certificate => expect(certificate).toMatchObject({
      scope: 'Foundation',
      body: {
        domain_name: 'orders.example.com', subject_alternative_names: ['*.orders.example.com'], validation_method: 'DNS', lifecycle: { create_before_destroy: true },
      },
    }));
    const [record, ...others] = template.all('aws_route53_record').filter(block => block.scope === 'Foundation');
    expect(others).toEqual([]);
    const option = `tolist(${certificates[0].address}.domain_validation_options).0`;
    expect(record.body).toMatchObject({
      zone_id: 'Z0EXAMPLE',
      name: `\${${option}.resource_record_name}`,
      type: `\${${option}.resource_record_type}`,
      records: [`\${${option}.resource_record_value}`],
      allow_overwrite: true,
    });
    REGIONS.forEach((region, position) => {
      const validation = template.only('aws_acm_certificate_validation', region);
      expect(validation.body.validation_record_fqdns).toEqual([`\${${record.address}.fqdn}`]);
      expect(refersTo(template, validation, validation.body.certificate_arn)).toEqual([certificates[position]]);
      template.all('aws_apigatewayv2_domain_name', region).forEach(domain => {
        expect(refersTo(template, domain, domain.body.domain_name_configuration.certificate_arn)).toEqual([validation]);
      });
    });
  });

  test('the regions\' own names have alias records in Routing, the common name has none', () => {
    const { template } = synthesized(HOSTED);
    const records = template.all('aws_route53_record').filter(block => block.scope === 'Routing');
    expect(records.map(({ body }) => [body.name, body.type, body.zone_id])).toEqual(REGIONS.map(region => [`${region}.orders.example.com`, 'A', 'Z0EXAMPLE']));
    records.forEach((record, position) => {
      const domain = template.all('aws_apigatewayv2_domain_name', REGIONS[position])[1];
      expect(record.body.alias).toEqual({
        name: `\${${domain.address}.domain_name_configuration[0].target_domain_name}`,
        zone_id: `\${${domain.address}.domain_name_configuration[0].hosted_zone_id}`,
        evaluate_target_health: false,
      });
    });
    const common = template.all('aws_apigatewayv2_domain_name', 'us-west-2')[0];
    expect(output(template, 'targetDomainNames-standby')).toBe(`\${${common.address}.domain_name_configuration[0].target_domain_name}`);
    expect(output(template, 'targetZoneIds-standby')).toBe(`\${${common.address}.domain_name_configuration[0].hosted_zone_id}`);
  });

  test('a zone that is named is looked up by each part that needs it', () => {
    const { template } = synthesized({ ...HOSTED, zone: HostedZone.fromName('example.com') });
    const zones = template.all('aws_route53_zone');
    expect(zones.map(({ kind, scope, body }) => [kind, scope, body.name, body.private_zone])).toEqual([
      ['data', 'Foundation', 'example.com', false], ['data', 'Routing', 'example.com', false],
    ]);
    template.all('aws_route53_record').forEach(record => {
      expect(refersTo(template, record, record.body.zone_id)).toEqual([zones.find(zone => zone.scope === record.scope)]);
    });
  });

  test('the id of a zone may be a token', () => {
    const { stack, sites } = newSites();
    const zoneId = new TerraformVariable(stack, 'zone', { type: 'string' }).stringValue;
    new HttpEntry(stack, 'Http', { sites, http: { ...HOSTED, zone: HostedZone.fromId(zoneId, 'example.com') } });
    expect(new Set(templateOf(stack).bodies('aws_route53_record').map(body => body.zone_id))).toEqual(new Set(['${var.zone}']));
  });

  test.each([['primary', 'us-east-1', 'us-west-2'], ['standby', 'us-west-2', 'us-east-1']] as const)(
    'a certificate of the user\'s at the %s takes the place of that one alone', (role, own, other) => {
      const { template } = synthesized(HOSTED, WITH_CERTIFICATE(role, own));
      template.all('aws_apigatewayv2_domain_name', own).forEach(({ body }) => expect(body.domain_name_configuration.certificate_arn).toBe(arnIn(own)));
      expect(template.all('aws_acm_certificate', own)).toEqual([]);
      const record = template.all('aws_route53_record').find(block => block.scope === 'Foundation')!;
      expect(template.references(record)).toEqual([template.only('aws_acm_certificate', other).address]);
    },
  );

  test('with certificates of the user\'s at both sites nothing is in Foundation, and the zone is for the regions\' own names', () => {
    const own = { ...WITH_CERTIFICATE('primary', 'us-east-1'), ...WITH_CERTIFICATE('standby', 'us-west-2') };
    const { template } = synthesized({ ...HOSTED, zone: HostedZone.fromName('example.com') }, own);
    expect(template.blocks.filter(block => block.scope === 'Foundation' && /^Http/.test(block.path))).toEqual([]);
    expect(template.all('aws_route53_record')).toHaveLength(2);
    expect(synthesized({ ...HOSTED, zone: undefined }, own).template.all('aws_route53_record')).toEqual([]);
  });

  test('the arn of a certificate may be a token', () => {
    const stack = newStack();
    const certificateArn = new TerraformVariable(stack, 'certificate', { type: 'string' }).stringValue;
    const sites = Sites.inOneStack(stack, 'Sites', { ...SITES, primary: { region: 'us-east-1', certificateArn } });
    new HttpEntry(stack, 'Http', { sites, http: HOSTED });
    expect(templateOf(stack).all('aws_apigatewayv2_domain_name', 'us-east-1')[0].body.domain_name_configuration.certificate_arn).toBe('${var.certificate}');
  });
});

test.each([Strategy.PILOT_LIGHT, Strategy.WARM_STANDBY, Strategy.ACTIVE_ACTIVE])('with %s both regions have the same entry', strategy => {
  const { template } = synthesized(HOSTED, { strategy });
  expect(routeKeys(template, 'us-west-2')).toEqual(routeKeys(template, 'us-east-1'));
  expect(template.all('aws_apigatewayv2_domain_name', 'us-west-2')).toHaveLength(2);
});

test('a strategy of backups has no entry in the standby', () => {
  const { entry, template } = synthesized(HOSTED, { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'another team copies backups' } });
  expect(template.blocks.filter(block => block.region === 'us-west-2' && /^aws_(apigateway|lambda|acm|cloudwatch)/.test(block.resourceType))).toEqual([]);
  for (const values of [entry.apiIds, entry.endpoints, entry.siteHostNames!, entry.targetDomainNames!, entry.targetZoneIds!]) {
    expect(Object.keys(values)).toEqual(['primary']);
  }
  expect(template.all('aws_route53_record').map(({ scope }) => scope)).toEqual(['Foundation', 'Routing']);
});

describe('CORS', () => {
  const cors = { allowOrigins: ['https://shop.example.com'] };
  const configurationOf = (http: HttpProps) => synthesized(http).template.only('aws_apigatewayv2_api', 'us-east-1').body.cors_configuration;

  test('is off unless asked for, and then allows the methods of the routes', () => {
    expect(configurationOf(ROUTES)).toBeUndefined();
    expect(configurationOf({ ...ROUTES, routes: { 'GET /a': api, 'POST /a': api }, cors })).toEqual({
      allow_origins: ['https://shop.example.com'], allow_methods: ['GET', 'POST'], allow_headers: ['content-type'], allow_credentials: false, max_age: 300,
    });
    expect(configurationOf({ ...ROUTES, cors }).allow_methods).toEqual(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
  });

  test('hands on what the user says', () => {
    expect(configurationOf({
      ...ROUTES, cors: { ...cors, allowMethods: ['GET'], allowHeaders: ['x-a'], exposeHeaders: ['x-b'], allowCredentials: true, maxAgeSeconds: -1 },
    })).toEqual({
      allow_origins: ['https://shop.example.com'], allow_methods: ['GET'], allow_headers: ['x-a'], expose_headers: ['x-b'], allow_credentials: true, max_age: -1,
    });
  });

  test('takes origins that only Terraform knows', () => {
    const { stack, sites } = newSites();
    const origin = new TerraformVariable(stack, 'origin', { type: 'string' }).stringValue;
    new HttpEntry(stack, 'Http', { sites, http: { ...ROUTES, cors: { allowOrigins: [origin] } } });
    expect(templateOf(stack).only('aws_apigatewayv2_api', 'us-east-1').body.cors_configuration.allow_origins).toEqual(['${var.origin}']);
  });
});

describe('an authorizer', () => {
  const authorizer = HttpAuthorizer.jwt('https://login.example.com/', ['orders']);

  test('guards every route of the user in both regions, and not that of health checks', () => {
    const { template } = synthesized({ ...ROUTES, authorizer });
    for (const region of REGIONS) {
      const block = template.only('aws_apigatewayv2_authorizer', region);
      expect(block.body).toMatchObject({
        authorizer_type: 'JWT',
        identity_sources: ['$request.header.Authorization'],
        jwt_configuration: { issuer: 'https://login.example.com/', audience: ['orders'] },
      });
      const guards = template.all('aws_apigatewayv2_route', region).map(({ body }) => [body.route_key, body.authorization_type, body.authorizer_id]);
      const id = `\${${block.address}.id}`;
      expect(guards).toEqual([['GET /orders/{orderId}', 'JWT', id], ['ANY /{proxy+}', 'JWT', id], ['GET /health', 'NONE', undefined]]);
    }
  });

  test('lets preflight requests past that a route for every method would catch', () => {
    const cors = { allowOrigins: ['https://shop.example.com'] };
    const routes = { '$default': api, 'ANY /a/{x}': health, 'ANY /b': api, 'OPTIONS /b': health, 'GET /c': api };
    const { template } = synthesized({ ...ROUTES, routes, authorizer, cors });
    const open = template.bodies('aws_apigatewayv2_route', 'us-east-1').filter(body => body.authorization_type === 'NONE').map(body => body.route_key);
    expect(open).toEqual(['OPTIONS /b', 'GET /health', 'OPTIONS /{proxy+}', 'OPTIONS /', 'OPTIONS /a/{x}']);
    expect(routeOf(template, 'OPTIONS /a/{x}').target).toBe(routeOf(template, 'ANY /a/{x}').target);
    expect(template.only('aws_apigatewayv2_api', 'us-east-1').body.cors_configuration.allow_headers).toEqual(['content-type', 'authorization']);
  });

  test('has one name for the rest of a path in all routes', () => {
    const cors = { allowOrigins: ['https://shop.example.com'] };
    const { template } = synthesized({ ...ROUTES, routes: { '$default': api, 'GET /{rest+}': api }, authorizer, cors });
    expect(routeKeys(template, 'us-east-1')).toEqual(['$default', 'GET /{rest+}', 'GET /health', 'OPTIONS /{rest+}', 'OPTIONS /']);
  });

  test('adds no routes without CORS', () => {
    expect(routeKeys(synthesized({ ...ROUTES, authorizer }).template, 'us-east-1')).toEqual(['GET /orders/{orderId}', 'ANY /{proxy+}', 'GET /health']);
  });

  test('may have an issuer and audiences that only Terraform knows', () => {
    const { stack, sites } = newSites();
    const [issuer, audience] = ['issuer', 'audience'].map(name => new TerraformVariable(stack, name, { type: 'string' }).stringValue);
    new HttpEntry(stack, 'Http', { sites, http: { ...ROUTES, authorizer: HttpAuthorizer.jwt(issuer, [audience]) } });
    const { body } = templateOf(stack).only('aws_apigatewayv2_authorizer', 'us-east-1');
    expect(body.jwt_configuration).toEqual({ issuer: '${var.issuer}', audience: ['${var.audience}'] });
  });
});

test('everything carries the tags of the service', () => {
  const { template } = synthesized(HOSTED, { tags: { CostCenter: '42' } });
  const tagged = ['aws_apigatewayv2_api', 'aws_apigatewayv2_stage', 'aws_apigatewayv2_domain_name', 'aws_cloudwatch_log_group', 'aws_acm_certificate'];
  tagged.flatMap(type => template.all(type)).forEach(({ body }) => expect(body.tags).toEqual({ CostCenter: '42' }));
});

test('one function can answer requests and health checks', () => {
  const { template } = synthesized({ routes: { 'ANY /{proxy+}': api }, healthFunction: api });
  expect(template.all('aws_lambda_permission', 'us-east-1')).toHaveLength(1);
  expect(template.all('aws_apigatewayv2_integration', 'us-east-1')).toHaveLength(1);
});

test('routes whose letters are alike are resources of their own', () => {
  const { template } = synthesized({ ...ROUTES, routes: { 'GET /a/b': api, 'GET /a--b': api, 'GET /ab': api, 'GET /a/b/': api } });
  expect(template.all('aws_apigatewayv2_route', 'us-east-1')).toHaveLength(5);
});

test('a route keeps its address when a variable gets another name, and that of health checks when its path changes', () => {
  const addresses = (http: HttpProps) => synthesized(http).template.all('aws_apigatewayv2_route').map(route => route.address);
  const of = (key: string, healthPath?: string): HttpProps => ({ ...ROUTES, routes: { [key]: api }, healthPath });
  expect(addresses(of('GET /orders/{id}/{rest+}'))).toEqual(addresses(of('GET /orders/{orderId}/{path+}', '/live')));
});

test('names can be replaced', () => {
  const nameOverrides = {
    'HTTP API:orders-prod-http-us-east-1': 'Orders (east)', 'CloudWatch log group:/aws/vendedlogs/apigateway/orders-prod-http-us-east-1': '/orders/http',
  };
  const { template } = synthesized(ROUTES, { nameOverrides, removal: Removal.EPHEMERAL });
  expect(template.only('aws_apigatewayv2_api', 'us-east-1').body.name).toBe('Orders (east)');
  expect(template.only('aws_cloudwatch_log_group', 'us-east-1').body.name).toBe('/orders/http');
});

test('the parts of an entry can be made after those of another layer', () => {
  const { stack, sites } = newSites();
  const table = new GlobalTable(stack, 'Orders', { sites, table: new TableSpec('orders', { partitionKey: Attribute.string('pk') }) });
  const entry = new HttpEntry(stack, 'Http', { sites, http: HOSTED });
  sites.after(sites.part(entry, PartScope.STANDBY), sites.part(table, PartScope.STANDBY));
  const template = templateOf(stack);
  const replica = template.only('aws_dynamodb_table_replica').address;
  const later = template.blocks.filter(block => block.kind === 'resource' && block.scope === 'Standby' && block.path.startsWith('Http/'));
  expect(later.length).toBeGreaterThan(10);
  later.forEach(block => expect(block.body.depends_on).toContain(replica));
  expect(template.only('aws_apigatewayv2_stage', 'us-west-2').body.depends_on).toHaveLength(2);
});

test('addresses are the same in one stack and in four', () => {
  const layer = (scope: any, sites: Sites) => void new HttpEntry(scope, 'Http', { sites, http: { ...HOSTED, zone: HostedZone.fromName('example.com') } });
  const { templates } = overFourStacks(layer);
  expect(templates.flatMap(template => template.addresses).sort()).toEqual(inOneStack(layer).addresses);
});
