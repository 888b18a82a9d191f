// What is watched, as plain values: handed over by whoever knows the other layers, or read from the targets that a user named.

import { TARGET_NAME, TARGET_TWICE } from './rules-targets';
import { MonitoringTarget, TargetKind } from './target';
import { isLogicalName } from '../plan/logical-name';
import { Reader, show } from '../plan/reader';
import type { ProblemList } from '../plan/rule';
import type { SiteRole } from '../plan/site-role';
import type { PlanningContext } from '../sites/plan';

/** Something that is watched. */
export interface WatchedTarget {
  readonly kind: TargetKind;
  readonly path: string;
  /** What the service calls it; left out for what there is one of. */
  readonly targetName?: string;
  /** What it is called in each region. Of what is made with an id of AWS's, a mark in its place. */
  readonly names: { readonly primary?: string; readonly standby?: string };
  readonly busName?: string;
  readonly timeoutSeconds?: number;
  readonly readsStream?: boolean;
  readonly idleInStandby?: boolean;
  /** Whether writes are replicated with a delay that the region of the writer measures. */
  readonly replicated?: boolean;
}

// Their ids are AWS's: known when they are made, and not when they are planned.
const IDENTIFIED: TargetKind[] = ['httpApi', 'certificate', 'endpointChecks', 'failoverSwitch'];
const LONGEST_NAME = 100;

/** Whether it is a health check, whose metrics are in `us-east-1` wherever the sites are. */
export function isCheck({ kind }: WatchedTarget): boolean {
  return kind === 'endpointChecks' || kind === 'failoverSwitch';
}

/** Stands for an id of AWS's until it is known. */
export function markOf(kind: TargetKind, role: SiteRole, targetName: string = ''): string {
  return `<${kind} ${targetName} ${role}>`;
}

/** The ids that marks stand for, from the targets that have them. */
export function idsOf(targets: MonitoringTarget[]): Map<string, string> {
  return new Map(targets.map(target => target._facts).filter(({ kind }) => IDENTIFIED.includes(kind)).flatMap(({ kind, targetName, names }) =>
    (['primary', 'standby'] as const).flatMap((role): [string, string][] => {
      const value = names[role] ?? undefined;
      return value === undefined ? [] : [[markOf(kind, role, targetName), value]];
    })));
}

/** What a user named. */
export function readTargets(targets: MonitoringTarget[], context: PlanningContext, list: ProblemList): WatchedTarget[] {
  const read = targets.flatMap((target, position) => readTarget(target, `targets[${position}]`, context, list));
  return read.filter(({ kind, targetName, path }, position) => {
    const isFirst = read.findIndex(other => other.kind === kind && other.targetName === targetName) === position;
    if (!isFirst) {
      const given = targetName === undefined ? `a second ${kind}` : show(targetName);
      list.add(TARGET_TWICE, { path, message: `${given} given, which another ${kind} is`, mend: 'Leave one out, or give it another name' });
    }
    return isFirst;
  });
}

function readTarget(target: MonitoringTarget, path: string, { isToken }: PlanningContext, list: ProblemList): WatchedTarget[] {
  const { kind, names, busName, options, ...rest } = target._facts;
  const own = new Reader({ names, busName, ...rest }, path, list, isToken);
  const both = own.struct('names');
  both.onlyHas(['primary', 'standby']);
  own.need('names', "{ primary: 'orders-us-east-1', standby: 'orders-us-west-2' }");
  if (own.has('names')) both.need('primary', "'orders-us-east-1'");
  const more = new Reader(options, path, list, isToken);
  more.onlyHas(['timeoutSeconds', 'readsStream', 'idleInStandby']);
  const single = ['database', 'endpointChecks', 'failoverSwitch'].includes(kind);
  if (!single) own.need('targetName', "'orders'");
  const targetName = own.text('targetName');
  const given = { primary: both.opaque('primary'), standby: both.opaque('standby') };
  const watched = {
    kind,
    path,
    targetName,
    names: IDENTIFIED.includes(kind) ? marked(kind, given, targetName) : given,
    busName: own.opaque('busName'),
    timeoutSeconds: more.number('timeoutSeconds'),
    readsStream: more.bool('readsStream'),
    idleInStandby: more.bool('idleInStandby'),
    replicated: kind === 'table' && given.standby !== undefined,
  };
  if (given.primary === undefined || (!single && targetName === undefined)) return [];
  if (targetName !== undefined && !isLogicalName(targetName, LONGEST_NAME)) {
    list.add(TARGET_NAME, {
      path,
      message: `${show(targetName)} given, 1 to ${LONGEST_NAME} lower-case letters, digits and single hyphens needed, a letter first`,
      mend: 'Call it otherwise',
    });
    return [];
  }
  return [watched];
}

function marked(kind: TargetKind, { primary, standby }: WatchedTarget['names'], targetName?: string): WatchedTarget['names'] {
  return {
    ...(primary === undefined ? {} : { primary: markOf(kind, 'primary', targetName) }),
    ...(standby === undefined ? {} : { standby: markOf(kind, 'standby', targetName) }),
  };
}
