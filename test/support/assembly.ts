// Reads the jsii assembly: the public surface as every language sees it.

import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');

export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: string; readonly elementtype: TypeReference };
  readonly union?: { readonly types: TypeReference[] };
  readonly intersection?: { readonly types: TypeReference[] };
}

export interface Parameter {
  readonly name: string;
  readonly type: TypeReference;
}

export interface Callable {
  readonly name?: string;
  readonly parameters?: Parameter[];
  readonly returns?: { readonly type: TypeReference };
  readonly docs?: { readonly summary?: string };
}

export interface Property {
  readonly name: string;
  readonly type: TypeReference;
  readonly docs?: { readonly summary?: string };
}

export interface Type {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  /** Set where an interface is a struct. */
  readonly datatype?: boolean;
  readonly base?: string;
  readonly interfaces?: string[];
  readonly initializer?: Callable;
  readonly methods?: Callable[];
  readonly properties?: Property[];
  readonly members?: { readonly name: string; readonly docs?: { readonly summary?: string } }[];
  readonly docs?: { readonly summary?: string };
}

const own = read(path.join(ROOT, '.jsii'));
const foreign = new Map<string, Record<string, Type>>();

/** Every type that the package publishes. */
export const PUBLIC_TYPES: Type[] = Object.values(own);

/** A type of the package or of one it depends on. */
export function typeOf(fqn: string): Type {
  const found = own[fqn] ?? typesOf(fqn.split('.')[0])[fqn];
  if (found === undefined) throw new Error(`no assembly has the type ${fqn}`);
  return found;
}

/** A class, and those it extends. */
export function lineage(type: Type): Type[] {
  return type.base === undefined ? [type] : [type, ...lineage(typeOf(type.base))];
}

/** The keys of a struct, inherited ones included. */
export function keysOf(struct: Type): Property[] {
  return [...(struct.interfaces ?? []).flatMap(fqn => keysOf(typeOf(fqn))), ...(struct.properties ?? [])];
}

/** Methods and the constructor. */
export function callablesOf(type: Type): Callable[] {
  return [...(type.initializer ? [{ name: 'constructor', ...type.initializer }] : []), ...(type.methods ?? [])];
}

/** Every place where a member of the surface names a type. */
export function references(): [string, TypeReference][] {
  return PUBLIC_TYPES.flatMap(type => [
    ...(type.properties ?? []).map((property): [string, TypeReference] => [`${type.name}.${property.name}`, property.type]),
    ...callablesOf(type).flatMap(callable => [
      ...(callable.parameters ?? []).map((parameter): [string, TypeReference] => [`${type.name}.${callable.name}(${parameter.name})`, parameter.type]),
      ...(callable.returns ? [[`${type.name}.${callable.name}()`, callable.returns.type] as [string, TypeReference]] : []),
    ]),
  ]);
}

/** A reference and those nested in it. */
export function nested(reference: TypeReference): TypeReference[] {
  const { collection, union, intersection } = reference;
  const inner = [...(collection ? [collection.elementtype] : []), ...(union?.types ?? []), ...(intersection?.types ?? [])];
  return [reference, ...inner.flatMap(nested)];
}

function typesOf(packageName: string): Record<string, Type> {
  const known = foreign.get(packageName);
  if (known) return known;
  const types = read(path.join(path.dirname(require.resolve(`${packageName}/package.json`)), '.jsii'));
  foreign.set(packageName, types);
  return types;
}

function read(file: string): Record<string, Type> {
  if (!fs.existsSync(file)) throw new Error(`${file} is missing: run \`npx projen compile\` first`);
  return JSON.parse(fs.readFileSync(file, 'utf8')).types;
}
