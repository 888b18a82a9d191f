// What the stack of one environment is, with every default filled in.

import { taggedStackRules } from './rules';
import { Setting, SettingName, settingOf, Variables } from './settings';
import { keyPrefixOf } from './site-stack';
import { planTags, TagsPlan } from './tags';
import { IsToken, Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { checkReasons, RiskSettings } from '../plan/settle';
import { sharersOf, StateOfStack, StatePlace } from '../sites/kept-state';
import { isStateLocation } from '../state-backend/location';
import { backendKeyOf, LocationPlan, placesOf, planLocation } from '../state-backend/plan-location';
import { chooseRegion } from '../state-backend/plan-stack';
import { BOOTSTRAP_VARIABLE } from '../state-backend/variables';

/** A state in an S3 bucket. */
export interface S3StatePlan {
  readonly local: false;
  /** Undefined when nobody named one, which is a problem. */
  readonly bucket?: Setting;
  readonly region: Setting;
  readonly key: string;
  /** Whether the key was given, and not made of the stack's id. */
  readonly ownKey: boolean;
  readonly lockTable?: Setting;
  readonly lockFile: boolean;
  /** Stacks of the app with this bucket and key. */
  readonly sharedWith: string[];
  /** Missing for a bucket that was named. */
  readonly located?: LocatedState;
}

/** What is known of a state in a location. */
export interface LocatedState {
  readonly regions: string[];
  /** Both buckets: what is written to one comes to the other. */
  readonly buckets: string[];
  readonly places: StatePlace[];
  readonly kmsKeyId: string;
  /** The region that is used where the environment does not say otherwise. */
  readonly normalRegion: string;
  /** Properties given in code that say the state is elsewhere. */
  readonly alsoSet: string[];
}

/** A state in a file. */
export interface LocalStatePlan {
  readonly local: true;
  /** The bucket that is not there yet, if that is the reason. */
  readonly laterIn?: string;
  /** Properties given in code that say the state is elsewhere. */
  readonly alsoSet: string[];
}

/** A stack. */
export interface TaggedStackPlan extends RiskSettings {
  readonly stackId: string;
  readonly environment: Setting;
  readonly region: Setting;
  readonly role?: { readonly arn: string; readonly known: boolean };
  readonly tags: TagsPlan;
  readonly state: S3StatePlan | LocalStatePlan;
}

/** What planning a stack needs beside its properties. */
export interface StackSurroundings {
  readonly variables: Variables;
  readonly others: StateOfStack[];
  readonly isToken: IsToken;
}

const PROPERTIES = [
  'environmentSuffix', 'awsRegion', 'assumeRoleArn', 'defaultTags', 'volatileTags', 'stateBucket', 'stateBucketRegion', 'stateKey',
  'stateLockTable', 'stateLockFile', 'stateLocation', 'localState', 'acceptedRisks', 'failOnRisks',
];
const PLACES_OF_S3 = ['stateBucket', 'stateKey', 'stateLockTable'];

/** Plans a stack. */
export function planTaggedStack(stackId: unknown, props: unknown, { variables, others, isToken }: StackSurroundings): Planned<TaggedStackPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, '', list, isToken);
  const setting = <N extends SettingName>(name: N) => settingOf(name, reader.text(name), variables);

  const idReader = new Reader({ stackId }, '', list, isToken);
  idReader.need('stackId', "'orders-prod'");
  const ownId = idReader.text('stackId');
  const environment = setting('environmentSuffix');
  const region = setting('awsRegion');
  const roleArn = reader.opaque('assumeRoleArn') || undefined;
  const s3 = {
    bucket: setting('stateBucket'),
    region: setting('stateBucketRegion'),
    key: reader.text('stateKey') || undefined,
    lockTable: setting('stateLockTable'),
    lockFile: reader.bool('stateLockFile') ?? true,
  };
  const local = reader.bool('localState') ?? false;
  const volatileTags = reader.bool('volatileTags') ?? false;
  const location = reader.instance('stateLocation', 'a StateLocation', isStateLocation);
  const located = location && planLocation(location._props, 'stateLocation', isToken);
  list.addAll(located?.problems ?? []);
  const readable = list.problems.length === 0;

  reader.onlyHas(PROPERTIES);
  const tags = planTags(reader, { environment: environment.value, volatileTags, variables }, list, isToken);
  const risks = { acceptedRisks: reader.textMap('acceptedRisks') ?? {}, failOnRisks: reader.bool('failOnRisks') ?? false };
  checkReasons(risks, list);
  if (!readable || ownId === undefined) return { problems: list.problems };

  const key = s3.key ?? `${keyPrefixOf(ownId, environment.value)}/terraform.tfstate`;
  const place: Pick<S3StatePlan, 'bucket' | 'region' | 'lockTable' | 'located'> = located?.plan === undefined ? s3 : placeIn(located.plan, reader, variables);
  const buckets = place.located?.buckets ?? (place.bucket === undefined ? [] : [place.bucket.value]);
  const bootstrapping = place.located !== undefined && variables[BOOTSTRAP_VARIABLE] === ownId;
  const plan: TaggedStackPlan = {
    ...risks,
    stackId: ownId,
    environment,
    region,
    role: roleArn === undefined ? undefined : { arn: roleArn, known: !isToken(roleArn) },
    tags,
    state: local || bootstrapping
      ? {
        local: true,
        ...(local ? {} : { laterIn: place.bucket?.value }),
        alsoSet: local ? [...PLACES_OF_S3.filter(name => reader.text(name)), ...(location === undefined ? [] : ['stateLocation'])] : [],
      }
      : { ...s3, ...place, local, key, ownKey: s3.key !== undefined, sharedWith: sharersOf(key, buckets, others) },
  };
  list.check(taggedStackRules, plan);
  return { plan, problems: list.problems };
}

// The environment's bucket and lock table are those of stacks without a location.
function placeIn(location: LocationPlan, reader: Reader, variables: Variables): Pick<S3StatePlan, 'bucket' | 'region' | 'lockTable' | 'located'> {
  const { primary, standby } = location;
  const { facts, place = standby } = chooseRegion(location, standby.region, reader.text('stateBucketRegion') || undefined, variables);
  return {
    bucket: { value: place.bucketName },
    region: { value: facts.region, variable: facts.regionVariable },
    lockTable: place.lockTableName === undefined ? undefined : { value: place.lockTableName },
    located: {
      regions: [primary.region, standby.region],
      buckets: [primary.bucketName, standby.bucketName],
      places: placesOf(location),
      kmsKeyId: backendKeyOf(place),
      normalRegion: facts.normalRegion,
      alsoSet: ['stateBucket', 'stateLockTable'].filter(name => reader.text(name)),
    },
  };
}
