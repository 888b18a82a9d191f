import * as fc from 'fast-check';
import { SitesProps, Strategy } from '../../src';
import { FunctionCode } from '../../src/functions/code';
import { FunctionSpec } from '../../src/functions/props';
import { HttpAuthorizer } from '../../src/http/authorizer';
import { HttpNeeds, planHttp } from '../../src/http/plan';
import { METHODS } from '../../src/http/routes';
import { HostedZone } from '../../src/sites/hosted-zone';
import { planSites } from '../../src/sites/plan';
import { isToken } from '../../src/sites/sites';
import { SITES } from '../support/synth';

const code = FunctionCode.fromZip('api.zip');
const api = new FunctionSpec('api', { code });
const SOUND = { routes: { 'GET /orders': api }, healthFunction: new FunctionSpec('health', { code }) };
const contextOf = (props: Partial<SitesProps> = {}) => planSites({ ...SITES, ...props }, {}, isToken).plan!;
const planned = (props: unknown, sites: Partial<SitesProps> = {}, needs: HttpNeeds = {}) => planHttp(props, 'http', contextOf(sites), needs);

test('planning never throws, whatever comes in', () => {
  const properties = [
    'routes', 'hostName', 'zone', 'healthPath', 'healthFunction', 'throttlePerSecond', 'throttleBurst', 'logRetentionDays', 'cors', 'authorizer', 'other',
  ];
  const spec = fc.oneof(fc.constant(api), fc.anything().map(name => new FunctionSpec(name as string, undefined as any)), fc.anything());
  const value = fc.oneof(
    fc.anything(), fc.integer(), fc.string(), spec, fc.dictionary(fc.string(), spec), fc.dictionary(fc.constantFrom('GET /a', 'ANY /{x+}', '$default'), spec),
    fc.anything().map(name => HostedZone.fromName(name as string)),
    fc.tuple(fc.anything(), fc.anything()).map(([issuer, audiences]) => HttpAuthorizer.jwt(issuer as string, audiences as string[])),
    fc.dictionary(fc.constantFrom('allowOrigins', 'allowMethods', 'allowHeaders', 'allowCredentials', 'maxAgeSeconds'), fc.anything()),
  );
  const some = fc.dictionary(fc.constantFrom(...properties), value);
  const props = fc.oneof(fc.anything(), some, some.map(more => ({ ...SOUND, ...more })));
  fc.assert(fc.property(props, fc.constantFrom(...Object.values(Strategy)), (given, strategy) => {
    const { plan, problems } = planned(given, { strategy });
    expect(plan !== undefined || problems.length > 0).toBe(true);
  }), { numRuns: 1000 });
});

test('a host name that is accepted leaves every name within what DNS and certificates allow', () => {
  const label = fc.stringMatching(/^[a-z0-9-]{1,70}$/);
  const regions = fc.constantFrom(['us-east-1', 'us-west-2'], ['ap-southeast-1', 'ap-northeast-3'], ['us-gov-west-1', 'us-gov-east-1']);
  fc.assert(fc.property(fc.array(label, { maxLength: 4 }), regions, fc.boolean(), (labels, [primary, standby], own) => {
    const arnIn = (region: string) => `arn:${region.startsWith('us-gov') ? 'aws-us-gov' : 'aws'}:acm:${region}:111122223333:certificate/1`;
    const siteOf = (region: string) => ({ region, ...(own ? { certificateArn: arnIn(region) } : {}) });
    const hostName = [...labels, 'example.com'].join('.');
    const { plan, problems } = planned({ ...SOUND, hostName, zone: HostedZone.fromName('example.com') }, { primary: siteOf(primary), standby: siteOf(standby) });
    if (problems.length > 0) return;
    const names = [plan!.primary.siteHostName!, plan!.standby!.siteHostName!];
    expect(names).toEqual([`${primary}.${hostName}`, `${standby}.${hostName}`]);
    names.forEach(name => {
      expect(name.length).toBeLessThanOrEqual(253);
      name.split('.').forEach(one => expect(one).toMatch(/^(?!-)[a-z0-9-]{1,63}(?<!-)$/));
    });
    if (!own) expect(hostName.length).toBeLessThanOrEqual(64);
  }), { numRuns: 500 });
});

test('routes that are accepted are ones that API Gateway reads, and no two match the same requests', () => {
  const segment = fc.oneof(fc.stringMatching(/^[a-z{}+. -]{0,5}$/), fc.constantFrom('orders', '{id}', '{name}', '{proxy+}'));
  const key = fc.oneof(
    fc.constant('$default'), fc.string(),
    fc.tuple(fc.constantFrom('ANY', ...METHODS, 'get'), fc.array(segment, { maxLength: 3 })).map(([method, segments]) => `${method} /${segments.join('/')}`),
  );
  fc.assert(fc.property(fc.uniqueArray(key, { minLength: 1, maxLength: 6 }), keys => {
    const { plan, problems } = planned({ ...SOUND, routes: Object.fromEntries(keys.map(one => [one, api])) });
    if (problems.length > 0) return;
    plan!.routes.forEach(({ routeKey }) => expect(routeKey).toMatch(/^(\$default|[A-Z]+ \/(([^\s/{}]+|\{[^\s/{}+]+\})\/)*([^\s/{}]+|\{[^\s/{}+]+\+?\})?)$/));
    const matched = plan!.routes.map(({ routeKey }) => routeKey.replace(/\{[^}]*\+\}/g, '{+}').replace(/\{[^}+]*\}/g, '{}'));
    expect(new Set(matched).size).toBe(matched.length);
  }), { numRuns: 500 });
});

test('functions are called by the names that the service\'s functions layer gives, where it tells them', () => {
  const functions = [{ functionName: 'api', physicalNames: { primary: 'east', standby: 'west' } }];
  const { plan } = planned(SOUND, {}, { functions });
  expect(plan!.targets.map(target => target.physicalNames)).toEqual([
    { primary: 'east', standby: 'west' }, { primary: 'orders-prod-health-us-east-1', standby: 'orders-prod-health-us-west-2' },
  ]);
});

test('a service can bring the function for health checks', () => {
  const { plan, problems } = planned({ routes: SOUND.routes }, {}, { healthFunctionName: 'health-check' });
  expect(problems).toEqual([]);
  expect(plan!.routes.map(route => [route.routeKey, route.functionName])).toEqual([['GET /orders', 'api'], ['GET /health', 'health-check']]);
  expect(plan!.targets.map(target => target.functionName)).toEqual(['api', 'health-check']);
  expect(planned(SOUND, {}, { healthFunctionName: 'health-check' }).plan!.targets.map(target => target.functionName)).toEqual(['api', 'health']);
});

test('names of functions follow overrides', () => {
  const nameOverrides = { 'Lambda function:orders-prod-api-us-east-1': 'legacy-api' };
  expect(planned(SOUND, { nameOverrides }).plan!.targets[0].physicalNames.primary).toBe('legacy-api');
});

test('paths of problems begin where the properties stand', () => {
  expect(planned({ ...SOUND, throttleBurst: 0 }).problems.map(problem => problem.path)).toEqual(['http.throttleBurst']);
});
