import { ORDERS, SOUND, STRONG } from './making';
import { Access, DatabaseEngine, FunctionSpec, MultiRegionDr, MultiRegionDrProps, Trigger } from '../../src';
import { newStack, quietly, SITES, templateOf } from '../support/synth';

const service = (props: Partial<MultiRegionDrProps>) => {
  const stack = newStack();
  return { stack, dr: quietly(() => new MultiRegionDr(stack, 'Dr', { ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, ...props })) };
};
const spec = (name: string, more: object = {}) => new FunctionSpec(name, { ...SOUND, ...more });

test('a function of a service is found by its name', () => {
  const { dr } = service({ functions: [spec('api'), spec('jobs', { triggers: [Trigger.queue({ queueName: 'work' })] })] });
  expect(dr.function('api').physicalNames).toEqual({ primary: 'orders-prod-api-us-east-1', standby: 'orders-prod-api-us-west-2' });
  expect(Object.keys(dr.function('jobs').standbyQueueUrls)).toEqual(['work']);
});

test('the error for a function that there is not tells which there are', () => {
  const { dr } = service({ functions: [spec('api'), spec('jobs')] });
  expect(() => dr.function('Api')).toThrow("'orders/Dr' has no function 'Api'; its functions are api, jobs");
  expect(() => service({ tables: [ORDERS] }).dr.function('api')).toThrow("'orders/Dr' has no function 'api'; its functions are none");
  expect(() => dr.function('constructor')).toThrow("has no function 'constructor'");
});

test('a function of a service gets its network, its database and the streams of its tables', () => {
  const { stack, dr } = service({
    tables: [ORDERS, STRONG],
    database: { engine: DatabaseEngine.auroraPostgresql('16.8'), databaseName: 'shop' },
    functions: [spec('api', { access: [Access.database()], triggers: [Trigger.stream(ORDERS)] })],
  });
  const template = templateOf(stack);
  for (const region of ['us-east-1', 'us-west-2']) {
    const { body } = template.only('aws_lambda_function', region);
    expect(body.vpc_config.subnet_ids).toHaveLength(3);
    body.vpc_config.subnet_ids.forEach((id: string) => expect(template.block(/\$\{([^.]+\.[^.]+)\./.exec(id)![1])!.path).toMatch(/\/Private/));
    expect(body.environment.variables).toMatchObject({ DATABASE_NAME: 'shop', DATABASE_SECRET_ID: dr.database!.secretName });
    const mapping = template.only('aws_lambda_event_source_mapping', region);
    const read = template.references(mapping).map(address => template.block(address)!).filter(({ resourceType }) => resourceType === 'aws_dynamodb_table');
    expect(read.map(block => [block.region, block.kind])).toEqual([[region, region === 'us-east-1' ? 'resource' : 'data']]);
  }
  expect(template.all('aws_dynamodb_table').filter(({ kind }) => kind === 'data')).toHaveLength(1);
});

test('a service may consist of functions alone', () => {
  const { stack, dr } = service({ functions: [spec('api')] });
  expect([dr.network, dr.database]).toEqual([undefined, undefined]);
  expect(templateOf(stack).all('aws_lambda_function')).toHaveLength(2);
});

test('one FunctionSpec in two services gives each its own', () => {
  const api = spec('api');
  expect(service({ functions: [api] }).dr.function('api').physicalNames).toEqual(service({ functions: [api] }).dr.function('api').physicalNames);
});
