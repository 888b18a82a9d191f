import { Lazy } from 'cdktf';
import { SitesProps, Strategy } from '../../src';
import { FunctionCode } from '../../src/functions/code';
import { FunctionSpec } from '../../src/functions/props';
import { HttpAuthorizer } from '../../src/http/authorizer';
import { HttpEntry } from '../../src/http/http-entry';
import { HttpProps } from '../../src/http/props';
import { HostedZone } from '../../src/sites/hosted-zone';
import { newSites, quietly, refusal, refusalCodes, templateOf, written } from '../support/synth';

interface Case {
  readonly what: string;
  /** What differs from a sound entry. */
  readonly http: object;
  readonly sites?: Partial<SitesProps>;
  /** Path and message. */
  readonly says: string;
  /** What is close to it, and right. */
  readonly fits?: object;
}

const code = FunctionCode.fromZip('api.zip');
const api = new FunctionSpec('api', { code });
const lasting = (timeoutSeconds: number) => new FunctionSpec('slow', { code, timeoutSeconds });
const SOUND: HttpProps = { routes: { 'GET /orders': api }, healthFunction: new FunctionSpec('health', { code }) };
const zone = HostedZone.fromId('Z0EXAMPLE', 'example.com');
const HOSTED = { hostName: 'orders.example.com', zone };
const ORIGINS = ['https://shop.example.com'];
const ISSUER = 'https://login.example.com/';
const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const OWN: Partial<SitesProps> = {
  primary: { region: 'us-east-1', certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1' },
  standby: { region: 'us-west-2', certificateArn: 'arn:aws:acm:us-west-2:111122223333:certificate/2' },
};
const ONE_OWN: Partial<SitesProps> = { primary: OWN.primary };

const cors = (more: object = {}) => ({ cors: { allowOrigins: ORIGINS, ...more } });
const routes = (...keys: string[]) => ({ routes: Object.fromEntries(keys.map(key => [key, api])) });
const many = (count: number) => routes(...[...Array(count).keys()].map(number => `GET /${number}`));
// Labels of 60 characters below the zone: a name of so many characters altogether.
const named = (length: number) => ({ hostName: `${'x'.repeat(60)}.`.repeat(4).slice(-(length - 11)).replace(/^\./, 'x') + 'example.com', zone });
const audiences = (count: number) => [...Array(count).keys()].map(number => `audience-${number}`);

const CASES: Record<string, Case[]> = {
  DR001: [
    { what: 'an entry without routes', http: { routes: undefined }, says: 'routes: nothing given, and there is no default' },
    { what: 'an entry by itself without a health function', http: { healthFunction: undefined }, says: 'healthFunction: nothing given' },
    { what: 'CORS that names nothing', http: { cors: {} }, says: 'cors.allowOrigins: nothing given' },
    { what: 'an authorizer without an issuer', http: { authorizer: HttpAuthorizer.jwt(undefined as any, ['x']) }, says: 'authorizer.issuer: nothing given' },
    { what: 'an authorizer that names no audience', http: { authorizer: HttpAuthorizer.jwt(ISSUER, undefined as any) }, says: 'authorizer.audiences: nothing given' },
    { what: 'a zone without a name', http: { ...HOSTED, zone: HostedZone.fromName(undefined as any) }, says: 'zone.zoneName: nothing given' },
    { what: 'a route to nothing', http: { routes: { 'GET /orders': undefined } }, says: 'routes.GET /orders: nothing given' },
    { what: 'a function without a name', http: { healthFunction: new FunctionSpec(undefined as any, { code }) }, says: 'healthFunction.functionName: nothing given' },
  ],
  DR002: [
    { what: 'a host name that is a token', http: { hostName: TOKEN, zone }, says: 'hostName: a token given' },
    { what: 'a health path that is a token', http: { healthPath: TOKEN }, says: 'healthPath: a token given' },
    { what: 'the name of a zone that is a token', http: { ...HOSTED, zone: HostedZone.fromName(TOKEN) }, says: 'zone.zoneName: a token given' },
    { what: 'a method for CORS that is a token', http: cors({ allowMethods: [TOKEN] }), says: 'cors.allowMethods[0]: a token given' },
  ],
  DR003: [
    { what: 'a route to what is no function', http: { routes: { 'GET /orders': 'api' } }, says: "routes.GET /orders: 'api' given, a FunctionSpec needed" },
    { what: 'routes that are a list', http: { routes: [api] }, says: 'routes: a list given, a map from routes to functions needed' },
    { what: 'a zone that is a name', http: { hostName: 'orders.example.com', zone: 'example.com' }, says: "zone: 'example.com' given, a HostedZone needed" },
    { what: 'an authorizer that is none', http: { authorizer: {} }, says: 'authorizer: an object given, an HttpAuthorizer needed' },
    { what: 'a health function that is none', http: { healthFunction: 'health' }, says: "healthFunction: 'health' given, a FunctionSpec needed" },
  ],
  DR004: [
    { what: 'a property that there is not', http: { waf: true }, says: 'waf: no such property; known are routes, hostName' },
    { what: 'a property of CORS that there is not', http: cors({ origins: [] }), says: 'cors.origins: no such property' },
  ],
  DR350: [{ what: 'no route at all', http: { routes: {} }, says: 'routes: no route given, at least one needed', fits: routes('$default') }],
  DR351: ['get /orders', 'GET orders', 'GET', '/orders', 'GET  /orders', 'TRACE /orders', 'GET /a//b', 'GET /a b', 'GET /{a}b', 'GET /{}', '$connect', 'GET /${var.path}', 'GET /a?b'].map(key => ({
    what: `the route '${key}'`,
    http: routes(key),
    says: `routes.${key}: '${key}' given, '$default' needed, or one of ANY, GET`,
    fits: routes('$default', 'GET /', 'ANY /{proxy+}', 'PATCH /orders/{order_id}/lines.v1', 'GET /a/'),
  })),
  DR352: [{ what: 'a greedy variable in the midst', http: routes('GET /{proxy+}/orders'), says: "routes.GET /{proxy+}/orders: '{proxy+}' given before other parts of the path", fits: routes('GET /orders/{proxy+}') }],
  DR353: [{
    what: 'two routes that differ in the names of variables',
    http: routes('GET /orders/{a}', 'GET /orders/{b}'),
    says: "routes.GET /orders/{b}: 'GET /orders/{b}' given, which matches the same requests as 'GET /orders/{a}'",
    fits: routes('GET /orders/{a}', 'PUT /orders/{a}', 'GET /orders/{c+}', 'GET /orders/{a}/'),
  }],
  DR354: [{ what: 'too many routes', http: many(300), says: 'routes: 301 routes given, with those for health checks and preflight requests; at most 300 possible', fits: many(299) }],
  DR355: ['health', '', '/health/{id}', '/he alth', '/health?deep=1'].map(healthPath => ({
    what: `the health path '${healthPath}'`, http: { healthPath }, says: `healthPath: '${healthPath}' given, a path like '/health' needed`, fits: { healthPath: '/health/live.v1' },
  })),
  DR356: [{ what: 'a route of the user\'s for health checks', http: routes('GET /health'), says: "routes.GET /health: 'GET /health' given, which is the route of the health checks, healthPath being '/health'", fits: routes('ANY /health', 'GET /health/') }],
  DR358: [
    {
      what: 'a variable of two names for two methods',
      http: routes('GET /orders/{a}', 'PUT /orders/{b}'),
      says: "routes.PUT /orders/{b}: '{b}' given where 'GET /orders/{a}' has '{a}'",
      fits: routes('GET /orders/{a}', 'PUT /orders/{a}', 'GET /customers/{b}', 'GET /{c}/a'),
    },
    {
      what: 'a variable of two names on the way',
      http: routes('GET /orders/{a}/lines/{b}', 'PUT /orders/{b}/notes'),
      says: "routes.PUT /orders/{b}/notes: '{b}' given where 'GET /orders/{a}/lines/{b}' has '{a}'",
      fits: routes('GET /orders/{a}/lines/{b}', 'PUT /orders/{a}/notes/{c}'),
    },
  ],
  DR360: ['Orders.example.com', 'orders', '*.example.com', '-a.example.com', `${'x'.repeat(64)}.example.com`, 'orders.example.com.', 'a..example.com'].map(hostName => ({
    what: `the host name '${hostName.slice(0, 30)}'`, http: { ...HOSTED, hostName }, says: 'hostName: \'', fits: HOSTED,
  })),
  DR361: [{ what: 'a host name that is too long for a certificate', http: named(65), says: 'hostName: a name of 65 characters given, at most 64 possible where a certificate is made', fits: named(64) }],
  DR362: [
    { what: 'a host name outside the zone', http: { ...HOSTED, hostName: 'orders.example.org' }, says: "hostName: 'orders.example.org' given, a name that ends with '.example.com' needed", fits: { ...HOSTED, hostName: 'example.com' } },
    { what: 'a host name that only ends like the zone', http: { ...HOSTED, hostName: 'myexample.com' }, says: "hostName: 'myexample.com' given" },
  ],
  DR363: [
    { what: 'certificates that no zone proves', http: { hostName: 'orders.example.com' }, says: "zone: nothing given, and the certificate for us-east-1 and us-west-2 needs a record in the zone of 'orders.example.com'", fits: HOSTED },
    { what: 'one certificate that no zone proves', http: { hostName: 'orders.example.com' }, sites: ONE_OWN, says: 'zone: nothing given, and the certificate for us-west-2 needs' },
  ],
  DR365: [{ what: 'a zone alone', http: { zone }, says: "zone: the zone 'example.com' given without hostName", fits: HOSTED }],
  DR366: [{ what: 'a certificate alone', http: {}, sites: ONE_OWN, says: 'primary.certificateArn: a certificate given, and http.hostName is not', fits: HOSTED }],
  DR367: ['Example.com', 'example.com.', 'com'].map(zoneName => ({
    what: `the zone '${zoneName}'`, http: { hostName: `orders.${zoneName}`.toLowerCase().replace(/\.$/, ''), zone: HostedZone.fromName(zoneName) }, says: `zone.zoneName: '${zoneName}' given, labels of 1 to 63`, fits: HOSTED,
  })),
  DR370: [
    { what: 'a throttle of 0', http: { throttlePerSecond: 0 }, says: 'throttlePerSecond: 0 given, at least 1 needed', fits: { throttlePerSecond: 1 } },
    { what: 'a burst of 0', http: { throttleBurst: 0 }, says: 'throttleBurst: 0 given, at least 1 needed', fits: { throttleBurst: 1 } },
  ],
  DR372: [{ what: 'logs kept for 31 days', http: { logRetentionDays: 31 }, says: 'logRetentionDays: 31 given, one of 1, 3, 5', fits: { logRetentionDays: 30 } }],
  DR375: [
    { what: 'CORS for no origin', http: { cors: { allowOrigins: [] } }, says: 'cors.allowOrigins: no origin given', fits: { cors: { allowOrigins: ['https://*', 'http://localhost:3000', 'capacitor://localhost'] } } },
    ...['shop.example.com', 'https://shop.example.com/', 'https://shop.example.com/cart', 'https://*.example.com', 'null', ''].map(origin => ({
      what: `the origin '${origin}'`, http: cors({ allowOrigins: [...ORIGINS, origin] }), says: `cors.allowOrigins[1]: '${origin}' given, scheme and host in lower case needed`, fits: cors({ allowOrigins: ['*'] }),
    })),
  ],
  DR376: [{ what: 'every origin with credentials', http: cors({ allowOrigins: ['*'], allowCredentials: true }), says: "cors.allowOrigins: '*' given together with allowCredentials", fits: cors({ allowCredentials: true }) }],
  DR377: [{ what: 'CORS for a method in lower case', http: cors({ allowMethods: ['GET', 'post'] }), says: "cors.allowMethods[1]: 'post' given, one of GET", fits: cors({ allowMethods: ['*'] }) }],
  DR378: [-2, 86_401].map(maxAgeSeconds => ({ what: `${maxAgeSeconds} seconds for preflight answers`, http: cors({ maxAgeSeconds }), says: `cors.maxAgeSeconds: ${maxAgeSeconds} given, -1 to 86400 possible`, fits: cors({ maxAgeSeconds: 86_400 }) })),
  DR379: [
    { what: 'a header with a space', http: cors({ allowHeaders: ['content type'] }), says: "cors.allowHeaders[0]: 'content type' given, the name of a header needed", fits: cors({ allowHeaders: ['*'] }) },
    { what: 'a header without a name', http: cors({ exposeHeaders: ['x-a', ''] }), says: "cors.exposeHeaders[1]: '' given, the name of a header needed", fits: cors({ exposeHeaders: ['x-a'] }) },
  ],
  DR385: ['http://login.example.com', 'login.example.com', '', 'https://', 'https://login.example.com/?a', `https://${'x'.repeat(2048)}`].map(issuer => ({
    what: `the issuer '${issuer.slice(0, 30)}'`, http: { authorizer: HttpAuthorizer.jwt(issuer, ['orders']) }, says: 'authorizer.issuer: \'', fits: { authorizer: HttpAuthorizer.jwt('https://login.example.com/tenants/1', ['orders']) },
  })),
  DR386: [
    { what: 'no audience', http: { authorizer: HttpAuthorizer.jwt(ISSUER, []) }, says: 'authorizer.audiences: 0 audiences given; 1 to 50 needed' },
    { what: 'an empty audience', http: { authorizer: HttpAuthorizer.jwt(ISSUER, ['orders', ' ']) }, says: 'authorizer.audiences: 2 audiences given, 1 of them empty; 1 to 50 needed' },
    { what: 'too many audiences', http: { authorizer: HttpAuthorizer.jwt(ISSUER, audiences(51)) }, says: 'authorizer.audiences: 51 audiences given; 1 to 50 needed', fits: { authorizer: HttpAuthorizer.jwt(ISSUER, audiences(50)) } },
  ],
};

const WARNINGS: Record<string, Case[]> = {
  DR357: [{ what: 'a function that outlasts its caller', http: { routes: { 'GET /report': lasting(31) } }, says: "routes.GET /report: the function 'slow' with timeoutSeconds 31 given, and API Gateway waits for 30 seconds", fits: { routes: { 'GET /report': lasting(30) } } }],
  DR364: [{ what: 'records that are left to the user', http: { hostName: 'orders.example.com' }, sites: OWN, says: 'zone: nothing given, so no record is made for us-east-1.orders.example.com and us-west-2.orders.example.com', fits: HOSTED }],
  DR371: [
    { what: 'a throttle above the quota', http: { throttlePerSecond: 10_001, throttleBurst: 5000 }, says: 'throttlePerSecond: 10001 given, 10000 in us-east-1 and 10000 in us-west-2 is what AWS gives all APIs', fits: { throttlePerSecond: 10_000 } },
    { what: 'a burst above the quota', http: { throttleBurst: 5001 }, says: 'throttleBurst: 5001 given, 5000 in us-east-1 and 5000 in us-west-2', fits: { throttleBurst: 5000 } },
    {
      what: 'a throttle above the quota of a region that has less',
      http: { throttlePerSecond: 2501, throttleBurst: 1000 },
      sites: { standby: { region: 'ca-west-1' } },
      says: 'throttlePerSecond: 2501 given, 2500 in ca-west-1 is what AWS gives',
      fits: { throttlePerSecond: 2500 },
    },
  ],
  DR380: [{ what: 'a star that stands for itself', http: cors({ allowCredentials: true, allowHeaders: ['*'] }), says: "cors.allowHeaders: '*' given together with allowCredentials", fits: cors({ allowHeaders: ['*'] }) }],
  DR387: [{
    what: 'tokens from a region of the service',
    http: { authorizer: HttpAuthorizer.jwt('https://cognito-idp.us-west-2.amazonaws.com/us-west-2_Abc', ['orders']) },
    says: "authorizer.issuer: 'https://cognito-idp.us-west-2.amazonaws.com/us-west-2_Abc' given, which is in us-west-2",
    fits: { authorizer: HttpAuthorizer.jwt('https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc', ['orders']) },
  }],
  DR388: [{
    what: 'pages that cannot send their token',
    http: { ...cors({ allowHeaders: ['*'] }), authorizer: HttpAuthorizer.jwt(ISSUER, ['orders']) },
    says: "cors.allowHeaders: * given, 'authorization' needed",
    fits: { ...cors({ allowHeaders: ['Authorization'] }), authorizer: HttpAuthorizer.jwt(ISSUER, ['orders']) },
  }],
};

const rows = (cases: Record<string, Case[]>) => Object.entries(cases).flatMap(([rule, list]) => list.map(one => [rule, one.what, one] as const));
const REFUSED = rows(CASES);
const WARNED = rows(WARNINGS);
const FITTING = [...REFUSED, ...WARNED].filter(([, , { fits }]) => fits !== undefined);

test.each(REFUSED)('%s refuses %s', (rule, _, one) => {
  expect(refusal(making(one))).toContain(`  ${rule} ${at(one)}`);
  expect([...new Set(refusalCodes(making(one)))]).toEqual([rule]);
});

test.each(WARNED)('%s warns of %s', (rule, _, one) => {
  expect(written(making(one)).lines).toEqual([expect.stringContaining(`: ${rule} ${at(one)}`)]);
  expect(refusalCodes(making({ ...one, sites: { ...one.sites, failOnRisks: true } }))).toEqual([rule]);
});

test.each(FITTING)('%s has nothing against what is right and close to %s', (_, __, one) => {
  expect(written(making({ ...one, http: one.fits! })).lines).toEqual([]);
});

test('DR368 refuses accelerated recovery of a zone in China', () => {
  const make = (acceleratedRecovery: boolean) => quietly(() => {
    const { stack, sites } = newSites({ primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } });
    new HttpEntry(stack, 'Http', { sites, http: { ...SOUND, hostName: 'orders.example.com', zone: HostedZone.create('example.com', { acceleratedRecovery }) } });
  });
  expect(refusal(() => make(true))).toContain('DR368 http.zone.acceleratedRecovery: true given in the partition aws-cn');
  expect(refusalCodes(() => make(false))).toEqual([]);
});

test('DR369 warns of a certificate that waits for a new zone, and not where there is none to wait for', () => {
  const lines = (given: HostedZone, more: Partial<SitesProps> = {}) => written(() => {
    const { stack, sites } = newSites(more);
    new HttpEntry(stack, 'Http', { sites, http: { ...SOUND, hostName: 'orders.example.com', zone: given } });
  }).lines.join('\n');
  expect(lines(HostedZone.create('example.com'))).toContain("DR369 http.zone: HostedZone.create given for 'example.com', and the certificate for us-east-1 and us-west-2");
  expect(lines(HostedZone.create('example.com'), OWN)).not.toContain('DR369');
  expect(lines(HostedZone.fromName('example.com'))).not.toContain('DR369');
});

test('DR360 leaves room for the regions\' own names where no certificate is made', () => {
  const longest = 253 - 'us-east-1'.length - 1;
  const labels = (length: number) => `${'x'.repeat(49)}.`.repeat(5).slice(0, length - 1).replace(/\.$/, 'x') + 'x';
  expect(quietly(() => refusalCodes(making({ what: '', says: '', sites: OWN, http: { hostName: labels(longest) } })))).toEqual([]);
  expect(refusal(making({ what: '', says: '', sites: OWN, http: { hostName: labels(longest + 1) } }))).toContain(`at most ${longest} characters needed, not ${longest + 1}`);
});

test('DR358 can be accepted with a reason', () => {
  const one = { what: '', says: '', http: routes('GET /orders/{a}', 'PUT /orders/{b}'), sites: { acceptedRisks: { DR358: 'AWS raised no objection' } } };
  expect(refusalCodes(making(one))).toEqual([]);
});

test('DR366 says nothing of a standby that has no entry', () => {
  const one = { what: '', says: '', http: {}, sites: { standby: OWN.standby, strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'another team copies backups' } } };
  expect(refusalCodes(making(one))).toEqual([]);
});

test('all problems are told of at once, and a refused entry leaves nothing in the tree', () => {
  const { stack, sites } = newSites();
  const before = stack.node.findAll().length;
  const http = { ...SOUND, ...routes('get /orders'), zone, throttlePerSecond: 0, logRetentionDays: 2 };
  expect(refusalCodes(() => new HttpEntry(stack, 'Http', { sites, http })).sort()).toEqual(['DR351', 'DR365', 'DR370', 'DR372']);
  expect(stack.node.findAll()).toHaveLength(before);
});

test('an entry without authorizer is open, and nobody is warned of it', () => {
  const { stack, sites } = newSites();
  expect(written(() => new HttpEntry(stack, 'Http', { sites, http: SOUND })).lines).toEqual([]);
  expect(new Set(templateOf(stack).bodies('aws_apigatewayv2_route').map(body => body.authorization_type))).toEqual(new Set(['NONE']));
});

// Paths are below `http`, but for what the sites say.
function at({ says }: Case): string {
  return /^(primary|standby)\./.test(says) ? says : `http.${says}`;
}

function making({ http, sites: sitesProps }: Case): () => HttpEntry {
  const { stack, sites } = newSites(sitesProps);
  return () => new HttpEntry(stack, 'Http', { sites, http: { ...SOUND, ...http } as HttpProps });
}
