import { execFileSync } from 'child_process';
import * as fs from 'fs';
import { join } from 'path';
import { Files, folderOf, newFolder } from './folders';
import { CodeFacts, FunctionCode } from '../../src/functions/code';
import type { CodeLimits } from '../../src/functions/directory';
import { checkHandler } from '../../src/functions/handler';
import { packageCode } from '../../src/functions/package';
import { codeRules } from '../../src/functions/rules-code';
import { zipOf } from '../../src/functions/zip';
import { ProblemList } from '../../src/plan/rule';

const ONE: Files = [['index.js', 'x']];
const BROAD: CodeLimits = { unzippedBytes: 1000, zippedBytes: 1000, files: 10 };

interface Case {
  readonly what: string;
  /** The code, as late as possible: files are made by it. */
  readonly code: () => CodeFacts;
  readonly says: string;
  readonly limits?: CodeLimits;
  /** What is close to it, and right. */
  readonly fits?: () => CodeFacts;
}

const folder = (files: Files = ONE, excludes?: string[]) => FunctionCode.fromDirectory(folderOf(files), { excludes })._facts;
const linked = (link: string, to: string, files: Files = ONE) => {
  const made = folderOf(files);
  fs.mkdirSync(join(made, link, '..'), { recursive: true });
  fs.symlinkSync(to, join(made, link));
  return FunctionCode.fromDirectory(made)._facts;
};
const zipFile = (bytes: Uint8Array) => {
  const file = join(newFolder(), 'code.zip');
  fs.writeFileSync(file, bytes);
  return FunctionCode.fromZip(file)._facts;
};
const ZIP = Buffer.from(zipOf([{ name: 'a.js', content: Buffer.from('aaaaaaaaaaaaaaaaaaaa') }, { name: 'b.js', content: Buffer.from('b') }]));
const CENTRAL = ZIP.readUInt32LE(ZIP.length - 6);
const END = ZIP.length - 22;
const zipWith = (change: (bytes: Buffer) => void) => {
  const bytes = Buffer.from(ZIP);
  change(bytes);
  return zipFile(bytes);
};
const sparse = (name: string, bytes: number) => {
  const file = join(newFolder(), name);
  fs.writeFileSync(file, '');
  fs.truncateSync(file, bytes);
  return file;
};

const CASES: Record<string, Case[]> = {
  DR340: [
    { what: 'a folder that is not there', code: () => FunctionCode.fromDirectory('no/such/folder')._facts, says: "'no/such/folder' given, which cannot be found from", fits: folder },
    { what: 'a file in place of a folder', code: () => FunctionCode.fromDirectory(__filename)._facts, says: 'no folder, and a folder needed' },
    { what: 'a zip file that is not there', code: () => FunctionCode.fromZip('no/such.zip')._facts, says: "'no/such.zip' given, which cannot be found from", fits: () => zipFile(ZIP) },
    { what: 'a folder in place of a zip file', code: () => FunctionCode.fromZip(__dirname)._facts, says: 'a folder, and a file needed' },
    { what: 'an empty path', code: () => FunctionCode.fromDirectory('')._facts, says: 'an empty path given, the path of a folder needed' },
    { what: 'a path that is a number', code: () => FunctionCode.fromZip(5 as any)._facts, says: 'a number given, the path of a file needed' },
    { what: 'a zip file that cannot be read', code: () => unreadable('readFileSync', zipFile(ZIP)), says: 'which cannot be read (EACCES)' },
    { what: 'a path that no system knows', code: () => FunctionCode.fromDirectory('a\0b')._facts, says: 'cannot be found' },
  ],
  DR341: [
    { what: 'an empty folder', code: () => folder([]), says: 'a folder without files, and at least one file needed', fits: folder },
    { what: 'a folder of which everything is excluded', code: () => folder(ONE, ['**']), says: 'a folder without files beside what is excluded', fits: () => folder(ONE, ['**/*.md']) },
    { what: 'an empty zip file', code: () => zipFile(zipOf([])), says: 'a zip file without files' },
  ],
  DR342: [
    {
      what: 'a folder of as many bytes as the limit',
      code: () => folder([['a', 'x'.repeat(500)], ['b', 'x'.repeat(500)]]),
      limits: BROAD,
      says: '1000 bytes or more given, less than 1000 needed',
      fits: () => folder([['a', 'x'.repeat(500)], ['b', 'x'.repeat(499)]]),
    },
    { what: 'a folder of 250 MB', code: () => FunctionCode.fromDirectory(join(sparse('a', 262144000), '..'))._facts, says: '262144000 bytes or more given, less than 262144000 needed' },
    {
      what: 'a folder of too many files',
      code: () => folder(Array.from({ length: 11 }, (_, index) => [`${index}`, 'x'])),
      limits: BROAD,
      says: 'more than 10 files given, at most 10 possible',
      fits: () => folder(Array.from({ length: 10 }, (_, index) => [`${index}`, 'x'])),
    },
    {
      what: 'a zip file of as many bytes as the limit',
      code: () => zipFile(zipOf([{ name: 'a', content: Buffer.alloc(1000) }])),
      limits: BROAD,
      says: '1000 bytes given, less than 1000 needed',
      fits: () => zipFile(zipOf([{ name: 'a', content: Buffer.alloc(999) }])),
    },
    { what: 'a zip file of 250 MB', code: () => zipWith(bytes => bytes.writeUInt32LE(262144000, CENTRAL + 24)), says: '262144001 bytes given, less than 262144000 needed' },
  ],
  DR343: [
    { what: 'a zip file of more than 50 MB', code: () => FunctionCode.fromZip(sparse('a.zip', 52428801))._facts, says: 'a zip file of 52428801 bytes given, at most 52428800 possible' },
    { what: 'a folder that gives a larger zip file', code: folder, limits: { ...BROAD, zippedBytes: 114 }, says: 'a zip file of 115 bytes given, at most 114 possible' },
  ],
  DR344: [
    { what: 'a link out of the folder', code: () => linked('hosts', '/etc/hosts'), says: "'hosts' given, a link to '/etc/hosts', and a target within the folder needed" },
    { what: 'a link to a folder beside it with a like name', code: () => linkToNeighbour(), says: 'and a target within the folder needed' },
    { what: 'a link to what is not there', code: () => linked('a/b', 'nowhere'), says: "'a/b' given, a link to 'nowhere', which is not there", fits: () => linked('a/b', '../index.js') },
    { what: 'a link to itself', code: () => linked('a', 'a'), says: "'a' given, a link to 'a', which leads back to itself" },
    { what: 'a link to the folder of code', code: () => linked('a/b', '..'), says: "'a/b' given, a link to '..', the folder or one above that the link lies in" },
    { what: 'a link to a folder that it lies in', code: () => linked('a/b/c', '../../a'), says: "'a/b/c' given, a link to '../../a'" },
  ],
  DR345: [
    { what: 'a FIFO', code: () => fifo(), says: "'pipe' given, a FIFO, and a file or a folder needed" },
    { what: 'a file that cannot be read', code: () => unreadable('readFileSync'), says: "'index.js' given, which cannot be read (EACCES)" },
    { what: 'a folder that cannot be read', code: () => unreadable('readdirSync'), says: "'.' given, which cannot be read (EACCES)" },
  ],
  DR346: [
    { what: 'one name in two Unicode forms', code: () => folder([['\u00e9', 'x'], ['e\u0301', 'y']]), says: "'\u00e9' given twice, in different Unicode forms" },
    { what: 'one folder in two Unicode forms', code: () => folder([['\u00e9/a', 'x'], ['e\u0301/b', 'y']]), says: "'\u00e9' given twice" },
    { what: 'a backslash', code: () => folder([['a\\b', 'x']]), says: "'a\\b' given with a backslash", fits: () => folder([['a/b', 'x']]) },
    { what: 'a name that is not UTF-8', code: () => latin1(), says: 'whose name is not valid UTF-8' },
    { what: 'a zip file with a name twice', code: () => zipFile(zipOf([{ name: 'a', content: Buffer.from('x') }, { name: 'a', content: Buffer.from('y') }])), says: "'a' given twice" },
    ...['../a', '/a', 'a\\b'].map((name): Case => ({ what: `a zip file with '${name}'`, code: () => zipFile(zipOf([{ name, content: Buffer.from('x') }])), says: `'${name}' given with '..', a backslash` })),
  ],
  DR347: [
    { what: 'a text', code: () => zipFile(Buffer.from('no zip file, but a text that is longer than the end of one')), says: 'a file without the end of a zip file given' },
    { what: 'an empty file', code: () => zipFile(Buffer.alloc(0)), says: 'a file without the end of a zip file given' },
    { what: 'a zip file that was cut off', code: () => zipFile(ZIP.subarray(0, -1)), says: 'a file without the end of a zip file given', fits: () => zipFile(ZIP) },
    { what: 'a zip file without its beginning', code: () => zipFile(ZIP.subarray(10)), says: 'a damaged zip file given' },
    { what: 'a table of contents beyond the end', code: () => zipWith(bytes => bytes.writeUInt32LE(END + 1, END + 16)), says: 'whose table of contents has no room' },
    { what: 'more entries than there are', code: () => zipWith(bytes => bytes.fill(3, END + 8, END + 9).fill(3, END + 10, END + 11)), says: 'at entry 3 of 3' },
    { what: 'a content beyond the table of contents', code: () => zipWith(bytes => bytes.writeUInt32LE(0x7fffffff, CENTRAL + 20)), says: 'at entry 1 of 2' },
    { what: 'a name beyond the end', code: () => zipWith(bytes => bytes.writeUInt16LE(0xfff0, CENTRAL + 28)), says: 'at entry 1 of 2' },
    { what: 'a file in several parts', code: () => zipWith(bytes => bytes.writeUInt16LE(1, END + 4)), says: 'a part of a zip file in several files given' },
    { what: 'an encrypted file', code: () => zipWith(bytes => bytes.writeUInt16LE(1, CENTRAL + 8)), says: 'an encrypted zip file given' },
    { what: 'a size in a Zip64 field', code: () => zipWith(bytes => bytes.writeUInt32LE(0xffffffff, CENTRAL + 24)), says: 'a Zip64 file given' },
    { what: 'a count in a Zip64 field', code: () => zipWith(bytes => bytes.writeUInt16LE(0xffff, END + 10)), says: 'a Zip64 file given' },
  ],
  DR349: [
    ...['docs/', './docs', '{a,b}', '!index.js', 'a**'].map((pattern): Case => ({ what: `the pattern ${pattern}`, code: () => folder(ONE, [pattern]), says: `'${pattern}' given in excludes, ` })),
    { what: 'a pattern that is a number', code: () => folder(ONE, [5 as any]), says: '5 given in excludes, a pattern of at least one character needed', fits: () => folder(ONE, ['5']) },
    { what: 'a pattern without a list', code: () => folder(ONE, 'docs' as any), says: 'excludes given that are no list' },
  ],
};

describe.each(Object.entries(CASES))('%s', (code, cases) => {
  test.each(cases.map(one => [one.what, one] as const))(`${code} %s is refused`, (_, one) => {
    const problems = problemsOf(one.code(), one.limits);
    expect(problems.map(problem => problem.code)).toEqual([code]);
    expect(problems[0].path).toBe('api.code');
    expect(problems[0].message).toContain(one.says);
    if (one.fits !== undefined) expect(problemsOf(one.fits(), one.limits)).toEqual([]);
  });
});

test('DR348 a handler whose module is not in the code is refused', () => {
  const list = new ProblemList();
  checkHandler(['dist/index.js'], 'nodejs22.x', 'dist/index.handler', 'api.handler', list);
  expect(list.problems).toEqual([]);
  checkHandler(['dist/index.js'], 'nodejs22.x', 'index.handler', 'api.handler', list);
  expect(list.problems.map(problem => problem.text)).toEqual([
    "DR348 api.handler: 'index.handler' given, and 'index.js' or 'index.mjs' or 'index.cjs' is not in the code. "
    + "Correct the handler, or put its module into the code. To go ahead all the same: acceptedRisks: { DR348: '<why>' }.",
  ]);
});

test('every problem of a folder is found at once', () => {
  const code = folder([['a\\b', 'x'], ['index.js', 'x']]) as Extract<CodeFacts, { kind: 'directory' }>;
  fs.symlinkSync('nowhere', join(code.path, 'one'));
  fs.symlinkSync('nowhere', join(code.path, 'two'));
  expect(problemsOf(code).map(problem => problem.code).sort()).toEqual(['DR344', 'DR344', 'DR346']);
});

test('a small folder whose links multiply comes to an end', () => {
  const made = folderOf([['0/file', '']]);
  for (let level = 1; level <= 30; level++) {
    fs.mkdirSync(join(made, `${level}`));
    for (const side of ['a', 'b']) fs.symlinkSync(join('..', `${level - 1}`), join(made, `${level}`, side));
  }
  expect(problemsOf(FunctionCode.fromDirectory(made)._facts, { ...BROAD, files: 1000 }).map(problem => problem.code)).toEqual(['DR342']);
});

test('damage anywhere in a zip file is a problem or another table of contents, never an error', () => {
  for (let at = 0; at < ZIP.length; at++) {
    for (const value of [0, 1, 0x7f, 0xff]) expect(() => problemsOf(zipWith(bytes => bytes.fill(value, at, at + 1)))).not.toThrow();
  }
});

test('each rule has a code of its own', () => {
  expect(codeRules.map(rule => rule.code)).toEqual(Array.from({ length: 10 }, (_, index) => `DR34${index}`));
});

function problemsOf(code: CodeFacts, limits?: CodeLimits) {
  const list = new ProblemList();
  const packaged = packageCode(code, 'api.code', list, limits);
  jest.restoreAllMocks();
  expect(packaged === undefined).toBe(list.problems.length > 0);
  return list.problems;
}

function linkToNeighbour(): CodeFacts {
  const parent = folderOf([['code/index.js', 'x'], ['code-of-others/a.js', 'x']]);
  fs.symlinkSync('../code-of-others', join(parent, 'code', 'others'));
  return FunctionCode.fromDirectory(join(parent, 'code'))._facts;
}

function fifo(): CodeFacts {
  const made = folderOf(ONE);
  execFileSync('mkfifo', [join(made, 'pipe')]);
  return FunctionCode.fromDirectory(made)._facts;
}

// Tests may run as root, who reads everything.
function unreadable(what: 'readFileSync' | 'readdirSync', code: CodeFacts = folder()): CodeFacts {
  jest.spyOn(jest.requireActual<typeof fs>('fs'), what).mockImplementation(() => {
    throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  });
  return code;
}

function latin1(): CodeFacts {
  const made = folderOf(ONE);
  fs.writeFileSync(Buffer.concat([Buffer.from(`${made}/`), Buffer.from([0xe9])]), 'x');
  return FunctionCode.fromDirectory(made)._facts;
}
