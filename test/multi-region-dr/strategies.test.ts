// The table of strategies, cell by cell: what one declaration becomes in the standby region, with nothing but the strategy changed.

import {
  Access, Attribute, Capacity, DatabaseEngine, Endpoint, FunctionCode, FunctionSpec, HostedZone, MultiRegionDr, MultiRegionDrProps, Strategy,
  TableConsistency, TableSpec, Trigger,
} from '../../src';
import { newStack, quietly, SITES, templateOf } from '../support/synth';
import { Template } from '../support/template';

const { BACKUP_RESTORE, PILOT_LIGHT, WARM_STANDBY, ACTIVE_ACTIVE } = Strategy;
const { region: PRIMARY } = SITES.primary;
const { region: STANDBY } = SITES.standby;
const ALL = [BACKUP_RESTORE, PILOT_LIGHT, WARM_STANDBY, ACTIVE_ACTIVE];

const orders = new TableSpec('orders', { partitionKey: Attribute.string('pk') });
const engine = DatabaseEngine.auroraPostgresql('16.8');
const worker = new FunctionSpec('worker', {
  code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'worker.zip' }, standby: { bucket: 'two', key: 'worker.zip' } }),
  runtime: 'python3.13',
  handler: 'app.handler',
  triggers: [Trigger.queue(), Trigger.stream(orders), Trigger.schedule('rate(5 minutes)')],
  access: [Access.readWrite(orders)],
});
const siteEndpoints = { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') };

function declared(strategy: Strategy, more: Partial<MultiRegionDrProps> = {}): MultiRegionDrProps {
  return {
    ...SITES,
    strategy,
    objectives: { rtoMinutes: 600, rpoSeconds: 86_400 * 2 },
    network: {},
    database: { engine, capacity: Capacity.serverless({ minAcu: 1, maxAcu: 8 }), ...(strategy === ACTIVE_ACTIVE ? { writeForwarding: true } : {}) },
    tables: [orders],
    functions: [worker],
    dns: {
      hostName: 'orders.example.com',
      zone: HostedZone.fromName('example.com'),
      siteEndpoints: strategy === BACKUP_RESTORE ? { primary: siteEndpoints.primary } : siteEndpoints,
    },
    backup: { manageRegionSettings: true },
    ...more,
  };
}

const made = new Map<Strategy, Template>();

/** The Terraform JSON of the declaration. */
function synthesized(strategy: Strategy): Template {
  const known = made.get(strategy) ?? synthesizedWith(declared(strategy));
  made.set(strategy, known);
  return known;
}

function synthesizedWith(props: MultiRegionDrProps): Template {
  const stack = newStack();
  quietly(() => new MultiRegionDr(stack, 'Dr', props));
  return templateOf(stack);
}

const resources = (template: Template, resourceType: string, region: string) => (
  template.all(resourceType, region).filter(({ kind }) => kind === 'resource'));
const counts = (resourceType: string, region: string) => ALL.map(strategy => resources(synthesized(strategy), resourceType, region).length);
const bodies = (strategy: Strategy, resourceType: string, region: string) => (
  resources(synthesized(strategy), resourceType, region).map(({ body }) => body));

describe('the network of the standby', () => {
  test('is none, private subnets without NAT, or as full as that of the primary', () => {
    expect(counts('aws_vpc', STANDBY)).toEqual([0, 1, 1, 1]);
    expect(counts('aws_subnet', STANDBY)).toEqual([0, 6, 9, 9]); // without the public ones
    expect(counts('aws_nat_gateway', STANDBY)).toEqual([0, 0, 3, 3]);
    expect(counts('aws_internet_gateway', STANDBY)).toEqual([0, 0, 1, 1]);
    expect(bodies(PILOT_LIGHT, 'aws_subnet', STANDBY).some(({ map_public_ip_on_launch: open }) => open === true)).toBe(false);
    expect(bodies(PILOT_LIGHT, 'aws_route', STANDBY)).toEqual([]);
  });

  test('of the primary is the same whatever the strategy', () => {
    expect(counts('aws_nat_gateway', PRIMARY)).toEqual([3, 3, 3, 3]);
    expect(counts('aws_subnet', PRIMARY)).toEqual([9, 9, 9, 9]);
  });
});

describe('Aurora', () => {
  test('has copies of backups, one instance, one instance, or as many as the primary', () => {
    expect(counts('aws_rds_cluster', STANDBY)).toEqual([0, 1, 1, 1]);
    expect(counts('aws_rds_cluster_instance', PRIMARY)).toEqual([2, 2, 2, 2]);
    expect(counts('aws_rds_cluster_instance', STANDBY)).toEqual([0, 1, 1, 2]);
    expect(ALL.map(strategy => synthesized(strategy).all('aws_rds_global_cluster').length)).toEqual([1, 1, 1, 1]); // so that a member can come later
  });

  test('has a member that can take as much as the primary, and no instance in it only where that is asked for', () => {
    for (const strategy of [PILOT_LIGHT, WARM_STANDBY, ACTIVE_ACTIVE]) {
      const capacityIn = (region: string) => bodies(strategy, 'aws_rds_cluster', region)[0].serverlessv2_scaling_configuration;
      expect(capacityIn(STANDBY)).toEqual(capacityIn(PRIMARY));
    }
    const headless = synthesizedWith(declared(PILOT_LIGHT, { database: { engine, headlessStandby: true } }));
    expect(resources(headless, 'aws_rds_cluster', STANDBY).length).toBe(1);
    expect(resources(headless, 'aws_rds_cluster_instance', STANDBY)).toEqual([]);
  });

  test('takes writes from the second active region by forwarding, and is refused where nothing does', () => {
    expect(ALL.map(strategy => bodies(strategy, 'aws_rds_cluster', STANDBY).map(body => body.enable_global_write_forwarding === true))).toEqual([[], [false], [false], [true]]);
    expect(MultiRegionDr.check(declared(ACTIVE_ACTIVE, { database: { engine } })).map(({ code }) => code)).toContain('DR123');
  });
});

describe('DynamoDB', () => {
  test('has copies of backups, or a replica', () => {
    expect(counts('aws_dynamodb_table', PRIMARY)).toEqual([1, 1, 1, 1]);
    expect(counts('aws_dynamodb_table_replica', STANDBY)).toEqual([0, 1, 1, 1]);
  });

  test('is strongly consistent on request, with a third region as witness', () => {
    const strong = new TableSpec('orders', { partitionKey: Attribute.string('pk'), consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2' });
    const template = synthesizedWith(declared(ACTIVE_ACTIVE, { tables: [strong], functions: [] }));
    const { body } = template.only('aws_dynamodb_table', PRIMARY);
    expect(body.replica).toMatchObject([{ region_name: STANDBY, consistency_mode: 'STRONG' }]);
    expect(body.global_table_witness).toMatchObject({ region_name: 'us-east-2' });
  });
});

describe('functions', () => {
  test('are not deployed, or deployed', () => {
    expect(counts('aws_lambda_function', STANDBY)).toEqual([0, 1, 1, 1]);
  });

  test('consume in the primary alone, and in both regions where both are active', () => {
    const on = (strategy: Strategy, region: string) => [
      ...bodies(strategy, 'aws_lambda_event_source_mapping', region).map(({ enabled }) => enabled),
      ...resources(synthesized(strategy), 'aws_cloudwatch_event_rule', region).filter(({ path }) => path.includes('/Functions/')).map(({ body }) => body.state === 'ENABLED'),
    ];
    expect(ALL.map(strategy => on(strategy, PRIMARY))).toEqual(ALL.map(() => [true, true, true]));
    expect(ALL.map(strategy => on(strategy, STANDBY))).toEqual([[], [false, false, false], [false, false, false], [true, true, true]]);
  });
});

describe('DNS', () => {
  test('has one record that is changed by hand, failover records, or latency records with health checks', () => {
    const records = ALL.map(strategy => synthesized(strategy).bodies('aws_route53_record'));
    const policies = records.map(all => all.map(({ failover_routing_policy: failover, latency_routing_policy: latency }) => failover?.type ?? latency?.region ?? 'none').sort());
    expect(policies).toEqual([['none'], ['PRIMARY', 'SECONDARY'], ['PRIMARY', 'SECONDARY'], [PRIMARY, STANDBY]]);
    expect(records[3].every(record => record.health_check_id !== undefined)).toBe(true);
    expect(records[0][0].health_check_id).toBeUndefined();
  });

  test('has a switch that the record follows, with a database by itself, wherever there is a standby', () => {
    expect(ALL.map(strategy => resources(synthesized(strategy), 'aws_s3_bucket', STANDBY).length)).toEqual([0, 1, 1, 1]);
    const [primary] = synthesized(WARM_STANDBY).bodies('aws_route53_record').filter(({ failover_routing_policy: policy }) => policy?.type === 'PRIMARY');
    expect(primary.health_check_id).toContain('aws_route53_health_check');
  });

  test('that is changed by hand is counted as such', () => {
    const names = (strategy: Strategy) => MultiRegionDr.estimateOf(declared(strategy)).terms.map(({ termName }) => termName).filter(name => name.startsWith('dns.'));
    expect(ALL.map(names)).toEqual([['dns.recordByHand', 'dns.ttl'], ['dns.switch', 'dns.ttl'], ['dns.switch', 'dns.ttl'], ['dns.switch', 'dns.ttl']]);
  });
});

describe('backups', () => {
  test('are copied to the standby region with every strategy', () => {
    expect(counts('aws_backup_vault', STANDBY)).toEqual([1, 1, 1, 1]);
    for (const strategy of ALL) {
      const [{ rule }] = bodies(strategy, 'aws_backup_plan', PRIMARY);
      expect([strategy, rule[0].copy_action[0].destination_vault_arn]).toEqual([strategy, expect.stringContaining(STANDBY)]);
    }
  });

  test('are restored for a test where the strategy promises minutes, in the region that has the copies', () => {
    expect(counts('aws_backup_restore_testing_plan', STANDBY)).toEqual([0, 0, 1, 1]);
    expect(counts('aws_backup_restore_testing_plan', PRIMARY)).toEqual([0, 0, 0, 0]);
  });
});

test('recovery is planned to take hours, tens of minutes, minutes without people, and no less than that', () => {
  const executed = ALL.map(strategy => MultiRegionDr.estimateOf(declared(strategy)).rtoExecute.plannedSeconds / 60);
  const [hours, pilot, warm, active] = executed;
  expect(hours).toBeGreaterThanOrEqual(60);
  expect(pilot).toBeGreaterThanOrEqual(warm);
  expect(warm).toBeGreaterThanOrEqual(active);
  expect(active).toBeGreaterThan(1);
  expect(MultiRegionDr.check(declared(ACTIVE_ACTIVE, { objectives: { rtoMinutes: 9, rpoSeconds: 60 } })).map(({ code }) => code)).toContain('DR260');
});
