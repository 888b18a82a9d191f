// What a function may do, as it is planned.

import { Access, SiteResources } from './access';
import { referToSecret, SecretReference } from '../parameters/reference';
import { SecretSpec } from '../parameters/secret-spec';
import { parameterPath } from '../plan/parameter-path';
import { Reader } from '../plan/reader';
import { ProblemList } from '../plan/rule';
import type { PlanningContext } from '../sites/plan';
import { TableSpec } from '../tables/props';
import { referToTable, TableReference } from '../tables/reference';

/** One thing that a function may do. */
export type AccessPlan =
  | { readonly kind: 'table'; readonly path: string; readonly write: boolean; readonly table: TableReference; readonly spec: TableSpec }
  | { readonly kind: 'database'; readonly path: string }
  | { readonly kind: 'publish'; readonly path: string; readonly busName: string }
  | { readonly kind: 'parameters'; readonly path: string; readonly prefix: string }
  | { readonly kind: 'secret'; readonly path: string; readonly secret: SecretReference; readonly spec: SecretSpec }
  | { readonly kind: 'statement'; readonly path: string; readonly actions: string[]; readonly resources: SiteResources };

/** Plans the access of a function; `standby` tells whether it is deployed there, and `busName` where events go that name no bus. */
export function planAccess(reader: Reader, standby: boolean, busName: string, context: PlanningContext, list: ProblemList): AccessPlan[] {
  const given = reader.instances('access', 'an Access', (value): value is Access => value instanceof Access) ?? [];
  return given.flatMap((access, position) => {
    const path = `${reader.at('access')}[${position}]`;
    const plan = planOne(new Reader(access._facts, path, list, context.isToken), path, standby, busName, context);
    return plan === undefined ? [] : [plan];
  });
}

function planOne(facts: Reader, path: string, standby: boolean, busName: string, context: PlanningContext): AccessPlan | undefined {
  const { serviceName, environment } = context.sites;
  switch (facts.raw('kind')) {
    case 'read': return planTable(facts, path, false, context);
    case 'readWrite': return planTable(facts, path, true, context);
    case 'database': return { kind: 'database', path };
    case 'publish': return facts.has('busName') && facts.text('busName') === undefined
      ? undefined
      : { kind: 'publish', path, busName: facts.text('busName') ?? busName };
    case 'parameters': return { kind: 'parameters', path, prefix: parameterPath(serviceName, environment) };
    case 'secret': return planSecret(facts, path, context);
    case 'statement': return planStatement(facts, path, standby);
    default: return undefined;
  }
}

function planTable(facts: Reader, path: string, write: boolean, context: PlanningContext): AccessPlan | undefined {
  facts.need('table', 'a TableSpec of the service');
  const spec = facts.instance('table', 'a TableSpec', (value): value is TableSpec => value instanceof TableSpec);
  const table = spec && referToTable(spec, context);
  return table && { kind: 'table', path, write, table, spec: spec! };
}

function planSecret(facts: Reader, path: string, context: PlanningContext): AccessPlan | undefined {
  facts.need('secret', 'a SecretSpec of the service');
  const spec = facts.instance('secret', 'a SecretSpec', (value): value is SecretSpec => value instanceof SecretSpec);
  const secret = spec && referToSecret(spec, context);
  return secret && { kind: 'secret', path, secret, spec: spec! };
}

function planStatement(facts: Reader, path: string, standby: boolean): AccessPlan | undefined {
  facts.need('actions', "['s3:GetObject']");
  facts.need('resources', '{ primary: [...], standby: [...] }');
  const resources = facts.struct('resources');
  resources.onlyHas(['primary', 'standby']);
  if (facts.has('resources')) {
    resources.need('primary', "['arn:aws:s3:::one/*']");
    if (standby) resources.need('standby', "['arn:aws:s3:::other/*']");
  }
  const actions = facts.texts('actions');
  const primary = resources.opaques('primary');
  const inStandby = resources.opaques('standby');
  if (actions === undefined || primary === undefined || (standby && inStandby === undefined)) return undefined;
  // Where entries were refused, the list is not to be judged by those that are left.
  if (actions.length < (facts.raw('actions') as unknown[]).length) return undefined;
  return { kind: 'statement', path, actions, resources: { primary, ...(standby ? { standby: inStandby } : {}) } };
}
