import { DatabaseEngine, FunctionCode, FunctionSpec, HostedZone, MultiRegionDr, MultiRegionDrProps } from '../../src';
import { newStack, quietly, SITES, templateOf } from '../support/synth';

const api = new FunctionSpec('api', {
  code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'a.zip' }, standby: { bucket: 'two', key: 'a.zip' } }), runtime: 'python3.13', handler: 'a.b',
});
const SERVICE: MultiRegionDrProps = {
  ...SITES,
  objectives: { rtoMinutes: 30, rpoSeconds: 60 },
  functions: [api],
  http: { routes: { $default: api }, hostName: 'orders.example.com', zone: HostedZone.fromName('example.com'), healthPath: '/up' },
  dns: {},
};
const made = (more: Partial<MultiRegionDrProps> = {}) => {
  const stack = newStack();
  const dr = quietly(() => new MultiRegionDr(stack, 'Dr', { ...SERVICE, ...more }));
  return { dr, template: templateOf(stack) };
};

test('the host name of the entry leads to its API in each region, by the record alone', () => {
  const records = made().template.all('aws_route53_record').filter(({ body }) => body.name === 'orders.example.com');
  expect(records.map(({ body }) => [body.failover_routing_policy.type, body.alias.name, body.alias.evaluate_target_health])).toEqual([
    ['PRIMARY', expect.stringContaining('Http_Primary_Host_'), true], ['SECONDARY', expect.stringContaining('Http_Standby_Host_'), false],
  ]);
});

test('each region is asked at its own name and the health path of the entry', () => {
  const checks = made().template.bodies('aws_route53_health_check').filter(({ fqdn }) => /^us-/.test(fqdn));
  expect(checks.map(({ fqdn, resource_path }) => [fqdn, resource_path])).toEqual([['us-east-1.orders.example.com', '/up'], ['us-west-2.orders.example.com', '/up']]);
});

test('users are moved by checks too where there is no database, and by the switch alone where there is one', () => {
  const followed = (more: Partial<MultiRegionDrProps>) => made(more).template.bodies('aws_route53_health_check')
    .find(({ type }) => type === 'CALCULATED')!.child_healthchecks.length;
  expect(followed({})).toBe(2);
  expect(followed({ database: { engine: DatabaseEngine.auroraPostgresql('16.8') } })).toBe(1);
});

test('a service tells where its switch is', () => {
  const { dns } = made().dr;
  expect([dns!.hostName, dns!.switchKey]).toEqual(['orders.example.com', 'switch']);
  const { switchBucketName, switchCheckId, primaryCheckId, canaryCheckId, endpointCheckIds } = dns!;
  expect([switchBucketName, switchCheckId, primaryCheckId, canaryCheckId, endpointCheckIds!.standby]).not.toContain(undefined);
});
