// npm run test:rules: switches off one rule at a time and needs a test that turns red for each.
//
// Every test whose name starts with the code of a rule runs twice: as it is, and without that one rule (test/support/rule-switch.ts).
// A rule whose tests all stay green is tested by nobody.

import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { tally, TestResult } from './rule-tests';
import { catalogue } from '../src/multi-region-dr/catalogue';

const ROOT = join(__dirname, '..');
const codes = [...new Set(catalogue.map(rule => rule.code))];

// Other tests have no name with a code, and need not be loaded.
const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).map(file => join('test', file))
  .filter(file => file.endsWith('.test.ts') && /\bDR\d{3}\b/.test(readFileSync(join(ROOT, file), 'utf8')));

const { red, notRed, broken } = tally(codes, run([]), run(['--config', 'tools/test-rules.config.js']));
broken.forEach(name => console.log(`fails with its rule in force: ${name}`));
notRed.forEach(code => console.log(`${code}: no test fails without it (${catalogue.find(rule => rule.code === code)!.title})`));
console.log(`rules: ${codes.length} switched off, ${red.length} with a red test, ${notRed.length} without`);
console.log(`${red.length} passed, ${notRed.length + broken.length} failed`);
process.exitCode = notRed.length + broken.length === 0 ? 0 : 1;

/** Runs the tests that are named after rules. */
function run(options: string[]): TestResult[] {
  const folder = mkdtempSync(join(tmpdir(), 'test-rules-'));
  try {
    const outputFile = join(folder, 'results.json');
    const named = ['--testNamePattern', '(^| )DR\\d{3} ', '--runTestsByPath', ...files];
    const jest = [require.resolve('jest/bin/jest'), '--ci', '--silent', '--reporters=default', '--json', `--outputFile=${outputFile}`];
    spawnSync(process.execPath, [...jest, ...options, ...named], { cwd: ROOT, stdio: 'ignore' });
    const { testResults } = JSON.parse(readFileSync(outputFile, 'utf8')) as JestResults;
    return testResults.flatMap(({ name, message, assertionResults }) => [
      ...assertionResults.filter(one => ['passed', 'failed'].includes(one.status)).map(one => result(name, one.fullName, one.status === 'passed')),
      // A file that could not even be loaded has no results of its own.
      ...(assertionResults.length === 0 && message !== '' ? [result(name, 'cannot be loaded', false)] : []),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What of jest's JSON is read here. */
interface JestResults {
  readonly testResults: { name: string; message: string; assertionResults: { fullName: string; status: string }[] }[];
}

function result(file: string, testName: string, passed: boolean): TestResult {
  return { fullName: `${relative(ROOT, file)} ${testName}`, passed };
}
