// What is refused of routes: DR350 to DR359.

import type { HttpPlan } from './plan';
import type { RoutePlan } from './plan-routes';
import { isGreedy, isLiteralPath, isVariable, METHODS, patternOf } from './routes';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import type { Finding, Rule } from '../plan/rule';

const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const ROUTES = `${GUIDE}/http-api-develop-routes.html`;
const QUOTAS = `${GUIDE}/http-api-quotas.html`;
// AWS documents it nowhere; the issue quotes its answer.
const CONFLICT = 'https://github.com/plutomi/plutomi/issues/271';

const MOST_ROUTES = 300;
const LONGEST_CALL_SECONDS = 30;

const noRoute: Rule<HttpPlan> = {
  code: 'DR350',
  severity: Severity.IMPOSSIBLE,
  title: 'An HTTP entry without a route',
  source: ROUTES,
  check: plan => (ownRoutes(plan).length > 0 ? [] : [{
    path: `${plan.path}.routes`,
    message: 'no route given, at least one needed',
    mend: "Name a function for a route, such as 'ANY /{proxy+}'",
  }]),
};

const routeKey: Rule<HttpPlan> = {
  code: 'DR351',
  severity: Severity.IMPOSSIBLE,
  title: 'A route that is not written as API Gateway writes them',
  source: ROUTES,
  check: plan => ownRoutes(plan).filter(route => route.shape === undefined).map(route => ({
    path: route.path,
    message: `${show(route.routeKey)} given, '$default' needed, or one of ANY, ${METHODS.join(', ')}, a space, and a path like '/orders/{orderId}'`,
    mend: 'Correct it',
  })),
};

const greedyLast: Rule<HttpPlan> = {
  code: 'DR352',
  severity: Severity.IMPOSSIBLE,
  title: 'A variable for the rest of a path that is not at its end',
  source: ROUTES,
  check: plan => ownRoutes(plan).flatMap(route => (route.shape?.segments ?? []).slice(0, -1).filter(isGreedy).slice(0, 1).map(segment => ({
    path: route.path,
    message: `'${segment}' given before other parts of the path; it takes all of them, and is possible at the end alone`,
    mend: `Write '${segment.replace('+', '')}', or leave out what follows`,
  }))),
};

const twins: Rule<HttpPlan> = {
  code: 'DR353',
  severity: Severity.IMPOSSIBLE,
  title: 'Two routes that differ in the names of their variables alone',
  source: CONFLICT,
  check: plan => ownRoutes(plan).flatMap((route, position) => {
    const twin = ownRoutes(plan).slice(0, position).find(other => other.shape !== undefined && other.shape.pattern === route.shape?.pattern);
    return twin === undefined ? [] : [{
      path: route.path,
      message: `'${route.routeKey}' given, which matches the same requests as '${twin.routeKey}'`,
      mend: 'Leave one of them out',
    }];
  }),
};

const twoNames: Rule<HttpPlan> = {
  code: 'DR358',
  severity: Severity.UNSAFE,
  title: 'Routes whose paths have variables of different names at one place, which API Gateway is known to refuse',
  source: CONFLICT,
  check: plan => {
    const known = new Map<string, { variable: string; route: RoutePlan }>();
    return ownRoutes(plan).flatMap((route): Finding[] => {
      const clash = variablesOf(route).flatMap(({ place, variable }) => {
        const first = known.get(place) ?? { variable, route };
        known.set(place, first);
        return first.variable === variable || first.route.shape?.pattern === route.shape?.pattern ? [] : [{ variable, first }];
      })[0];
      return clash === undefined ? [] : [{
        path: route.path,
        message: `'${clash.variable}' given where '${clash.first.route.routeKey}' has '${clash.first.variable}'`,
        mend: 'Give the variable one name in all routes',
      }];
    });
  },
};

const tooMany: Rule<HttpPlan> = {
  code: 'DR354',
  severity: Severity.UNSAFE,
  title: 'More routes than API Gateway allows by default',
  source: QUOTAS,
  check: plan => (plan.routes.length <= MOST_ROUTES ? [] : [{
    path: `${plan.path}.routes`,
    message: `${plan.routes.length} routes given, with those for health checks and preflight requests; at most ${MOST_ROUTES} possible`,
    mend: "Let one function take several with '/{proxy+}', or have the quota raised in both regions",
  }]),
};

const healthPath: Rule<HttpPlan> = {
  code: 'DR355',
  severity: Severity.IMPOSSIBLE,
  title: 'A health path that is no literal path',
  source: ROUTES,
  check: plan => (isLiteralPath(plan.healthPath) ? [] : [{
    path: `${plan.path}.healthPath`,
    message: `${show(plan.healthPath)} given, a path like '/health' needed: a slash first, no variables, no query`,
    mend: 'Correct it',
  }]),
};

const healthTwice: Rule<HttpPlan> = {
  code: 'DR356',
  severity: Severity.IMPOSSIBLE,
  title: 'A route that is that of the health checks too',
  source: ROUTES,
  check: plan => ownRoutes(plan).filter(route => route.routeKey === `GET ${plan.healthPath}`).map(route => ({
    path: route.path,
    message: `'${route.routeKey}' given, which is the route of the health checks, healthPath being '${plan.healthPath}'`,
    mend: 'Name its function as healthFunction, or choose another healthPath',
  })),
};

const longCalls: Rule<HttpPlan> = {
  code: 'DR357',
  severity: Severity.RISK,
  title: 'A function that may run longer than API Gateway waits: callers get an error, and the function goes on',
  source: QUOTAS,
  check: plan => plan.targets.filter(target => (target.timeoutSeconds ?? 0) > LONGEST_CALL_SECONDS).map(target => ({
    path: target.path,
    message: `the function '${target.functionName}' with timeoutSeconds ${target.timeoutSeconds} given, and API Gateway waits for ${LONGEST_CALL_SECONDS} seconds`,
    mend: `Set timeoutSeconds to ${LONGEST_CALL_SECONDS} or less, and hand longer work to a queue`,
  })),
};

export const routeRules: Rule<HttpPlan>[] = [noRoute, routeKey, greedyLast, twins, tooMany, healthPath, healthTwice, longCalls, twoNames];

function ownRoutes(plan: HttpPlan): RoutePlan[] {
  return plan.routes.filter(route => route.origin === 'user');
}

// The variables of a path, each with what is before it, whatever the variables there are called.
function variablesOf({ shape }: RoutePlan): { place: string; variable: string }[] {
  const segments = shape?.segments ?? [];
  return segments.flatMap((variable, position) => (isVariable(variable) ? [{ place: patternOf(segments.slice(0, position)), variable }] : []));
}
