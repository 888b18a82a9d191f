// What a report is written from: plans and plain data, so that nothing here has to know a construct.

import type { ResourceCount, Runbook } from './report';
import type { ComparedPlan } from '../multi-region-dr/compared';
import type { ServicePlan } from '../multi-region-dr/plan';
import type { Problem } from '../plan/problem';
import type { StateFacts } from '../sites/state-facts';

/** A service, as far as a report tells of it. */
export interface ReportSource {
  readonly plan: ServicePlan;
  /** The service with each strategy. */
  readonly compared: ComparedPlan[];
  /** Its problems, the accepted ones with their reason. */
  readonly problems: Problem[];
  readonly resources: ResourceCount[];
  /** How many resources its stacks have beside it. */
  readonly otherResources: number;
  readonly stacks: StackFacts[];
  readonly version: string;
  readonly runbook: Runbook;
}

/** A stack that the service lies in. */
export interface StackFacts extends StateFacts {
  /** What cdktf calls the kind of its backend, such as `local`; left out where it has none, which is a file too. */
  readonly backendName?: string;
}
