import { Testing } from 'cdktf';
import * as fc from 'fast-check';
import { inEnvironment, newTaggedStack, tagsOf, VARIABLES } from './environment';
import { Sites, TaggedStack, TaggedStackProps } from '../../src';
import { tagKeyNeeds, tagValueNeeds } from '../../src/plan/tag-limits';
import { isToken } from '../../src/sites/sites';
import { planTaggedStack } from '../../src/tagged-stack/plan';
import { quietly, SITES, templateOf } from '../support/synth';

const name = fc.stringMatching(/^[a-z][a-z0-9]{2,9}$/);
const region = fc.constantFrom('us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-7');

// Where each setting comes from, and what the stack has when nothing says.
const SOURCES = [
  { property: 'environmentSuffix', variable: 'ENVIRONMENT_SUFFIX', otherwise: 'test', value: name },
  { property: 'awsRegion', variable: 'AWS_REGION', otherwise: 'us-east-1', value: region },
  { property: 'stateBucket', variable: 'TERRAFORM_STATE_BUCKET', otherwise: undefined, value: name },
  { property: 'stateBucketRegion', variable: 'TERRAFORM_STATE_BUCKET_REGION', otherwise: 'us-east-1', value: region },
  { property: 'stateLockTable', variable: 'TERRAFORM_STATE_LOCK_TABLE', otherwise: undefined, value: name },
] as const;

const sources = fc.tuple(...SOURCES.map(source => fc.record({
  source: fc.constant(source),
  code: fc.oneof(source.value, fc.constantFrom('', undefined)),
  environment: fc.oneof(source.value, fc.constantFrom('', undefined)),
})));

test('code wins over the environment, the environment over the default, and empty means unset: for every setting', () => {
  const app = Testing.app();
  let count = 0;
  fc.assert(fc.property(sources, drawn => {
    const props = Object.fromEntries(drawn.map(({ source, code }) => [source.property, code]));
    const set = Object.fromEntries(drawn.map(({ source, environment }) => [source.variable, environment]));
    const expected = Object.fromEntries(drawn.map(({ source, code, environment }) => [source.property, code || environment || source.otherwise]));
    const local = expected.stateBucket === undefined;
    if (local) delete props.stateLockTable;
    const service = `orders${count += 1}`;
    const stack = quietly(() => inEnvironment(set, () => (
      new TaggedStack(app, TaggedStack.stackName(service, props.environmentSuffix), { ...props, localState: local })
    )));
    const { environmentSuffix, awsRegion, stateBucket, stateBucketRegion, stateLockTable } = stack;
    expect({ environmentSuffix, awsRegion }).toEqual({ environmentSuffix: expected.environmentSuffix, awsRegion: expected.awsRegion });
    expect({ stateBucket, stateBucketRegion, stateLockTable }).toEqual(local ? {} : {
      stateBucket: expected.stateBucket, stateBucketRegion: expected.stateBucketRegion, stateLockTable: expected.stateLockTable,
    });
    expect(stack.node.id).toBe(`${service}-${expected.environmentSuffix}`);
  }), { numRuns: 200 });
});

const PROPERTIES = [
  'environmentSuffix', 'awsRegion', 'assumeRoleArn', 'defaultTags', 'volatileTags', 'stateBucket', 'stateBucketRegion', 'stateKey', 'stateLockTable',
  'stateLockFile', 'localState', 'acceptedRisks', 'failOnRisks', 'unheardOf',
];
const text = fc.string({ unit: 'binary', maxLength: 300 });
const variables = fc.dictionary(fc.constantFrom(...VARIABLES), text);
const anyProps = fc.oneof(
  fc.anything(),
  fc.dictionary(fc.constantFrom(...PROPERTIES), fc.oneof(fc.anything(), text, fc.boolean(), fc.dictionary(text, fc.oneof(text, fc.anything())))),
);

test('planning never throws, and gives a plan or says why not, whatever is given and set', () => {
  fc.assert(fc.property(fc.oneof(fc.anything(), text), anyProps, variables, (stackId, props, environment) => {
    const { plan, problems } = planTaggedStack(stackId, props, { variables: environment, others: [], isToken });
    expect(plan !== undefined || problems.length > 0).toBe(true);
    problems.forEach(problem => expect(problem.text).toMatch(/^DR\d{3} /));
  }), { numRuns: 1000 });
});

test('tags of the environment are such as AWS takes, whatever is set', () => {
  fc.assert(fc.property(variables, environment => {
    const { plan } = planTaggedStack('orders-test', { localState: true, volatileTags: true, environmentSuffix: 'test' }, { variables: environment, others: [], isToken });
    for (const [key, value] of Object.entries(plan!.tags.all)) {
      expect([tagKeyNeeds(key), tagValueNeeds(value)]).toEqual([undefined, undefined]);
    }
  }), { numRuns: 1000 });
});

test('every provider of the stack has the same tags, whichever they are', () => {
  const tag = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _.:/=+@-]{0,20}$/).filter(key => !/^(aws|rds):/i.test(key));
  const given: fc.Arbitrary<TaggedStackProps['defaultTags']> = fc.uniqueArray(fc.tuple(tag, tag), { maxLength: 20, selector: ([key]) => key.toLowerCase() })
    .map(entries => Object.fromEntries(entries));
  fc.assert(fc.property(given, fc.option(name, { nil: '' }), (defaultTags, TEAM) => {
    const stack = newTaggedStack({ defaultTags }, { TEAM });
    Sites.inOneStack(stack, 'Sites', SITES);
    const [own, primary, standby, ...more] = tagsOf(templateOf(stack));
    expect(own).toEqual(stack.defaultTags);
    expect(own).toMatchObject(defaultTags!);
    expect([primary, standby, more]).toEqual([own, own, []]);
  }), { numRuns: 20 });
});
