// Where a stack keeps its state: in which of the two buckets, under which key.

import { isStateLocation } from './location';
import { backendKeyOf, LocationPlan, placesOf, planLocation, regionToSurviveIn, StateRegionPlan } from './plan-location';
import { stackRules } from './rules-stack';
import { BOOTSTRAP_VARIABLE, REGION_VARIABLE, Variables } from './variables';
import { IsToken, Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { checkReasons, RiskSettings } from '../plan/settle';
import { sharersOf, StateOfStack, StatePlace } from '../sites/kept-state';
import { PartScope } from '../sites/site';

/** The state of a stack. */
export interface StackStatePlan extends RiskSettings {
  readonly stackId: string;
  readonly key: string;
  readonly ownKey: boolean;
  /** The region whose bucket is used, if it is one of the two. */
  readonly region: string;
  /** The region that is used where nothing says otherwise. */
  readonly normalRegion: string;
  /** The variable that the region came from. */
  readonly regionVariable?: string;
  readonly regions: string[];
  /** Whether the stack must survive the loss of the primary region. */
  readonly survives: boolean;
  readonly primaryRegion: string;
  readonly bucket: string;
  /** Both buckets: what is written to one comes to the other. */
  readonly buckets: string[];
  readonly places: StatePlace[];
  readonly kmsKeyId: string;
  readonly lockTable?: string;
  readonly lockFile: boolean;
  readonly sharedWith: string[];
  readonly hasBackend: boolean;
  /** Whether the state is in a file until the buckets are there. */
  readonly bootstrapping: boolean;
}

/** What is known of the stack beside its properties. */
export interface StackStateSurroundings {
  readonly stackId: string;
  readonly hasBackend: boolean;
  readonly variables: Variables;
  readonly others: StateOfStack[];
  readonly isToken: IsToken;
}

const PROPERTIES = ['stateKey', 'partScope', 'primaryRegion', 'stateRegion', 'stateLockFile', 'acceptedRisks', 'failOnRisks'];

/** Plans the state of a stack. Never throws. */
export function planStackState(location: unknown, props: unknown, surroundings: StackStateSurroundings): Planned<StackStatePlan> {
  const { stackId, hasBackend, variables, others, isToken } = surroundings;
  const list = new ProblemList();
  const places = new Reader({ location }, '', list, isToken);
  places.need('location', 'a StateLocation');
  const given = places.instance('location', 'a StateLocation', isStateLocation);
  const reader = new Reader(props, '', list, isToken);
  reader.onlyHas(PROPERTIES);
  const located = given && planLocation(given._props, 'location', isToken);
  list.addAll(located?.problems ?? []);
  const ownKey = reader.text('stateKey') || undefined;
  const partScope = reader.oneOf('partScope', Object.values(PartScope));
  const primaryRegion = reader.text('primaryRegion') || undefined;
  const stateRegion = reader.text('stateRegion') || undefined;
  const lockFile = reader.bool('stateLockFile') ?? true;
  const risks = { acceptedRisks: reader.textMap('acceptedRisks') ?? {}, failOnRisks: reader.bool('failOnRisks') ?? false };
  checkReasons(risks, list);
  if (located?.plan === undefined || list.problems.length > 0) return { problems: list.problems };

  const survives = partScope !== PartScope.PRIMARY;
  const { primary, standby } = located.plan;
  const lost = primaryRegion ?? primary.region;
  const chosen = chooseRegion(located.plan, regionToSurviveIn(located.plan, lost, survives), stateRegion, variables);
  const place = chosen.place ?? standby;
  const key = ownKey ?? `${stackId}/terraform.tfstate`;
  const buckets = [primary.bucketName, standby.bucketName];
  const plan: StackStatePlan = {
    ...risks,
    stackId,
    key,
    ownKey: ownKey !== undefined,
    ...chosen.facts,
    regions: [primary.region, standby.region],
    survives,
    primaryRegion: lost,
    bucket: place.bucketName,
    buckets,
    places: placesOf(located.plan),
    kmsKeyId: backendKeyOf(place),
    lockTable: place.lockTableName,
    lockFile,
    sharedWith: sharersOf(key, buckets, others),
    hasBackend,
    bootstrapping: variables[BOOTSTRAP_VARIABLE] === stackId,
  };
  list.check(stackRules, plan);
  return { plan, problems: list.problems };
}

/** A region that was chosen, and why. */
export interface ChosenRegion {
  readonly facts: { readonly region: string; readonly normalRegion: string; readonly regionVariable?: string };
  /** Undefined where the region is none of the two. */
  readonly place?: StateRegionPlan;
}

/** Chooses one of the two regions: the variable's, else the one given in code, else the normal one. */
export function chooseRegion({ primary, standby }: LocationPlan, normal: string, given: string | undefined, variables: Variables): ChosenRegion {
  const ofVariable = variables[REGION_VARIABLE] || undefined;
  const normalRegion = given ?? normal;
  const region = ofVariable ?? normalRegion;
  return {
    facts: { region, normalRegion, ...(ofVariable === undefined ? {} : { regionVariable: REGION_VARIABLE }) },
    place: [primary, standby].find(one => one.region === region),
  };
}
