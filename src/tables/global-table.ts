// GlobalTable: one table in both regions.

import { Construct } from 'constructs';
import { buildTable, readStream, readTable, tableArn, TableParts } from './parts';
import { planTable, TablePlan } from './plan';
import { TableSpec } from './props';
import { PartScope, SiteValues } from '../sites/site';
import { Sites } from '../sites/sites';

/** What a `GlobalTable` is made from. */
export interface GlobalTableProps {
  /** The regions. */
  readonly sites: Sites;
  /** The table. */
  readonly table: TableSpec;
}

/**
 * A DynamoDB table in both regions of a service, by itself. `MultiRegionDr` makes the same from its `tables`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html
 */
export class GlobalTable extends Construct {
  /** The name of the table: the same in both regions. */
  public readonly tableName: string;
  /** The ARN of the table in each region. The standby's is missing where the strategy keeps no replica. */
  public readonly arns: SiteValues;

  private readonly sites: Sites;
  private readonly plan: TablePlan;
  private readonly parts: TableParts;
  private streams?: SiteValues;

  public constructor(scope: Construct, constructId: string, props: GlobalTableProps) {
    const { sites, table } = props;
    const plan = sites._planFor('GlobalTable', scope, constructId, table, () => planTable(table, '', sites._context));
    super(scope, constructId);
    this.sites = sites;
    this.plan = plan;
    this.parts = plan.existing ? readTable(this, sites, plan) : buildTable(this, sites, plan);
    this.tableName = plan.physicalName;
    this.arns = {
      primary: tableArn(sites, plan.physicalName, PartScope.PRIMARY, plan.primaryRegion),
      ...(plan.replicated ? { standby: tableArn(sites, plan.physicalName, PartScope.STANDBY, plan.standbyRegion) } : {}),
    };
  }

  /**
   * The ARN of the table's stream in each region, for those who read it. The first call adds a data source in the standby region: a replica
   * as Terraform knows it does not tell its stream. A strongly consistent table has one in the primary region alone, and only on request.
   */
  public streamArns(): SiteValues {
    this.streams ??= readStream(this, this.sites, this.plan, this.parts);
    return this.streams;
  }
}
