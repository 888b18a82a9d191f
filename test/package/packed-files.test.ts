import { execFileSync } from 'child_process';
import { filesBelow, ROOT, textOf } from '../support/files';

const RESOURCES: string[] = JSON.parse(textOf('tools/resources.json')).resources;
const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
const ALL: string[] = files.map((file: { path: string }) => file.path);
// What is bundled comes as its authors packed it.
const BUNDLED = ALL.filter(file => file.startsWith('node_modules/'));
const PACKED = ALL.filter(file => !BUNDLED.includes(file));

test('the package holds the assembly, the code, and the licences', () => {
  expect(PACKED).toEqual(expect.arrayContaining([
    '.jsii', 'LICENSE', 'NOTICE', 'README.md', 'package.json', 'lib/index.js', 'lib/index.d.ts', 'bindings/LICENSE', 'bindings/NOTICE',
  ]));
});

test('the package holds the bindings in use', () => {
  expect(PACKED.filter(file => /^bindings\/[^/]+\/index\.js$/.test(file)).sort()).toEqual(RESOURCES.map(resource => `bindings/${resource}/index.js`).sort());
});

test('the package holds nothing else: no source, test, tool or configuration', () => {
  const expected = /^(\.jsii|\.jsii\.tabl\.json|API\.md|LICENSE|NOTICE|README\.md|package\.json|lib\/.+\.(js|d\.ts)|bindings\/(LICENSE|NOTICE|.+\.js))$/;
  expect(PACKED.filter(file => !expected.test(file))).toEqual([]);
});

test('the packed code is what is compiled from the sources of today', () => {
  const compiled = filesBelow('src', '.ts').flatMap(file => ['.js', '.d.ts'].map(ending => file.replace(/^src/, 'lib').replace(/\.ts$/, ending)));
  expect(PACKED.filter(file => file.startsWith('lib/')).sort()).toEqual(compiled.sort());
});

test('the licence of the bindings is named where a user looks', () => {
  expect(textOf('bindings/LICENSE')).toContain('Mozilla Public License');
  expect(textOf('NOTICE')).toContain('Mozilla Public License 2.0');
  expect(textOf('LICENSE')).toContain('Apache License');
});

test('one small library without dependencies of its own is bundled, with its licence', () => {
  expect([...new Set(BUNDLED.map(file => file.split('/')[1]))]).toEqual(['fflate']);
  expect(BUNDLED).toEqual(expect.arrayContaining(['node_modules/fflate/LICENSE', 'node_modules/fflate/lib/index.cjs']));
  expect(JSON.parse(textOf('node_modules/fflate/package.json')).dependencies).toBeUndefined();
  expect(textOf('NOTICE')).toContain('fflate');
});

test('the package depends on its peers, and on nothing else that it does not bring along', () => {
  const { dependencies, bundledDependencies, peerDependencies } = JSON.parse(textOf('package.json'));
  expect(Object.keys(dependencies)).toEqual(['fflate']);
  expect(bundledDependencies).toEqual(['fflate']);
  expect(Object.keys(peerDependencies)).toEqual(['cdktf', 'constructs']);
});
