// Where the states of a service's stacks are, as a report tells of them.

import type { StackFacts } from './source';
import { ArchitectureRow, FlowDirection, listed, SiteBox, Unprotected } from '../plan/report';
import type { StatePlace } from '../sites/kept-state';
import type { SitesPlan } from '../sites/plan';

const PATH = 'state';

/** The state of each stack, in the region that it is in. */
export function stateRows(stacks: StackFacts[], sites: SitesPlan): ArchitectureRow[] {
  return stacks.map(({ stackPath, kept, backendName }) => {
    if (kept === undefined) return { path: PATH, what: `Terraform state of ${stackPath}, ${isFile(backendName) ? 'in a file' : `in a backend of yours (${backendName})`}` };
    const { used, replica, key } = kept;
    const boxes = [[used, 'in use'], ...(replica === undefined ? [] : [[replica, 'its replica']])] as [StatePlace, string][];
    const elsewhere = boxes.filter(([{ region }]) => ![sites.primary.region, sites.standby.region].includes(region)).map(([{ region }, what]) => `, ${what} in ${region}`);
    const boxIn = (site: string): SiteBox[] => boxes.filter(([{ region }]) => region === site).map(([{ bucket, lockTable }, what]) => ({
      name: bucket, details: [what, key, ...(lockTable === undefined ? [] : [`locks in ${lockTable}`])],
    }));
    const [primary, standby] = [boxIn(sites.primary.region)[0], boxIn(sites.standby.region)[0]];
    return {
      path: PATH,
      what: `Terraform state of ${stackPath}${elsewhere.join('')}`,
      ...(primary === undefined ? {} : { primary }),
      ...(standby === undefined ? {} : { standby }),
      ...(primary === undefined || standby === undefined ? {} : { flow: { direction: FlowDirection.BOTH_WAYS, what: 'replication of S3' } }),
    };
  });
}

/** What the states leave unprotected. */
export function stateUnprotected(stacks: StackFacts[], { primary, standby }: SitesPlan): Unprotected[] {
  const namesOf = (chosen: StackFacts[]) => listed(chosen.map(({ stackPath }) => stackPath));
  const told = (chosen: StackFacts[], what: (names: string) => string, mend?: string): Unprotected[] => (
    chosen.length === 0 ? [] : [{ path: PATH, what: what(namesOf(chosen)), ...(mend === undefined ? {} : { mend }) }]);
  const kept = stacks.filter(stack => stack.kept !== undefined);
  const single = kept.filter(stack => stack.kept!.replica === undefined);
  const regions = [...new Set(single.map(stack => stack.kept!.used.region))];
  return [
    ...(stacks.length > 1 ? [] : [{
      path: PATH,
      what: `One stack holds both regions: while ${primary.region} or ${standby.region} is down, Terraform can plan and change nothing of the service.`,
      mend: 'Sites.perRegion makes four stacks, which are planned one by one.',
    }]),
    ...told(stacks.filter(stack => stack.kept === undefined && isFile(stack.backendName)), names => `The state of ${names} is in a file, and lost with the machine that has it.`, 'Keep it in S3.'),
    ...told(stacks.filter(stack => stack.kept === undefined && !isFile(stack.backendName)), names => `Whether the backend with the state of ${names} outlives ${primary.region} is not known.`),
    ...regions.flatMap(region => told(
      single.filter(stack => stack.kept!.used.region === region),
      names => `The state of ${names} is in one bucket in ${region}, of which no replica is known: while that region is down Terraform has no state.`,
      'StateBackend makes two buckets that replicate to each other.',
    )),
    ...told(
      kept.filter(stack => stack.kept!.replica !== undefined),
      names => `What was last written to the state of ${names} may not be in its replica, which S3 makes afterwards; and a lock in one bucket does not lock the other.`,
      'Use one bucket at a time, and look at what Terraform plans before it is applied.',
    ),
  ];
}

// Without a backend, Terraform takes a file.
function isFile(backendName: string | undefined): boolean {
  return backendName === undefined || backendName === 'local';
}
