// Runs checkov over the Terraform JSON of the examples and holds its findings against the list of accepted ones.
//
// checkov reads some policies as strings and others as objects only, so each stack is scanned in both forms.

import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

interface Accepted {
  /** The check's id. */
  readonly check: string;
  /** The type of the resources that it is accepted for. */
  readonly resourceType: string;
  readonly reason: string;
}

interface Failed {
  readonly check: string;
  readonly title: string;
  readonly resource: string;
}

const ROOT = path.join(__dirname, '..');
const ACCEPTED: Accepted[] = JSON.parse(fs.readFileSync(path.join(ROOT, 'test', 'e2e', 'checkov-accepted.json'), 'utf8'));

const [, , checkov, ...outputs] = process.argv;
if (checkov === undefined || outputs.length === 0) {
  console.error('usage: checkov.ts <checkov> <cdktf.out>...');
  process.exit(2);
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'checkov-'));
try {
  const failed = outputs.flatMap(output => stacksOf(output).flatMap(([name, json]) => [
    ...scan(`${name}-strings`, json),
    ...scan(`${name}-objects`, withParsedPolicies(json)),
  ]));
  report(failed);
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}

function stacksOf(output: string): [string, unknown][] {
  const manifest = JSON.parse(fs.readFileSync(path.join(output, 'manifest.json'), 'utf8'));
  return Object.entries<{ synthesizedStackPath: string }>(manifest.stacks)
    .map(([name, { synthesizedStackPath }]) => [name, JSON.parse(fs.readFileSync(path.join(output, synthesizedStackPath), 'utf8'))]);
}

function withParsedPolicies(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withParsedPolicies);
  // A list that Terraform puts in, such as the ranges of Route 53's checkers, is one of an example's addresses here.
  if (typeof value === 'string' && value.startsWith('{"Version"')) return JSON.parse(value.replace(/\$\{jsonencode\([^}]*\)\}/g, '["192.0.2.0/24"]'));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withParsedPolicies(entry)]));
}

function scan(name: string, json: unknown): Failed[] {
  const directory = path.join(scratch, name);
  fs.mkdirSync(directory, { recursive: true });
  // checkov gives up at the settings of the terraform block, and has no check of it.
  const { terraform: _, ...checked } = json as { terraform: unknown };
  fs.writeFileSync(path.join(directory, 'main.tf.json'), JSON.stringify(checked));
  const run = spawnSync(checkov, ['-d', directory, '--framework', 'terraform_json', '--output', 'json', '--skip-download', '--soft-fail'], {
    encoding: 'utf8', maxBuffer: 256 * 1024 * 1024,
  });
  if (run.status !== 0) throw new Error(`checkov failed: ${run.stderr}`);
  const { results, summary } = JSON.parse(run.stdout.slice(run.stdout.indexOf('{'))); // it may print a line of its own first
  if (!(summary.passed > 0) || summary.parsing_errors > 0) throw new Error(`checkov did not read ${name}: ${JSON.stringify(summary)}`);
  return results.failed_checks.map((one: any) => ({ check: one.check_id, title: one.check_name, resource: addressOf(json, one.resource) }));
}

// checkov names some resources without their type.
function addressOf(json: any, resource: string): string {
  if (/^(aws_|data\.aws_)/.test(resource)) return resource;
  const name = resource.split('.').pop()!;
  for (const [kind, prefix] of [['resource', ''], ['data', 'data.']]) {
    const found = Object.entries<Record<string, unknown>>(json[kind] ?? {}).find(([, byName]) => name in byName);
    if (found !== undefined) return `${prefix}${found[0]}.${name}`;
  }
  return resource;
}

function report(failed: Failed[]): void {
  const distinct = [...new Map(failed.map(one => [`${one.check} ${one.resource}`, one])).values()];
  const accepts = (accepted: Accepted, one: Failed) => accepted.check === one.check && one.resource.startsWith(`${accepted.resourceType}.`);
  const open = distinct.filter(one => !ACCEPTED.some(accepted => accepts(accepted, one)));
  const stale = ACCEPTED.filter(accepted => !distinct.some(one => accepts(accepted, one)));
  open.forEach(one => console.log(`FAILED ${one.check} ${one.resource}: ${one.title}`));
  stale.forEach(one => console.log(`STALE  ${one.check} ${one.resourceType}: accepted, but checkov finds nothing`));
  console.log(`checkov: ${distinct.length} findings, ${distinct.length - open.length} accepted with a reason, ${open.length} open, ${stale.length} stale`);
  process.exitCode = open.length + stale.length > 0 ? 1 : 0;
}
