// What is done with the HTTP entry before and at a failover: each region is asked under its own host name.

import type { HttpPlan } from './plan';
import { LayerStep, ProcedureKind, request, RunbookContext, Stage } from '../plan/runbook';

/** The steps of the entry; none without a host name, as API Gateway gives the addresses then. */
export function httpSteps({ primary, standby, healthPath }: HttpPlan, { primary: { region } }: RunbookContext): LayerStep[] {
  const inPrimary = primary.siteHostName;
  const inStandby = standby?.siteHostName;
  if (inPrimary === undefined) return [];
  const answers = (kind: ProcedureKind, stage: Stage, where: string, hostNames: string[]): LayerStep => ({
    kind, stage, text: `The entry of ${where} answers under its own host name.`, commands: hostNames.map(name => request(name, healthPath)), answer: hostNames.length === 1 ? `\`200\`.${stage === Stage.LEAD ? ` Anything else: lead nobody to ${where} before it is.` : ''}` : 'Twice `200`.',
  });
  if (inStandby === undefined) return [answers(ProcedureKind.PREFLIGHT, Stage.CHECK, region, [inPrimary])];
  return [
    answers(ProcedureKind.PREFLIGHT, Stage.CHECK, 'both regions', [inPrimary, inStandby]),
    // Before users are led there.
    ...[ProcedureKind.FAILOVER, ProcedureKind.SWITCHOVER].map(kind => answers(kind, Stage.LEAD, standby!.region, [inStandby])),
    answers(ProcedureKind.FAILBACK, Stage.LEAD, region, [inPrimary]),
  ];
}
