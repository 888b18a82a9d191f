import * as fc from 'fast-check';
import { location, OTHER, REGIONS } from './making';
import { PartScope, StateBackend, StateLocation } from '../../src';
import { isToken } from '../../src/sites/sites';
import { planCiPolicy } from '../../src/state-backend/ci-policies';
import { planStateBackend } from '../../src/state-backend/plan';
import { planLocation } from '../../src/state-backend/plan-location';
import { planStackState } from '../../src/state-backend/plan-stack';
import { planTaggedStack } from '../../src/tagged-stack/plan';
import { anything } from '../support/arbitraries';
import { newStack, quietly, templateOf } from '../support/synth';

const name = fc.stringMatching(/^[a-z][a-z0-9]{1,7}$/);
const pairs = fc.constantFrom<[string, string][]>(['us-east-1', 'us-west-2'], ['eu-west-1', 'eu-central-1'], ['cn-north-1', 'cn-northwest-1'], ['us-gov-west-1', 'us-gov-east-1']);
const sound = fc.record({ serviceName: name, environment: name, accountId: fc.stringMatching(/^\d{12}$/), lockTable: fc.boolean(), regions: pairs })
  .map(({ regions: [primary, standby], ...rest }) => ({ ...rest, primary: { region: primary }, standby: { region: standby } }));

test('what a location names is what the construct makes, in any account and partition', () => {
  fc.assert(fc.property(sound, props => {
    const stack = newStack();
    const where = new StateLocation(props);
    quietly(() => new StateBackend(stack, 'State', { location: where }));
    const template = templateOf(stack);
    for (const { region } of [props.primary, props.standby]) {
      expect(template.only('aws_s3_bucket', region).body.bucket).toBe(where.bucketIn(region));
      expect(template.all('aws_dynamodb_table', region).map(({ body }) => body.name)).toEqual([where.lockTableIn(region)].filter(Boolean));
      expect(where.bucketIn(region)).toContain(props.accountId);
      expect(where.bucketIn(region).length).toBeLessThanOrEqual(63);
    }
  }), { numRuns: 10 });
});

test('different locations have different buckets', () => {
  const buckets = (props: any) => [props.primary, props.standby].map(({ region }) => new StateLocation(props).bucketIn(region));
  fc.assert(fc.property(sound, sound, (one, other) => {
    const same = ['serviceName', 'environment', 'accountId'].every(part => (one as any)[part] === (other as any)[part]);
    fc.pre(!same);
    expect(buckets(one).filter(bucket => buckets(other).includes(bucket))).toEqual([]);
  }));
});

test('no stack that must survive its primary region has its state there, whatever the primary is, unless it is refused or the variable says so', () => {
  const region = fc.constantFrom(undefined, ...REGIONS);
  const partScope = fc.constantFrom(undefined, ...Object.values(PartScope));
  fc.assert(fc.property(partScope, region, region, (scope, primaryRegion, stateRegion) => {
    const surroundings = { stackId: 'orders', hasBackend: false, variables: {}, others: [], isToken };
    const { plan, problems } = planStackState(location(), { partScope: scope, primaryRegion, stateRegion }, surroundings);
    const lost = primaryRegion ?? 'us-east-1';
    const refused = problems.some(({ code }) => code === 'DR764');
    if (scope !== PartScope.PRIMARY) expect(refused || plan!.region === OTHER[lost]).toBe(true);
    if (stateRegion === undefined) expect([refused, plan!.region]).toEqual([false, scope === PartScope.PRIMARY ? lost : OTHER[lost]]);
  }));
});

test('planning never throws, whatever comes in', () => {
  const surroundings = { stackId: 'orders', hasBackend: false, variables: {}, others: [], isToken };
  fc.assert(fc.property(anything, anything, (one, other) => {
    expect(planLocation(one, 'location', isToken).problems.length).toBeGreaterThan(0);
    expect(planStateBackend(one, {}, isToken).problems.length).toBeGreaterThan(0);
    planStateBackend({ location: new StateLocation(one as any), primary: other }, {}, isToken);
    planStateBackend({ location: location(), noncurrentDays: one, alarmActionArns: other, tags: one, iam: other }, {}, isToken);
    planStackState(one, other, surroundings);
    planStackState(location(), one, surroundings);
    planCiPolicy(one, other, isToken);
    planTaggedStack('orders-test', { stateLocation: one, stateBucketRegion: other }, { variables: {}, others: [], isToken });
    planTaggedStack('orders-test', { stateLocation: new StateLocation(one as any) }, { variables: {}, others: [], isToken });
  }), { numRuns: 200 });
});

test('a part of a location in place of another value never makes planning throw', () => {
  const props = { serviceName: 'platform', environment: 'prod', accountId: '111122223333', primary: { region: 'us-east-1' }, standby: { region: 'us-west-2' } };
  fc.assert(fc.property(fc.constantFrom(...Object.keys(props), 'naming', 'nameOverrides', 'lockTable'), anything, (key, value) => {
    planLocation({ ...props, [key]: value }, 'location', isToken);
    planStateBackend({ location: new StateLocation({ ...props, [key]: value } as any) }, {}, isToken);
  }), { numRuns: 300 });
});
