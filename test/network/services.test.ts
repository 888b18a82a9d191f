import { Access, Credentials, DatabaseEngine, FunctionCode, FunctionSpec, MultiRegionDr, MultiRegionDrProps, MultiRegionNetwork, NatStrategy, Strategy } from '../../src';
import { planNetwork } from '../../src/network/plan';
import { newSites, newStack, quietly, refusalCodes, SITES, templateOf, written } from '../support/synth';

const CODE = FunctionCode.fromS3({ primary: { bucket: 'a', key: 'k' }, standby: { bucket: 'b', key: 'k' } });
const function_ = (access: Access[], inNetwork?: boolean) => new FunctionSpec('api', { code: CODE, runtime: 'nodejs22.x', handler: 'index.handler', access, inNetwork });
const service = (props: Partial<MultiRegionDrProps>): MultiRegionDrProps => ({
  ...SITES, strategy: Strategy.PILOT_LIGHT, objectives: { rtoMinutes: 60, rpoSeconds: 60 }, acceptedRisks: { DR182: 'the standby is small' }, ...props,
});
const DATABASE = { engine: DatabaseEngine.auroraPostgresql('16.8'), credentials: Credentials.generated() };

/** The services of the interface endpoints of each region. */
function endpointsOf(props: Partial<MultiRegionDrProps>): Record<string, string[]> {
  const stack = newStack();
  quietly(() => new MultiRegionDr(stack, 'Dr', service(props)));
  const template = templateOf(stack);
  const inRegion = (region: string) => template.bodies('aws_vpc_endpoint', region).filter(body => body.vpc_endpoint_type === 'Interface')
    .map(body => body.service_name.replace(`com.amazonaws.${region}.`, '')).sort();
  return { primary: inRegion('us-east-1'), standby: inRegion('us-west-2') };
}

test.each<[string, Access[], string[]]>([
  ['events for publishing', [Access.publish()], ['events', 'secretsmanager']],
  ['SSM for parameters', [Access.parameters()], ['secretsmanager', 'ssm']],
  ['Secrets Manager for the database', [], ['secretsmanager']],
  ['all of them for all of these', [Access.parameters(), Access.publish('shop')], ['events', 'secretsmanager', 'ssm']],
])('a standby without NAT has an endpoint of %s', (_, access, standby) => {
  expect(endpointsOf({ database: DATABASE, functions: [function_([Access.database(), ...access])] })).toEqual({ primary: [], standby });
});

test('a function that is outside of the network asks for no endpoint, and none for a network', () => {
  expect(endpointsOf({ database: DATABASE, functions: [function_([Access.publish(), Access.parameters()])] }))
    .toEqual({ primary: [], standby: ['secretsmanager'] });
  const stack = newStack();
  const dr = new MultiRegionDr(stack, 'Dr', service({ functions: [function_([Access.publish()])] }));
  expect(dr.network).toBeUndefined();
});

test('a function that is to be in the network has one without a database', () => {
  expect(endpointsOf({ functions: [function_([Access.publish()], true)] })).toEqual({ primary: [], standby: ['events'] });
});

test('with NAT in both regions no endpoint is made', () => {
  const functions = [function_([Access.database(), Access.publish()])];
  expect(endpointsOf({ strategy: Strategy.WARM_STANDBY, acceptedRisks: {}, database: DATABASE, functions })).toEqual({ primary: [], standby: [] });
});

const warningsOf = (props: Partial<MultiRegionDrProps>) => written(() => new MultiRegionDr(newStack(), 'Dr', service(props))).lines;

test('DR185 warns of services that functions call and cannot reach', () => {
  const functions = [function_([Access.publish(), Access.parameters()], true)];
  const [line, ...others] = warningsOf({ functions, network: { interfaceEndpoints: ['sqs'] } });
  expect(line).toContain('DR185 network.interfaceEndpoints: no events, ssm for the standby, where functions call them and which has no NAT. Add what is missing');
  expect(others).toEqual([]);
  expect(warningsOf({ functions, network: { interfaceEndpoints: ['ssm'] } })).toEqual([expect.stringContaining('no events for the standby, where functions call it and which')]);
  expect(warningsOf({ functions, network: { interfaceEndpoints: ['ssm', 'events'] } })).toEqual([]);
  expect(warningsOf({ functions })).toEqual([]);
});

test('DR185 warns of each region without NAT', () => {
  const lines = warningsOf({ functions: [function_([Access.publish()], true)], network: { nat: NatStrategy.NONE, interfaceEndpoints: [] } });
  expect(lines).toEqual([expect.stringContaining('no events for the primary'), expect.stringContaining('no events for the standby')]);
});

test('DR185 warns of secrets of a database that is elsewhere', () => {
  const problems = (props: object) => {
    const { _context: context } = newSites({ strategy: Strategy.PILOT_LIGHT }).sites;
    return planNetwork(props, '', context, { calledServices: ['secretsmanager'] }).problems.map(problem => problem.text);
  };
  expect(problems({ interfaceEndpoints: ['sqs'] })).toEqual([expect.stringContaining('DR185 interfaceEndpoints: no secretsmanager for the standby, where functions call it')]);
  expect(problems({})).toEqual([]);
});

test('DR185 leaves the secret of a database of the service to DR184', () => {
  const lines = warningsOf({ functions: [function_([Access.database(), Access.publish()])], database: DATABASE, network: { interfaceEndpoints: ['sqs'] } });
  expect(lines.map(line => / (DR18\d) .*?: (no [\w, ]+) for/.exec(line)?.slice(1, 3))).toEqual([['DR184', 'no secretsmanager'], ['DR185', 'no events']]);
});

test('DR185 is an error where risks are', () => {
  const { stack, sites } = newSites({ strategy: Strategy.PILOT_LIGHT, failOnRisks: true });
  const network = { interfaceEndpoints: ['sqs'] };
  const make = () => {
    sites._handOver(network, sites._planFor('MultiRegionNetwork', stack, 'Network', {}, () => planNetwork(network, '', sites._context, { calledServices: ['events'] })));
    return new MultiRegionNetwork(stack, 'Network', { sites, network });
  };
  expect(refusalCodes(make)).toEqual(['DR185']);
});
