import * as names from './python-names.json';
import { callablesOf, keysOf, lineage, nested, PUBLIC_TYPES, references, typeOf } from '../support/assembly';

const PYTHON_NAMES = new Set([...names.keywords, ...names.softKeywords, ...names.builtins]);
const CAMEL_CASE = /^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]+)*$/;

/** Every name that a Python user reads or writes, with where it stands. */
function publicNames(): [string, string][] {
  return PUBLIC_TYPES.flatMap(type => [
    ...(type.properties ?? []).map((property): [string, string] => [`${type.name}.${property.name}`, property.name]),
    ...(type.methods ?? []).map((method): [string, string] => [`${type.name}.${method.name}()`, method.name!]),
    ...callablesOf(type).flatMap(callable => (callable.parameters ?? [])
      .map((parameter): [string, string] => [`${type.name}.${callable.name}(${parameter.name})`, parameter.name])),
  ]);
}

/** The name in Python, for names in plain camel case. */
function pythonName(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

function wherever(refused: (reference: ReturnType<typeof nested>[number]) => boolean): string[] {
  return references().filter(([, reference]) => nested(reference).some(refused)).map(([where]) => where);
}

test('the surface is there', () => {
  expect(PUBLIC_TYPES.length).toBeGreaterThan(20);
  expect(publicNames().length).toBeGreaterThan(100);
});

test('names are in plain camel case, so that each has one spelling in Python', () => {
  expect(publicNames().filter(([, name]) => !CAMEL_CASE.test(name)).map(([where]) => where)).toEqual([]);
});

test('no property, method or parameter is named like a keyword or a builtin of Python', () => {
  expect(publicNames().filter(([, name]) => PYTHON_NAMES.has(pythonName(name))).map(([where]) => where)).toEqual([]);
});

test('no type or enum member is named like a keyword or a builtin of Python', () => {
  const taken = PUBLIC_TYPES.flatMap(type => [type.name, ...(type.members ?? []).map(member => member.name)]).filter(name => PYTHON_NAMES.has(name));
  expect(taken).toEqual([]);
});

test('the keys of a struct never clash with the parameters before it, which Python takes by name too', () => {
  const clashes = PUBLIC_TYPES.flatMap(type => callablesOf(type).flatMap(callable => {
    const parameters = callable.parameters ?? [];
    const last = parameters[parameters.length - 1]?.type.fqn;
    if (last === undefined || !typeOf(last).datatype) return [];
    const before = new Set(['self', ...parameters.slice(0, -1).map(parameter => parameter.name)]);
    return keysOf(typeOf(last)).filter(key => before.has(key.name)).map(key => `${type.name}.${callable.name}: ${key.name}`);
  }));
  expect(clashes).toEqual([]);
});

test('no list and no map holds structs: a Python dict in one fails at run time', () => {
  expect(wherever(({ collection }) => {
    const element = collection?.elementtype.fqn;
    return element !== undefined && typeOf(element).datatype === true;
  })).toEqual([]);
});

// A map of strings would be refused by jsii itself, before the library can say what is wrong with a nested value.
const OF_ANY_TYPE = ['PerRegionProps.defaultTags', 'TaggedStackProps.defaultTags'];

test('nothing is of type any, but for what has a reason', () => {
  expect(wherever(({ primitive }) => primitive === 'any' || primitive === 'json')).toEqual(OF_ANY_TYPE);
});

test('nothing is a union or an intersection of types', () => {
  expect(wherever(({ union, intersection }) => union !== undefined || intersection !== undefined)).toEqual([]);
});

test('types come from this package, cdktf and constructs alone, never from the AWS bindings', () => {
  const packages = references().flatMap(([, reference]) => nested(reference)).flatMap(({ fqn }) => fqn?.split('.')[0] ?? []);
  expect([...new Set(packages)].sort()).toEqual(['cdktf', 'cdktf-multi-region-dr', 'constructs']);
});

test('a construct takes scope and constructId, a stack scope and stackId', () => {
  const constructs = PUBLIC_TYPES.filter(type => type.initializer && lineage(type).some(one => one.fqn === 'constructs.Construct'));
  expect(constructs.length).toBeGreaterThan(0);
  for (const type of constructs) {
    const second = lineage(type).some(one => one.fqn === 'cdktf.TerraformStack') ? 'stackId' : 'constructId';
    expect([type.name, ...type.initializer!.parameters!.slice(0, 2).map(parameter => parameter.name)]).toEqual([type.name, 'scope', second]);
  }
});

test('every type and every member says what it is', () => {
  const silent = PUBLIC_TYPES.flatMap(type => [
    ...(type.docs?.summary ? [] : [type.name]),
    ...[...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])]
      .filter(member => !member.docs?.summary)
      .map(member => `${type.name}.${member.name}`),
  ]);
  expect(silent).toEqual([]);
});
