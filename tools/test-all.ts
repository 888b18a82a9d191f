// Runs every lane of the tests, whatever becomes of the others, and sums up. Lanes that leave a core idle, and measure no time, run side by side.

import { spawn } from 'child_process';

interface Result {
  readonly task: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** What the lane left out, and why. */
  readonly skipped: string[];
}

const TASKS = [['test:generated'], ['test'], ['test:rules'], ['test:python', 'test:cli', 'test:workflows'], ['test:examples'], ['test:emulator'], ['test:report']];

async function run(task: string, alone: boolean): Promise<Result> {
  if (alone) console.log(`\n=== ${task}`);
  const start = Date.now();
  const child = spawn('npx', ['projen', task], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk: Buffer) => {
      if (alone) process[stream].write(chunk);
      output += chunk;
    });
  }
  const passed = await new Promise<boolean>(resolve => {
    child.on('error', () => resolve(false));
    child.on('close', code => resolve(code === 0));
  });
  // Of lanes side by side, each is told as a whole.
  if (!alone) console.log(`\n=== ${task}\n${output}`);
  return { task, passed, seconds: Math.round((Date.now() - start) / 1000), skipped: skippedIn(output) };
}

function skippedIn(output: string): string[] {
  return [...new Set([...output.matchAll(/^\s*(skipped: .*)$/gm)].map(match => match[1]))];
}

async function main(): Promise<void> {
  const results: Result[] = [];
  for (const group of TASKS) results.push(...await Promise.all(group.map(task => run(task, group.length === 1))));
  console.log('\n=== summary');
  for (const { task, passed, seconds, skipped } of results) {
    console.log(`${passed ? 'passed' : 'FAILED'}  ${task} (${seconds} s)`);
    skipped.forEach(line => console.log(`          ${line}`));
  }
  const failed = results.filter(result => !result.passed).length;
  console.log(`lanes: ${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
