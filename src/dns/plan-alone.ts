// A host name by itself, with what is handed over beside its properties.

import { DnsHttp, DnsPlan, planDns } from './plan';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import type { PlanningContext } from '../sites/plan';

const PROPERTIES = ['sites', 'dns', 'entry', 'alarmTopicArn'];
const ENTRY_PROPERTIES = ['hostName', 'healthPath', 'targetDomainNames', 'targetZoneIds'];
const ROLES = ['primary', 'standby'] as const;

/** Plans a `FailoverDns` by itself. */
export function planDnsAlone(props: unknown, context: PlanningContext): Planned<DnsPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, '', list, context.isToken);
  reader.onlyHas(PROPERTIES);
  const http = reader.has('entry') ? readEntry(reader.struct('entry')) : undefined;
  const handedTopicArn = reader.opaque('alarmTopicArn');
  if (reader.has('entry') && http === undefined) return { problems: list.problems };
  const { plan, problems } = planDns(reader.raw('dns'), '', context, { http, handedTopicArn, told: handedTopicArn !== undefined });
  return { plan, problems: [...list.problems, ...problems] };
}

function readEntry(reader: Reader): DnsHttp | undefined {
  reader.onlyHas(ENTRY_PROPERTIES);
  reader.need('hostName', "'orders.example.com'");
  reader.need('healthPath', "'/health'");
  const [hostName, healthPath] = [reader.text('hostName'), reader.text('healthPath')];
  const names = reader.struct('targetDomainNames');
  const zoneIds = reader.struct('targetZoneIds');
  const has = (values: Reader) => Object.fromEntries(ROLES.map(role => [role, values.opaque(role) !== undefined]));
  for (const values of [names, zoneIds]) {
    values.onlyHas([...ROLES]);
    values.need('primary', 'the value of an HttpEntry');
  }
  const [named, zoned] = [has(names), has(zoneIds)];
  // A region has both or none.
  if (named.standby && !zoneIds.has('standby')) zoneIds.need('standby', 'the value of an HttpEntry');
  if (zoned.standby && !names.has('standby')) names.need('standby', 'the value of an HttpEntry');
  if (hostName === undefined || healthPath === undefined || !named.primary || !zoned.primary || named.standby !== zoned.standby) return undefined;
  return { hostName, healthPath, inStandby: named.standby };
}
