// The numbers in the version of an engine.

/** The version of an engine. */
export interface EngineVersion {
  /** Of PostgreSQL the major and minor number; of MySQL Aurora's own three, such as 3, 8 and 0. */
  readonly numbers: number[];
}

const FORMS = new Map<string, RegExp[]>([
  ['aurora-postgresql', [/^(\d{2})\.(\d{1,2})$/]],
  ['aurora-mysql', [/^8\.0\.mysql_aurora\.(3)\.(\d{2})\.(\d{1,2})$/, /^8\.4\.mysql_aurora\.(8)\.(4)\.(\d{1,2})$/]],
]);

/** Whether a global database runs on an engine. */
export function isEngineName(engineName: unknown): boolean {
  return FORMS.has(engineName as string);
}

/** The numbers of a version, unless it lacks some or is of an engine that no global database runs. */
export function parseVersion(engineName: string, version: string): EngineVersion | undefined {
  const match = (FORMS.get(engineName) ?? []).map(form => form.exec(version)).find(found => found !== null);
  return match ? { numbers: match.slice(1).map(Number) } : undefined;
}

/** Whether a version is at least as new as another. */
export function atLeast({ numbers }: EngineVersion, ...others: number[]): boolean {
  const first = others.findIndex((other, position) => numbers[position] !== other);
  return first === -1 || numbers[first] > others[first];
}
