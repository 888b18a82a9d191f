// What the library writes of a service beside the user's parameters, so that code and people find it by one name in each region.

import { Token, Tokenization } from 'cdktf';
import { OWN_FOLDER } from '../plan/parameter-path';
import type { SiteValues } from '../sites/site';

/** The database of a service: in TypeScript a `GlobalDatabase` itself, otherwise what it has as members. Values may be tokens. */
export interface DatabaseFacts {
  /** The address that follows the writer. */
  readonly writerEndpoint: string;
  /** The address of the readers in each region. */
  readonly readerEndpoints: SiteValues;
  /** The port. A token is of the primary region alone. */
  readonly port: number;
  /**
   * The port as the standby region tells it.
   *
   * @default - `port`; not written where that is a token
   */
  readonly standbyPort?: number;
  /** The ARN of the secret with the user in each region. */
  readonly secretArns: SiteValues;
  /**
   * The name of a secret that the library made.
   *
   * @default - the secret is the user's, and its ARN is written
   */
  readonly secretName?: string;
  /**
   * The name of the database.
   *
   * @default - not written
   */
  readonly databaseName?: string;
}

/**
 * What a service consists of, to be written below `/<service>/<environment>/dr/`. `MultiRegionDr` fills it in. Values may be tokens, those of a region of
 * that region's own.
 */
export interface ServiceFacts {
  /**
   * The address of each region, written as `dr/endpoint`.
   *
   * @default - not written
   */
  readonly endpoints?: SiteValues;
  /**
   * The host name that both regions answer to, written as `dr/host-name`.
   *
   * @default - not written
   */
  readonly hostName?: string;
  /**
   * The name of the event bus, written as `dr/bus-name`.
   *
   * @default - not written
   */
  readonly busName?: string;
  /**
   * Names of tables by what the service calls them, written as `dr/tables/<name>`.
   *
   * @default - none
   */
  readonly tableNames?: Record<string, string>;
  /**
   * Names of functions in the primary region by what the service calls them, written there as `dr/functions/<name>`.
   *
   * @default - none
   */
  readonly primaryFunctionNames?: Record<string, string>;
  /**
   * Names of functions in the standby region by what the service calls them, written there as `dr/functions/<name>`.
   *
   * @default - none
   */
  readonly standbyFunctionNames?: Record<string, string>;
  /**
   * The database, written as `dr/database/writer-endpoint`, `reader-endpoint`, `port`, `secret-id` and `name`.
   *
   * @default - not written
   */
  readonly database?: DatabaseFacts;
  /**
   * The bucket of the failover switch, as each region names it, written as `dr/switch-bucket`.
   *
   * @default - not written
   */
  readonly switchBucketNames?: SiteValues;
}

/** Something that is written by the library. */
export interface Fact {
  /** Below the path of the service. */
  readonly name: string;
  readonly primary?: string;
  readonly standby?: string;
}

/** What the library writes, without what a region does not have. */
export function factsOf(facts: ServiceFacts, regions: Record<'primary' | 'standby', string>): Fact[] {
  const { endpoints, hostName, busName, database, switchBucketNames } = facts;
  const [tableNames, inPrimary, inStandby] = [facts.tableNames ?? {}, facts.primaryFunctionNames ?? {}, facts.standbyFunctionNames ?? {}];
  const functionNames = [...new Set([...Object.keys(inPrimary), ...Object.keys(inStandby)])];
  return [
    { name: 'site-role', primary: 'primary', standby: 'standby' },
    same('primary-region', regions.primary),
    same('standby-region', regions.standby),
    { name: 'endpoint', ...endpoints },
    same('host-name', hostName),
    same('bus-name', busName),
    ...Object.entries(tableNames).map(([name, tableName]) => same(`tables/${name}`, tableName)),
    ...functionNames.map(name => ({ name: `functions/${name}`, primary: inPrimary[name], standby: inStandby[name] })),
    ...(database ? databaseFacts(database) : []),
    { name: 'switch-bucket', ...switchBucketNames },
  ].map(fact => ({ ...fact, name: `${OWN_FOLDER}${fact.name}` })).filter(({ primary, standby }) => isThere(primary) || isThere(standby));
}

/** Whether a region has it. A missing value from Python is null. */
export function isThere(value: string | undefined): value is string {
  return value !== undefined && value !== null;
}

function databaseFacts({ writerEndpoint, readerEndpoints, port, standbyPort, secretArns, secretName, databaseName }: DatabaseFacts): Fact[] {
  return [
    same('database/writer-endpoint', writerEndpoint),
    { name: 'database/reader-endpoint', primary: readerEndpoints.primary, standby: readerEndpoints.standby },
    { name: 'database/port', primary: Tokenization.stringifyNumber(port), standby: portOfStandby(port, standbyPort) },
    // By its name, so that no region reads the secret of the other.
    isThere(secretName) ? same('database/secret-id', secretName) : { name: 'database/secret-id', primary: secretArns.primary, standby: secretArns.standby },
    same('database/name', databaseName),
  ];
}

// A token is of a cluster in the primary region, which the standby reads nothing of.
function portOfStandby(port: number, standbyPort: number | undefined): string | undefined {
  if (standbyPort !== undefined && standbyPort !== null) return Tokenization.stringifyNumber(standbyPort);
  return Token.isUnresolved(port) ? undefined : String(port);
}

function same(name: string, value: string | undefined): Fact {
  return { name, primary: value, standby: value };
}
