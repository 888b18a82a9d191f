// What a user writes: the sections of a service.

import type { Assumption, Measurements } from './estimate-props';
import type { Objectives } from './objectives';
import type { BackupProps } from '../backup/props';
import type { DatabaseProps } from '../database/props';
import type { DnsProps } from '../dns/props';
import type { EventsProps } from '../events/props';
import type { FunctionSpec } from '../functions/props';
import type { HttpProps } from '../http/props';
import type { OperatorProps } from '../identity/props';
import type { MonitoringProps } from '../monitoring/props';
import type { NetworkProps } from '../network/props';
import type { ParametersProps } from '../parameters/props';
import type { SitesProps } from '../sites/props';
import type { TableSpec } from '../tables/props';

/** A service in two regions. Sections left out are not built. */
export interface MultiRegionDrProps extends SitesProps {
  /** How fast the service must come back, and how much it may lose. */
  readonly objectives: Objectives;
  /**
   * What a drill measured. It replaces planning values of the estimate, and is marked there.
   *
   * @default - planning values
   * @see https://github.com/cdktf-multi-region-dr/cdktf-multi-region-dr/blob/main/docs/estimate.md
   */
  readonly measurements?: Measurements;
  /**
   * Planning values of your own, each with its source. They replace those of the library, and are marked in the estimate. At most one for a term.
   *
   * @default - the library's
   * @see https://github.com/cdktf-multi-region-dr/cdktf-multi-region-dr/blob/main/docs/estimate.md
   */
  readonly assumptions?: Assumption[];
  /**
   * The network of each region.
   *
   * @default - with defaults where a section needs one, as a database does; otherwise none
   */
  readonly network?: NetworkProps;
  /**
   * An Aurora global database, in the isolated subnets of the network.
   *
   * @default - none
   */
  readonly database?: DatabaseProps;
  /**
   * DynamoDB tables in both regions.
   *
   * @default - none
   */
  readonly tables?: TableSpec[];
  /**
   * A bus of EventBridge of one name in both regions, which functions publish to and are called by unless they name another.
   *
   * @default - none; then functions use the account's `default` bus
   */
  readonly events?: EventsProps;
  /**
   * Lambda functions in both regions.
   *
   * @default - none
   */
  readonly functions?: FunctionSpec[];
  /**
   * An HTTP API in front of the functions in both regions.
   *
   * @default - none
   */
  readonly http?: HttpProps;
  /**
   * The record of the host name, and the switch that moves it to the other region.
   *
   * @default - none; then leading users to a region is yours to do
   */
  readonly dns?: DnsProps;
  /**
   * Settings of the service in SSM, with what the library knows of it, and its secrets, in both regions.
   *
   * @default - none
   */
  readonly parameters?: ParametersProps;
  /**
   * Backups of the database and the tables, in both regions.
   *
   * @default - none but those that Aurora and DynamoDB make by themselves, which stay in their region
   */
  readonly backup?: BackupProps;
  /**
   * Alarms on all of this in both regions, topics that tell of them, and dashboards.
   *
   * @default - none, but the alarms that `events` and `dns` make
   */
  readonly monitoring?: MonitoringProps;
  /**
   * Roles for those who fail over and those who look.
   *
   * @default - none
   */
  readonly operators?: OperatorProps;
}
