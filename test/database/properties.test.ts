import * as fc from 'fast-check';
import { Capacity, Credentials, DatabaseEngine, DatabaseProps, Strategy } from '../../src';
import { planDatabase } from '../../src/database/plan';
import { planSites } from '../../src/sites/plan';
import { isToken } from '../../src/sites/sites';
import { MYSQL, POSTGRESQL, synthesizedDatabase } from '../support/database';
import { quietly, SITES } from '../support/synth';

const acu = (least: number) => fc.integer({ min: least * 2, max: 512 }).map(value => value / 2);
const serverless = fc.record({ one: acu(0.5), other: acu(1), instanceCount: fc.integer({ min: 1, max: 15 }) })
  .map(({ one, other, instanceCount }) => Capacity.serverless({ minAcu: Math.min(one, other), maxAcu: Math.max(one, other), instanceCount }));
const provisioned = fc.record({ instanceClass: fc.constantFrom('db.r5.large', 'db.r7g.2xlarge', 'db.x2g.large'), instanceCount: fc.integer({ min: 1, max: 15 }) })
  .map(props => Capacity.provisioned(props));
const capacity = fc.oneof(serverless, provisioned);
const databaseName = fc.stringMatching(/^[a-z][a-z0-9_]{0,30}$/).map(name => `${name}_x`);

const validProps: fc.Arbitrary<DatabaseProps> = fc.record({
  engine: fc.constantFrom(POSTGRESQL, MYSQL, DatabaseEngine.auroraPostgresql('14.17'), DatabaseEngine.auroraMysql('8.4.mysql_aurora.8.4.7')),
  capacity,
  standbyCapacity: capacity,
  databaseName,
  writeForwarding: fc.boolean(),
  backupRetentionDays: fc.integer({ min: 1, max: 35 }),
  logRetentionDays: fc.constantFrom(1, 30, 365),
  credentials: fc.stringMatching(/^[a-z][a-z0-9]{0,13}$/).map(name => Credentials.generated({ username: `x${name}` })),
  // A value with `${` is an expression, which only Terraform knows.
  parameters: fc.dictionary(fc.stringMatching(/^x[a-z_]{1,20}$/), fc.string().filter(value => !value.includes('${'))),
}, { requiredKeys: ['engine'] });

test('every valid database synthesizes, each of its resources in the region of its part', () => {
  fc.assert(fc.property(validProps, fc.constantFrom(Strategy.PILOT_LIGHT, Strategy.WARM_STANDBY), (props, strategy) => {
    const { template } = quietly(() => synthesizedDatabase(props, { strategy }));
    for (const block of template.blocks) {
      if (block.scope === 'Primary') expect(block.region).toBe('us-east-1');
      if (block.scope === 'Standby') expect(block.region).toBe('us-west-2');
    }
    expect(template.all('aws_rds_cluster')).toHaveLength(2);
    expect(template.all('aws_rds_cluster_instance').length).toBeGreaterThanOrEqual(2);
  }), { numRuns: 25 });
});

const value = fc.oneof(
  fc.anything(), fc.string(), fc.double(), fc.constantFrom('${aws_x.y}', POSTGRESQL),
  fc.anything().map(given => Capacity.serverless(given as any)), fc.anything().map(given => Capacity.provisioned(given as any)),
  fc.anything().map(given => Credentials.generated(given as any)), fc.anything().map(given => Credentials.fromSecretArns(given as any)),
  fc.anything().map(given => DatabaseEngine.auroraMysql(given as any)),
);
const odd = (of: { prototype: object }, ...names: string[]) => fc.record(Object.fromEntries(names.map(name => [name, fc.oneof(
  fc.anything(), fc.constantFrom<unknown>('aurora-postgresql', 'aurora-mysql', '16.8', '8.0.mysql_aurora.3.08.0', 'constructor', '__proto__'),
)])), { requiredKeys: [] }).map(own => Object.assign(Object.create(of.prototype), own));
const oddEngine = odd(DatabaseEngine, 'engineName', 'version', 'family', 'port');
const oddValue = fc.oneof(odd(Capacity, 'serverlessProps', 'provisionedProps'), odd(Credentials, 'generatedProps', 'secretArnsProps'));
const optional = fc.record(Object.fromEntries([
  'capacity', 'standbyCapacity', 'databaseName', 'headlessStandby', 'writeForwarding', 'enforcedRpoSeconds', 'credentials', 'parameters',
  'backupRetentionDays', 'logRetentionDays', 'existing',
].map(name => [name, fc.oneof(value, oddValue)])), { requiredKeys: [] });
const anyEngine = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(POSTGRESQL, MYSQL) }, oddEngine, value);
const garbage = fc.oneof(fc.anything(), fc.tuple(optional, anyEngine).map(([props, given]) => ({ engine: given, ...props })));

test('planning a database never throws, whatever it is given', () => {
  fc.assert(fc.property(garbage, fc.constantFrom(...Object.values(Strategy)), (props, strategy) => {
    const context = planSites({ ...SITES, strategy }, {}, isToken).plan!;
    const { plan, problems } = planDatabase(props, 'database', context);
    expect(plan !== undefined || problems.length > 0).toBe(true);
    problems.forEach(problem => expect(problem.text).toMatch(/^DR\d{3} [\w.-]+/));
  }), { numRuns: 400 });
});

test.each([
  [{ engineName: 'aurora-postgresql', version: '16.8' }], [{ engineName: 'constructor', version: '16.8' }], [{ engineName: 'aurora-oracle', version: '16.8', family: 'x', port: 1 }], [{}],
])('what only looks like an engine is refused, not planned (%#)', own => {
  const engine = Object.assign(Object.create(DatabaseEngine.prototype), own);
  const { problems } = planDatabase({ engine }, 'database', planSites(SITES, {}, isToken).plan!);
  expect(problems.map(problem => problem.text)).toEqual([expect.stringContaining('DR003 database.engine: an object given, a DatabaseEngine needed')]);
});
