// What is refused of a stack: DR050 to DR099.

import type { LocalStatePlan, S3StatePlan, TaggedStackPlan } from './plan';
import { Setting, SettingName, SETTINGS } from './settings';
import { SCOPE_NAMES } from '../layout/stack-maker';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import { partitionOf, REGION_PATTERN } from '../plan/regions';
import { roleArnNeeds } from '../plan/role-arn';
import type { Finding, Rule, RuleFacts } from '../plan/rule';
import { bucketNeeds, keyNeeds } from '../plan/state-names';
import { LONGEST_TAG_VALUE, MOST_TAGS, tagKeyNeeds, tagKeyTwins, tagValueNeeds } from '../plan/tag-limits';
import { ENVIRONMENT } from '../sites/plan';
import { BOOTSTRAP_VARIABLE } from '../state-backend/variables';

const REGIONS = 'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html';
const PARTITIONS = 'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html';
const BACKEND = 'https://developer.hashicorp.com/terraform/language/backend/s3';
const BUCKET_NAMES = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html';
const TABLE_NAMES = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html';
const ROLES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html';
const TAGS = 'https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html';
const IAM_TAGS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html';
const OWN_DOCS = 'docs/tagged-stack.md';
const LOCATION_DOCS = 'docs/state-backend.md';

const STACK_ID = /^[A-Za-z0-9][\w.-]{0,127}$/;
const TABLE_NAME = /^[\w.-]{3,255}$/;

export const NESTED_TAG: RuleFacts = {
  code: 'DR062',
  severity: Severity.IMPOSSIBLE,
  title: 'A default tag whose value is a map or a list',
  source: TAGS,
};

export const otherTaggedStackRules: RuleFacts[] = [NESTED_TAG];

const environment: Rule<TaggedStackPlan> = {
  code: 'DR050',
  severity: Severity.IMPOSSIBLE,
  title: 'An environment that cannot be part of a name',
  source: OWN_DOCS,
  check: plan => (ENVIRONMENT.pattern.test(plan.environment.value) ? [] : [
    malformed('environmentSuffix', plan.environment, ENVIRONMENT.inWords),
  ]),
};

const regions: Rule<TaggedStackPlan> = {
  code: 'DR051',
  severity: Severity.IMPOSSIBLE,
  title: 'Something that has not the form of a region',
  source: REGIONS,
  check: plan => {
    const given: [SettingName, Setting][] = [['awsRegion', plan.region]];
    if (!plan.state.local) given.push(['stateBucketRegion', plan.state.region]);
    return given.filter(([, region]) => !REGION_PATTERN.test(region.value)).map(([name, region]) => malformed(name, region, "a region like 'us-east-1' needed"));
  },
};

const noBucket = s3Rule({
  code: 'DR052',
  severity: Severity.IMPOSSIBLE,
  title: 'Nothing says where the state is kept',
  source: BACKEND,
  check: state => (state.bucket === undefined ? [{
    path: 'stateBucket',
    message: `nothing given, neither here nor in ${SETTINGS.stateBucket.variable}, and there is no default`,
    mend: 'Name the bucket of the state, or set localState to true to keep the state in a file',
  }] : []),
});

const bucketName = s3Rule({
  code: 'DR053',
  severity: Severity.IMPOSSIBLE,
  title: 'A state bucket with a name that no S3 bucket has',
  source: BUCKET_NAMES,
  check: ({ bucket }) => {
    const needed = bucket && bucketNeeds(bucket.value);
    return needed === undefined ? [] : [malformed('stateBucket', bucket!, `${needed} needed`)];
  },
});

const stateKey = s3Rule({
  code: 'DR054',
  severity: Severity.IMPOSSIBLE,
  title: 'A key that Terraform or S3 cannot keep a state under',
  source: BACKEND,
  check: ({ key, ownKey }) => {
    const needed = ownKey ? keyNeeds(key) : undefined;
    return needed === undefined ? [] : [malformed('stateKey', { value: key }, `${needed} needed`)];
  },
});

const sharedState = s3Rule({
  code: 'DR055',
  severity: Severity.IMPOSSIBLE,
  title: 'Two stacks of one app with one state',
  source: BACKEND,
  check: ({ bucket, key, sharedWith }) => sharedWith.map(other => ({
    path: 'stateKey',
    message: `${show(key)} in the bucket ${show(bucket!.value)} is the state of the stack ${show(other)} too; each would destroy what the other made`,
    mend: 'Give one of them another stateKey, id or environment',
  })),
});

const localAndElsewhere: Rule<TaggedStackPlan> = {
  code: 'DR056',
  severity: Severity.IMPOSSIBLE,
  title: 'A state in a file and in a bucket at once',
  source: OWN_DOCS,
  check: ({ state }) => (state.local ? alsoSet(state) : []),
};

const lockTable = s3Rule({
  code: 'DR057',
  severity: Severity.IMPOSSIBLE,
  title: 'A lock table with a name that no DynamoDB table has',
  source: TABLE_NAMES,
  check: state => (state.lockTable === undefined || TABLE_NAME.test(state.lockTable.value) ? [] : [
    malformed('stateLockTable', state.lockTable, '3 to 255 letters, digits and _.- needed'),
  ]),
});

const noLock = s3Rule({
  code: 'DR058',
  severity: Severity.UNSAFE,
  title: 'A state that nothing locks',
  source: BACKEND,
  check: state => (!state.lockFile && state.lockTable === undefined ? [{
    path: 'stateLockFile',
    message: 'false given without a stateLockTable, so that two runs at once can destroy the state',
    mend: 'Leave it out, or name a lock table',
  }] : []),
});

const stackId: Rule<TaggedStackPlan> = {
  code: 'DR059',
  severity: Severity.IMPOSSIBLE,
  title: 'A stack id that directories and state keys cannot be made of',
  source: OWN_DOCS,
  check: plan => (STACK_ID.test(plan.stackId) ? [] : [
    malformed('stackId', { value: plan.stackId }, '1 to 128 letters, digits and _.- needed, a letter or digit first'),
  ]),
};

const roleArn: Rule<TaggedStackPlan> = {
  code: 'DR060',
  severity: Severity.IMPOSSIBLE,
  title: 'A role that is not an IAM role of the region\'s partition',
  source: ROLES,
  check: ({ role, region }) => {
    const needed = role?.known ? roleArnNeeds(role.arn, region.value) : undefined;
    return needed === undefined ? [] : [malformed('assumeRoleArn', { value: role!.arn }, needed)];
  },
};

const onePartition = s3Rule({
  code: 'DR061',
  severity: Severity.UNSAFE,
  title: 'A state bucket in another partition than the resources, where their credentials are not valid',
  source: PARTITIONS,
  check: (state, { region }) => {
    const [own, other] = [partitionOf(region.value), partitionOf(state.region.value)];
    return own === other ? [] : [{
      path: 'stateBucketRegion',
      message: `${show(state.region.value)}${originOf(state.region)} is in the partition ${other}, awsRegion ${show(region.value)} in ${own}`,
      mend: 'Keep the state in the partition of the resources',
    }];
  },
});

const tagKeys: Rule<TaggedStackPlan> = {
  code: 'DR063',
  severity: Severity.IMPOSSIBLE,
  title: 'A default tag with a key that AWS refuses',
  source: TAGS,
  check: ({ tags }) => refusedTags(tags.given, key => tagKeyNeeds(key), key => `${show(key)} given as the key of a tag`),
};

const tagValues: Rule<TaggedStackPlan> = {
  code: 'DR064',
  severity: Severity.IMPOSSIBLE,
  title: 'A default tag with a value that AWS refuses, or an empty one, which some services refuse',
  source: TAGS,
  check: ({ tags }) => refusedTags(tags.given, (_, value) => tagValueNeeds(value), (_, value) => `${show(value)} given as the value of a tag`),
};

const tagTwins: Rule<TaggedStackPlan> = {
  code: 'DR065',
  severity: Severity.IMPOSSIBLE,
  title: 'Two default tags whose keys differ in upper and lower case alone, which are one tag to IAM',
  source: IAM_TAGS,
  check: ({ tags }) => tagKeyTwins(Object.keys(tags.given)).map(([key, twin]) => ({
    path: `defaultTags.${key}`,
    message: `${show(key)} and ${show(twin)} given, which differ in upper and lower case alone`,
    mend: 'Keep one of them',
  })),
};

const tooManyTags: Rule<TaggedStackPlan> = {
  code: 'DR066',
  severity: Severity.IMPOSSIBLE,
  title: 'More default tags than a resource can have',
  source: TAGS,
  check: ({ tags }) => {
    const [count, given] = [Object.keys(tags.all).length, Object.keys(tags.given).length];
    return count <= MOST_TAGS ? [] : [{
      path: 'defaultTags',
      message: `${given} given, which makes ${count} with those of the environment; at most ${MOST_TAGS} possible`,
      mend: 'Leave some out',
    }];
  },
};

const tagLeftOut: Rule<TaggedStackPlan> = {
  code: 'DR067',
  severity: Severity.RISK,
  title: 'A tag of the environment that is left out because it is too long',
  source: TAGS,
  check: ({ tags }) => tags.leftOut.map(({ key, variable, characters }) => ({
    path: `defaultTags.${key}`,
    message: `${characters} characters from ${variable}, at most ${LONGEST_TAG_VALUE} possible; the tag is left out`,
    mend: `Shorten ${variable}, or give the tag in defaultTags`,
  })),
};

const otherEnvironment: Rule<TaggedStackPlan> = {
  code: 'DR068',
  severity: Severity.RISK,
  title: 'A stack id that does not end in the environment, so that stacks of different environments cannot be told apart',
  source: OWN_DOCS,
  // One of the stacks of a layout per region has its scope behind the environment.
  check: plan => (['', ...SCOPE_NAMES.map(scope => `-${scope}`)].some(end => plan.stackId.endsWith(`-${plan.environment.value}${end}`)) ? [] : [{
    path: 'environmentSuffix',
    message: `${show(plan.environment.value)}${originOf(plan.environment)} is the environment of the stack ${show(plan.stackId)}, which does not end in it`,
    mend: 'Make the id with TaggedStack.stackName, and give both the same environment',
  }]),
};

const twoPlaces = s3Rule({
  code: 'DR069',
  severity: Severity.IMPOSSIBLE,
  title: 'A state in a location and in another bucket, or with another lock table, at once',
  source: LOCATION_DOCS,
  check: ({ located }) => (located?.alsoSet ?? []).map(property => ({
    path: property,
    message: 'given together with stateLocation, which names its buckets and the lock table of each region itself',
    mend: property === 'stateLockTable' ? 'Leave it out, and set lockTable of the location to true' : `Leave out ${property} or stateLocation`,
  })),
});

const outsideOfLocation = s3Rule({
  code: 'DR070',
  severity: Severity.IMPOSSIBLE,
  title: 'A state in a region that has no bucket of its location',
  source: LOCATION_DOCS,
  implies: ['DR051', 'DR061'],
  check: ({ located, region }) => (located === undefined || located.regions.includes(region.value) ? [] : [
    malformed('stateBucketRegion', region, `${located.regions.join(' or ')} needed, where the buckets of stateLocation are`),
  ]),
});

const notYetThere: Rule<TaggedStackPlan> = {
  code: 'DR071',
  severity: Severity.RISK,
  notice: true,
  title: 'The state of a stack is in a file, since the bucket of its location is not there yet',
  source: LOCATION_DOCS,
  check: ({ state, stackId: given }) => (state.local && state.laterIn !== undefined ? [{
    path: 'stateLocation',
    message: `${BOOTSTRAP_VARIABLE} is ${show(given)}, so the state is in a file and not yet in ${state.laterIn}`,
    mend: 'Unset it when the bucket is there, and move the state with terraform init -migrate-state',
  }] : []),
};

const otherBucket = s3Rule({
  code: 'DR072',
  severity: Severity.RISK,
  notice: true,
  title: 'A variable of the environment leads to the other bucket of a location',
  source: LOCATION_DOCS,
  check: ({ located, region }) => (located !== undefined && located.regions.includes(region.value) && region.value !== located.normalRegion ? [{
    path: 'stateBucketRegion',
    message: `${show(region.value)}${originOf(region)} given, ${show(located.normalRegion)} is usual; nobody may use the other bucket meanwhile`,
    mend: `Unset ${region.variable} when the states are back`,
  }] : []),
});

export const taggedStackRules: Rule<TaggedStackPlan>[] = [
  environment, regions, noBucket, bucketName, stateKey, sharedState, localAndElsewhere, lockTable, noLock, stackId, roleArn, onePartition,
  tagKeys, tagValues, tagTwins, tooManyTags, tagLeftOut, otherEnvironment, twoPlaces, outsideOfLocation, notYetThere, otherBucket,
];

/** A rule about a state in S3. */
function s3Rule(rule: RuleFacts & { check(state: S3StatePlan, plan: TaggedStackPlan): Finding[] }): Rule<TaggedStackPlan> {
  return { ...rule, check: plan => (plan.state.local ? [] : rule.check(plan.state, plan)) };
}

function malformed(path: string, given: Setting, needed: string): Finding {
  return {
    path,
    message: `${show(given.value)}${originOf(given)} given, ${needed}`,
    mend: given.variable === undefined ? 'Correct it' : `Correct ${given.variable}, or give ${path} in code`,
  };
}

function originOf({ variable }: Setting): string {
  return variable === undefined ? '' : ` from ${variable}`;
}

function alsoSet(state: LocalStatePlan): Finding[] {
  return state.alsoSet.map(property => ({
    path: property,
    message: 'given together with localState, which keeps the state in a file',
    mend: `Leave out ${property} or localState`,
  }));
}

function refusedTags(
  tags: Record<string, string>, needs: (key: string, value: string) => string | undefined, given: (key: string, value: string) => string,
): Finding[] {
  return Object.entries(tags).flatMap(([key, value]) => {
    const needed = needs(key, value);
    return needed === undefined ? [] : [{ path: `defaultTags.${key}`, message: `${given(key, value)}, ${needed}`, mend: 'Correct it or leave it out' }];
  });
}
