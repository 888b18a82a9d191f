import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { unzipSync } from 'fflate';
import { Files, folderOf, newFolder, packed, packedElsewhere, readByPython } from './folders';
import { FunctionCode } from '../../src/functions/code';
import { packageCode } from '../../src/functions/package';
import { zipOf } from '../../src/functions/zip';
import { ProblemList } from '../../src/plan/rule';

const TREE: Files = [
  ['index.js', 'exports.handler = async () => ({ statusCode: 200 });\n'],
  ['lib/names.js', `${'module.exports = [];\n'.repeat(50)}`],
  ['lib/é.txt', 'é'],
  ['bin/run', '#!/bin/sh\necho hello\n'],
  ['empty', ''],
  ['10', 'ten'],
  ['2', 'two'],
  ['__proto__', 'a file'],
  // Large enough for several blocks of deflate.
  ['numbers.txt', Array.from({ length: 30000 }, (_, index) => (index * index * 7919) % 104729).join(' ')],
];

// A change of this is a change of the code of every function that was deployed: none of the library's doing, then, but in a major version.
const FROZEN = '4213241447981d691ea10406b971d8d3fe774f2d767a359688df03bb4df4ab47';

describe('the bytes of the zip file', () => {
  test('are frozen', () => {
    expect(packed(folderOf(TREE)).sha256Hex).toBe(FROZEN);
  });

  test('are the same from another folder, in another order, with other modes and times', () => {
    const other = folderOf([...TREE].reverse(), { mode: 0o700, time: 1_000_000_000 });
    expect(packed(other).bytes).toEqual(packed(folderOf(TREE, { mode: 0o444, time: 1_700_000_000 })).bytes);
  });

  test.each([[0o077, 'Pacific/Kiritimati'], [0o000, 'America/St_Johns']])('are the same with umask %o in %s', (umask, zone) => {
    expect(packedElsewhere(TREE, umask, zone)).toBe(packed(folderOf(TREE)).sha256Hex);
  });

  test('are the same from a name with an accent in either of its forms', () => {
    expect(packed(folderOf([['e\u0301.js', 'x']])).bytes).toEqual(packed(folderOf([['\u00e9.js', 'x']])).bytes);
  });

  test('change with the content, a name, and an empty file', () => {
    const changed: Files[] = [
      [['index.js', 'exports.handler = async () => ({ statusCode: 201 });\n'], ...TREE.slice(1)],
      [['index.mjs', TREE[0][1]], ...TREE.slice(1)],
      [...TREE, ['more', '']],
    ];
    const hashes = [TREE, ...changed].map(files => packed(folderOf(files)).sha256Hex);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('are the same for any tree, in any order of creation, and unpack to its files', () => {
    fc.assert(fc.property(trees(), fc.infiniteStream(fc.nat()), (files, random) => {
      const keyed = files.map(file => ({ file, key: random.next().value as number }));
      const shuffled = keyed.sort((one, other) => one.key - other.key).map(({ file }) => file);
      const zip = packed(folderOf(files)).bytes;
      expect(packed(folderOf(shuffled)).bytes).toEqual(zip);
      expect(hexOf(Object.entries(unzipSync(zip)))).toEqual(hexOf(files.filter(([name]) => name !== '__proto__')));
    }), { numRuns: 60 });
  });
});

describe('the zip file', () => {
  test('holds the files in the order of their names, as Python reads it', () => {
    const read = readByPython(packed(folderOf(TREE)).bytes);
    expect(read.map(([name]) => name)).toEqual(['10', '2', '__proto__', 'bin/run', 'empty', 'index.js', 'lib/names.js', 'lib/é.txt', 'numbers.txt']);
    expect([...read].sort()).toEqual(hexOf(TREE));
  });

  test('holds any tree as Python reads it', () => {
    const trees8 = fc.sample(trees(), { numRuns: 8, seed: 4 });
    for (const files of trees8) expect([...readByPython(packed(folderOf(files)).bytes)].sort()).toEqual(hexOf(files));
  });

  test('marks every file as readable and executable by all, of 1980, and no folder', () => {
    const script = [
      'import io, sys, zipfile',
      'z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))',
      'print(sorted({(i.create_system, oct(i.external_attr >> 16), i.date_time, i.extra, i.flag_bits) for i in z.infolist()}))',
    ].join('\n');
    const said = execFileSync('python3', ['-c', script], { input: packed(folderOf(TREE, { mode: 0o600 })).bytes, encoding: 'utf8' });
    expect(said.trim()).toBe("[(3, '0o100755', (1980, 1, 1, 0, 0, 0), b'', 2048)]");
  });

  test('says its sizes, hashes and names', () => {
    const code = packed(folderOf(TREE));
    const hash = createHash('sha256').update(code.bytes);
    expect(code.sha256Hex).toBe(hash.copy().digest('hex'));
    expect(code.sha256Base64).toBe(hash.digest('base64'));
    expect(code.zippedBytes).toBe(code.bytes.length);
    expect(code.unzippedBytes).toBe(TREE.reduce((sum, [, content]) => sum + Buffer.byteLength(content), 0));
    expect(code.fileNames).toEqual(TREE.map(([name]) => name).sort());
  });

  test('leaves nothing out unless told', () => {
    const files: Files = [['.env', 'x'], ['.git/config', 'x'], ['node_modules/a/index.js', 'x'], ['index.js', 'x']];
    expect(packed(folderOf(files)).fileNames).toEqual(['.env', '.git/config', 'index.js', 'node_modules/a/index.js']);
  });

  test('leaves out what is excluded, and does not look into folders that are', () => {
    const folder = folderOf([['index.js', 'x'], ['index.test.js', 'x'], ['docs/a/b.md', 'x'], ['lib/a.test.js', 'x'], ['lib/a.js', 'x']]);
    symlinkSync('nowhere', join(folder, 'docs', 'broken'));
    expect(packed(folder, ['**/*.test.js', 'docs/**']).fileNames).toEqual(['index.js', 'lib/a.js']);
  });
});

describe('symbolic links', () => {
  test('are replaced by the file or folder that they lead to', () => {
    const folder = folderOf([['lib/a.js', 'a'], ['lib/b/c.js', 'c']]);
    symlinkSync(join('lib', 'a.js'), join(folder, 'file.js'));
    symlinkSync(join(folder, 'lib'), join(folder, 'whole'));
    mkdirSync(join(folder, 'bin'));
    symlinkSync(join('..', 'file.js'), join(folder, 'bin', 'link-to-link.js'));
    expect(readByPython(packed(folder).bytes).map(([name, hex]) => [name, Buffer.from(hex as string, 'hex').toString()])).toEqual([
      ['bin/link-to-link.js', 'a'], ['file.js', 'a'], ['lib/a.js', 'a'], ['lib/b/c.js', 'c'], ['whole/a.js', 'a'], ['whole/b/c.js', 'c'],
    ]);
  });

  test('give the same bytes as copies', () => {
    const folder = folderOf([['a.js', 'a']]);
    symlinkSync('a.js', join(folder, 'b.js'));
    expect(packed(folder).bytes).toEqual(packed(folderOf([['a.js', 'a'], ['b.js', 'a']])).bytes);
  });

  test('may lead to the folder of code itself', () => {
    const parent = newFolder();
    symlinkSync(folderOf(TREE), join(parent, 'code'));
    expect(packed(join(parent, 'code')).sha256Hex).toBe(FROZEN);
  });
});

test('code that is planned again is packed again if a byte of it changed', () => {
  const folder = folderOf(TREE);
  const code = FunctionCode.fromDirectory(folder)._facts;
  const again = () => packageCode(code, 'api.code', new ProblemList());
  const first = again();
  expect(again()).toBe(first);
  writeFileSync(join(folder, 'empty'), 'x');
  expect(again()?.sha256Hex).not.toBe(first?.sha256Hex);
});

test('a zip file is taken byte for byte', () => {
  const bytes = zipOf([{ name: 'index.js', content: Buffer.from('x'.repeat(1000)) }]);
  const file = join(newFolder(), 'code.zip');
  writeFileSync(file, bytes);
  const code = packageCode(FunctionCode.fromZip(file)._facts, 'api.code', new ProblemList());
  expect(Buffer.from(code!.bytes).equals(bytes)).toBe(true);
  expect(code).toMatchObject({ zippedBytes: bytes.length, unzippedBytes: 1000, fileNames: ['index.js'], sha256Hex: createHash('sha256').update(bytes).digest('hex') });
});

test('zip files that Python makes are taken, with folders and a comment', () => {
  const file = join(newFolder(), 'code.zip');
  const script = [
    'import sys, zipfile',
    'z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)',
    'z.writestr("lib/", ""); z.writestr("lib/a.py", "a" * 100); z.writestr("b.py", ""); z.comment = b"PK\\5\\6 of ours"; z.close()',
  ].join('\n');
  execFileSync('python3', ['-c', script, file]);
  expect(packageCode(FunctionCode.fromZip(file)._facts, 'api.code', new ProblemList())).toMatchObject({ fileNames: ['lib/a.py', 'b.py'], unzippedBytes: 100 });
});

test('code that is elsewhere is not packed, and is no problem', () => {
  const list = new ProblemList();
  expect(packageCode(FunctionCode.fromS3({ primary: { bucket: 'b', key: 'k' } })._facts, 'api.code', list)).toBeUndefined();
  expect(list.problems).toEqual([]);
});

// Trees of up to a few dozen files, as paths in any order.
function trees(): fc.Arbitrary<Files> {
  const names = fc.oneof(fc.constantFrom('__proto__', '10', '9', 'constructor', 'a.js', 'A.js', '.hidden'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }))
    .map(name => name.normalize('NFC'))
    .filter(name => !/[/\\\0\ufffd]/.test(name) && name !== '.' && name !== '..');
  const contents = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.nat(40000).map(size => new Uint8Array(size).fill(size % 256)));
  const { tree } = fc.letrec<{ tree: Files }>(tie => ({
    tree: fc.uniqueArray(fc.tuple(names, fc.oneof({ weight: 3, arbitrary: contents }, { weight: 1, arbitrary: tie('tree') })), {
      minLength: 1, maxLength: 5, selector: ([name]) => name,
    }).map(entries => entries.flatMap(([name, value]): Files => (value instanceof Uint8Array
      ? [[name, value]]
      : value.map(([below, content]): Files[number] => [`${name}/${below}`, content])))),
  }));
  return tree;
}

function hexOf(files: Files): Files {
  return files.map(([name, content]): Files[number] => [name, Buffer.from(content as string).toString('hex')]).sort();
}
