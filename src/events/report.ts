// What is drawn of a bus, and what it leaves unprotected.

import { EventSitePlan, EventsPlan } from './plan';
import { inWords } from '../plan/duration';
import type { Term } from '../plan/estimate';
import { ArchitectureRow, counted, Flow, FlowDirection, listed, SiteBox, Unprotected } from '../plan/report';

/** The bus as it stands in both regions. */
export function eventsRows(plan: EventsPlan): ArchitectureRow[] {
  const { path, primary, standby } = plan;
  const flow = standby === undefined ? undefined : flowOf(plan);
  return [{
    path,
    what: 'Event bus of EventBridge',
    primary: boxOf(plan, primary),
    ...(standby === undefined ? {} : { standby: boxOf(plan, standby) }),
    ...(flow === undefined ? {} : { flow }),
  }];
}

/** What a bus leaves unprotected. `publishers` are the functions of the service that put events on it. */
export function eventsUnprotected(plan: EventsPlan, terms: Term[], publishers: string[]): Unprotected[] {
  const { path, replication, primary: { region }, standby, archiveDays, fedFromOtherRegions } = plan;
  return [
    ...(replication === 'none' ? [{
      path,
      what: `Events stay in the region that they were put in: those that ${region} had not worked on are there when it is back, or lost with it${archiveDays > 0 ? ', and so is their archive' : ''}.`,
      ...(standby === undefined ? {} : { mend: 'Give events a replication, or let publishers put them in both regions.' }),
    }] : []),
    ...(replication === 'forwardToStandby' || replication === 'forwardBothWays' ? ofForwarding(plan) : []),
    ...(plan.endpoint === undefined ? [] : ofEndpoint(plan, terms, publishers)),
    ...(archiveDays === 0 && standby !== undefined ? [{
      path: `${path}.archiveDays`, what: `There is no archive: what arrived in ${standby.region} while nobody worked on it there cannot be replayed.`, mend: 'Keep some days.',
    }] : []),
    ...(fedFromOtherRegions && replication !== 'none' ? [{
      path: `${path}.fedFromOtherRegions`, what: 'Events that rules of yours bring from a third region are not sent on: they are in the region that they were brought to.', mend: 'Bring them to both.',
    }] : []),
  ];
}

function boxOf({ busName, archiveDays, endpoint }: EventsPlan, { archiveName, forward }: EventSitePlan): SiteBox {
  return {
    name: busName,
    details: [
      ...(archiveName === undefined ? ['no archive'] : [`archive of ${counted(archiveDays, 'day')}`]),
      ...(forward === undefined ? [] : [`forwards to ${forward.targetRegion}`, `what fails in ${forward.queueName}`]),
      ...(endpoint === undefined ? [] : [`behind the endpoint ${endpoint.endpointName}`]),
    ],
  };
}

function flowOf({ replication, sources }: EventsPlan): Flow | undefined {
  const what = `events of ${listed(sources)}`;
  switch (replication) {
    case 'forwardToStandby': return { direction: FlowDirection.TO_STANDBY, what };
    case 'forwardBothWays': return { direction: FlowDirection.BOTH_WAYS, what };
    case 'globalEndpoint': return { direction: FlowDirection.BOTH_WAYS, what: 'events that are put through the endpoint' };
    default: return undefined;
  }
}

function ofForwarding({ path, replication, sources, primary: { region }, standby }: EventsPlan): Unprotected[] {
  return [
    {
      path,
      what: `Events that ${region} had not forwarded when it was lost arrive when it is back, if it is within the 24 hours that EventBridge tries, or never: there is no time that could be planned with.`,
      mend: 'Let publishers keep what matters in a store that replicates, and publish it again.',
    },
    { path: `${path}.replication`, what: `Events of other sources than ${listed(sources)} do not cross.` },
    ...(replication === 'forwardToStandby' ? [{
      path: `${path}.replication`, what: `After a failover no event of ${standby?.region ?? 'the other region'} comes back to ${region}.`, mend: 'Use EventReplication.forwardBothWays where it is to.',
    }] : []),
  ];
}

function ofEndpoint({ path, primary: { region } }: EventsPlan, terms: Term[], publishers: string[]): Unprotected[] {
  const term = terms.find(({ termName }) => termName === 'events.endpoint');
  const until = term === undefined ? '' : ` (${inWords(term.span.planned)} as planned)`;
  return [
    {
      path: `${path}.replication`,
      what: `Events that are put on a bus without naming the endpoint stay in their region${publishers.length === 0 ? '' : `, as those of ${listed(publishers)} do`}.`,
      mend: 'Let such publishers put what matters in both regions.',
    },
    {
      path: `${path}.replication`,
      what: `Events that were put through the endpoint before it leads to the other region${until} and not copied yet are there when ${region} is back, or lost with it.`,
    },
  ];
}
