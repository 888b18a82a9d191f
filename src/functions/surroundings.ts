// What a function that is made alone is told of its service.

import type { SiteValues } from '../sites/site';

/** Where the functions of a region are attached. Ids may be tokens. */
export interface FunctionNetworkProps {
  /** Subnets, two or more. */
  readonly subnetIds: string[];
  /** Security groups, one or more. */
  readonly securityGroupIds: string[];
}

/** Where functions are attached in each region. */
export interface FunctionNetworks {
  /** The primary's. */
  readonly primary: FunctionNetworkProps;
  /**
   * The standby's.
   *
   * @default - needed unless the strategy deploys nothing there
   */
  readonly standby?: FunctionNetworkProps;
}

/** The database that functions may use: in TypeScript a `GlobalDatabase` itself, otherwise what it has as members. Values may be tokens. */
export interface FunctionDatabase {
  /** The address that follows the writer. */
  readonly writerEndpoint: string;
  /** The address of the readers in each region; without one, the writer's is used there. */
  readonly readerEndpoints: SiteValues;
  /** The port. */
  readonly port: number;
  /**
   * The port in the standby region, where it must not be read from the primary.
   *
   * @default - `port`
   */
  readonly standbyPort?: number;
  /** The ARN of the secret with the user in each region. */
  readonly secretArns: SiteValues;
  /**
   * The name of a secret that the library made. The roles name it, so that they don't have to read its ARN.
   *
   * @default - the secret is the user's, and the roles name its ARN
   */
  readonly secretName?: string;
  /**
   * The name of the database.
   *
   * @default - the code knows it
   */
  readonly databaseName?: string;
}

/** ARNs of the streams of tables in each region, by the table's name. May be tokens. */
export interface FunctionStreams {
  /** The primary's. */
  readonly primary: Record<string, string>;
  /**
   * The standby's.
   *
   * @default - needed unless the strategy deploys nothing there
   */
  readonly standby?: Record<string, string>;
}
