// Measures what the library costs: load, synth and memory, against the same resources written in plain cdktf, and Python's start.
//
// `npm run bench` prints the figures; `npm run bench -- --write` puts them into docs/performance.md.

import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const ROOT = path.join(__dirname, '..');
const RUNS = 7;
const COUNTS = [1, 10, 50];
const PYTHON = path.join(ROOT, '.venv', 'python', 'bin', 'python');

interface Measurement {
  /** Milliseconds to load cdktf and what is measured. */
  readonly load: number;
  /** Milliseconds from the first construct to written files. */
  readonly synth: number;
  /** Peak memory of the process in MB. */
  readonly memory: number;
  readonly resources: number;
}

function measure(variant: 'library' | 'by-hand', count: number): Measurement {
  const runs = Array.from({ length: RUNS }, () => {
    const out = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
    try {
      const printed = execFileSync(process.execPath, [path.join(ROOT, 'tools', 'bench-child.js'), variant, String(count), out], { encoding: 'utf8' });
      return JSON.parse(printed) as Measurement;
    } finally {
      fs.rmSync(out, { recursive: true, force: true });
    }
  });
  const pick = (name: keyof Measurement) => median(runs.map(run => run[name]));
  return { load: pick('load'), synth: pick('synth'), memory: pick('memory'), resources: pick('resources') };
}

function median(values: number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

function seconds(command: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): number {
  return median(Array.from({ length: RUNS }, () => {
    const start = process.hrtime.bigint();
    execFileSync(command, args, { stdio: 'ignore', ...options });
    return Number(process.hrtime.bigint() - start) / 1e9;
  }));
}

function table(): string[] {
  const lines = [
    '| constructs | resources | load (ms) | load by hand (ms) | synth (ms) | synth by hand (ms) | ratio | memory (MB) | by hand (MB) |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const count of COUNTS) {
    const library = measure('library', count);
    const byHand = measure('by-hand', count);
    lines.push(`| ${[
      count, library.resources, library.load, byHand.load, library.synth, byHand.synth,
      ((library.load + library.synth) / (byHand.load + byHand.synth)).toFixed(2), library.memory, byHand.memory,
    ].join(' | ')} |`);
  }
  return lines;
}

function python(): string[] {
  if (!fs.existsSync(PYTHON)) return ['Python: skipped, `npm run test:python` makes the environment for it.'];
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    const example = seconds(PYTHON, ['main.py'], { cwd: path.join(ROOT, 'examples', 'python'), env: { ...process.env, CDKTF_OUTDIR: out } });
    const cdktf = seconds(PYTHON, ['-c', 'import cdktf']);
    return [
      '| Python, warm | seconds |',
      '| --- | --- |',
      `| the example, from start to synthesized | ${example.toFixed(2)} |`,
      `| \`import cdktf\` alone | ${cdktf.toFixed(2)} |`,
    ];
  } finally {
    fs.rmSync(out, { recursive: true, force: true });
  }
}

const machine = `Node ${process.version}, ${os.cpus().length} cores (${os.cpus()[0].model.trim()}), medians of ${RUNS} runs.`;
const text = [machine, '', ...table(), '', ...python()].join('\n');
console.log(text);
if (process.argv.includes('--write')) {
  const file = path.join(ROOT, 'docs', 'performance.md');
  const [before] = fs.readFileSync(file, 'utf8').split('<!-- figures -->');
  fs.writeFileSync(file, `${before}<!-- figures -->\n\n${text}\n`);
}
