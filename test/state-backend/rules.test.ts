import { Lazy, LocalBackend, S3Backend, TerraformStack, Testing } from 'cdktf';
import { ACCOUNT, configured, location, newBackend } from './making';
import { PartScope, StateBackend, StateBackendProps, StateLocationProps, StateStackProps } from '../../src';
import { newStack, quietly, refusal, refusalCodes, templateOf, written } from '../support/synth';
import { inEnvironment, newTaggedStack } from '../tagged-stack/environment';

interface Case {
  readonly what: string;
  /** Path and message. */
  readonly says: string;
  readonly location?: object;
  readonly backend?: object;
  readonly stack?: object;
  readonly variables?: Record<string, string>;
  /** What is close to it, and right. */
  readonly fits?: Pick<Case, 'location' | 'backend' | 'stack' | 'variables'>;
}

const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const key = (region: string, account = ACCOUNT) => `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const topic = (region: string) => `arn:aws:sns:${region}:${ACCOUNT}:duty`;
const deploy = (account: string) => ({ assumeRoleArn: `arn:aws:iam::${account}:role/deploy` });

// A location is told of by whatever uses it; here it is the construct unless the case is about a stack.
const make = ({ location: place = {}, backend = {}, stack, variables = {} }: Partial<Case>) => () => {
  const where = location(place as Partial<StateLocationProps>);
  if (stack !== undefined) {
    inEnvironment(variables, () => quietly(() => StateBackend.configure(new TerraformStack(Testing.app(), 'orders'), where, stack as StateStackProps)));
  } else {
    quietly(() => new StateBackend(newStack(), 'State', { location: where, ...backend as Partial<StateBackendProps> }));
  }
};

const CASES: Record<string, Case[]> = {
  DR001: [
    { what: 'no account', location: { accountId: undefined }, says: 'location.accountId: nothing given' },
    { what: 'no environment', location: { environment: undefined }, says: 'location.environment: nothing given' },
    { what: 'no region', location: { standby: {} }, says: 'location.standby.region: nothing given' },
    { what: 'no location', backend: { location: undefined }, says: 'location: nothing given' },
    { what: 'actions of the standby alone', backend: { alarmActionArns: { standby: topic('us-west-2') } }, says: 'alarmActionArns.primary: nothing given' },
  ],
  DR002: [
    { what: 'an account that is a token', location: { accountId: TOKEN }, says: 'location.accountId: a token given' },
    { what: 'a key that is a token', location: { standby: { region: 'us-west-2', kmsKeyArn: TOKEN } }, says: 'location.standby.kmsKeyArn: a token given' },
    { what: 'the key of a state that is a token', stack: { stateKey: TOKEN }, says: 'stateKey: a token given' },
  ],
  DR003: [
    { what: 'an account that is a number', location: { accountId: 111122223333 }, says: 'location.accountId: 111122223333 given, a string needed' },
    { what: 'a location by its name', backend: { location: 'platform' }, says: "location: 'platform' given, a StateLocation needed" },
    { what: 'half a day', backend: { noncurrentDays: 1.5 }, says: 'noncurrentDays: 1.5 given, a whole number needed' },
    { what: 'half a day of logs', backend: { accessLogDays: 1.5 }, says: 'accessLogDays: 1.5 given, a whole number needed' },
    { what: 'a part that there is not', stack: { partScope: 'Everything' }, says: "partScope: 'Everything' given, one of Foundation" },
  ],
  DR004: [
    { what: 'a bucket in a location', location: { bucketName: 'x' }, says: 'location.bucketName: no such property; known are serviceName' },
    { what: 'a certificate in a region', location: { primary: { region: 'us-east-1', certificateArn: 'x' } }, says: 'location.primary.certificateArn: no such property; known are region, kmsKeyArn' },
    { what: 'a region of the construct', backend: { primary: { region: 'us-east-1' } }, says: 'primary.region: no such property; known are provider, assumeRoleArn, endpoints' },
    { what: 'a strategy', backend: { strategy: 'WARM_STANDBY' }, says: 'strategy: no such property' },
    { what: 'a bucket of a stack', stack: { stateBucket: 'x' }, says: 'stateBucket: no such property; known are stateKey' },
  ],
  DR007: [{
    what: 'a name that is too long for a bucket',
    location: { serviceName: 'platform-engineering-team', standby: { region: 'us-gov-west-1' }, primary: { region: 'us-gov-east-1' } },
    says: 'location.serviceName:',
    fits: { location: { serviceName: 'platform-engineering', standby: { region: 'us-gov-west-1' }, primary: { region: 'us-gov-east-1' } } },
  }],
  DR012: [{ what: 'one region', location: { standby: { region: 'us-east-1' } }, says: "location.standby.region: 'us-east-1' given for the standby and for the primary" }],
  DR750: ['1', '1111-2222-3333', '1111222233334', ''].map(accountId => ({ what: `the account '${accountId}'`, location: { accountId }, says: `location.accountId: '${accountId}' given, 12 digits needed`, fits: { location: { accountId: '000000000000' } } })),
  DR751: [{
    what: 'a key of another account',
    location: { primary: { region: 'us-east-1', kmsKeyArn: key('us-east-1', '444455556666') } },
    says: `location.primary.kmsKeyArn: a key of the account 444455556666 given, one of ${ACCOUNT} needed`,
    fits: { location: { primary: { region: 'us-east-1', kmsKeyArn: key('us-east-1') } } },
  }],
  DR752: [{
    what: 'a bucket name that S3 keeps for itself',
    location: { nameOverrides: { [`platform-prod-tfstate-${ACCOUNT}-us-east-1`]: 'states--x-s3' } },
    says: "location.serviceName: 'states--x-s3' given, none of",
    fits: { location: { nameOverrides: { [`platform-prod-tfstate-${ACCOUNT}-us-east-1`]: 'states-x-s3' } } },
  }],
  DR754: [
    { what: 'no days', backend: { noncurrentDays: 0 }, says: 'noncurrentDays: 0 given, a whole number from 1 needed', fits: { backend: { noncurrentDays: 1 } } },
    { what: 'logs of no days', backend: { accessLogDays: 0 }, says: 'accessLogDays: 0 given, a whole number from 1 needed', fits: { backend: { accessLogDays: 1 } } },
  ],
  DR756: [{
    what: 'a role of another account',
    backend: { standby: deploy('444455556666') },
    says: `standby.assumeRoleArn: a role of the account 444455556666 given, one of ${ACCOUNT} needed`,
    fits: { backend: { standby: deploy(ACCOUNT) } },
  }],
  DR757: [
    {
      what: 'an action of another region',
      backend: { alarmActionArns: { primary: topic('us-east-1'), standby: topic('us-east-1') } },
      says: `alarmActionArns.standby: '${topic('us-east-1')}' given, an ARN in us-west-2 needed`,
      fits: { backend: { alarmActionArns: { primary: topic('us-east-1'), standby: topic('us-west-2') } } },
    },
    { what: 'a topic by its name', backend: { alarmActionArns: { primary: 'duty' } }, says: "alarmActionArns.primary: 'duty' given" },
  ],
  DR760: ['/orders', 'a//b', 'env:/x', 'x.tflock', 'x'.repeat(1018)].map(stateKey => ({ what: `the key ${stateKey.slice(0, 20)}`, stack: { stateKey }, says: 'stateKey: ', fits: { stack: { stateKey: 'orders/prod/terraform.tfstate' } } })),
  DR763: [
    { what: 'a region without a bucket', stack: { stateRegion: 'eu-west-1' }, says: "stateRegion: 'eu-west-1' given, us-east-1 or us-west-2 needed", fits: { stack: { stateRegion: 'us-west-2' } } },
    {
      what: 'a region without a bucket in the environment',
      stack: {},
      variables: { TERRAFORM_STATE_REGION: 'eu-west-1' },
      says: "stateRegion: 'eu-west-1' from TERRAFORM_STATE_REGION given",
      fits: { stack: {}, variables: { TERRAFORM_STATE_REGION: 'us-east-1' } },
    },
  ],
  DR764: [undefined, PartScope.FOUNDATION, PartScope.ROUTING, PartScope.STANDBY].map(partScope => ({
    what: `the state of ${partScope ?? 'everything'} in the region that may be lost`,
    stack: { partScope, stateRegion: 'us-east-1' },
    says: "stateRegion: 'us-east-1' given, which is the primary region; 'us-west-2' needed",
    fits: { stack: { partScope: PartScope.PRIMARY, stateRegion: 'us-east-1' } },
  })),
  DR767: [{ what: 'no lock', stack: { stateLockFile: false }, says: 'stateLockFile: false given, and the location has no lock table', fits: { stack: { stateLockFile: false }, location: { lockTable: true } } }],
};

const cases = Object.entries(CASES).flatMap(([code, list]) => list.map(one => [`${code} refuses ${one.what}`, code, one] as const));

test.each(cases)('%s', (_, code, one) => {
  expect(new Set(refusalCodes(make(one)))).toEqual(new Set([code]));
  expect(refusal(make(one))).toContain(`  ${code} ${one.says}`);
  if (one.fits !== undefined) expect(refusal(make(one.fits))).toBe('');
});

test.each(['', '/orders/', 'orders/*', 'orders/?', '${var.prefix}', 'a\nb'])('DR753 refuses a policy for the prefix %p', prefix => {
  expect(refusalCodes(() => location().planPolicy(prefix))).toEqual([prefix.startsWith('$') ? 'DR002' : 'DR753']);
  expect(refusalCodes(() => location().applyPolicy('orders/prod/'))).toEqual([]);
});

test('DR755 warns of old versions that are gone soon', () => {
  const warned = (noncurrentDays: number) => written(() => new StateBackend(newStack(), 'State', { location: location(), noncurrentDays })).lines.join();
  expect(warned(29)).toContain('DR755 noncurrentDays: 29 given, where 30 or more is usual');
  expect(warned(30)).not.toContain('DR755');
});

test('DR758 has Terraform refuse credentials of another account', () => {
  const { body } = templateOf(newBackend().stack).only('aws_s3_bucket', 'us-west-2');
  expect(body.lifecycle.precondition).toEqual([{
    condition: expect.stringMatching(/^\$\{\(data\.aws_caller_identity\.\w+Standby\w+\.account_id == "111122223333"\)\}$/),
    error_message: `DR758: the credentials belong to another account than ${ACCOUNT}, which is in the name of the bucket.`,
  }]);
});

describe('two stacks', () => {
  const shared = "stateKey: 'orders/terraform.tfstate' is the state of the stack 'one' too, in this bucket or in the one that it replicates to";

  test('DR761 refuses the same key in one app, also in the other bucket, which it replicates to', () => {
    const app = Testing.app();
    const another = (stateKey: string, props: StateStackProps, stackId: string) => (
      refusal(() => configured({ stateKey, ...props }, {}, location(), stackId, app))
    );
    expect(another('orders/terraform.tfstate', {}, 'one')).toBe('');
    expect(another('orders/terraform.tfstate', {}, 'two')).toContain(`DR761 ${shared}`);
    expect(another('orders/terraform.tfstate', { partScope: PartScope.PRIMARY }, 'three')).toContain(`DR761 ${shared}`);
    expect(another('other/terraform.tfstate', {}, 'four')).toBe('');
    expect(refusal(() => configured({ stateKey: 'orders/terraform.tfstate' }, {}, location({ environment: 'dev' }), 'five', app))).toBe('');
  });

  test('DR761 refuses the key of a TaggedStack of the app', () => {
    const app = Testing.app();
    newTaggedStack({ stateLocation: location() }, {}, 'orders-test', app);
    expect(refusalCodes(() => configured({ stateKey: 'orders/test/terraform.tfstate' }, {}, location(), 'two', app))).toEqual(['DR761']);
  });

  test('DR055 refuses in a TaggedStack the key of any stack of the app, also in the other bucket', () => {
    const app = Testing.app();
    configured({ stateKey: 'orders/test/terraform.tfstate' }, {}, location(), 'one', app);
    const other = (props: object) => refusalCodes(() => newTaggedStack(props, {}, 'orders-test', app));
    expect(other({ stateLocation: location(), stateBucketRegion: 'us-east-1' })).toEqual(['DR055']);
    expect(other({ stateBucket: location().bucketIn('us-west-2') })).toEqual(['DR055']);
  });
});

test('DR762 refuses a second backend, whatever the first one is', () => {
  const attach = (stack: TerraformStack) => refusalCodes(() => StateBackend.configure(stack, location()));
  const stack = new TerraformStack(Testing.app(), 'orders');
  new LocalBackend(stack);
  expect(attach(stack)).toEqual(['DR762']);
  expect(attach(newTaggedStack({ localState: true }))).toEqual(['DR762']);
  expect(attach(newTaggedStack())).toEqual(['DR762']);
  expect(attach(configured())).toContain('DR762');
  const fresh = new TerraformStack(Testing.app(), 'orders');
  expect(attach(fresh)).toEqual([]);
  expect(() => new S3Backend(fresh, { bucket: 'x', key: 'x' })).toThrow("already a Construct with name 'backend'");
});

test('DR764 can be accepted, and does not stand in the way of the emergency', () => {
  expect(refusal(make({ stack: { stateRegion: 'us-east-1', acceptedRisks: { DR764: 'a sandbox' } } }))).toBe('');
  expect(refusal(make({ stack: {}, variables: { TERRAFORM_STATE_REGION: 'us-east-1' } }))).toBe('');
});

test('DR765 warns of a state that is still in a file', () => {
  const warned = (variables: Record<string, string>) => written(() => inEnvironment(variables, () => StateBackend.configure(new TerraformStack(Testing.app(), 'states'), location()))).lines.join();
  expect(warned({ TERRAFORM_STATE_BOOTSTRAP: 'states' })).toContain("DR765 stack: TERRAFORM_STATE_BOOTSTRAP is 'states', so the state is in a file and not yet in platform-prod-tfstate-111122223333-us-west-2");
  expect(warned({ TERRAFORM_STATE_BOOTSTRAP: 'other' })).toBe('');
});

test('DR766 warns while a variable leads to the other bucket', () => {
  const warned = (props: StateStackProps, region: string) => written(() => inEnvironment({ TERRAFORM_STATE_REGION: region }, () => (
    StateBackend.configure(new TerraformStack(Testing.app(), 'orders'), location(), props)
  ))).lines.join();
  expect(warned({}, 'us-east-1')).toContain("DR766 stateRegion: 'us-east-1' from TERRAFORM_STATE_REGION given, 'us-west-2' is usual");
  expect(warned({}, 'us-west-2')).toBe('');
  expect(warned({ partScope: PartScope.PRIMARY }, 'us-west-2')).toContain('DR766');
});

test('failOnRisks stands neither in the way of the emergency nor of a bootstrap', () => {
  const stack = { failOnRisks: true };
  expect(refusal(make({ stack, variables: { TERRAFORM_STATE_REGION: 'us-east-1' } }))).toBe('');
  expect(refusal(make({ stack, variables: { TERRAFORM_STATE_BOOTSTRAP: 'orders' } }))).toBe('');
  const tagged = { stateLocation: location(), failOnRisks: true };
  expect(refusal(() => quietly(() => newTaggedStack(tagged, { TERRAFORM_STATE_REGION: 'us-east-1' })))).toBe('');
  expect(refusal(() => quietly(() => newTaggedStack(tagged, { TERRAFORM_STATE_BOOTSTRAP: 'orders-test' })))).toBe('');
});

describe('a TaggedStack', () => {
  const codes = (props: object, variables = {}) => refusalCodes(() => quietly(() => newTaggedStack(props, variables)));

  test('DR069 refuses a location beside a bucket', () => {
    expect(codes({ stateLocation: location(), stateBucket: 'other' })).toEqual(['DR069']);
    expect(refusal(() => newTaggedStack({ stateLocation: location(), stateBucket: 'other' }))).toContain('DR069 stateBucket: given together with stateLocation');
    expect(codes({ stateLocation: location(), stateBucket: '' })).toEqual([]);
  });

  test('DR069 refuses a location beside a lock table, which is of one region alone', () => {
    expect(codes({ stateLocation: location(), stateLockTable: 'locks' })).toEqual(['DR069']);
    expect(refusal(() => newTaggedStack({ stateLocation: location({ lockTable: true }), stateLockTable: 'locks' })))
      .toMatch(/DR069 stateLockTable: given together with stateLocation.*Leave it out, and set lockTable of the location to true/);
    expect(codes({ stateLocation: location() }, { TERRAFORM_STATE_LOCK_TABLE: 'locks' })).toEqual([]);
  });

  test('DR070 refuses a region without a bucket of the location, and says where it comes from', () => {
    expect(codes({ stateLocation: location(), stateBucketRegion: 'eu-west-1' })).toEqual(['DR070']);
    expect(refusal(() => newTaggedStack({ stateLocation: location() }, { TERRAFORM_STATE_REGION: 'eu-west-1' })))
      .toMatch(/DR070 stateBucketRegion: 'eu-west-1' from TERRAFORM_STATE_REGION given, us-east-1 or us-west-2 needed/);
    expect(codes({ stateLocation: location(), stateBucketRegion: 'us-east-1' })).toEqual([]);
  });

  test('DR071 warns of a state that is still in a file', () => {
    const warned = (stack: string) => written(() => newTaggedStack({ stateLocation: location() }, { TERRAFORM_STATE_BOOTSTRAP: stack })).lines.join();
    expect(warned('orders-test')).toContain("DR071 stateLocation: TERRAFORM_STATE_BOOTSTRAP is 'orders-test'");
    expect(warned('other')).toBe('');
  });

  test('DR072 warns while a variable leads to the other bucket', () => {
    const warned = (region: string, props = {}) => written(() => (
      newTaggedStack({ stateLocation: location(), ...props }, { TERRAFORM_STATE_REGION: region })
    )).lines.join();
    expect(warned('us-east-1')).toContain("DR072 stateBucketRegion: 'us-east-1' from TERRAFORM_STATE_REGION given, 'us-west-2' is usual");
    expect(warned('us-west-2')).toBe('');
    expect(warned('us-east-1', { stateBucketRegion: 'us-east-1' })).toBe('');
  });

  test('DR056 refuses a location beside localState', () => {
    expect(codes({ stateLocation: location(), localState: true })).toEqual(['DR056']);
  });

  test('what is wrong with its location is told of it', () => {
    expect(refusal(() => newTaggedStack({ stateLocation: location({ accountId: 'x' }) }))).toContain("DR750 stateLocation.accountId: 'x' given, 12 digits needed");
    expect(codes({ stateLocation: { bucket: 'x' } })).toEqual(['DR003']);
  });
});

test('all problems of a location are in one error', () => {
  expect(refusalCodes(make({ location: { serviceName: 'Platform', environment: 'Prod', standby: { region: 'west' } } }))).toEqual(['DR011', 'DR011', 'DR011']);
});
