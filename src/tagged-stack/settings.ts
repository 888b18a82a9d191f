// Settings that come from code, else from the environment, else have a default.

/** Variables of the environment of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A setting, and where it came from. */
export interface Setting {
  readonly value: string;
  /** The variable it came from; undefined for code and defaults. */
  readonly variable?: string;
}

/** Where each setting comes from when code does not say. */
export const SETTINGS = {
  environmentSuffix: { variable: 'ENVIRONMENT_SUFFIX', otherwise: 'test' },
  awsRegion: { variable: 'AWS_REGION', otherwise: 'us-east-1' },
  stateBucket: { variable: 'TERRAFORM_STATE_BUCKET', otherwise: undefined },
  stateBucketRegion: { variable: 'TERRAFORM_STATE_BUCKET_REGION', otherwise: 'us-east-1' },
  stateLockTable: { variable: 'TERRAFORM_STATE_LOCK_TABLE', otherwise: undefined },
} as const;

/** The name of a setting. */
export type SettingName = keyof typeof SETTINGS;

/** The setting: as given in code, else from the environment, else the default. Empty means unset. */
export function settingOf<N extends SettingName>(
  name: N, given: string | undefined, variables: Variables,
): Setting | (typeof SETTINGS[N]['otherwise'] extends string ? never : undefined);
export function settingOf(name: SettingName, given: string | undefined, variables: Variables): Setting | undefined {
  const { variable, otherwise } = SETTINGS[name];
  if (given) return { value: given };
  const value = variables[variable];
  if (value) return { value, variable };
  return otherwise === undefined ? undefined : { value: otherwise };
}
