import { Strategy } from '../../src';
import { auroraDrift, Drift } from '../support/aurora-drift';
import { MYSQL, POSTGRESQL, synthesizedDatabase } from '../support/database';
import { Template } from '../support/template';

// Attributes that Terraform compares with the configuration; the others of the drift are AWS's alone.
function unexpected(template: Template, drift: Drift): string[] {
  return Object.entries(drift).flatMap(([address, attributes]) => {
    const { body } = template.block(address)!;
    return Object.keys(attributes).filter(attribute => attribute in body && !body.lifecycle?.ignore_changes?.includes(attribute)).map(attribute => `${address}.${attribute}`);
  });
}

test.each([
  ['PostgreSQL', { engine: POSTGRESQL }, {}],
  ['MySQL', { engine: MYSQL }, {}],
  ['PostgreSQL in two active regions', { engine: POSTGRESQL, writeForwarding: true }, { strategy: Strategy.ACTIVE_ACTIVE }],
])('what AWS changes of %s at a switchover or failover is nothing that Terraform would change back', (_, props, sitesProps) => {
  const { template } = synthesizedDatabase(props, sitesProps);
  const { switchover, failover } = auroraDrift(template.json);
  for (const drift of [switchover, failover]) {
    expect(Object.keys(drift)).toEqual(expect.arrayContaining([...template.all('aws_rds_cluster'), ...template.all('aws_rds_cluster_instance')].map(one => one.address)));
    expect(unexpected(template, drift)).toEqual([]);
  }
});

test('a failover drifts the secret, too, whose replica is promoted then', () => {
  const { template } = synthesizedDatabase();
  const secret = template.only('aws_secretsmanager_secret').address;
  const { switchover, failover } = auroraDrift(template.json);
  expect(switchover[secret]).toBeUndefined();
  expect(failover[secret]).toEqual({ replica: [] });
});

test('nothing reads what changes with the roles', () => {
  const { template } = synthesizedDatabase();
  expect(JSON.stringify(template.json)).not.toMatch(/aws_rds_cluster\.[\w-]+\.(endpoint|cluster_resource_id|hosted_zone_id|cluster_members|replication_source_identifier)/);
  expect(JSON.stringify(template.json)).not.toMatch(/aws_rds_cluster_instance\.[\w-]+\.writer|global_cluster_members/);
});
