// Which routes an entry has: those of the user, that of the health checks, and those that let preflight requests past an authorizer.

import { DEFAULT_ROUTE, isGreedy, parseRoute, RouteShape } from './routes';

/** A route. */
export interface RoutePlan {
  readonly routeKey: string;
  /** Where it comes from: the user, health checks, or preflight requests. */
  readonly origin: 'user' | 'health' | 'preflight';
  readonly path: string;
  readonly functionName: string;
  /** Whether the authorizer guards it. */
  readonly guarded: boolean;
  /** Missing for a key that is none. */
  readonly shape?: RouteShape;
}

/** What routes are planned from. */
export interface RoutesRequest {
  readonly routesPath: string;
  /** The function of each route key. */
  readonly functionOf: Record<string, string>;
  readonly health: { readonly routeKey: string; readonly functionName: string; readonly path: string };
  /** Whether there is an authorizer. */
  readonly guarded: boolean;
  /** Whether preflight requests are answered. */
  readonly preflight: boolean;
}

/** Plans the routes. */
export function planRoutes({ routesPath, functionOf, health, guarded, preflight }: RoutesRequest): RoutePlan[] {
  const own = Object.entries(functionOf).map(([routeKey, functionName]): RoutePlan => {
    const shape = parseRoute(routeKey);
    // Browsers send no token with a preflight request.
    return { routeKey, origin: 'user', path: `${routesPath}.${routeKey}`, functionName, guarded: guarded && shape?.method !== 'OPTIONS', shape };
  });
  const healthRoute: RoutePlan = { ...health, origin: 'health', guarded: false, shape: parseRoute(health.routeKey) };
  return [...own, healthRoute, ...(guarded && preflight ? preflightRoutes(own) : [])];
}

// Routes for every method catch preflight requests too, and their authorizer would turn these away. AWS advises open routes beside them.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html#http-api-cors-default-route
function preflightRoutes(own: RoutePlan[]): RoutePlan[] {
  // Variables at one place of paths must have one name.
  const everything = own.map(({ shape }) => shape?.segments[0] ?? '').find(isGreedy) ?? '{proxy+}';
  const beside = ({ shape }: RoutePlan) => {
    if (shape?.method === DEFAULT_ROUTE) return [`OPTIONS /${everything}`, 'OPTIONS /'];
    return shape?.method === 'ANY' ? [`OPTIONS ${shape.routePath}`] : [];
  };
  const taken = new Set(own.map(route => route.shape?.pattern));
  return own.flatMap(route => beside(route).flatMap((routeKey): RoutePlan[] => {
    const shape = parseRoute(routeKey);
    if (taken.has(shape?.pattern)) return [];
    taken.add(shape?.pattern);
    return [{ ...route, routeKey, origin: 'preflight', guarded: false, shape }];
  }));
}
