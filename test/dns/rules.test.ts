import { Lazy, Testing } from 'cdktf';
import { AwsProvider } from '#aws/provider';
import {
  DatabaseEngine, DnsFailover, Endpoint, FailoverDns, FunctionCode, FunctionSpec, HealthSignal, HostedZone, MissingSignal, MultiRegionDr, Severity,
  SignalComparison, SignalStatistic, Sites, SitesProps, Strategy, TaggedStack,
} from '../../src';
import { dnsRules } from '../../src/dns/rules';
import { show } from '../../src/plan/reader';
import { newSites, newStack, quietly, refusal, refusalCodes, SITES, templateOf, written } from '../support/synth';

interface Case {
  readonly what: string;
  /** What differs from a sound host name. */
  readonly dns: object;
  readonly sites?: Partial<SitesProps>;
  /** Path and message. */
  readonly says: string;
  /** What is close to it, and right. */
  readonly fits?: object;
}

const zone = HostedZone.fromId('Z0EXAMPLE', 'example.com');
const names = { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') };
const aliases = { primary: Endpoint.alias('one.elb.amazonaws.com', 'Z1'), standby: Endpoint.alias('two.elb.amazonaws.com', 'Z2') };
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:duty';
const SOUND = { hostName: 'orders.example.com', zone, siteEndpoints: names, alarmActionArns: [TOPIC] };
const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const addresses = (...all: string[]) => ({ siteEndpoints: { primary: Endpoint.ip(all), standby: Endpoint.ip(['198.51.100.7']) } });
const inIpv6 = (address: string) => ({ siteEndpoints: { primary: Endpoint.ip([address]), standby: Endpoint.ip(['2001:db8::9']) } });
const tags = (count: number) => Object.fromEntries([...Array(count).keys()].map(number => [`t${number}`, 'x']));
const check = (healthCheck: object) => ({ healthCheck });
const backups: Partial<SitesProps> = { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'copied by others' } };
const METRIC = {
  namespace: 'Orders/Probe',
  metricName: 'Answered',
  statistic: SignalStatistic.MINIMUM,
  comparison: SignalComparison.LESS_THAN_THRESHOLD,
  threshold: 1,
  whenMissing: MissingSignal.HEALTHY,
};
const signal = (more: object = {}) => ({ healthSignal: HealthSignal.metric({ ...METRIC, ...more }) });
// The primary is a private address that a metric tells of.
const watched = (more: object = {}, dns: object = {}) => ({ siteEndpoints: { primary: Endpoint.ip(['10.0.0.1'], signal(more)), standby: Endpoint.ip(['198.51.100.7']) }, ...dns });
const AT = 'siteEndpoints.primary.healthSignal';
const dimensions = (count: number) => Object.fromEntries([...Array(count).keys()].map(number => [`d${number}`, 'x']));
const onlyPrimary = { siteEndpoints: { primary: names.primary } };

const CASES: Record<string, Case[]> = {
  DR001: [
    { what: 'no host name', dns: { hostName: undefined }, says: 'hostName: nothing given' },
    { what: 'no zone', dns: { zone: undefined }, says: 'zone: nothing given' },
    { what: 'no endpoints', dns: { siteEndpoints: undefined }, says: 'siteEndpoints: nothing given' },
    { what: 'an alias without a zone', dns: { siteEndpoints: { ...aliases, primary: Endpoint.alias('one', undefined as any) } }, says: 'siteEndpoints.primary.targetZoneId: nothing given' },
    { what: 'a CNAME of nothing', dns: { siteEndpoints: { ...names, standby: Endpoint.cname(undefined as any) } }, says: 'siteEndpoints.standby.targetDomainName: nothing given' },
    ...['namespace', 'metricName', 'statistic', 'comparison', 'threshold', 'whenMissing'].map(property => ({
      what: `a metric without ${property}`, dns: watched({ [property]: undefined }), says: `${AT}.${property}: nothing given`,
    })),
    { what: 'a zone of no id', dns: { zone: HostedZone.fromId(undefined as any, 'example.com') }, says: 'zone.zoneId: nothing given' },
    { what: 'no addresses', dns: { siteEndpoints: { ...names, primary: Endpoint.ip(undefined as any) } }, says: 'siteEndpoints.primary.addresses: nothing given' },
  ],
  DR002: [
    { what: 'a host name that is a token', dns: { hostName: TOKEN }, says: 'hostName: a token given' },
    { what: 'an address that is a token', dns: addresses(TOKEN), says: 'siteEndpoints.primary.addresses[0]: a token given' },
  ],
  DR003: [
    { what: 'an endpoint that is a name', dns: { siteEndpoints: { ...names, standby: 'two.example.net' } }, says: "siteEndpoints.standby: 'two.example.net' given, an Endpoint needed" },
    { what: 'a percentile', dns: watched({ statistic: 'p99' }), says: `${AT}.statistic: 'p99' given, one of Average, Minimum, Maximum, Sum, SampleCount needed`, fits: watched({ statistic: SignalStatistic.SAMPLE_COUNT }) },
    { what: 'an anomaly band', dns: watched({ comparison: 'LessThanLowerThreshold' }), says: `${AT}.comparison: 'LessThanLowerThreshold' given, one of`, fits: watched({ comparison: SignalComparison.GREATER_THAN_OR_EQUAL_TO_THRESHOLD }) },
    { what: 'a threshold that is none', dns: watched({ threshold: NaN }), says: `${AT}.threshold: NaN given, a number needed`, fits: watched({ threshold: 0.5 }) },
    { what: 'a signal that is a name', dns: { siteEndpoints: { ...names, primary: Endpoint.cname('one', { healthSignal: 'alarm' as any }) } }, says: `${AT}: 'alarm' given, a HealthSignal needed` },
    { what: 'a provider that is a name', dns: { zone: HostedZone.fromName('example.com', { zoneProvider: 'aws' as any }) }, says: "zone.zoneProvider: 'aws' given, an AWS provider needed" },
  ],
  DR004: [
    { what: 'a property that there is not', dns: { weight: 1 }, says: 'weight: no such property' },
    ...['expression', 'datapointsToAlarm', 'treatMissingData', 'accountId', 'extendedStatistic', 'alarmName'].map(property => ({
      what: `${property} of a metric, which a health check cannot copy`, dns: watched({ [property]: 'x' }), says: `${AT}.${property}: no such property`,
    })),
    { what: 'accelerated recovery of a zone that is there', dns: { zone: HostedZone.fromName('example.com', { acceleratedRecovery: true } as any) }, says: 'zone.acceleratedRecovery: no such property' },
    { what: 'a property of a check that there is not', dns: check({ port: 80 }), says: 'healthCheck.port: no such property' },
  ],
  DR007: [{ what: 'a bucket name that is too long', dns: {}, sites: { serviceName: 'a'.repeat(36), environment: 'b' }, says: 'allowed for S3 bucket names' }],
  DR500: [{ what: 'a host name with a space', dns: { hostName: 'my orders.example.com' }, says: "hostName: 'my orders.example.com' given, labels of 1 to 63" }],
  DR501: [{ what: 'a host name of elsewhere', dns: { hostName: 'orders.example.org' }, says: "hostName: 'orders.example.org' given, a name that ends with '.example.com' needed", fits: { hostName: 'a.b.example.com' } }],
  DR502: [{ what: 'a zone with a dot at its end', dns: { zone: HostedZone.fromName('example.com.') }, says: "zone.zoneName: 'example.com.' given" }],
  DR504: [{ what: 'no endpoint in the standby', dns: onlyPrimary, says: 'siteEndpoints.standby: nothing given, and the strategy lets the standby serve users' }],
  DR505: [
    { what: 'a name and an alias', dns: { siteEndpoints: { ...names, primary: aliases.primary } }, says: 'siteEndpoints: records of the type A in the primary region and CNAME in the standby given' },
    { what: 'IPv6 in one region', dns: addresses('2001:db8::1'), says: 'siteEndpoints: records of the type AAAA', fits: addresses('203.0.113.1') },
  ],
  DR506: [{ what: 'a CNAME for the zone', dns: { hostName: 'example.com' }, says: "siteEndpoints.primary: Endpoint.cname given for 'example.com'", fits: { hostName: 'example.com', siteEndpoints: aliases } }],
  DR507: [
    { what: 'no address', dns: addresses(), says: 'siteEndpoints.primary.addresses: no address given, at least one needed' },
    { what: 'an address of three parts', dns: addresses('203.0.113'), says: "siteEndpoints.primary.addresses[0]: '203.0.113' given" },
  ],
  DR508: ['10.0.0.1', '172.31.0.1', '192.168.1.1', '127.0.0.1', '169.254.1.1', '100.64.0.1'].map(address => ({
    what: `the private address ${address}`,
    dns: addresses(address),
    says: `siteEndpoints.primary.addresses[0]: ${address} given, an address of the public internet needed`,
    fits: addresses('172.32.0.1', '100.128.0.1', '192.169.0.1'),
  })).concat(['fd00::1', 'FE80::1', '::ffff:10.0.0.1', '::ffff:a00:1', '0:0:0:0:0:FFFF:0a00:0001', '0:0:0:0:0:0:0:1'].map(address => ({
    what: `the private address ${address} of IPv6`,
    dns: inIpv6(address),
    says: `siteEndpoints.primary.addresses[0]: ${address} given, an address of the public internet needed`,
    fits: inIpv6('::ffff:203.0.113.7'),
  }))),
  DR509: ['internal-orders-1.us-east-1.elb.amazonaws.com', 'dualstack.internal-orders-1.us-east-1.elb.amazonaws.com', 'vpce-1-2.vpce-svc-1.us-east-1.vpce.amazonaws.com'].map(name => ({
    what: `the name ${name}`,
    dns: { siteEndpoints: { ...aliases, primary: Endpoint.alias(name, 'Z1') } },
    says: `siteEndpoints.primary.targetDomainName: '${name}' given, which leads to private addresses`,
    fits: { siteEndpoints: { primary: Endpoint.alias(name, 'Z1', { checkHostName: 'probe.example.net' }), standby: Endpoint.alias(`x${name}`, 'Z1', signal()) } },
  })).concat(['internal-orders-1.us-east-1.elb.amazonaws.com'].map(name => ({
    what: `the name ${name} for checkers`,
    dns: { siteEndpoints: { ...names, primary: Endpoint.cname('one.example.net', { checkHostName: name }) } },
    says: `siteEndpoints.primary.checkHostName: '${name}' given, which leads to private addresses`,
    fits: { siteEndpoints: { primary: Endpoint.ip(['10.0.0.1'], { checkHostName: 'probe.example.net' }), standby: Endpoint.ip(['198.51.100.7']) } },
  }))),
  DR510: [10, 59, 90, 0, -60, 86_460].map(periodSeconds => ({
    what: `a period of ${periodSeconds} seconds`, dns: watched({ periodSeconds, evaluationPeriods: 1 }), says: `${AT}.periodSeconds: ${periodSeconds} given, 60 or a multiple of it`, fits: watched({ periodSeconds: 86_400, evaluationPeriods: 1 }),
  })),
  DR511: [{ what: 'a time of aliases', dns: { siteEndpoints: aliases, ttlSeconds: 60 }, says: 'ttlSeconds: 60 given, and every endpoint is an alias', fits: { ttlSeconds: 60 } }],
  DR512: [{ what: 'a negative time', dns: { ttlSeconds: -1 }, says: 'ttlSeconds: -1 given, 0 to 2147483647 possible', fits: { ttlSeconds: 0 } }],
  DR514: [{ what: 'an interval of 20 seconds', dns: check({ intervalSeconds: 20 }), says: 'healthCheck.intervalSeconds: 20 given, 10 or 30 needed', fits: check({ intervalSeconds: 10 }) }],
  DR515: [0, 11].map(count => ({ what: `${count} failures`, dns: check({ failureThreshold: count }), says: `healthCheck.failureThreshold: ${count} given, 1 to 10 needed`, fits: check({ failureThreshold: 10 }) })),
  DR516: [['us-east-1', 'us-west-2'], ['us-east-1', 'us-west-2', 'eu-central-1'], ['us-east-1', 'us-west-2', 'us-west-2'], []].map(checkerRegions => ({
    what: `checkers in ${checkerRegions.join(', ') || 'no region'}`, dns: check({ checkerRegions }), says: 'healthCheck.checkerRegions: ', fits: check({ checkerRegions: ['us-east-1', 'us-west-2', 'eu-west-1'] }),
  })),
  DR517: ['health', '/a b', `/${'x'.repeat(255)}`].map(path => ({ what: `the path ${path.slice(0, 10)}`, dns: check({ path }), says: 'healthCheck.path: ', fits: check({ path: '/status?deep=1' }) })),
  DR518: ['', 'x'.repeat(256)].map(searchString => ({ what: `a text of ${searchString.length}`, dns: check({ searchString }), says: `healthCheck.searchString: a text of ${searchString.length}`, fits: check({ searchString: 'ok' }) })),
  DR520: [{ what: 'China', dns: { alarmActionArns: undefined }, sites: { primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } }, says: 'primary.region: regions of the partition aws-cn given' }],
  DR521: [{ what: 'IPv6 of names', dns: { ipv6: true }, says: 'ipv6: true given, Endpoint.alias needed in each region', fits: { siteEndpoints: aliases, ipv6: true } }],
  DR524: [
    'arn:aws:sns:us-west-2:111122223333:duty', 'duty', 'arn:aws:sqs:us-east-1:111122223333:duty', 'arn:aws:ssm-incidents:us-west-2:111122223333:response-plan/orders',
  ].map(arn => ({
    what: `the action ${arn}`, dns: { alarmActionArns: [arn] }, says: `alarmActionArns[0]: ${show(arn)} given, an ARN of us-east-1 needed`, fits: { alarmActionArns: [TOKEN, TOPIC, 'arn:aws:ssm-incidents::111122223333:response-plan/orders', 'arn:aws:lambda:us-east-1:111122223333:function:duty'] },
  })),
  DR525: [['failover', DnsFailover.AUTOMATIC] as const, ['healthCheck', {}] as const, ['alarmActionArns', [TOPIC]] as const].map(([property, value]) => ({
    what: `${property} without a standby`, dns: { ...onlyPrimary, alarmActionArns: undefined, [property]: value }, sites: backups, says: `${property}: given without an endpoint in the standby region`,
  })),
  DR526: [[0, 60, 1440], [1441, 60, 1440], [25, 3540, 24], [169, 3600, 168]].map(([evaluationPeriods, periodSeconds, possible]) => ({
    what: `${evaluationPeriods} periods of ${periodSeconds} seconds`,
    dns: watched({ evaluationPeriods, periodSeconds }),
    says: `${AT}.evaluationPeriods: ${evaluationPeriods} of ${periodSeconds} seconds given`,
    fits: watched({ evaluationPeriods: possible, periodSeconds }),
  })),
  DR527: [
    { what: 'eleven dimensions', dns: watched({ dimensions: dimensions(11) }), says: `${AT}.dimensions: 11 dimensions given, at most 10 possible`, fits: watched({ dimensions: dimensions(10) }) },
    { what: 'a dimension without a value', dns: watched({ dimensions: { Region: '' } }), says: `${AT}.dimensions.Region: a name of 6 characters and a value of 0 given`, fits: watched({ dimensions: { Region: TOKEN } }) },
    { what: 'a value that metrics may have and health checks may not', dns: watched({ dimensions: { Region: 'x'.repeat(256) } }), says: 'a value of 256 given', fits: watched({ dimensions: { Region: 'x'.repeat(255) } }) },
  ],
  DR528: [
    ...['', ':Probe', 'x'.repeat(256)].map(namespace => ({ what: `the namespace '${namespace.slice(0, 9)}'`, dns: watched({ namespace }), says: `${AT}.namespace: `, fits: watched({ namespace: TOKEN }) })),
    { what: 'a metric without a name', dns: watched({ metricName: '' }), says: `${AT}.metricName: '' given`, fits: watched({ metricName: 'x'.repeat(255) }) },
  ],
  DR529: [{
    what: 'the last known state of a metric that comes now and then',
    dns: watched({ whenMissing: MissingSignal.LAST_KNOWN_STATUS }),
    says: `${AT}.whenMissing: LAST_KNOWN_STATUS given, and publishedEveryPeriod: true is not`,
    fits: watched({ whenMissing: MissingSignal.LAST_KNOWN_STATUS, publishedEveryPeriod: true }),
  }],
  DR530: [
    { what: 'missing values that move users', dns: watched({ whenMissing: MissingSignal.UNHEALTHY }, { failover: DnsFailover.AUTOMATIC }), says: `${AT}.whenMissing: UNHEALTHY given for us-east-1, whose metric is kept in us-west-2`, fits: watched({ whenMissing: MissingSignal.UNHEALTHY }) },
    {
      what: 'missing values that take the standby away where both are active',
      dns: { siteEndpoints: { primary: Endpoint.ip(['198.51.100.7']), standby: Endpoint.ip(['10.1.0.1'], signal({ whenMissing: MissingSignal.UNHEALTHY })) } },
      sites: { strategy: Strategy.ACTIVE_ACTIVE },
      says: 'siteEndpoints.standby.healthSignal.whenMissing: UNHEALTHY given for us-west-2, whose metric is kept in us-east-1',
      fits: watched({ whenMissing: MissingSignal.UNHEALTHY }),
    },
  ],
  DR531: [{ what: 'a metric of a load balancer', dns: watched({ namespace: 'AWS/ApplicationELB' }), says: `${AT}.namespace: 'AWS/ApplicationELB' given; what AWS measures in us-east-1 is not in us-west-2`, fits: watched({ namespace: 'CloudWatchSynthetics' }) }],
  DR532: [
    {
      what: 'a name for checkers that do not ask',
      dns: { siteEndpoints: { ...names, primary: Endpoint.cname('one.example.net', { checkHostName: 'probe.example.net', ...signal() }) } },
      says: 'siteEndpoints.primary.checkHostName: given beside healthSignal',
    },
    {
      what: 'settings of checkers that do not ask',
      dns: { siteEndpoints: { primary: Endpoint.ip(['10.0.0.1'], signal()), standby: Endpoint.ip(['10.1.0.1'], signal()) }, healthCheck: { path: '/up' } },
      says: 'healthCheck: given, and every endpoint has a healthSignal',
      fits: watched({}, { healthCheck: { path: '/up' } }),
    },
  ],
  DR534: [{
    what: 'ten tags, to which the name of a check comes',
    dns: {},
    sites: { tags: tags(10) },
    says: 'tags: 10 tags given, which with the default tags of the stack and Name are 11; health checks, hosted zones and objects in S3 have at most 10',
  }],
  DR535: [
    { what: 'a target that is no name', dns: { siteEndpoints: { ...names, standby: Endpoint.cname('https://two.example.net') } }, says: "siteEndpoints.standby.targetDomainName: 'https://two.example.net' given, labels of 1 to 63", fits: { siteEndpoints: { ...names, standby: Endpoint.cname('_TWO.example.net.') } } },
    { what: 'an alias of no name', dns: { siteEndpoints: { ...aliases, primary: Endpoint.alias('one two', 'Z1') } }, says: "siteEndpoints.primary.targetDomainName: 'one two' given", fits: { siteEndpoints: { ...aliases, primary: Endpoint.alias(TOKEN, 'Z1') } } },
    { what: 'an address in place of a name', dns: { siteEndpoints: { ...names, primary: Endpoint.cname('203.0.113.7') } }, says: 'siteEndpoints.primary.targetDomainName: the address 203.0.113.7 given, a name needed' },
    { what: 'a name for checkers that is none', dns: { siteEndpoints: { ...names, primary: Endpoint.cname('one.example.net', { checkHostName: 'one/health' }) } }, says: "siteEndpoints.primary.checkHostName: 'one/health' given" },
    { what: 'a target that is the host name', dns: { siteEndpoints: { ...names, primary: Endpoint.cname('Orders.example.com') } }, says: "siteEndpoints.primary.targetDomainName: 'Orders.example.com' given, which is the host name itself" },
    { what: 'checkers that ask the host name', dns: { siteEndpoints: { ...names, standby: Endpoint.cname('two.example.net', { checkHostName: 'orders.example.com' }) } }, says: "siteEndpoints.standby.checkHostName: 'orders.example.com' given, which is the host name itself" },
    { what: 'one name for both regions', dns: { siteEndpoints: { primary: names.primary, standby: Endpoint.cname('ONE.example.net') } }, says: "siteEndpoints.standby.targetDomainName: 'ONE.example.net' given for both regions", fits: { siteEndpoints: { primary: Endpoint.cname(TOKEN), standby: Endpoint.cname(TOKEN) } } },
    { what: 'the same addresses for both regions', dns: addresses('198.51.100.7'), says: "siteEndpoints.standby.addresses: '198.51.100.7' given for both regions", fits: addresses('198.51.100.7', '198.51.100.8') },
    {
      what: 'one name for the checkers of both regions',
      dns: { siteEndpoints: { primary: Endpoint.cname('one.example.net', { checkHostName: 'probe.example.net' }), standby: Endpoint.cname('two.example.net', { checkHostName: 'probe.example.net' }) } },
      says: "siteEndpoints.standby.checkHostName: 'probe.example.net' given for both regions",
    },
  ],
};

const make = (dns: object, more: Partial<SitesProps> = {}) => {
  const { stack, sites } = newSites(more);
  new FailoverDns(stack, 'Dns', { sites, dns: { ...SOUND, ...dns } });
  return stack;
};

describe.each(Object.entries(CASES))('%s', (code, cases) => {
  test.each(cases)(`${code} refuses $what`, ({ dns, sites, says, fits }) => {
    const made = () => quietly(() => make(dns, sites));
    expect([...new Set(refusalCodes(made))]).toEqual([code]);
    expect(refusal(made)).toContain(says);
    if (fits !== undefined) expect(refusalCodes(() => quietly(() => make(fits, sites)))).toEqual([]);
  });
});

test.each(['10.0.0.1', '::ffff:10.0.0.1'])('DR508 refuses the private address %s where a name is due, which is none either', address => {
  const asked = (options: object) => () => quietly(() => make({ siteEndpoints: { ...names, primary: Endpoint.cname('one.example.net', options) } }));
  expect(refusalCodes(asked({ checkHostName: address })).sort()).toEqual(['DR508', 'DR535']);
  const leading = () => quietly(() => make({ siteEndpoints: { ...names, primary: Endpoint.cname(address) } }));
  expect(refusalCodes(leading).sort()).toEqual(['DR508', 'DR535']);
});

test('DR520 is of the failover switch alone: one record needs no checkers', () => {
  const china: Partial<SitesProps> = { ...backups, primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } };
  expect(refusalCodes(() => quietly(() => make({ ...onlyPrimary, alarmActionArns: undefined }, china)))).toEqual([]);
});

test('DR534 is of a new zone too, and of no name without switch and new zone', () => {
  const fits = (count: number, dns: object, more: Partial<SitesProps> = {}) =>
    refusalCodes(() => quietly(() => make(dns, { tags: tags(count), ...more })));
  const plain = { ...onlyPrimary, alarmActionArns: undefined };
  const created = { ...plain, zone: HostedZone.create('example.com') };
  expect([fits(9, {}), fits(10, {})]).toEqual([[], ['DR534']]);
  expect([fits(11, plain, backups), fits(10, created, backups), fits(11, created, backups)]).toEqual([[], [], ['DR534']]);
});

test('DR534 counts the default tags of the stack, those of the same key once', () => {
  const most = (defaultTags: Record<string, string>) => [...Array(10).keys()].filter(count => refusalCodes(() => quietly(() => {
    const stack = new TaggedStack(Testing.app(), 'orders', { environmentSuffix: 'prod', localState: true, defaultTags });
    new FailoverDns(stack, 'Dns', { sites: Sites.inOneStack(stack, 'Sites', { ...SITES, tags: tags(count) }), dns: SOUND });
  })).length === 0).pop()!;
  const without = most({});
  expect([most({ Team: 'x' }), most({ t0: 'x' })]).toEqual([without - 1, without]);
});

describe('a host name by itself reads what is handed over beside it', () => {
  const VALUES = { primary: 'one.example.net', standby: 'two.example.net' };
  const ENTRY = { hostName: 'orders.example.com', healthPath: '/health', targetDomainNames: VALUES, targetZoneIds: { primary: 'Z1', standby: 'Z2' } };
  const refused = (more: object) => refusal(() => quietly(() => {
    const { stack, sites } = newSites();
    new FailoverDns(stack, 'Dns', { sites, dns: { zone }, entry: ENTRY, ...more } as any);
  }));

  test.each([
    ['DR004 refuses a property that there is not', { alarmTopic: TOPIC }, 'DR004 alarmTopic: no such property'],
    ['DR004 refuses a property of the entry that there is not', { entry: { ...ENTRY, port: 80 } }, 'DR004 entry.port: no such property'],
    ['DR001 refuses targets without zones', { entry: { ...ENTRY, targetZoneIds: undefined } }, 'DR001 entry.targetZoneIds.primary: nothing given'],
    ['DR001 refuses a target of the standby without a zone', { entry: { ...ENTRY, targetZoneIds: { primary: 'Z1' } } }, 'DR001 entry.targetZoneIds.standby: nothing given'],
    ['DR001 refuses an entry without a path', { entry: { ...ENTRY, healthPath: undefined } }, 'DR001 entry.healthPath: nothing given'],
    ['DR003 refuses an entry that is a name', { entry: 'http' }, "DR003 entry: 'http' given, an object needed"],
    ['DR003 refuses a topic that is none', { alarmTopicArn: 7 }, 'DR003 alarmTopicArn: 7 given, a string needed'],
    ['DR524 refuses a topic of another region', { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:duty' }, "DR524 alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:duty' given"],
  ])('%s', (_, more, says) => expect(refused(more)).toContain(says));

  test('and takes what is right', () => {
    const { stack, sites } = newSites();
    new FailoverDns(stack, 'Dns', { sites, dns: { zone }, entry: ENTRY, alarmTopicArn: TOPIC });
    expect(templateOf(stack).all('aws_route53_record')).toHaveLength(2);
  });
});

test('DR525 refuses a metric about the only region', () => {
  const made = () => quietly(() => make({ siteEndpoints: { primary: Endpoint.ip(['10.0.0.1'], signal()) }, alarmActionArns: undefined }, backups));
  expect(refusal(made)).toContain(`DR525 ${AT}: given without an endpoint in the standby region`);
});

test('DR530 and DR531 can be accepted by those who know their metric', () => {
  const mine = watched({ whenMissing: MissingSignal.UNHEALTHY, namespace: 'AWS/Lambda' }, { failover: DnsFailover.AUTOMATIC });
  expect(refusalCodes(() => quietly(() => make(mine)))).toEqual(['DR530', 'DR531']);
  expect(refusalCodes(() => quietly(() => make(mine, { acceptedRisks: { DR530: 'a heartbeat of the primary', DR531: 'the prober\'s' } })))).toEqual([]);
});

const warned = (dns: object, sites: Partial<SitesProps> = {}) => written(() => make(dns, sites)).lines.join('\n');

test('DR513 warns of an answer that is kept for longer than a minute', () => {
  expect(warned({ ttlSeconds: 61 })).toContain('DR513 ttlSeconds: 61 given, at most 60');
  expect(warned({ ttlSeconds: 60 })).toBe('');
});

test('DR523 warns of a switch whose loss nobody is told of', () => {
  expect(warned({ alarmActionArns: undefined })).toContain('DR523 alarmActionArns: nothing given');
});

test('DR533 warns of a new zone that nobody is led to', () => {
  expect(warned({ zone: HostedZone.create('example.com') })).toContain("DR533 zone: HostedZone.create given for 'example.com'");
  expect(warned({ zone: HostedZone.fromName('example.com') })).toBe('');
});

test('DR522 warns where no provider is known for the alarm, and none is made', () => {
  const { made, lines } = written(() => {
    const one = newStack();
    const provider = new AwsProvider(one, 'Own', { alias: 'own', region: 'eu-central-1' });
    const sites = Sites.inOneStack(one, 'Sites', { ...SITES, primary: { region: 'eu-west-1' }, standby: { region: 'eu-central-1', provider } });
    new FailoverDns(one, 'Dns', { sites, dns: SOUND });
    return one;
  });
  expect(templateOf(made).all('aws_cloudwatch_metric_alarm')).toEqual([]);
  expect(lines.join('\n')).toContain('DR522 standby.provider: a provider of your own given');
});

const service = (more: object) => ({ ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, ...more });

test('DR519 refuses a failover by checks with a database, unless accepted', () => {
  const database = { engine: DatabaseEngine.auroraPostgresql('16.8') };
  const codes = (dns: object, more: object = {}) => MultiRegionDr.check(service({ database, dns: { ...SOUND, ...dns }, ...more }) as any)
    .filter(problem => problem.severity !== Severity.RISK && problem.acceptedBecause === undefined).map(problem => problem.code);
  expect(codes({ failover: DnsFailover.AUTOMATIC })).toEqual(['DR519']);
  expect(codes({})).toEqual([]);
  expect(codes({ failover: DnsFailover.AUTOMATIC }, { database: undefined })).toEqual([]);
  expect(codes({ failover: DnsFailover.AUTOMATIC }, { acceptedRisks: { DR519: 'read only' } })).toEqual([]);
});

test('DR503 refuses another host name than the HTTP entry has', () => {
  const api = new FunctionSpec('api', { code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'a' }, standby: { bucket: 'two', key: 'a' } }), runtime: 'python3.13', handler: 'a.b' });
  const codes = (dns: object) => MultiRegionDr.check(service({
    functions: [api], http: { routes: { $default: api }, hostName: 'orders.example.com', zone }, dns: { alarmActionArns: [TOPIC], ...dns },
  }) as any).map(problem => problem.code);
  expect(codes({ hostName: 'shop.example.com' })).toEqual(['DR503']);
  expect(codes({ hostName: 'orders.example.com' })).toEqual([]);
  expect(codes({ hostName: 'shop.example.com', siteEndpoints: names })).toEqual([]);
});

test('every rule of the host name has a test here', () => {
  const elsewhere = ['DR503', 'DR513', 'DR519', 'DR522', 'DR523', 'DR533'];
  expect([...Object.keys(CASES).filter(code => code >= 'DR500'), ...elsewhere].sort()).toEqual(dnsRules.map(rule => rule.code).sort());
});

test('a sound host name has no problem', () => {
  expect(warned({})).toBe('');
  expect(templateOf(make({})).all('aws_route53_record').length).toBe(2);
});
