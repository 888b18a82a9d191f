// Lints the GitHub workflows with actionlint and with zizmor's strictest persona.
//
// What zizmor may report is listed in tools/zizmor-accepted.json, with the reason; nothing of high severity can be accepted.

import { execFileSync, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

interface Accepted {
  readonly audit: string;
  readonly workflows: string[];
  readonly reason: string;
}

interface Finding {
  readonly ident: string;
  readonly desc: string;
  readonly determinations: { readonly severity: string };
  readonly locations: { readonly symbolic: { readonly key: { readonly Local: { readonly verbatim_path: string } }; readonly annotation: string } }[];
}

const ROOT = path.join(__dirname, '..');
const TOOLS = path.join(ROOT, '.venv');
const WORKFLOWS = '.github/workflows';
const ACTIONLINT = 'v1.7.12';
const ZIZMOR = '1.32.0';
const ACCEPTED: Accepted[] = JSON.parse(fs.readFileSync(path.join(__dirname, 'zizmor-accepted.json'), 'utf8'));

process.chdir(ROOT);
const complaints = [
  ...withTool('actionlint', installActionlint, lintWithActionlint),
  ...withTool('zizmor', installZizmor, lintWithZizmor),
];
complaints.forEach(complaint => console.error(complaint));
process.exitCode = complaints.length > 0 ? 1 : 0;

/** A tool that can't be had is a complaint in CI, and a lane skipped on a contributor's machine. */
function withTool(name: string, install: () => string, lint: (program: string) => string[]): string[] {
  let program: string;
  try {
    program = install();
  } catch (error) {
    const reason = `${name} can't be had: ${(error as Error).message.split('\n')[0]}`;
    if (process.env.CI) return [reason];
    console.log(`skipped: ${reason}`);
    return [];
  }
  const found = lint(program);
  console.log(`${name}: ${found.length === 0 ? 'clean' : `${found.length} complaints`}`);
  return found;
}

function installActionlint(): string {
  const directory = path.join(TOOLS, `actionlint-${ACTIONLINT}`);
  const program = path.join(directory, 'actionlint');
  if (!fs.existsSync(program)) {
    const module = `github.com/rhysd/actionlint/cmd/actionlint@${ACTIONLINT}`;
    execFileSync('go', ['install', module], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, GOBIN: directory } });
  }
  return program;
}

function installZizmor(): string {
  const directory = path.join(TOOLS, `zizmor-${ZIZMOR}`);
  const program = path.join(directory, 'bin', 'zizmor');
  if (!fs.existsSync(program)) {
    execFileSync('python3', ['-m', 'venv', directory], { stdio: 'inherit' });
    execFileSync(path.join(directory, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `zizmor==${ZIZMOR}`], { stdio: 'inherit' });
  }
  return program;
}

// Without shellcheck and pyflakes, which are on some machines and not on others.
function lintWithActionlint(program: string): string[] {
  const run = spawnSync(program, ['-shellcheck=', '-pyflakes=', '-oneline'], { encoding: 'utf8' });
  if (run.status === null || run.status > 1) throw new Error(`actionlint: ${run.stderr || run.error}`);
  return run.stdout.split('\n').filter(line => line !== '');
}

function lintWithZizmor(program: string): string[] {
  const output = execFileSync(program, ['--offline', '--persona', 'auditor', '--format', 'json', '--no-exit-codes', WORKFLOWS], {
    encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'],
  });
  const findings: Finding[] = JSON.parse(output);
  const complaintsOf = findings
    .filter(finding => finding.determinations.severity === 'High' || !ACCEPTED.some(accepted => covers(accepted, finding)))
    .map(finding => `${workflowOf(finding)}: ${finding.ident} (${finding.determinations.severity}): ${finding.desc}, ${finding.locations[0].symbolic.annotation}`);
  const stale = ACCEPTED.flatMap(accepted => accepted.workflows
    .filter(workflow => !findings.some(finding => finding.ident === accepted.audit && workflowOf(finding) === workflow))
    .map(workflow => `tools/zizmor-accepted.json: ${accepted.audit} is accepted for ${workflow}, where zizmor doesn't report it`));
  return [...complaintsOf, ...stale];
}

function covers(accepted: Accepted, finding: Finding): boolean {
  return accepted.audit === finding.ident && accepted.workflows.includes(workflowOf(finding));
}

function workflowOf(finding: Finding): string {
  return path.basename(finding.locations[0].symbolic.key.Local.verbatim_path);
}
