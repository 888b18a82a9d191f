// Ends a construct that has problems before it is in the tree, and tells of the others.

import { Problem } from '../plan/problem';
import { refusalText, RiskSettings, settle } from '../plan/settle';

/**
 * Throws one error for all problems in the way. Otherwise gives the warnings, having written them to stderr too: cdktf
 * shows annotations only when it runs the app itself.
 */
export function refuseOrWarn(what: string, problems: Problem[], settings: RiskSettings = { acceptedRisks: {}, failOnRisks: false }): string[] {
  const { refused, warnings } = settle(problems, settings);
  if (refused.length > 0) throw new Error(refusalText(what, refused));
  const lines = warnings.map(warning => warning.text);
  lines.forEach(line => process.stderr.write(`${what}: ${line}\n`));
  return lines;
}
