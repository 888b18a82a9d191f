// The code of a function in each region, as it is planned.

import { CodeFacts, FunctionCode } from './code';
import { packageCode, PackagedCode } from './package';
import { Reader } from '../plan/reader';
import { ProblemList } from '../plan/rule';
import type { PlanningContext } from '../sites/plan';

/** A zip file in a bucket. */
export interface CodeObjectPlan {
  readonly bucket: string;
  readonly key: string;
  readonly objectVersion?: string;
}

/** The code of a function; unknown where something is wrong with it. */
export type CodePlan =
  | { readonly kind: 'unknown'; readonly path: string }
  | { readonly kind: 'zip'; readonly path: string; readonly packaged: PackagedCode }
  | { readonly kind: 's3'; readonly path: string; readonly primary: CodeObjectPlan; readonly standby?: CodeObjectPlan }
  | { readonly kind: 'image'; readonly path: string; readonly primary: string; readonly standby?: string };

/** Plans the code of a function; `standby` tells whether it is deployed there. */
export function planCode(reader: Reader, standby: boolean, context: PlanningContext, list: ProblemList): CodePlan | undefined {
  reader.need('code', "FunctionCode.fromDirectory('dist/api')");
  const code = reader.instance('code', 'a FunctionCode', (value): value is FunctionCode => value instanceof FunctionCode);
  if (code === undefined) return undefined;
  const path = reader.at('code');
  const facts = new Reader(code._facts, path, list, context.isToken);
  switch (facts.raw('kind')) {
    case 'directory':
    case 'zip': return planFile(facts, code._facts, path, list);
    case 'text': return zipPlan(packageCode(code._facts, path, list), path);
    case 's3': return planObjects(facts, path, standby);
    case 'image': return planImages(facts, path, standby);
    default: return undefined;
  }
}

// The facts themselves are handed on: what was packed before is found by them.
function planFile(facts: Reader, code: CodeFacts, path: string, list: ProblemList): CodePlan | undefined {
  facts.need('path', "'dist/api'");
  const folder = facts.text('path');
  const given = facts.has('excludes') ? facts.raw('excludes') : [];
  const excludes = facts.has('excludes') ? facts.texts('excludes') : [];
  // Of a list with something of a wrong kind, that is left out.
  const sound = folder !== undefined && excludes !== undefined && excludes.length === (given as unknown[]).length;
  return sound ? zipPlan(packageCode(code, path, list), path) : undefined;
}

function zipPlan(packaged: PackagedCode | undefined, path: string): CodePlan | undefined {
  return packaged && { kind: 'zip', path, packaged };
}

function planObjects(facts: Reader, path: string, standby: boolean): CodePlan | undefined {
  facts.need('objects', '{ primary: {...}, standby: {...} }');
  if (!facts.has('objects')) return undefined;
  const objects = facts.struct('objects');
  objects.onlyHas(['primary', 'standby']);
  const primary = planObject(objects, 'primary');
  const inStandby = standby ? planObject(objects, 'standby') : undefined;
  return primary === undefined || (standby && inStandby === undefined) ? undefined : { kind: 's3', path, primary, standby: inStandby };
}

function planObject(objects: Reader, role: string): CodeObjectPlan | undefined {
  objects.need(role, "{ bucket: '...', key: 'api.zip' }");
  if (!objects.has(role)) return undefined;
  const reader = objects.struct(role);
  reader.onlyHas(['bucket', 'key', 'objectVersion']);
  reader.need('bucket', "'code-us-east-1'");
  reader.need('key', "'api.zip'");
  const bucket = reader.opaque('bucket');
  const key = reader.opaque('key');
  const objectVersion = reader.opaque('objectVersion');
  return bucket === undefined || key === undefined ? undefined : { bucket, key, objectVersion };
}

function planImages(facts: Reader, path: string, standby: boolean): CodePlan | undefined {
  facts.need('uris', '{ primary: ..., standby: ... }');
  if (!facts.has('uris')) return undefined;
  const uris = facts.struct('uris');
  uris.onlyHas(['primary', 'standby']);
  const example = "'111122223333.dkr.ecr.us-east-1.amazonaws.com/api@sha256:...'";
  uris.need('primary', example);
  if (standby) uris.need('standby', example);
  const primary = uris.opaque('primary');
  const inStandby = standby ? uris.opaque('standby') : undefined;
  return primary === undefined || (standby && inStandby === undefined) ? undefined : { kind: 'image', path, primary, standby: inStandby };
}
