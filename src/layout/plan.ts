// The four stacks of a service, with every default filled in.

import { layoutRules } from './rules';
import type { LayoutRegions } from './site-stacks';
import { SCOPE_NAMES, ScopeName, StackForecast, stackIdOf, StackRequest } from './stack-maker';
import { Problem } from '../plan/problem';
import { IsToken, Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { checkReasons, RiskSettings } from '../plan/settle';

/** The stacks of a layout. */
export interface LayoutPlan extends RiskSettings {
  readonly regions: LayoutRegions;
  readonly requests: Record<ScopeName, StackRequest>;
  readonly states: Partial<Record<ScopeName, NonNullable<StackForecast['state']>>>;
  /** Ids of stacks that the app has already. */
  readonly taken: string[];
}

/** What planning a layout needs beside its properties. */
export interface LayoutSurroundings {
  readonly isToken: IsToken;
  /** Whether the app has a child with this id. */
  readonly isTaken: (stackId: string) => boolean;
  readonly forecast: (request: StackRequest) => StackForecast;
}

const REGION_PROPERTIES = ['region', 'stateBucket', 'stateBucketRegion', 'stateLockTable'];
const STATE_PROPERTIES = ['stateBucket', 'stateBucketRegion', 'stateLockTable'];
const SHARED_PROPERTIES = [
  'environmentSuffix', 'assumeRoleArn', 'defaultTags', 'volatileTags', 'stateLockFile', 'stateLocation', 'localState', 'acceptedRisks', 'failOnRisks',
];

/** Plans a layout. */
export function planLayout(layoutName: unknown, props: unknown, surroundings: LayoutSurroundings): Planned<LayoutPlan> {
  const { isToken, isTaken, forecast } = surroundings;
  const list = new ProblemList();
  const reader = new Reader(props, '', list, isToken);
  reader.onlyHas(['primary', 'standby', 'stateKeyPrefix', ...SHARED_PROPERTIES]);
  const names = new Reader({ layoutName }, '', list, isToken);
  names.need('layoutName', "'orders-prod'");
  const name = names.text('layoutName');
  const located = reader.raw('stateLocation') !== undefined;
  const primary = readRegion(reader, 'primary', "'us-east-1'", located);
  const standby = readRegion(reader, 'standby', "'us-west-2'", located);
  const keyPrefix = reader.text('stateKeyPrefix') || undefined;
  const risks = { acceptedRisks: reader.textMap('acceptedRisks') ?? {}, failOnRisks: reader.bool('failOnRisks') ?? false };
  checkReasons(risks, list);
  const isReadable = list.problems.length === 0;
  if (!isReadable || name === undefined || primary.region === undefined || standby.region === undefined) return { problems: list.problems };

  const primaryRegion = primary.region;
  const shared = Object.fromEntries(SHARED_PROPERTIES.map(property => [property, reader.raw(property)]));
  const requestOf = (scopeName: ScopeName): StackRequest => ({
    layoutName: name,
    scopeName,
    primaryRegion,
    keyPrefix,
    props: {
      ...shared,
      awsRegion: scopeName === 'primary' ? primaryRegion : standby.region,
      ...(scopeName === 'primary' ? stateOfPrimary(primary, standby) : standby.state),
    },
  });
  const requests: Record<ScopeName, StackRequest> = {
    foundation: requestOf('foundation'), primary: requestOf('primary'), standby: requestOf('standby'), routing: requestOf('routing'),
  };
  const forecasts = SCOPE_NAMES.map(scopeName => [scopeName, forecast(requests[scopeName])] as const);
  // One mistake is told once, though it is made in four stacks.
  const told = new Set<string>();
  for (const [scopeName, { problems }] of forecasts) {
    for (const problem of problems.map(one => withPath(one, pathIn(one.path, scopeName, primary)))) {
      const key = `${problem.code} ${problem.path}`;
      if (!told.has(key)) list.addAll([problem]);
      told.add(key);
    }
  }
  const plan: LayoutPlan = {
    ...risks,
    regions: { primary: primary.region, standby: standby.region },
    requests,
    states: Object.fromEntries(forecasts.filter(([, { state }]) => state !== undefined).map(([scopeName, { state }]) => [scopeName, state])),
    taken: SCOPE_NAMES.map(scopeName => stackIdOf(requests[scopeName])).filter(isTaken),
  };
  list.check(layoutRules, plan);
  return { plan, problems: list.problems };
}

interface RegionSettings {
  readonly region?: string;
  /** What it says of its state; a bucket that is named has a region, and those of a location have their own. */
  readonly state: Record<string, string | undefined>;
}

function readRegion(props: Reader, role: 'primary' | 'standby', example: string, located: boolean): RegionSettings {
  const reader = props.struct(role);
  reader.onlyHas(REGION_PROPERTIES);
  reader.need('region', example);
  const region = reader.text('region');
  const [stateBucket, stateBucketRegion, stateLockTable] = STATE_PROPERTIES.map(property => reader.text(property) || undefined);
  const ofBucket = stateBucket === undefined || located ? undefined : region;
  return { region, state: { stateBucket, stateBucketRegion: stateBucketRegion ?? ofBucket, stateLockTable } };
}

// The primary's state is beside the standby's unless it has a bucket of its own, which then has a lock table of its own.
function stateOfPrimary(primary: RegionSettings, standby: RegionSettings): RegionSettings['state'] {
  if (primary.state.stateBucket !== undefined) return primary.state;
  return Object.fromEntries(STATE_PROPERTIES.map(property => [property, primary.state[property] ?? standby.state[property]]));
}

// Where in the properties of the layout a property of a stack was given.
function pathIn(path: string, scopeName: ScopeName, primary: RegionSettings): string {
  if (path === 'awsRegion') return scopeName === 'primary' ? 'primary.region' : 'standby.region';
  if (path === 'stackId') return 'layoutName';
  if (path === 'stateKey') return 'stateKeyPrefix';
  if (!STATE_PROPERTIES.includes(path)) return path;
  return scopeName === 'primary' && (primary.state.stateBucket ?? primary.state[path]) !== undefined ? `primary.${path}` : `standby.${path}`;
}

function withPath(problem: Problem, path: string): Problem {
  return Problem._of({ ...problem, path });
}
