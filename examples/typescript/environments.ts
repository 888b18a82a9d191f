// What differs between environments. CI names one with ENVIRONMENT_SUFFIX; without it, it is `test`.

/** The settings of an environment. */
export interface Settings {
  readonly hostName: string;
  /** Where alarms are mailed to. Each region sends a message to confirm. */
  readonly dutyMail: string;
  /** The most that an instance of the database grows to, in Aurora capacity units. */
  readonly maxAcu: number;
  readonly logLevel: string;
}

const ENVIRONMENTS = new Map<string, Settings>([
  ['test', { hostName: 'orders-test.example.com', dutyMail: 'orders-test@example.com', maxAcu: 8, logLevel: 'DEBUG' }],
  ['prod', { hostName: 'orders.example.com', dutyMail: 'duty@example.com', maxAcu: 32, logLevel: 'INFO' }],
]);

/** The settings of an environment, by its name. */
export function settingsOf(environment: string): Settings {
  const settings = ENVIRONMENTS.get(environment);
  if (settings === undefined) throw new Error(`no settings for the environment '${environment}'; there are ${[...ENVIRONMENTS.keys()].join(', ')}`);
  return settings;
}
