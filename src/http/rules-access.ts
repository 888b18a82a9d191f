// What is refused of CORS and authorizers: DR375 to DR389.

import type { CorsPlan, HttpPlan } from './plan';
import { METHODS } from './routes';
import { sitesOf } from './sites-of';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import type { Finding, Rule } from '../plan/rule';

const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const CORS = `${GUIDE}/http-api-cors.html`;
const JWT = `${GUIDE}/http-api-jwt-authorizer.html`;
const QUOTAS = `${GUIDE}/http-api-quotas.html`;
const CORS_MODEL = 'https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html';
const FETCH = 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials';

const LONGEST_AGE_SECONDS = 86_400;
const MOST_AUDIENCES = 50;
const LONGEST_ISSUER = 2048;

const ORIGIN = /^(\*|https?:\/\/\*|[a-z][a-z0-9+.-]*:\/\/[^\s/*?#@]+)$/;
const HEADER = /^[\w!#$%&'*+.^`|~-]+$/;

const origins = corsRule({
  code: 'DR375',
  severity: Severity.IMPOSSIBLE,
  title: 'CORS without an origin, or with one that browsers never send',
  source: CORS,
  check: ({ path, allowOrigins }) => {
    if (allowOrigins.length === 0) {
      return [{ path: `${path}.allowOrigins`, message: 'no origin given, at least one needed', mend: "Name one, such as 'https://shop.example.com', or leave out cors" }];
    }
    return allowOrigins.flatMap((origin, position) => (isExpression(origin) || ORIGIN.test(origin) ? [] : [{
      path: `${path}.allowOrigins[${position}]`,
      message: `${show(origin)} given, scheme and host in lower case needed, like 'https://shop.example.com', without a path; or 'https://*', 'http://*', '*'`,
      mend: 'Correct it',
    }]));
  },
});

const anyWithCredentials = corsRule({
  code: 'DR376',
  severity: Severity.IMPOSSIBLE,
  title: 'Every origin with credentials, which browsers refuse',
  source: FETCH,
  check: ({ path, allowCredentials, allowOrigins }) => (allowCredentials && allowOrigins.includes('*') ? [{
    path: `${path}.allowOrigins`,
    message: "'*' given together with allowCredentials, and browsers take single origins alone then",
    mend: 'Name the origins, or leave out allowCredentials',
  }] : []),
});

const methods = corsRule({
  code: 'DR377',
  severity: Severity.IMPOSSIBLE,
  title: 'CORS for a method that no route can have',
  source: CORS,
  check: ({ path, allowMethods }) => unfit(`${path}.allowMethods`, allowMethods, method => method === '*' || METHODS.includes(method), `one of ${METHODS.join(', ')} or '*' needed`),
});

const age = corsRule({
  code: 'DR378',
  severity: Severity.IMPOSSIBLE,
  title: 'A preflight answer that is kept for a time that API Gateway does not offer',
  source: CORS_MODEL,
  check: ({ path, maxAgeSeconds }) => (maxAgeSeconds >= -1 && maxAgeSeconds <= LONGEST_AGE_SECONDS ? [] : [{
    path: `${path}.maxAgeSeconds`,
    message: `${maxAgeSeconds} given, -1 to ${LONGEST_AGE_SECONDS} possible`,
    mend: 'Choose a time in between',
  }]),
});

const headers = corsRule({
  code: 'DR379',
  severity: Severity.IMPOSSIBLE,
  title: 'CORS for a header that HTTP does not have',
  source: 'https://www.rfc-editor.org/rfc/rfc9110#name-tokens',
  check: ({ path, allowHeaders, exposeHeaders }) => [
    ...unfit(`${path}.allowHeaders`, allowHeaders, header => HEADER.test(header), 'the name of a header needed, or \'*\''),
    ...unfit(`${path}.exposeHeaders`, exposeHeaders, header => HEADER.test(header), 'the name of a header needed, or \'*\''),
  ],
});

const starsWithCredentials = corsRule({
  code: 'DR380',
  severity: Severity.RISK,
  title: 'With credentials, browsers take * among methods and headers for the name of one',
  source: FETCH,
  check: ({ path, allowCredentials, ...cors }) => (['allowMethods', 'allowHeaders', 'exposeHeaders'] as const)
    .filter(property => allowCredentials && cors[property].includes('*'))
    .map(property => ({
      path: `${path}.${property}`,
      message: "'*' given together with allowCredentials, and browsers don't take it for all then",
      mend: 'Name them',
    })),
});

const issuer: Rule<HttpPlan> = {
  code: 'DR385',
  severity: Severity.IMPOSSIBLE,
  title: 'An issuer that API Gateway cannot ask for its keys',
  source: JWT,
  check: ({ authorizer }) => {
    if (authorizer === undefined || isExpression(authorizer.issuer)) return [];
    const fits = /^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(authorizer.issuer) && authorizer.issuer.length <= LONGEST_ISSUER;
    return fits ? [] : [{
      path: `${authorizer.path}.issuer`,
      message: `${show(authorizer.issuer)} given, an address needed that begins with https://, without a query and of at most ${LONGEST_ISSUER} characters`,
      mend: 'Give what the claim iss of the tokens says',
    }];
  },
};

const audiences: Rule<HttpPlan> = {
  code: 'DR386',
  severity: Severity.IMPOSSIBLE,
  title: 'An authorizer without an audience, or with more than API Gateway allows',
  source: QUOTAS,
  check: ({ authorizer }) => {
    if (authorizer === undefined) return [];
    const empty = authorizer.audiences.filter(audience => audience.trim() === '').length;
    const count = authorizer.audiences.length;
    return count >= 1 && count <= MOST_AUDIENCES && empty === 0 ? [] : [{
      path: `${authorizer.path}.audiences`,
      message: `${count} audiences given${empty > 0 ? `, ${empty} of them empty` : ''}; 1 to ${MOST_AUDIENCES} needed that say something`,
      mend: 'Give what the claim aud or client_id of the tokens says',
    }];
  },
};

const issuerInRegion: Rule<HttpPlan> = {
  code: 'DR387',
  severity: Severity.RISK,
  title: 'Tokens from a region of the service: while it is down nobody gets one, and API Gateway cannot fetch the keys anew',
  source: JWT,
  check: plan => {
    const { authorizer } = plan;
    if (authorizer === undefined || isExpression(authorizer.issuer)) return [];
    const home = sitesOf(plan).map(site => site.region).find(region => authorizer.issuer.split(/[./]/).includes(region));
    return home === undefined ? [] : [{
      path: `${authorizer.path}.issuer`,
      message: `${show(authorizer.issuer)} given, which is in ${home}, and the service has to go on without it`,
      mend: 'Use an issuer that is in several regions',
    }];
  },
};

const tokenHeader: Rule<HttpPlan> = {
  code: 'DR388',
  severity: Severity.RISK,
  title: 'CORS that does not let pages send the header with their token',
  source: 'https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name',
  check: ({ authorizer, cors }) => {
    if (authorizer === undefined || cors === undefined || cors.allowHeaders.some(header => header.toLowerCase() === 'authorization')) return [];
    return [{
      path: `${cors.path}.allowHeaders`,
      message: `${cors.allowHeaders.join(', ') || 'nothing'} given, 'authorization' needed for the tokens of the authorizer; '*' does not stand for it`,
      mend: "Add 'authorization'",
    }];
  },
};

export const accessRules: Rule<HttpPlan>[] = [
  origins, anyWithCredentials, methods, age, headers, starsWithCredentials, issuer, audiences, issuerInRegion, tokenHeader,
];

function corsRule(rule: Rule<CorsPlan>): Rule<HttpPlan> {
  return { ...rule, check: ({ cors }) => (cors === undefined ? [] : rule.check(cors)) };
}

function unfit(path: string, values: string[], fits: (value: string) => boolean, needed: string): Finding[] {
  return values.flatMap((value, position) => (fits(value) ? [] : [{ path: `${path}[${position}]`, message: `${show(value)} given, ${needed}`, mend: 'Correct it' }]));
}
