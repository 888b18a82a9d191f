// Every rule of the library as a report lists it, each outcome among them.

import { chapters } from '../../src/multi-region-dr/catalogue';
import { ReportedRule, RuleOutcome } from '../../src/report/report';

const NOT_ASKED = ['tagged-stack', 'state-backend', 'layout'];
const BROKEN: Record<string, RuleOutcome> = { DR221: RuleOutcome.ACCEPTED, DR527: RuleOutcome.OPEN };

export function everyRule(): ReportedRule[] {
  return chapters.flatMap(({ folder, rules }) => rules.map(({ code, severity, title, source }) => ({
    code, severity, title, source, chapter: folder, outcome: BROKEN[code] ?? (NOT_ASKED.includes(folder) ? RuleOutcome.NOT_ASKED : RuleOutcome.KEPT),
  })));
}
