import { Capacity, Credentials, Removal, Strategy } from '../../src';
import { MYSQL, OWN_SECRETS, synthesizedDatabase as synthesized } from '../support/database';
import { inOneStack, overFourStacks } from '../support/four-stacks';
import { Graph } from '../support/graph';
import { everyLayer } from '../support/layers';
import { referencesIn } from '../support/references';
import { quietly } from '../support/synth';
import { Template } from '../support/template';

const EAST = 'us-east-1';
const WEST = 'us-west-2';
const BACKUPS = { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'backups are copied by another team' } };

test('a cluster is in each region, both of one encrypted global cluster that is made through the primary region', () => {
  const { template } = synthesized();
  const globalCluster = template.only('aws_rds_global_cluster');
  expect(globalCluster).toMatchObject({ region: EAST, scope: 'Foundation' });
  expect(globalCluster.body).toMatchObject({
    global_cluster_identifier: 'orders-prod-database', engine: 'aurora-postgresql', engine_version: '16.8', storage_encrypted: true, deletion_protection: true,
  });
  for (const region of [EAST, WEST]) {
    const { body } = template.only('aws_rds_cluster', region);
    expect(body).toMatchObject({ cluster_identifier: `orders-prod-database-${region}`, storage_encrypted: true, deletion_protection: true, copy_tags_to_snapshot: true });
    expect(referencesIn(body.global_cluster_identifier)).toEqual([globalCluster.address]);
  }
});

test('both members ignore what a switchover, a failover or an upgrade changes', () => {
  const { template } = synthesized();
  for (const { body } of template.all('aws_rds_cluster')) {
    expect(body.lifecycle.ignore_changes).toEqual(expect.arrayContaining([
      'replication_source_identifier', 'global_cluster_identifier', 'snapshot_identifier', 'engine_version', 'master_username', 'master_password_wo',
      'master_password_wo_version',
    ]));
  }
});

test('the version of the engine is managed on the global cluster, with time for all members, and instances do not upgrade themselves', () => {
  const { template } = synthesized();
  const { body } = template.only('aws_rds_global_cluster');
  expect(body.lifecycle.ignore_changes).toBeUndefined();
  expect(parseInt(body.timeouts.update, 10)).toBeGreaterThanOrEqual(120);
  for (const instance of template.all('aws_rds_cluster_instance')) {
    expect(instance.body).toMatchObject({ auto_minor_version_upgrade: false, publicly_accessible: false });
    expect(instance.body.engine_version).toBeUndefined();
  }
});

test('the standby cluster has no user, password or database name, and is made after the instances of the primary', () => {
  const { template } = synthesized();
  const standby = template.only('aws_rds_cluster', WEST);
  for (const argument of ['master_username', 'master_password', 'master_password_wo', 'database_name', 'manage_master_user_password']) {
    expect(standby.body[argument]).toBeUndefined();
  }
  expect(standby.body.depends_on).toEqual(expect.arrayContaining(template.all('aws_rds_cluster_instance', EAST).map(one => one.address)));
  expect(standby.body.source_region).toBe(EAST);
});

// Terraform makes everything that a resource depends on before it destroys the old one, too, once it does so with the resource itself.
function dependenciesOfReplacedInAdvance(templates: Template[]): string[] {
  const { nodes, edges } = new Graph(templates);
  const reached = new Set(nodes.map(({ block }) => block).filter(block => block.body.lifecycle?.create_before_destroy));
  expect(reached.size).toBeGreaterThan(0);
  for (const block of reached) edges.filter(({ from }) => from.block === block).forEach(({ to }) => reached.add(to.block));
  return [...reached].filter(({ kind, body }) => kind === 'resource' && !body.lifecycle?.create_before_destroy).map(({ address }) => address);
}

test.each<[string, () => Template[]]>([
  ['one stack', () => [inOneStack(everyLayer)]],
  ['four stacks', () => overFourStacks(everyLayer).templates],
  ['MySQL', () => [synthesized({ engine: MYSQL }).template]],
  ['secrets of the user', () => [synthesized({ credentials: Credentials.fromSecretArns(OWN_SECRETS) }).template]],
])('a parameter group is replaced alone: nothing with a fixed name would be made a second time before the first is gone (%s)', (_, templates) => {
  expect(dependenciesOfReplacedInAdvance(quietly(templates))).toEqual([]);
});

test('the order between parts is as narrow as AWS needs it: the standby cluster after the instances of the primary, instances after the policy of their role', () => {
  const { template } = synthesized();
  const order = (resourceType: string, region: string) => template.all(resourceType, region).map(({ body }) => body.depends_on ?? []);
  const policy = template.only('aws_iam_role_policy_attachment').address;
  const logs = (region: string) => template.all('aws_cloudwatch_log_group', region).map(({ address }) => address);
  expect(order('aws_rds_cluster', EAST)).toEqual([logs(EAST)]);
  expect(order('aws_rds_cluster', WEST)).toEqual([[...logs(WEST), ...template.all('aws_rds_cluster_instance', EAST).map(({ address }) => address)]]);
  for (const region of [EAST, WEST]) order('aws_rds_cluster_instance', region).forEach(addresses => expect(addresses).toEqual([policy]));
  const others = ['aws_rds_cluster_parameter_group', 'aws_db_subnet_group', 'aws_cloudwatch_log_group', 'aws_secretsmanager_secret'];
  expect(template.blocks.filter(({ resourceType, body }) => others.includes(resourceType) && body.depends_on !== undefined)).toEqual([]);
});

test('nothing of one region reads the other: references go within a part or come from Foundation', () => {
  const { template } = synthesized({ writeForwarding: true });
  for (const block of template.blocks.filter(one => one.scope === 'Primary' || one.scope === 'Standby' || one.scope === 'Foundation')) {
    if (block.resourceType === 'aws_caller_identity') continue;
    const { depends_on: _, ...body } = block.body;
    for (const address of template.references({ ...block, body })) {
      expect(['Foundation', block.scope]).toContain(template.block(address)!.scope);
    }
  }
});

test('the password is random, kept in a replicated secret, read back, and only in write-only arguments', () => {
  const { template } = synthesized();
  const random = template.only('aws_secretsmanager_random_password');
  const [kept] = template.all('aws_secretsmanager_secret_version').filter(block => block.kind === 'ephemeral');
  const [version] = template.all('aws_secretsmanager_secret_version').filter(block => block.kind === 'resource');
  const cluster = template.only('aws_rds_cluster', EAST);
  expect([random.kind, random.region, kept.region]).toEqual(['ephemeral', EAST, EAST]);
  expect(random.body).toMatchObject({ exclude_punctuation: true, password_length: 32 });
  expect(version.body.secret_string).toBeUndefined();
  expect(version.body.secret_string_wo_version).toBe(1);
  expect(referencesIn(version.body.secret_string_wo)).toContain(random.address);
  expect(version.body.secret_string_wo).toContain(`"password" = ${random.address}.random_password`);
  expect(kept.body.depends_on).toEqual([version.address]);
  expect(cluster.body.master_password_wo).toBe(`\${jsondecode(${kept.address}.secret_string)["password"]}`);
  expect(cluster.body.master_password_wo_version).toBe(1);
  for (const block of template.blocks.filter(one => one.kind === 'resource')) {
    const persisted = Object.entries(block.body).filter(([argument]) => !argument.endsWith('_wo'));
    expect(referencesIn(Object.fromEntries(persisted)).filter(address => address.startsWith('ephemeral.'))).toEqual([]);
  }
});

test('the secret and its replica have a key of their own region, and the replica has the ARN of the secret with its region', () => {
  const { database, template } = synthesized();
  const secret = template.only('aws_secretsmanager_secret');
  const keyOf = (value: unknown) => template.block(referencesIn(value)[0])!;
  expect(secret).toMatchObject({ region: EAST, body: { name: 'orders-prod-database', recovery_window_in_days: 30, force_overwrite_replica_secret: false } });
  expect(keyOf(secret.body.kms_key_id)).toMatchObject({ resourceType: 'aws_kms_key', region: EAST });
  expect(secret.body.replica).toEqual([{ region: WEST, kms_key_id: expect.any(String) }]);
  expect(keyOf(secret.body.replica[0].kms_key_id)).toMatchObject({ resourceType: 'aws_kms_key', region: WEST, scope: 'Foundation' });
  expect(database.secretName).toBe('orders-prod-database');
});

test('a replica of the secret that was promoted in a disaster is not made again', () => {
  expect(synthesized().template.only('aws_secretsmanager_secret').body.lifecycle.ignore_changes).toEqual(['replica']);
});

test('what is null counts as left out', () => {
  const properties = [
    'capacity', 'standbyCapacity', 'databaseName', 'headlessStandby', 'writeForwarding', 'enforcedRpoSeconds', 'credentials', 'parameters', 'backupRetentionDays',
    'logRetentionDays', 'existing',
  ];
  const nothing = Object.fromEntries(properties.map(property => [property, null]));
  expect(synthesized(nothing as any).template.json).toEqual(synthesized().template.json);
});

test('each cluster, its Performance Insights and its logs have keys of their own region', () => {
  const { template } = synthesized();
  const regionOfKey = (value: unknown) => template.block(referencesIn(value)[0])!.region;
  for (const region of [EAST, WEST]) {
    expect(regionOfKey(template.only('aws_rds_cluster', region).body.kms_key_id)).toBe(region);
    expect(regionOfKey(template.only('aws_cloudwatch_log_group', region).body.kms_key_id)).toBe(region);
    for (const { body } of template.all('aws_rds_cluster_instance', region)) {
      expect(body).toMatchObject({ performance_insights_enabled: true, performance_insights_retention_period: 7, monitoring_interval: 60 });
      expect(regionOfKey(body.performance_insights_kms_key_id)).toBe(region);
    }
  }
});

test('logs are there before the cluster, with retention, under the names that Aurora uses', () => {
  const { template } = synthesized({ engine: MYSQL, logRetentionDays: 90, parameters: { server_audit_logging: '1' } });
  for (const region of [EAST, WEST]) {
    const cluster = template.only('aws_rds_cluster', region);
    const groups = template.all('aws_cloudwatch_log_group', region);
    expect(cluster.body.enabled_cloudwatch_logs_exports).toEqual(['audit', 'error', 'slowquery']);
    expect(groups.map(group => group.body.name)).toEqual(['audit', 'error', 'slowquery'].map(log => `/aws/rds/cluster/orders-prod-database-${region}/${log}`));
    expect(groups.map(group => group.body.retention_in_days)).toEqual([90, 90, 90]);
    expect(cluster.body.depends_on).toEqual(expect.arrayContaining(groups.map(group => group.address)));
  }
});

test('parameter groups carry their family in their name, and require TLS in both regions', () => {
  const postgresql = synthesized({ parameters: { work_mem: '65536' } }).template;
  const mysql = synthesized({ engine: MYSQL }).template;
  for (const region of [EAST, WEST]) {
    const { body } = postgresql.only('aws_rds_cluster_parameter_group', region);
    expect(body).toMatchObject({ name: `orders-prod-database-aurora-postgresql16-${region}`, family: 'aurora-postgresql16', lifecycle: { create_before_destroy: true } });
    expect(body.parameter).toContainEqual({ name: 'rds.force_ssl', value: '1', apply_method: 'immediate' });
    expect(body.parameter).toContainEqual({ name: 'work_mem', value: '65536', apply_method: 'pending-reboot' });
    expect(mysql.only('aws_rds_cluster_parameter_group', region).body).toMatchObject({
      name: `orders-prod-database-aurora-mysql8-0-${region}`, family: 'aurora-mysql8.0',
    });
    expect(mysql.only('aws_rds_cluster_parameter_group', region).body.parameter).toContainEqual({ name: 'require_secure_transport', value: 'ON', apply_method: 'immediate' });
  }
});

test('statements are logged for being slow, not for being definitions, which may hold a password', () => {
  const names = synthesized().template.all('aws_rds_cluster_parameter_group').flatMap(({ body }) => body.parameter.map((one: { name: string }) => one.name));
  expect(names).toContain('log_min_duration_statement');
  expect(names).not.toContain('log_statement');
});

test('an enforced RPO is set in the region that is the primary in the beginning, and in no other', () => {
  const { template } = synthesized({ enforcedRpoSeconds: 60 }, { acceptedRisks: { DR117: 'an outage is better than loss here' } });
  const rpo = { name: 'rds.global_db_rpo', value: '60', apply_method: 'immediate' };
  expect(template.only('aws_rds_cluster_parameter_group', EAST).body.parameter).toContainEqual(rpo);
  expect(template.only('aws_rds_cluster_parameter_group', WEST).body.parameter).not.toContainEqual(rpo);
});

test('enhanced monitoring has one role in Foundation, which the instances of both regions may use', () => {
  const { template } = synthesized();
  const role = template.only('aws_iam_role');
  expect(role).toMatchObject({ scope: 'Foundation', region: WEST });
  expect(role.body.assume_role_policy).toMatch(/monitoring\.rds\.amazonaws\.com.*:rds:us-east-1:.*:rds:us-west-2:/);
  for (const { body } of template.all('aws_rds_cluster_instance')) {
    expect(referencesIn(body.monitoring_role_arn)).toEqual([role.address]);
  }
});

test('write forwarding is the same on both members, so that it stays when the roles change', () => {
  const { template } = synthesized({ writeForwarding: true });
  expect(template.all('aws_rds_cluster').map(({ body }) => body.enable_global_write_forwarding)).toEqual([true, true]);
});

test('serverless instances grow and shrink between the same limits in both regions', () => {
  const { template } = synthesized({ capacity: Capacity.serverless({ minAcu: 2, maxAcu: 16 }) });
  for (const { body } of template.all('aws_rds_cluster')) {
    expect(body.serverlessv2_scaling_configuration).toEqual({ min_capacity: 2, max_capacity: 16 });
  }
  expect(template.all('aws_rds_cluster_instance').map(({ body }) => body.instance_class)).toEqual(Array(3).fill('db.serverless'));
});

test('provisioned instances have their class, and no scaling', () => {
  const { template } = synthesized({
    capacity: Capacity.provisioned({ instanceClass: 'db.r7g.xlarge', instanceCount: 3 }), standbyCapacity: Capacity.provisioned({ instanceClass: 'db.r7g.large' }),
  });
  expect(template.all('aws_rds_cluster_instance', EAST).map(({ body }) => body.instance_class)).toEqual(Array(3).fill('db.r7g.xlarge'));
  expect(template.all('aws_rds_cluster_instance', WEST).map(({ body }) => body.instance_class)).toEqual(['db.r7g.large']);
  expect(template.all('aws_rds_cluster').map(({ body }) => body.serverlessv2_scaling_configuration)).toEqual([undefined, undefined]);
});

test.each([
  [Strategy.PILOT_LIGHT, {}, 1],
  [Strategy.WARM_STANDBY, {}, 1],
  [Strategy.ACTIVE_ACTIVE, { writeForwarding: true }, 2],
])('with %s the standby has its instances', (strategy, props, count) => {
  const { template } = synthesized(props, { strategy });
  expect(template.all('aws_rds_cluster_instance', EAST)).toHaveLength(2);
  expect(template.all('aws_rds_cluster_instance', WEST)).toHaveLength(count);
});

test('a headless standby has storage, the size it will need, no instance and no address of readers', () => {
  const { database, template } = synthesized({ headlessStandby: true }, { strategy: Strategy.PILOT_LIGHT, acceptedRisks: { DR121: 'cost' } });
  expect(template.all('aws_rds_cluster_instance', WEST)).toEqual([]);
  expect(template.only('aws_rds_cluster', WEST).body.serverlessv2_scaling_configuration).toEqual({ min_capacity: 0.5, max_capacity: 8 });
  expect(database.readerEndpoints.standby).toBeUndefined();
  expect(database.clusterArns.standby).toMatch(/cluster:orders-prod-database-us-west-2$/);
});

test('a strategy of backups has no standby cluster, and keeps the global cluster with its address and the replica of the secret', () => {
  const { database, template } = synthesized({}, BACKUPS, { primary: { subnetIds: ['subnet-a', 'subnet-b'], securityGroupIds: ['sg-east'] } });
  expect(template.all('aws_rds_cluster').map(block => block.region)).toEqual([EAST]);
  expect(database.writerEndpoint).toContain('${');
  expect(template.only('aws_rds_global_cluster').address).toBe(synthesized().template.only('aws_rds_global_cluster').address);
  expect(template.only('aws_secretsmanager_secret').body.replica).toHaveLength(1);
  expect(database.clusterArns.standby).toBeUndefined();
});

test('what holds data is protected, and leaves a snapshot under a name that stays', () => {
  const { template } = synthesized();
  for (const type of ['aws_rds_global_cluster', 'aws_rds_cluster', 'aws_secretsmanager_secret', 'aws_kms_key']) {
    template.all(type).forEach(({ body }) => expect(body.lifecycle.prevent_destroy).toBe(true));
  }
  for (const region of [EAST, WEST]) {
    expect(template.only('aws_rds_cluster', region).body).toMatchObject({ skip_final_snapshot: false, final_snapshot_identifier: `orders-prod-database-${region}-final` });
  }
});

test('an ephemeral database can be destroyed without a snapshot, and its name used again', () => {
  const { template } = synthesized({}, { removal: Removal.EPHEMERAL });
  template.all('aws_rds_cluster').forEach(({ body }) => {
    expect(body).toMatchObject({
      skip_final_snapshot: true, deletion_protection: false, apply_immediately: true, lifecycle: { prevent_destroy: false },
    });
    expect(body.final_snapshot_identifier).toBeUndefined();
  });
  expect(template.only('aws_rds_global_cluster').body.deletion_protection).toBe(false);
  expect(template.only('aws_secretsmanager_secret').body.recovery_window_in_days).toBe(0);
});

test('writers get the address of the global cluster, readers that of their region', () => {
  const { database, template } = synthesized();
  expect(database.port).toBe(5432);
  expect(database.databaseName).toBe('orders');
  expect(database.globalClusterIdentifier).toBe('orders-prod-database');
  const secret = template.all('aws_secretsmanager_secret_version').find(block => block.kind === 'resource')!;
  expect(secret.body.secret_string_wo).toContain(`${template.only('aws_rds_global_cluster').address}.endpoint`);
  const used = JSON.stringify(template.json.resource);
  expect(used).not.toMatch(/aws_rds_cluster\.[\w-]+\.endpoint/);
});

test('tags are on everything that takes them', () => {
  const { template } = synthesized({}, { tags: { Owner: 'payments' } });
  const untaggable = ['aws_kms_alias', 'aws_iam_role_policy_attachment', 'aws_secretsmanager_secret_version'];
  for (const block of template.blocks.filter(one => one.kind === 'resource' && !untaggable.includes(one.resourceType))) {
    expect([block.address, block.body.tags]).toEqual([block.address, { Owner: 'payments' }]);
  }
});
