// Folders of code for tests.

import { execFileSync } from 'child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { packageCode, PackagedCode } from '../../src/functions/package';
import { ProblemList } from '../../src/plan/rule';
import { ROOT } from '../support/files';

const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** Files by their path. */
export type Files = [name: string, content: string | Uint8Array][];

/** An empty folder that is removed after the tests of the file. */
export function newFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'functions-test-'));
  made.push(folder);
  return folder;
}

/** How files are written. */
export interface Writing {
  readonly mode?: number;
  readonly time?: number;
}

/** A new folder with files, made in the order given. */
export function folderOf(files: Files, { mode, time }: Writing = {}): string {
  const folder = newFolder();
  for (const [name, content] of files) {
    const file = join(folder, ...name.split('/'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (mode !== undefined) chmodSync(file, mode);
    if (time !== undefined) utimesSync(file, time, time);
  }
  return folder;
}

/** What a folder is packed into, or the texts of the problems. */
export function packed(folder: string, excludes: string[] = []): PackagedCode {
  const list = new ProblemList();
  const code = packageCode({ kind: 'directory', path: folder, excludes }, 'api.code', list);
  if (code === undefined) throw new Error(list.problems.map(problem => problem.text).join('\n'));
  return code;
}

/** What a zip file holds, as Python reads it: names in their order, with the content as hexadecimal digits. */
export function readByPython(zip: Uint8Array): Files {
  const file = join(newFolder(), 'code.zip');
  writeFileSync(file, zip);
  const script = 'import json, sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(json.dumps([[i.filename, z.read(i).hex()] for i in z.infolist()]))';
  return JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }));
}

/** The result of packing files that another process wrote, with its own umask and time zone. */
export function packedElsewhere(files: Files, umask: number, zone: string): string {
  const script = `
    process.umask(${umask});
    const { folderOf, packed } = require(${JSON.stringify(join(ROOT, 'test/functions/folders'))});
    const folder = folderOf(${JSON.stringify(files)});
    process.stdout.write(packed(folder).sha256Hex);
    require('fs').rmSync(folder, { recursive: true });`;
  return execFileSync('node', ['-r', 'ts-node/register/transpile-only', '-'], {
    input: `global.afterAll = () => {};${script}`,
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, TZ: zone, TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json') },
  });
}
