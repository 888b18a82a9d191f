import { TerraformStack, TerraformVariable } from 'cdktf';
import { AwsProvider } from '#aws/provider';
import {
  Endpoint, FailoverDns, FunctionCode, FunctionSpec, HostedZone, HttpEntry, MultiRegionDr, MultiRegionDrProps, NewHostedZoneProps, Removal, Sites,
  SitesProps,
} from '../../src';
import { overFourStacks } from '../support/four-stacks';
import { newSites, newStack, quietly, refusal, refusalCodes, SITES, templateOf, validationErrors, written } from '../support/synth';
import { Template } from '../support/template';

const ROLE = 'arn:aws:iam::444455556666:role/dns';
const api = new FunctionSpec('api', { code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'k' }, standby: { bucket: 'two', key: 'k' } }), runtime: 'python3.13', handler: 'a.b' });
const names = { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') };
const service = (zone: HostedZone, more: object = {}): MultiRegionDrProps => ({
  ...SITES,
  objectives: { rtoMinutes: 30, rpoSeconds: 60 },
  functions: [api],
  http: { routes: { $default: api }, hostName: 'orders.example.com', zone },
  dns: {},
  ...more,
});
const serviceIn = (stack: TerraformStack, zone: HostedZone, more: object = {}) => quietly(() => new MultiRegionDr(stack, 'Dr', service(zone, more)));
const made = (zone: HostedZone, more: object = {}): Template => {
  const stack = newStack();
  serviceIn(stack, zone, more);
  return templateOf(stack);
};
const dnsIn = (stack: TerraformStack, sites: Sites, zone: HostedZone, constructId: string = 'Dns') =>
  quietly(() => new FailoverDns(stack, constructId, { sites, dns: { hostName: 'orders.example.com', zone, siteEndpoints: names } }));
const dnsOf = (zone: HostedZone, more: Partial<SitesProps> = {}) => {
  const { stack, sites } = newSites(more);
  return { stack, layer: dnsIn(stack, sites, zone) };
};
/** The aliases of the providers of the resources of a type. */
const providersOf = (template: Template, resourceType: string) => [...new Set(template.all(resourceType).map(({ body }) => body.provider))];

test('a new zone is made once, in Foundation, for all who are given it', () => {
  const template = made(HostedZone.create('example.com'));
  const { scope, region, address, body } = template.only('aws_route53_zone');
  expect([scope, region, body.name, body.lifecycle, body.force_destroy]).toEqual(['Foundation', 'us-west-2', 'example.com', { prevent_destroy: true }, false]);
  expect(template.all('aws_route53_zone', 'us-east-1')).toEqual([]);
  expect(template.blocks.filter(({ resourceType, kind }) => kind === 'data' && resourceType === 'aws_route53_zone')).toEqual([]);
  // That of validation, those of the regions' own names, and those of the common one.
  expect(template.bodies('aws_route53_record').map(({ zone_id }) => zone_id)).toEqual(Array(5).fill(`\${${address}.zone_id}`));
});

test('layers by themselves share a new zone too', () => {
  const { stack, sites } = newSites();
  const zone = HostedZone.create('example.com');
  const http = { routes: { $default: api }, healthFunction: api, hostName: 'orders.example.com', zone };
  const entry = quietly(() => new HttpEntry(stack, 'Http', { sites, http }));
  const dns = dnsIn(stack, sites, zone);
  expect(templateOf(stack).all('aws_route53_zone')).toHaveLength(1);
  expect([entry.nameServers, dns.nameServers]).not.toContain(undefined);
  expect(entry.nameServers).toEqual(dns.nameServers);
});

test('an ephemeral zone can be destroyed with what others put into it', () => {
  const { body } = made(HostedZone.create('example.com'), { removal: Removal.EPHEMERAL }).only('aws_route53_zone');
  expect([body.force_destroy, body.lifecycle]).toEqual([true, { prevent_destroy: false }]);
});

test('accelerated recovery is on request', () => {
  const asked = (props?: NewHostedZoneProps) => made(HostedZone.create('example.com', props)).only('aws_route53_zone').body.enable_accelerated_recovery;
  expect([asked(), asked({ acceleratedRecovery: false }), asked({ acceleratedRecovery: true })]).toEqual([undefined, undefined, true]);
});

test('the name servers of a zone that is there already are somebody else\'s matter', () => {
  const { layer } = dnsOf(HostedZone.fromName('example.com'));
  expect(layer.nameServers).toBeUndefined();
  expect(dnsOf(HostedZone.fromId('Z0EXAMPLE', 'example.com')).layer.zoneId).toBe('Z0EXAMPLE');
});

describe('a zone of another account', () => {
  const template = made(HostedZone.fromName('example.com', { assumeRoleArn: ROLE }));

  test('is reached with its role, in the region of the standby', () => {
    expect(template.json.provider.aws).toContainEqual({ alias: 'zone-example_com', region: 'us-west-2', assume_role: [{ role_arn: ROLE }] });
  });

  test('has its records made and is looked up so, and nothing else is', () => {
    expect(providersOf(template, 'aws_route53_record')).toEqual(['aws.zone-example_com']);
    const there = template.blocks.filter(({ body }) => body.provider === 'aws.zone-example_com').map(({ kind, resourceType }) => `${kind} ${resourceType}`);
    expect([...new Set(there)].sort()).toEqual(['data aws_route53_zone', 'resource aws_route53_record']);
    expect(providersOf(template, 'aws_route53_health_check')).toEqual(['aws.us-west-2']);
  });

  test('can be new', () => {
    expect(made(HostedZone.create('example.com', { assumeRoleArn: ROLE })).only('aws_route53_zone').body.provider).toBe('aws.zone-example_com');
  });

  test('can be reached with a provider of the user\'s', () => {
    const stack = newStack();
    const zoneProvider = new AwsProvider(stack, 'Dns', { alias: 'dns', region: 'eu-north-1' });
    serviceIn(stack, HostedZone.fromId('Z0EXAMPLE', 'example.com', { zoneProvider }));
    const own = templateOf(stack);
    expect([providersOf(own, 'aws_route53_record'), providersOf(own, 'aws_route53_health_check')]).toEqual([['aws.dns'], ['aws.us-west-2']]);
  });

  test('can have a role that is known later', () => {
    const stack = newStack();
    const role = new TerraformVariable(stack, 'role', { type: 'string' }).stringValue;
    serviceIn(stack, HostedZone.fromName('example.com', { assumeRoleArn: role }));
    expect(templateOf(stack).json.provider.aws).toContainEqual(expect.objectContaining({ assume_role: [{ role_arn: '${var.role}' }] }));
  });

  test('takes the endpoints of the standby', () => {
    const endpoints = { route53: 'http://127.0.0.1:4566' };
    const { stack } = dnsOf(HostedZone.fromName('example.com', { assumeRoleArn: ROLE }), { standby: { region: 'us-west-2', endpoints } });
    expect(templateOf(stack).json.provider.aws).toContainEqual(expect.objectContaining({ alias: 'zone-example_com', endpoints: [endpoints] }));
  });
});

test('over four stacks a new zone of another account is Foundation\'s, and records find it there', () => {
  const zone = HostedZone.create('example.com', { assumeRoleArn: ROLE });
  const { templates } = quietly(() => overFourStacks((scope, sites) => {
    new FailoverDns(scope, 'Dns', { sites, dns: { hostName: 'orders.example.com', zone, siteEndpoints: names } });
  }));
  const [foundation, routing] = ['foundation', 'routing'].map(role => templates.find(template => template.stackName === `orders-${role}`)!);
  expect(foundation.only('aws_route53_zone').body.provider).toBe('aws.zone-example_com');
  expect(routing.bodies('aws_route53_record').map(({ zone_id }) => zone_id)).toEqual(Array(2).fill(expect.stringContaining('terraform_remote_state')));
  expect(providersOf(routing, 'aws_route53_record')).toEqual(['aws.zone-example_com']);
});

test('DR004 refuses what a zone has no property for', () => {
  const given = (zone: HostedZone) => refusalCodes(() => dnsOf(zone));
  expect(given(HostedZone.create('example.com', { delegationSetId: 'N1' } as any))).toEqual(['DR004']);
  expect(given(HostedZone.fromId('Z1', 'example.com', { acceleratedRecovery: true } as any))).toEqual(['DR004']);
});

test('DR009 refuses two new zones of one name in a service', () => {
  const problems = MultiRegionDr.check(service(HostedZone.create('example.com'), { dns: { zone: HostedZone.create('example.com') } }));
  expect(problems.filter(({ code }) => code === 'DR009').map(({ path, message }) => `${path} ${message}`)).toEqual([
    "dns.zone.zoneName 'example.com' would be the Route 53 zone of dns.zone.zoneName, and is of http.zone.zoneName",
  ]);
  const shared = HostedZone.create('example.com');
  expect(MultiRegionDr.check(service(shared, { dns: { zone: shared } })).map(({ code }) => code)).not.toContain('DR009');
});

test('DR009 refuses them where layers are made by themselves, too', () => {
  const { stack, sites } = newSites();
  dnsIn(stack, sites, HostedZone.create('example.com'));
  const http = { routes: { $default: api }, healthFunction: api, hostName: 'orders.example.com', zone: HostedZone.create('example.com') };
  const make = () => quietly(() => new HttpEntry(stack, 'Http', { sites, http }));
  expect(refusalCodes(make)).toEqual(['DR009']);
  expect(refusal(make)).toContain('Create it once: give the same HostedZone to all sections of a service');
});

test('DR042 refuses a new zone that another service makes as well', () => {
  const stack = newStack();
  const zone = HostedZone.create('example.com');
  serviceIn(stack, zone);
  const make = (more: object) => quietly(() => new MultiRegionDr(stack, 'Other', service(zone, { serviceName: 'shop', ...more })));
  expect(refusal(() => make({}))).toContain("DR042 http.zone.zoneName: 'example.com' would be the Route 53 zone 'zone', and is one of MultiRegionDr 'orders/Dr'");
  expect(refusalCodes(() => make({}))).toEqual(['DR042']);
  expect(refusalCodes(() => make({ acceptedRisks: { DR042: 'one is thrown away' } }))).toEqual([]);
});

test('DR015 refuses a provider of a zone beside a role', () => {
  const zoneProvider = new AwsProvider(newStack(), 'Dns', { alias: 'dns', region: 'us-east-1' });
  const make = () => dnsOf(HostedZone.fromName('example.com', { zoneProvider, assumeRoleArn: ROLE }));
  expect(refusalCodes(make)).toEqual(['DR015']);
  expect(refusal(make)).toContain('DR015 zone.zoneProvider: a provider given together with assumeRoleArn');
});

test.each(['dns', 'arn:aws:iam::444455556666:user/dns', 'arn:aws-cn:iam::444455556666:role/dns'])('DR026 refuses %s as the role of a zone', assumeRoleArn => {
  const make = () => dnsOf(HostedZone.fromName('example.com', { assumeRoleArn }));
  expect(refusalCodes(make)).toEqual(['DR026']);
  expect(refusal(make)).toContain(`DR026 zone.assumeRoleArn: '${assumeRoleArn}' given, the ARN of an IAM role needed`);
});

test('DR020 refuses a provider of a zone without an alias, and of another stack', () => {
  const stack = newStack();
  const sites = Sites.inOneStack(stack, 'Sites', SITES);
  dnsIn(stack, sites, HostedZone.fromName('example.com', { zoneProvider: new AwsProvider(stack, 'Dns-provider', { region: 'us-east-1' }) }));
  expect(validationErrors(stack).join()).toContain("DR020 zoneProvider of 'example.com': the provider 'orders/Dns-provider' has no alias");
  const other = dnsOf(HostedZone.fromName('example.com', { zoneProvider: new AwsProvider(newStack('other'), 'Dns', { alias: 'dns', region: 'us-east-1' }) }));
  expect(validationErrors(other.stack).join()).toContain("DR020 zoneProvider of 'example.com': the provider 'other/Dns' is in the stack 'other', the zone in 'orders'");
});

test('DR022 refuses two roles of one zone', () => {
  const stack = newStack();
  const role = (name: string) => HostedZone.fromName('example.com', { assumeRoleArn: `arn:aws:iam::444455556666:role/${name}` });
  serviceIn(stack, role('one'), { dns: { zone: role('two') } });
  expect(validationErrors(stack).join()).toContain("DR022 assumeRoleArn of 'example.com': the role arn:aws:iam::444455556666:role/two given for a zone that has the role arn:aws:iam::444455556666:role/one");
});

test('DR022 says nothing of a role that only Terraform knows', () => {
  const stack = newStack();
  const role = (name: string) => HostedZone.fromName('example.com', { assumeRoleArn: `\${var.${name}}` });
  serviceIn(stack, role('one'), { dns: { zone: role('two') } });
  expect(validationErrors(stack).join()).toContain("DR022 assumeRoleArn of 'example.com': a role given for a zone that has another role, or other endpoints, elsewhere in the stack");
});

test('zones of which one has a dot where the other has a hyphen have providers of their own', () => {
  const stack = newStack();
  const zoneOf = (name: string) => HostedZone.fromName(name, { assumeRoleArn: `arn:aws:iam::444455556666:role/${name}` });
  const sitesOf = (position: number) => Sites.inOneStack(stack, `Sites${position}`, { ...SITES, serviceName: `orders${position}` });
  quietly(() => ['a.b.com', 'a-b.com'].forEach((name, position) => new FailoverDns(stack, `Dns${position}`, {
    sites: sitesOf(position), dns: { hostName: `orders.${name}`, zone: zoneOf(name), siteEndpoints: names },
  })));
  expect(validationErrors(stack).join()).not.toContain('DR022');
});

test('a check leaves nothing behind, so that a service can be made after it', () => {
  const props = service(HostedZone.create('example.com'));
  MultiRegionDr.check(props);
  const { made: stack, lines } = written(() => {
    const one = newStack();
    new MultiRegionDr(one, 'Dr', props);
    return one;
  });
  expect(templateOf(stack).all('aws_route53_zone')).toHaveLength(1);
  expect(lines.join('\n')).toMatch(/DR369 http\.zone: .*DR533 dns\.zone: /s);
});
