import { readFileSync } from 'fs';
import { join } from 'path';
import { ENDPOINT_SERVICES } from '../../src/sites/endpoint-services';
import { newSites, templateOf } from '../support/synth';

const ADDRESS = 'http://127.0.0.1:4566';

test('the services with an endpoint are those of the provider', () => {
  const source = readFileSync(join(__dirname, '../../bindings/provider/index.js'), 'utf8');
  const mapping = /function awsProviderEndpointsToTerraform\b[^]*?return \{([^]*?)\};/.exec(source)![1];
  expect([...mapping.matchAll(/^ +(\w+): /gm)].map(match => match[1])).toEqual([...ENDPOINT_SERVICES]);
});

test('the endpoint of every service reaches Terraform', () => {
  const endpoints = Object.fromEntries([...ENDPOINT_SERVICES].map(service => [service, ADDRESS]));
  const { stack } = newSites({ standby: { region: 'us-west-2', endpoints } });
  const [provider] = templateOf(stack).json.provider.aws.filter((one: any) => one.region === 'us-west-2');
  expect(provider.endpoints).toEqual([endpoints]);
});
