// The functions that the HTTP entry calls are those of the service.

import { HEALTH_FUNCTION } from './health-function';
import { FunctionSpec } from '../functions/props';
import { Severity } from '../plan/problem';
import { Reader, show } from '../plan/reader';
import { ProblemList, RuleFacts } from '../plan/rule';

export const FOREIGN_FUNCTION: RuleFacts = {
  code: 'DR257',
  severity: Severity.IMPOSSIBLE,
  title: 'The HTTP entry calls a function that is not one of the service\'s',
  source: 'API.md',
};

export const HEALTH_NAME_TAKEN: RuleFacts = {
  code: 'DR258',
  severity: Severity.IMPOSSIBLE,
  title: 'A function has the name of the one that the library makes for health checks',
  source: 'docs/http.md',
};

/** The functions of a service: those declared, and the one for health checks where an entry has none. */
export function functionSpecs(sections: Reader): FunctionSpec[] | undefined {
  const specs = sections.instances('functions', 'a FunctionSpec', isFunctionSpec);
  const needsHealth = sections.has('http') && !hasHealthFunction(sections.raw('http'));
  return needsHealth && healthTwin(specs) === undefined ? [...specs ?? [], HEALTH_FUNCTION] : specs;
}

/** Adds a problem for each function that the entry names and the service does not have. */
export function checkHttpFunctions(sections: Reader, list: ProblemList): void {
  const own: unknown[] = asList(sections.raw('functions'));
  const twin = healthTwin(own.filter(isFunctionSpec));
  if (twin !== undefined && !hasHealthFunction(sections.raw('http'))) {
    list.add(HEALTH_NAME_TAKEN, {
      path: `functions.${twin.functionName}`,
      message: `'${twin.functionName}' given, which the function for health checks is called`,
      mend: 'Rename it, or set it as http.healthFunction',
    });
  }
  const { routes, healthFunction } = (sections.raw('http') ?? {}) as { routes?: unknown; healthFunction?: unknown };
  const named: [path: string, spec: unknown][] = [
    ...Object.entries(typeof routes === 'object' && routes !== null ? routes : {}).map(([route, spec]): [string, unknown] => [`http.routes.${route}`, spec]),
    ['http.healthFunction', healthFunction],
  ];
  for (const [path, spec] of named) {
    if (!isFunctionSpec(spec) || own.includes(spec)) continue;
    list.add(FOREIGN_FUNCTION, {
      path, message: `the function ${show(spec.functionName)} given, which is not among the functions of the service`, mend: 'Add the same FunctionSpec to functions',
    });
  }
}

function healthTwin(specs: FunctionSpec[] = []): FunctionSpec | undefined {
  return specs.find(spec => spec.functionName === HEALTH_FUNCTION.functionName);
}

function hasHealthFunction(http: unknown): boolean {
  return ((http as { healthFunction?: unknown } | null)?.healthFunction ?? undefined) !== undefined;
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isFunctionSpec(value: unknown): value is FunctionSpec {
  return value instanceof FunctionSpec;
}
