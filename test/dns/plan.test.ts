import * as fc from 'fast-check';
import { Endpoint, HealthSignal, HostedZone, Strategy } from '../../src';
import { planDns } from '../../src/dns/plan';
import { planSites } from '../../src/sites/plan';
import { isToken } from '../../src/sites/sites';
import { SITES } from '../support/synth';

const names = { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') };
const SOUND = { hostName: 'orders.example.com', zone: HostedZone.fromName('example.com'), siteEndpoints: names };

test('planning never throws, whatever comes in', () => {
  const anything = fc.anything() as fc.Arbitrary<any>;
  const SIGNAL = [
    'namespace', 'metricName', 'dimensions', 'statistic', 'comparison', 'threshold', 'periodSeconds', 'evaluationPeriods', 'whenMissing',
    'publishedEveryPeriod',
  ];
  const known = fc.constantFrom('Minimum', 'LessThanThreshold', 'Unhealthy', 'LastKnownStatus', 60, 3, 1e308, -0, {}, true);
  const signal = fc.oneof(anything, fc.dictionary(fc.constantFrom(...SIGNAL), fc.oneof(known, anything)))
    .map(props => HealthSignal.metric(props as any));
  const signalled = fc.record({ healthSignal: fc.oneof(signal, anything) }) as fc.Arbitrary<any>;
  const endpoint = fc.oneof(
    signalled.map(options => Endpoint.ip(['10.0.0.1'], options)),
    anything,
    fc.tuple(anything, anything, anything).map(([name, zone, options]) => Endpoint.alias(name, zone, options)),
    fc.tuple(anything, anything).map(([name, options]) => Endpoint.cname(name, options)),
    fc.tuple(fc.oneof(anything, fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), anything))), anything).map(([all, options]) => Endpoint.ip(all, options)),
  );
  const value = fc.oneof(
    anything, fc.integer(), fc.string(), fc.record({ primary: endpoint, standby: endpoint }), anything.map(name => HostedZone.fromName(name)),
    fc.tuple(fc.oneof(anything, fc.constant('example.com')), anything).map(([name, more]) => HostedZone.create(name, more)),
    fc.tuple(anything, anything).map(([id, more]) => HostedZone.fromId(id, 'example.com', more)),
    fc.dictionary(fc.constantFrom('path', 'searchString', 'intervalSeconds', 'failureThreshold', 'checkerRegions'), anything),
  );
  const properties = ['zone', 'hostName', 'siteEndpoints', 'failover', 'ttlSeconds', 'ipv6', 'healthCheck', 'alarmActionArns', 'other'];
  const some = fc.dictionary(fc.constantFrom(...properties), value);
  const props = fc.oneof(anything, some, some.map(more => ({ ...SOUND, ...more })));
  fc.assert(fc.property(props, fc.constantFrom(...Object.values(Strategy)), (given, strategy) => {
    const { plan, problems } = planDns(given, 'dns', planSites({ ...SITES, strategy }, {}, isToken).plan!);
    expect(plan !== undefined || problems.length > 0).toBe(true);
  }), { numRuns: 1000 });
});
