// The list of wildcards in docs/identity.md, from the wildcards that the tests accept.

import * as fs from 'fs';
import * as path from 'path';

interface Wildcard {
  readonly actions: string[];
  readonly resource: string;
  readonly condition?: string;
  readonly reason: string;
}

const ROOT = path.join(__dirname, '..');
const PAGE = path.join(ROOT, 'docs', 'identity.md');
const ACCEPTED: Wildcard[] = JSON.parse(fs.readFileSync(path.join(ROOT, 'test', 'identity', 'wildcards-accepted.json'), 'utf8'));
const SECTION = /(<!-- wildcards: .* -->\n)[\s\S]*?(<!-- end of wildcards -->)/;

/** The text of docs/identity.md, with the list as it is now. */
export function identityPage(): string {
  const table = [
    '',
    '| actions | resource | and | why |',
    '| --- | --- | --- | --- |',
    ...ACCEPTED.map(({ actions, resource, condition, reason }) =>
      `| ${actions.map(code).join(', ')} | ${code(inWords(resource))} | ${condition === undefined ? '' : `condition ${code(condition)}`} | ${reason} |`),
    '',
    '',
  ].join('\n');
  return fs.readFileSync(PAGE, 'utf8').replace(SECTION, (_, before: string, after: string) => `${before}${table}${after}`);
}

// The pattern of a resource without the account and the partition, as an ARN is written.
function inWords(pattern: string): string {
  return pattern.replace(/^\^|\$$/g, '').replace('arn:aws:', '').replace(':[^:]+:\\d+:', ':').replace(/\[\^[^\]]*\]\+/g, '<name>')
    .replace('\\?{6}', '??????').replace(/\\/g, '');
}

function code(text: string): string {
  return `\`${text}\``;
}
