// GlobalTable: one table in both regions.

import { Construct } from 'constructs';
import { buildTable, readTable, tableArn } from './parts';
import { planTable } from './plan';
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

  public constructor(scope: Construct, constructId: string, props: GlobalTableProps) {
    const { sites, table } = props;
    const plan = sites._planFor('GlobalTable', scope, constructId, table, () => planTable(table, '', sites._context));
    super(scope, constructId);
    if (plan.existing) {
      readTable(this, sites, plan);
    } else {
      buildTable(this, sites, plan);
    }
    this.tableName = plan.physicalName;
    this.arns = {
      primary: tableArn(sites, plan.physicalName, PartScope.PRIMARY, plan.primaryRegion),
      ...(plan.replicated ? { standby: tableArn(sites, plan.physicalName, PartScope.STANDBY, plan.standbyRegion) } : {}),
    };
  }
}
