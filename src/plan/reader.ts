// Reads what a user wrote into plain values: the only place that knows that a value may be a token or of a wrong kind.
//
// Every method returns undefined for a value that was left out or that is wrong; in the second case it adds a problem.

import { Severity } from './problem';
import { ProblemList, RuleFacts } from './rule';

/** Tells whether a value is a token, that is, known to Terraform only. cdktf's `Token.isUnresolved`, in the library. */
export type IsToken = (value: unknown) => boolean;

const PUBLIC_API = 'API.md';

export const MISSING: RuleFacts = {
  code: 'DR001',
  severity: Severity.IMPOSSIBLE,
  title: 'A property that has no default is missing',
  source: PUBLIC_API,
};

export const TOKEN_FOR_LITERAL: RuleFacts = {
  code: 'DR002',
  severity: Severity.IMPOSSIBLE,
  title: 'A value that shapes the architecture or a name is known to Terraform only, not when the construct is made',
  source: 'https://developer.hashicorp.com/terraform/cdktf/concepts/tokens',
};

export const WRONG_KIND: RuleFacts = {
  code: 'DR003',
  severity: Severity.IMPOSSIBLE,
  title: 'A value is of a wrong kind',
  source: PUBLIC_API,
};

export const UNKNOWN_PROPERTY: RuleFacts = {
  code: 'DR004',
  severity: Severity.IMPOSSIBLE,
  title: 'A property does not exist',
  source: PUBLIC_API,
};

export const readerRules: RuleFacts[] = [MISSING, TOKEN_FOR_LITERAL, WRONG_KIND, UNKNOWN_PROPERTY];

/** Reads the properties of one struct. */
export class Reader {
  private readonly values: Record<string, unknown>;
  /** Whether something was given that has no properties; then none of them is missing. */
  private unreadable: boolean;

  public constructor(
    values: unknown,
    public readonly path: string,
    private readonly list: ProblemList,
    private readonly isToken: IsToken,
  ) {
    const given = this.absent(values) ? {} : this.ofKind(values, path, 'an object', isPlainObject);
    this.values = (given ?? {}) as Record<string, unknown>;
    this.unreadable = given === undefined;
  }

  /** The path of one of the properties. */
  public at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  public has(name: string): boolean {
    return !this.absent(this.values[name]);
  }

  /** The value as it was given, for what the reader has no method for. */
  public raw(name: string): unknown {
    return this.values[name];
  }

  /** The reader of a property that is a struct itself. */
  public struct(name: string): Reader {
    const reader = new Reader(this.values[name], this.at(name), this.list, this.isToken);
    if (this.unreadable) reader.unreadable = true;
    return reader;
  }

  /** Adds a problem for every property that is not among the names. */
  public onlyHas(names: string[]): void {
    for (const name of Object.keys(this.values)) {
      if (!names.includes(name) && !this.absent(this.values[name])) {
        this.list.add(UNKNOWN_PROPERTY, {
          path: this.at(name),
          message: `no such property; known are ${names.join(', ')}`,
          mend: 'Correct its name or leave it out',
        });
      }
    }
  }

  /** Adds a problem when the property was left out. */
  public need(name: string, example: string): void {
    if (!this.has(name) && !this.unreadable) {
      this.list.add(MISSING, { path: this.at(name), message: 'nothing given, and there is no default', mend: `Set it, for example to ${example}` });
    }
  }

  /** A string that must be known now. */
  public text(name: string): string | undefined {
    return this.literal(name, 'a string', isString) as string | undefined;
  }

  /** A string that is handed on as it is: a literal or a token. */
  public opaque(name: string): string | undefined {
    return this.absent(this.values[name]) ? undefined : this.ofKind(this.values[name], this.at(name), 'a string', isString) as string | undefined;
  }

  public bool(name: string): boolean | undefined {
    return this.literal(name, 'true or false', value => typeof value === 'boolean') as boolean | undefined;
  }

  public integer(name: string): number | undefined {
    return this.literal(name, 'a whole number', value => Number.isSafeInteger(value)) as number | undefined;
  }

  public number(name: string): number | undefined {
    return this.literal(name, 'a number', value => typeof value === 'number' && Number.isFinite(value)) as number | undefined;
  }

  public oneOf<T extends string>(name: string, allowed: T[]): T | undefined {
    return this.literal(name, `one of ${allowed.join(', ')}`, value => allowed.includes(value as T)) as T | undefined;
  }

  /** A list whose entries are strings that must be known now. */
  public texts(name: string): string[] | undefined {
    return this.entries(name, 'a string', isString, true) as string[] | undefined;
  }

  /** A list of strings that are handed on; the list itself must be known, its entries may be tokens. */
  public opaques(name: string): string[] | undefined {
    return this.entries(name, 'a string', isString, false) as string[] | undefined;
  }

  /** A list of objects of a class. */
  public instances<T>(name: string, kind: string, is: (value: unknown) => value is T): T[] | undefined {
    return this.entries(name, kind, is, true) as T[] | undefined;
  }

  /** An object of a class. */
  public instance<T>(name: string, kind: string, is: (value: unknown) => value is T): T | undefined {
    return this.literal(name, kind, is) as T | undefined;
  }

  /** A map from strings to strings. Keys must be known; values too, unless `opaque`. */
  public textMap(name: string, options: { opaque?: boolean } = {}): Record<string, string> | undefined {
    const map = this.literal(name, 'a map of strings', isPlainObject) as Record<string, unknown> | undefined;
    if (map === undefined) return undefined;
    const result: Record<string, string> = {};
    for (const [key, value] of Object.entries(map)) {
      const path = `${this.at(name)}.${key}`;
      if (!options.opaque && this.refuseToken(value, path)) continue;
      const text = this.ofKind(value, path, 'a string', isString);
      if (text !== undefined) result[key] = text as string;
    }
    return result;
  }

  private literal(name: string, kind: string, fits: (value: unknown) => boolean): unknown {
    const value = this.values[name];
    if (this.absent(value) || this.refuseToken(value, this.at(name))) return undefined;
    return this.ofKind(value, this.at(name), kind, fits);
  }

  private entries(name: string, kind: string, fits: (value: unknown) => boolean, literal: boolean): unknown[] | undefined {
    const list = this.literal(name, 'a list', Array.isArray) as unknown[] | undefined;
    if (list === undefined) return undefined;
    return list.flatMap((value, index) => {
      const path = `${this.at(name)}[${index}]`;
      if (literal && this.refuseToken(value, path)) return [];
      const entry = this.ofKind(value, path, kind, fits);
      return entry === undefined ? [] : [entry];
    });
  }

  private absent(value: unknown): boolean {
    return value === undefined || value === null;
  }

  private refuseToken(value: unknown, path: string): boolean {
    const token = this.isToken(value);
    if (!token && !(typeof value === 'string' && isExpression(value))) return false;
    this.list.add(TOKEN_FOR_LITERAL, {
      path,
      message: `${token ? 'a token given, which Terraform knows' : `${show(value)} given, which Terraform evaluates`} and this program does not; a literal is needed`,
      mend: 'Write the value itself',
    });
    return true;
  }

  private ofKind(value: unknown, path: string, kind: string, fits: (value: unknown) => boolean): unknown {
    if (fits(value)) return value;
    this.list.add(WRONG_KIND, { path: path === '' ? 'props' : path, message: `${show(value)} given, ${kind} needed`, mend: `Give ${kind}` });
    return undefined;
  }
}

/** Whether only Terraform knows all of a text: a token, or an expression that is written out. */
export function isExpression(text: string): boolean {
  return text.includes('${');
}

/** A value as an error message shows it. Never throws. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string': return value.length > 60 ? `'${value.slice(0, 57)}...'` : `'${value}'`;
    case 'function': return 'a function';
    case 'object': return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object';
    default: return String(value);
  }
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
