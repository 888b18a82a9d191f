// The capacity of each cluster, with every default filled in.

import { Capacity } from './capacity';
import { IsToken, Reader } from '../plan/reader';
import { ProblemList } from '../plan/rule';
import { Strategy } from '../plan/strategy';

/** The capacity of one cluster. */
export interface CapacityPlan {
  readonly path: string;
  /** Whether it was given rather than derived. */
  readonly given: boolean;
  readonly instanceClass: string;
  readonly instanceCount: number;
  /** The number of instances that was given, if one was. */
  readonly givenCount?: number;
  /** Missing for instances of a fixed size. */
  readonly acu?: { readonly least: number; readonly most: number };
}

const SERVERLESS_CLASS = 'db.serverless';
const PRIMARY_INSTANCES = 2;
const STANDBY_INSTANCES = 1;

/** Plans the capacity of the primary. */
export function planCapacity(reader: Reader, list: ProblemList, isToken: IsToken): CapacityPlan | undefined {
  if (!reader.has('capacity')) return { ...read(Capacity.serverless(), reader.at('capacity'), PRIMARY_INSTANCES, list, isToken)!, given: false };
  const capacity = instanceOf(reader, 'capacity');
  return capacity && read(capacity, reader.at('capacity'), PRIMARY_INSTANCES, list, isToken);
}

/** Plans the capacity of the standby: the primary's, unless given. */
export function planStandbyCapacity(
  reader: Reader, primary: CapacityPlan | undefined, headless: boolean, strategy: Strategy, list: ProblemList, isToken: IsToken,
): CapacityPlan | undefined {
  const path = reader.at('standbyCapacity');
  const count = strategy === Strategy.ACTIVE_ACTIVE ? primary?.instanceCount ?? PRIMARY_INSTANCES : STANDBY_INSTANCES;
  const capacity = instanceOf(reader, 'standbyCapacity');
  if (reader.has('standbyCapacity') && capacity === undefined) return undefined;
  const plan = capacity === undefined
    ? primary && { ...primary, path, given: false, instanceCount: count, givenCount: undefined }
    : read(capacity, path, count, list, isToken);
  return plan && headless ? { ...plan, instanceCount: 0 } : plan;
}

function instanceOf(reader: Reader, property: string): Capacity | undefined {
  return reader.instance(property, 'a Capacity', (value): value is Capacity => value instanceof Capacity);
}

function read(capacity: Capacity, path: string, defaultCount: number, list: ProblemList, isToken: IsToken): CapacityPlan | undefined {
  if (capacity.provisionedProps === undefined) {
    const serverless = new Reader(capacity.serverlessProps, path, list, isToken);
    serverless.onlyHas(['minAcu', 'maxAcu', 'instanceCount']);
    return {
      path,
      given: true,
      instanceClass: SERVERLESS_CLASS,
      ...countOf(serverless, defaultCount),
      acu: { least: serverless.number('minAcu') ?? 0.5, most: serverless.number('maxAcu') ?? 8 },
    };
  }
  const provisioned = new Reader(capacity.provisionedProps, path, list, isToken);
  provisioned.onlyHas(['instanceClass', 'instanceCount']);
  provisioned.need('instanceClass', "'db.r7g.large'");
  const instanceClass = provisioned.text('instanceClass');
  const counts = countOf(provisioned, defaultCount);
  return instanceClass === undefined ? undefined : { path, given: true, instanceClass, ...counts };
}

function countOf(reader: Reader, defaultCount: number): { instanceCount: number; givenCount?: number } {
  const givenCount = reader.number('instanceCount');
  return { instanceCount: givenCount ?? defaultCount, givenCount };
}
