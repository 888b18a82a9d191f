// Shows that what is generated is up to date: projen, rosetta and docgen run, and no file may change by it.

import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..');
const TASKS = ['default', 'compile', 'post-compile'];

/** The files that .gitattributes marks as generated. */
function generatedFiles(): string[] {
  const lines = fs.readFileSync(path.join(ROOT, '.gitattributes'), 'utf8').split('\n');
  return lines.flatMap(line => /^\/(\S+) linguist-generated\b/.exec(line)?.[1] ?? []).filter(file => !file.includes('*'));
}

function digests(files: string[]): Map<string, string> {
  return new Map(files.map(file => {
    const absolute = path.join(ROOT, file);
    return [file, fs.existsSync(absolute) ? createHash('sha256').update(fs.readFileSync(absolute)).digest('hex') : 'missing'];
  }));
}

const before = generatedFiles();
const digestsBefore = digests(before);
TASKS.forEach(task => execFileSync('npx', ['projen', task], { cwd: ROOT, stdio: 'inherit' }));
const digestsAfter = digests([...before, ...generatedFiles()]);
const changed = [...digestsAfter].filter(([file, digest]) => digestsBefore.get(file) !== digest).map(([file]) => file);
console.log(changed.length === 0 ? `generated: ${digestsAfter.size} files are up to date` : `generated: these were not up to date and are now: ${changed.join(', ')}`);
process.exitCode = changed.length === 0 ? 0 : 1;
