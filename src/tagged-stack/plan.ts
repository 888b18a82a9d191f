// What the stack of one environment is, with every default filled in.

import { taggedStackRules } from './rules';
import { Setting, SettingName, settingOf, Variables } from './settings';
import { keyPrefixOf } from './site-stack';
import { planTags, TagsPlan } from './tags';
import { IsToken, Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { checkReasons, RiskSettings } from '../plan/settle';

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
}

/** A state in a file. */
export interface LocalStatePlan {
  readonly local: true;
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

/** Where a stack of the app keeps its state. */
export interface StateLocation {
  readonly stackPath: string;
  readonly bucket: string;
  readonly key: string;
}

/** What planning a stack needs beside its properties. */
export interface StackSurroundings {
  readonly variables: Variables;
  readonly others: StateLocation[];
  readonly isToken: IsToken;
}

const PROPERTIES = [
  'environmentSuffix', 'awsRegion', 'assumeRoleArn', 'defaultTags', 'volatileTags', 'stateBucket', 'stateBucketRegion', 'stateKey',
  'stateLockTable', 'stateLockFile', 'localState', 'acceptedRisks', 'failOnRisks',
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
  const readable = list.problems.length === 0;

  reader.onlyHas(PROPERTIES);
  const tags = planTags(reader, { environment: environment.value, volatileTags, variables }, list, isToken);
  const risks = { acceptedRisks: reader.textMap('acceptedRisks') ?? {}, failOnRisks: reader.bool('failOnRisks') ?? false };
  checkReasons(risks, list);
  if (!readable || ownId === undefined) return { problems: list.problems };

  const key = s3.key ?? `${keyPrefixOf(ownId, environment.value)}/terraform.tfstate`;
  const sharedWith = others.filter(other => other.bucket === s3.bucket?.value && other.key === key).map(other => other.stackPath);
  const plan: TaggedStackPlan = {
    ...risks,
    stackId: ownId,
    environment,
    region,
    role: roleArn === undefined ? undefined : { arn: roleArn, known: !isToken(roleArn) },
    tags,
    state: local
      ? { local, alsoSet: PLACES_OF_S3.filter(name => reader.text(name)) }
      : { ...s3, local, key, ownKey: s3.key !== undefined, sharedWith },
  };
  list.check(taggedStackRules, plan);
  return { plan, problems: list.problems };
}
