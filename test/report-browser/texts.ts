// What the page has to say of a report, by the section in which it has to say it. Backticks around code, and stars around what is strong, are not on the page.

import { inWords } from '../../src/plan/duration';
import type { Report, ReportedProblem, ReportedTerm, ReportedTime } from '../../src/report/report';

export function textsOf(report: Report): Record<string, string[]> {
  const { service, objectives, estimate } = report;
  return {
    'header': [
      service.serviceName, service.environment, service.primaryRegion, service.standbyRegion, service.account ?? 'not known here', ...service.stacks, plain(estimate.disclaimer),
      `Objective ${inWords(objectives.rtoMinutes * 60)}: ${objectives.meetsRto ? 'met' : 'not met'}`,
      `Objective ${inWords(objectives.rpoSeconds)}: ${estimate.rpo === undefined || objectives.meetsRpo === undefined ? 'not known' : objectives.meetsRpo ? 'met' : 'not met'}`,
      inWords(estimate.rtoTotal.plannedSeconds), inWords(objectives.decisionMinutes * 60),
    ],
    '#budget': [
      ...times(estimate.detect, estimate.decide, estimate.execute, estimate.validate, estimate.rtoTotal), inWords(objectives.rtoMinutes * 60),
      ...estimate.terms.filter(({ phase }) => !phase.startsWith('LOSS')).flatMap(term), ...estimate.notes.map(plain),
    ],
    '#loss': [
      ...(estimate.rpo === undefined ? ['not known'] : times(estimate.rpo)),
      ...(estimate.rpoFromBackup === undefined ? ['no backups'] : times(estimate.rpoFromBackup)),
      ...estimate.terms.filter(({ phase }) => phase.startsWith('LOSS')).flatMap(term),
    ],
    '#regions': report.architecture.flatMap(({ path, what, primary, standby, flow }) => [
      path, plain(what), ...[primary, standby].flatMap(box => (box === undefined ? ['nothing'] : [box.name, ...box.details.map(plain)])), plain(flow?.what ?? 'nothing'),
    ]),
    '#strategies': report.strategies.flatMap(one => [
      ...[one.rtoTotal, one.rpo, one.rpoFromBackup].flatMap(time => (time === undefined ? [] : [inWords(time.plannedSeconds)])),
      ...one.refusals.flatMap(problem),
    ]),
    '#risks': [...report.acceptedRisks.flatMap(one => [...problem(one), plain(one.acceptedBecause)]), ...report.openRisks.flatMap(problem)],
    '#unprotected': report.unprotected.flatMap(({ path, what, mend }) => [path, plain(what), plain(mend ?? '')]),
    '#runbook': [
      ...report.runbook.introduction.map(plain),
      ...report.runbook.procedures.flatMap(({ title, introduction, steps }) => [
        title, ...introduction.map(plain), ...steps.flatMap(({ text, commands, answer }) => [plain(text), ...commands, plain(answer ?? '')]),
      ]),
    ],
    '#resources': report.resources.map(({ resourceType }) => resourceType),
    '#rules': report.rules.flatMap(({ code, title, chapter }) => [code, plain(title), chapter]),
    'footer': [report.writtenBy],
  };
}

const STRATEGIES = {
  BACKUP_RESTORE: 'Backup and restore', PILOT_LIGHT: 'Pilot light', WARM_STANDBY: 'Warm standby', ACTIVE_ACTIVE: 'Active-active',
};

/** What the cells of some tables have to be: by the heads of their rows and columns. */
export function cellsOf({ estimate, strategies, resources }: Report): Record<string, Record<string, string>> {
  const { detect: Detect, decide: Decide, execute: Execute, validate: Validate, rtoTotal: Total } = estimate;
  const parts = { Detect, Decide, Execute, Validate, Total };
  const cells: Record<string, Record<string, string>> = Object.fromEntries(Object.entries(parts).map(([part, time]) => [
    part, { Best: inWords(time.bestSeconds), Planned: inWords(time.plannedSeconds), Pessimistic: inWords(time.pessimisticSeconds) },
  ]));
  const put = (row: string, column: string, text: string) => { cells[row] = { ...cells[row], [column]: text }; };
  for (const { strategy, chosen, standby, meetsObjectives, rtoTotal } of strategies) {
    const column = `${STRATEGIES[strategy]}${chosen ? ' (chosen)' : ''}`;
    put('Recovery time, planned', column, inWords(rtoTotal.plannedSeconds));
    put('Meets the objectives', column, meetsObjectives ? 'yes' : 'no');
    put('NAT gateways', column, String(standby.natGateways));
    put('Interface endpoints', column, String(standby.interfaceEndpoints));
    put('Database instances', column, String(standby.databaseInstances));
    put('Least capacity (ACU)', column, String(standby.leastAcu));
    put('Database cluster', column, standby.databaseMember ? 'yes' : 'no');
    put('Table replicas', column, String(standby.tableReplicas));
    put('Functions', column, String(standby.functions));
    put('Copies of backups', column, standby.backupCopies ? 'yes' : 'no');
  }
  resources.forEach(({ scope, region, resourceType, count }) => put(resourceType, `${scope}, ${region}`, String(count)));
  return cells;
}

function term({ termName, what, time, inputs, source, lowers, basis, inferred }: ReportedTerm): string[] {
  const marked = { MEASUREMENT: 'measured', ASSUMPTION: 'your assumption', PLANNING_VALUE: inferred ? 'inferred' : '' }[basis];
  return [termName, plain(what), ...times(time), ...inputs.map(plain), shortSource(source), plain(lowers ?? ''), marked];
}

function problem({ code, path, message, mend, source }: ReportedProblem): string[] {
  return [code, path, plain(message), plain(mend), shortSource(source)];
}

// The page names a lone address by its last part.
function shortSource(source: string): string {
  return /^https:\/\/\S+$/.test(source) ? source.split(/[?#]/)[0].split('/').pop()!.replace(/\.html$/, '') : '';
}

function times(...all: ReportedTime[]): string[] {
  return all.flatMap(({ bestSeconds, plannedSeconds, pessimisticSeconds }) => [bestSeconds, plannedSeconds, pessimisticSeconds].map(inWords));
}

function plain(text: string): string {
  return text.replace(/`([^`]+)`|\*\*(?=\S)((?:`[^`]+`|[^`*])+)(?<=\S)\*\*/g, (_, code?: string, strong?: string) => code ?? plain(strong!));
}
