// A service with each of the four strategies: how long it takes to come back, what is lost, and what runs in the standby meanwhile.
import { Attribute, DatabaseEngine, MultiRegionDr, TableSpec } from 'cdktf-multi-region-dr';

const strategies = MultiRegionDr.compare({
  serviceName: 'orders',
  environment: 'prod',
  objectives: { rtoMinutes: 30, rpoSeconds: 60 },
  primary: { region: 'us-east-1' },
  standby: { region: 'us-west-2' },
  database: { engine: DatabaseEngine.auroraPostgresql('16.8'), writeForwarding: true },
  tables: [new TableSpec('orders', { partitionKey: Attribute.string('orderId') })],
  backup: { manageRegionSettings: true },
});
const rows = strategies.map(({ strategy, estimate, standby, meetsObjectives }) => [
  strategy, estimate.rtoTotal.text, estimate.rpo?.text ?? 'not known', meetsObjectives ? 'yes' : 'no', standby.cost, standby.text,
]);
for (const [strategy, rto, rpo, meets, cost, standby] of [['strategy', 'RTO', 'RPO', 'meets', 'cost', 'in the standby region'], ...rows]) {
  console.log(strategy.padEnd(16), rto.padEnd(12), rpo.padEnd(10), meets.padEnd(6), cost.padEnd(8), standby);
}
