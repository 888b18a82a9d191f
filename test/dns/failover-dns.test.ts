import { TerraformOutput } from 'cdktf';
import * as fc from 'fast-check';
import { DnsFailover, Endpoint, FailoverDns, HostedZone, Removal, SitesProps, Strategy } from '../../src';
import { literalPolicy } from '../identity/simulate';
import { overFourStacks } from '../support/four-stacks';
import { newSites, quietly, templateOf } from '../support/synth';
import { Template } from '../support/template';

const zone = HostedZone.fromId('Z0EXAMPLE', 'example.com');
const aliases = { primary: Endpoint.alias('one.elb.amazonaws.com', 'Z1'), standby: Endpoint.alias('two.elb.amazonaws.com', 'Z2') };
const names = { primary: Endpoint.cname('one.example.net', { checkHostName: 'probe.example.net' }), standby: Endpoint.cname('two.example.net') };
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:duty';

const made = (dns: object = {}, sites: Partial<SitesProps> = {}): Template => {
  const { stack, sites: both } = newSites(sites);
  quietly(() => new FailoverDns(stack, 'Dns', { sites: both, dns: { hostName: 'orders.example.com', zone, siteEndpoints: aliases, alarmActionArns: [TOPIC], ...dns } }));
  return templateOf(stack);
};
const checksOf = (template: Template) => Object.fromEntries(template.all('aws_route53_health_check').map(({ path, body, address }) => [path.split('/').pop()!, { ...body, address } as Record<string, any>]));
const recordsOf = (template: Template) => template.all('aws_route53_record').map(({ body }) => body);

test('the switch is in the standby region, and its object is not Terraform\'s', () => {
  const template = made();
  const bucket = template.only('aws_s3_bucket');
  expect([bucket.region, bucket.scope, bucket.body.bucket]).toEqual(['us-west-2', 'Standby', expect.stringMatching(/^orders-prod-switch-us-west-2-\$\{data\.aws_caller_identity\.\w+\.account_id\}$/)]);
  expect(bucket.body.lifecycle).toEqual({ prevent_destroy: true });
  expect(template.all('aws_s3_object').map(({ body }) => [body.key, body.server_side_encryption])).toEqual([['canary', 'AES256']]);
});

test('an ephemeral switch can be destroyed while it is thrown', () => {
  const { body } = made({}, { removal: Removal.EPHEMERAL }).only('aws_s3_bucket');
  expect([body.force_destroy, body.lifecycle]).toEqual([true, { prevent_destroy: false }]);
});

test('the bucket is closed but for the checkers, who read two objects over TLS', () => {
  const template = made();
  expect(template.bodies('aws_s3_bucket_public_access_block')).toEqual([expect.objectContaining({
    block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true,
  })]);
  expect(template.bodies('aws_s3_bucket_ownership_controls')[0].rule).toEqual({ object_ownership: 'BucketOwnerEnforced' });
  expect(template.bodies('aws_s3_bucket_server_side_encryption_configuration')[0].rule).toEqual([{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }]);
  expect(template.bodies('aws_ip_ranges')).toEqual([{ services: ['route53_healthchecks'] }]);
  const { Statement } = literalPolicy(template.only('aws_s3_bucket_policy').body.policy);
  const bucket = 'arn:aws:s3:::orders-prod-switch-us-west-2-111122223333';
  expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([expect.objectContaining({
    Action: 's3:GetObject', Resource: [`${bucket}/switch`, `${bucket}/canary`], Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } },
  })]);
  expect(Statement.filter(({ Effect }) => Effect === 'Deny').map(({ Condition }) => Condition)).toEqual([
    { Bool: { 'aws:SecureTransport': 'false' } },
    { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' }, Null: { 's3:x-amz-server-side-encryption': 'false' } },
    { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
  ]);
  // A put that says nothing of encryption, another one, and a key of the caller's. As everywhere, all conditions of a statement must hold.
  const denied = (headers: Record<string, string>) => Statement.filter(({ Effect, Action }) => Effect === 'Deny' && Action === 's3:PutObject').some(({ Condition }) => {
    const { StringNotEquals = {}, Null = {} } = Condition as Record<string, Record<string, string>>;
    const differs = Object.entries(StringNotEquals).every(([key, value]) => headers[key] !== value);
    return differs && Object.entries(Null).every(([key, value]) => String(headers[key] === undefined) === value);
  });
  const header = 's3:x-amz-server-side-encryption';
  const puts: Record<string, string>[] = [{}, { [header]: 'AES256' }, { [header]: 'aws:kms' }, { [`${header}-customer-algorithm`]: 'AES256' }];
  expect(puts.map(denied)).toEqual([false, false, true, true]);
});

test('the check of the switch is inverted, that of the canary is not; both ask over HTTPS every ten seconds, three times', () => {
  const { SwitchCheck, CanaryCheck } = checksOf(made());
  const common = { type: 'HTTPS', port: 443, enable_sni: true, request_interval: 10, failure_threshold: 3, fqdn: expect.stringContaining('.bucket_regional_domain_name}') };
  expect(SwitchCheck).toMatchObject({ ...common, resource_path: '/switch', invert_healthcheck: true });
  expect(CanaryCheck).toMatchObject({ ...common, resource_path: '/canary', invert_healthcheck: false });
});

test('the check of the switch is never replaced', () => {
  const { SwitchCheck, CanaryCheck } = checksOf(made());
  expect([SwitchCheck.lifecycle, CanaryCheck.lifecycle]).toEqual([{ prevent_destroy: true }, undefined]);
  expect(checksOf(made({}, { removal: Removal.EPHEMERAL })).SwitchCheck.lifecycle).toEqual({ prevent_destroy: false });
});

test('that of a region is made before the one that it replaces goes, unless it would take something of the user\'s along', () => {
  const lifecycle = (siteEndpoints: object) => checksOf(made({ siteEndpoints }))['EndpointCheck-primary'].lifecycle;
  expect(lifecycle(aliases)).toEqual({ create_before_destroy: true });
  expect(lifecycle({ ...aliases, primary: Endpoint.alias('${path.module}', 'Z1') })).toBeUndefined();
});

test('no property of the host name replaces the check of the switch', () => {
  const options = fc.record({
    failover: fc.constantFrom(...Object.values(DnsFailover)),
    ipv6: fc.boolean(),
    hostName: fc.constantFrom('orders.example.com', 'shop.example.com'),
    zone: fc.constantFrom(zone, HostedZone.fromName('example.com'), HostedZone.create('example.com')),
    healthCheck: fc.record({
      intervalSeconds: fc.constantFrom(10, 30), failureThreshold: fc.integer({ min: 1, max: 10 }), searchString: fc.constantFrom('ok', undefined),
    }),
    alarmActionArns: fc.constantFrom([TOPIC], undefined),
  });
  // What the provider makes a new check for.
  const shape = (template: Template) => {
    const { address, type, request_interval, measure_latency, reference_name, routing_control_arn } = checksOf(template).SwitchCheck;
    return { address, type, request_interval, measure_latency, reference_name, routing_control_arn };
  };
  const first = shape(made());
  fc.assert(fc.property(options, fc.constantFrom(Strategy.WARM_STANDBY, Strategy.ACTIVE_ACTIVE), (dns, strategy) => {
    expect(shape(made(dns, { strategy }))).toEqual(first);
  }), { numRuns: 30 });
});

test('OPERATOR: the primary\'s record follows the switch, by a check of one child, and the secondary\'s nothing', () => {
  const template = made();
  const { SwitchCheck, PrimaryCheck } = checksOf(template);
  expect(PrimaryCheck).toMatchObject({ type: 'CALCULATED', child_health_threshold: 1, child_healthchecks: [`\${${SwitchCheck.address}.id}`] });
  const [primary, standby] = recordsOf(template);
  expect(primary).toMatchObject({ set_identifier: 'us-east-1', failover_routing_policy: { type: 'PRIMARY' }, health_check_id: `\${${PrimaryCheck.address}.id}` });
  expect(standby).toMatchObject({ set_identifier: 'us-west-2', failover_routing_policy: { type: 'SECONDARY' }, alias: { evaluate_target_health: false } });
  expect(standby.health_check_id).toBeUndefined();
});

test('AUTOMATIC asks for the switch and the primary both', () => {
  const template = made({ failover: DnsFailover.AUTOMATIC });
  const { SwitchCheck, PrimaryCheck, 'EndpointCheck-primary': endpoint } = checksOf(template);
  expect(PrimaryCheck).toMatchObject({ type: 'CALCULATED', child_health_threshold: 2, child_healthchecks: [SwitchCheck, endpoint].map(({ address }) => `\${${address}.id}`) });
  expect(recordsOf(template)[0].health_check_id).toBe(`\${${PrimaryCheck.address}.id}`);
});

test('the health of a user\'s alias moves users with AUTOMATIC alone, and that of CloudFront never', () => {
  const evaluated = (dns: object) => recordsOf(made(dns)).map(({ alias }) => alias.evaluate_target_health);
  expect(evaluated({})).toEqual([false, false]);
  expect(evaluated({ failover: DnsFailover.AUTOMATIC })).toEqual([true, false]);
  const cloudfront = { primary: Endpoint.alias('d1.cloudfront.net', 'Z2FDTNDATAQYW2'), standby: aliases.standby };
  expect(evaluated({ failover: DnsFailover.AUTOMATIC, siteEndpoints: cloudfront })).toEqual([false, false]);
});

test('a change of the failover mode is in place: the same checks and records, with other children', () => {
  const addresses = (failover: DnsFailover) => {
    const template = made({ failover });
    return [...template.all('aws_route53_health_check'), ...template.all('aws_route53_record')].map(({ address, body }) => [address, body.type, body.health_check_id]);
  };
  expect(addresses(DnsFailover.AUTOMATIC)).toEqual(addresses(DnsFailover.OPERATOR));
});

test('the check that users are led by is told, and never replaced', () => {
  const { stack, sites } = newSites();
  const layer = quietly(() => new FailoverDns(stack, 'Dns', { sites, dns: { hostName: 'orders.example.com', zone, siteEndpoints: aliases } }));
  new TerraformOutput(stack, 'Followed', { value: layer.primaryCheckId });
  const template = templateOf(stack);
  expect(template.json.output.Followed.value).toBe(recordsOf(template)[0].health_check_id);
  expect(checksOf(made()).PrimaryCheck.lifecycle).toEqual({ prevent_destroy: true });
});

test('both regions active have latency records, the standby\'s with its own check or a thrown switch, which holds when the standby\'s check does not', () => {
  const template = made({}, { strategy: Strategy.ACTIVE_ACTIVE });
  const { SwitchCheck, ThrownCheck, PrimaryCheck, StandbyCheck, 'EndpointCheck-standby': endpoint } = checksOf(template);
  expect(ThrownCheck).toMatchObject({ fqdn: SwitchCheck.fqdn, resource_path: '/switch', invert_healthcheck: false, request_interval: 10, failure_threshold: 3 });
  expect(StandbyCheck).toMatchObject({ type: 'CALCULATED', child_health_threshold: 1, child_healthchecks: [ThrownCheck, endpoint].map(({ address }) => `\${${address}.id}`) });
  expect(recordsOf(template).map(({ latency_routing_policy, health_check_id }) => [latency_routing_policy.region, health_check_id])).toEqual([
    ['us-east-1', `\${${PrimaryCheck.address}.id}`], ['us-west-2', `\${${StandbyCheck.address}.id}`],
  ]);
});

test('backup and restore has one plain record and no switch', () => {
  const template = made({ siteEndpoints: { primary: aliases.primary }, alarmActionArns: undefined }, { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'copied' } });
  expect([template.all('aws_s3_bucket'), template.all('aws_route53_health_check')]).toEqual([[], []]);
  const { body } = template.only('aws_route53_record');
  expect([body.name, body.set_identifier, body.failover_routing_policy, body.health_check_id]).toEqual(['orders.example.com', undefined, undefined, undefined]);
});

test('the alarm of the canary is where the metrics of health checks are, also when neither site is there', () => {
  for (const regions of [{}, { primary: { region: 'eu-west-1' }, standby: { region: 'eu-central-1' } }]) {
    const template = made({}, regions);
    const alarm = template.only('aws_cloudwatch_metric_alarm');
    expect([alarm.region, alarm.scope]).toEqual(['us-east-1', 'Routing']);
    expect(alarm.body).toMatchObject({
      namespace: 'AWS/Route53',
      metric_name: 'HealthCheckStatus',
      dimensions: { HealthCheckId: `\${${checksOf(template).CanaryCheck.address}.id}` },
      alarm_actions: [TOPIC],
      ok_actions: [TOPIC],
      treat_missing_data: 'breaching',
    });
  }
});

test('names have a time to live and are asked under a name of their own', () => {
  const template = made({ siteEndpoints: names, healthCheck: { path: '/up', searchString: 'ok', intervalSeconds: 10, failureThreshold: 2, checkerRegions: ['us-east-1', 'us-west-2', 'eu-west-1'] } });
  expect(recordsOf(template).map(({ type, ttl, records }) => [type, ttl, records])).toEqual([['CNAME', 60, ['one.example.net']], ['CNAME', 60, ['two.example.net']]]);
  const { 'EndpointCheck-primary': primary, 'EndpointCheck-standby': standby } = checksOf(template);
  expect(primary).toMatchObject({
    type: 'HTTPS_STR_MATCH',
    fqdn: 'probe.example.net',
    resource_path: '/up',
    search_string: 'ok',
    request_interval: 10,
    failure_threshold: 2,
    regions: ['us-east-1', 'us-west-2', 'eu-west-1'],
  });
  expect(standby.fqdn).toBe('two.example.net');
});

test('addresses have records by their kind, and are asked themselves', () => {
  const template = made({ siteEndpoints: { primary: Endpoint.ip(['203.0.113.7', '2001:db8::7']), standby: Endpoint.ip(['203.0.113.9', '2001:db8::9']) } });
  expect(recordsOf(template).map(({ type, records }) => [type, records])).toEqual([
    ['A', ['203.0.113.7']], ['AAAA', ['2001:db8::7']], ['A', ['203.0.113.9']], ['AAAA', ['2001:db8::9']],
  ]);
  expect(checksOf(template)['EndpointCheck-primary']).toMatchObject({ ip_address: '203.0.113.7', fqdn: 'orders.example.com' });
});

test('IPv6 of an alias is a record of its own', () => {
  expect(recordsOf(made({ ipv6: true })).map(({ type }) => type)).toEqual(['A', 'AAAA', 'A', 'AAAA']);
});

test('over four stacks the switch is the standby\'s, and records and checks are Routing\'s', () => {
  const { templates } = quietly(() => overFourStacks((scope, sites) => {
    new FailoverDns(scope, 'Dns', { sites, dns: { hostName: 'orders.example.com', zone, siteEndpoints: aliases } });
  }));
  const scopes = (resourceType: string) => [...new Set(templates.flatMap(template => template.all(resourceType).map(({ scope }) => scope)))];
  expect(['aws_s3_bucket', 'aws_s3_object', 'aws_route53_health_check', 'aws_route53_record', 'aws_cloudwatch_metric_alarm'].map(scopes)).toEqual([
    ['Standby'], ['Standby'], ['Routing'], ['Routing'], ['Routing'],
  ]);
});

test('the alarm of a lost switch tells the topic that is handed over beside, unless the properties name others', () => {
  const topic = 'arn:aws:sns:us-east-1:111122223333:alerts';
  const actions = (alarmActionArns?: string[]) => {
    const { stack, sites } = newSites();
    const dns = { hostName: 'orders.example.com', zone, siteEndpoints: aliases, alarmActionArns };
    new FailoverDns(stack, 'Dns', { sites, dns, alarmTopicArn: topic });
    return templateOf(stack).only('aws_cloudwatch_metric_alarm').body.alarm_actions;
  };
  expect([actions(), actions([TOPIC])]).toEqual([[topic], [TOPIC]]);
});
