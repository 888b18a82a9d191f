// Route keys as API Gateway writes them.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html

/** The methods that a route can name, beside ANY. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The route that takes what no other takes. */
export const DEFAULT_ROUTE = '$default';

/** What a route key says. */
export interface RouteShape {
  /** One of the methods, ANY, or `$default`. */
  readonly method: string;
  /** Missing for `$default`. */
  readonly routePath?: string;
  /** The same for keys that differ in the names of variables alone. */
  readonly pattern: string;
  readonly segments: string[];
}

const KEY = new RegExp(`^(ANY|${METHODS.join('|')}) (/.*)$`);
const LITERAL = /^[\w.~:@!$&'()*+,;=-]+$/;
const VARIABLE = /^\{[\w.:-]+\}$/;
const GREEDY = /^\{[\w.:-]+\+\}$/;

/** Reads a route key; undefined for one that is none. */
export function parseRoute(routeKey: string): RouteShape | undefined {
  if (routeKey === DEFAULT_ROUTE) return { method: DEFAULT_ROUTE, pattern: DEFAULT_ROUTE, segments: [] };
  const [, method, routePath] = KEY.exec(routeKey) ?? [];
  const segments = routePath === undefined ? undefined : segmentsOf(routePath);
  if (segments === undefined) return undefined;
  return { method, routePath, pattern: `${method} ${patternOf(segments)}`, segments };
}

/** A path without the names of its variables. */
export function patternOf(segments: string[]): string {
  return `/${segments.map(segment => (isGreedy(segment) ? '{+}' : isVariable(segment) ? '{}' : segment)).join('/')}`;
}

/** Whether a segment stands for any other. */
export function isVariable(segment: string): boolean {
  return VARIABLE.test(segment);
}

/** Whether a segment takes everything below it. */
export function isGreedy(segment: string): boolean {
  return GREEDY.test(segment);
}

/** Whether a path is literal: it begins with a slash and has no variables. */
export function isLiteralPath(path: string): boolean {
  return path.startsWith('/') && (segmentsOf(path) ?? ['{}']).every(segment => segment === '' || LITERAL.test(segment));
}

// A slash at the end makes a path of its own.
function segmentsOf(path: string): string[] | undefined {
  const segments = path === '/' ? [] : path.slice(1).split('/');
  const fits = (segment: string, position: number) => LITERAL.test(segment) || isVariable(segment) || isGreedy(segment)
    || (segment === '' && position > 0 && position === segments.length - 1);
  return segments.every(fits) ? segments : undefined;
}
