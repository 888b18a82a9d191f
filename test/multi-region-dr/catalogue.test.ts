import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Attribute, MultiRegionDr, MultiRegionDrProps, TableSpec } from '../../src';
import { catalogue, chapters } from '../../src/multi-region-dr/catalogue';
import { Severity } from '../../src/plan/problem';
import { rulesPage } from '../../tools/rules-page';
import { SITES } from '../support/synth';

const ROOT = join(__dirname, '../..');
const codes = catalogue.map(rule => rule.code);

test('each code belongs to one rule, and rules are in the order of their codes', () => {
  expect(codes).toEqual([...new Set(codes)].sort());
});

test('codes are DR and three digits, and those of a folder are in its block', () => {
  for (const { firstCode, lastCode, rules } of chapters) {
    for (const { code } of rules) {
      expect(code).toMatch(/^DR\d{3}$/);
      expect(Number(code.slice(2))).toBeGreaterThanOrEqual(firstCode);
      expect(Number(code.slice(2))).toBeLessThanOrEqual(lastCode);
    }
  }
});

test('blocks of codes do not overlap', () => {
  chapters.slice(1).forEach((chapter, position) => expect(chapter.firstCode).toBeGreaterThan(chapters[position].lastCode));
});

test('every code that stands in a folder of src is a rule of the folder in the catalogue', () => {
  for (const { folder, rules } of chapters) {
    const sources = readdirSync(join(ROOT, 'src', folder)).map(file => readFileSync(join(ROOT, 'src', folder, file), 'utf8')).join('\n');
    const declared = [...sources.matchAll(/^\s*code: '(DR\d{3})'/gm)].map(match => match[1]);
    expect(declared.sort()).toEqual(rules.map(rule => rule.code));
  }
});

test('no folder of src has rules that the catalogue does not know', () => {
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name);
  const withRules = folders.filter(folder => readdirSync(join(ROOT, 'src', folder)).some(file => /^\s*code: 'DR\d{3}'/m.test(readFileSync(join(ROOT, 'src', folder, file), 'utf8'))));
  expect(withRules.sort()).toEqual(chapters.map(chapter => chapter.folder).sort());
});

test('a rule implies rules that there are', () => {
  catalogue.forEach(rule => expect(codes).toEqual(expect.arrayContaining(rule.implies ?? [])));
});

test('DR005 refuses to accept in a service what its stack warns of', () => {
  const props: MultiRegionDrProps = {
    ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, tables: [new TableSpec('orders', { partitionKey: Attribute.string('pk') })],
  };
  const { code } = chapters.find(chapter => chapter.folder === 'tagged-stack')!.rules.find(rule => rule.severity === Severity.RISK)!;
  const problems = MultiRegionDr.check({ ...props, acceptedRisks: { [code]: 'of the stack' } });
  expect(problems.map(problem => `${problem.code} ${problem.path}`)).toEqual([`DR005 acceptedRisks.${code}`]);
});

test('titles and sources are there, and titles have no full stop at the end', () => {
  for (const { title, source, severity } of catalogue) {
    expect(title).toMatch(/^\S.*[^.\s]$/s);
    expect(source).not.toBe('');
    expect(Object.values(Severity)).toContain(severity);
  }
});

test('a source in docs is a page that exists', () => {
  const pages = catalogue.map(rule => /docs\/[\w-]+\.md/.exec(rule.source)?.[0]).filter(page => page !== undefined);
  expect([...new Set(pages)].filter(page => !existsSync(join(ROOT, page)))).toEqual([]);
});

test('docs/rules.md lists the rules as they are (npm run write:rules writes it)', () => {
  expect(readFileSync(join(ROOT, 'docs/rules.md'), 'utf8')).toBe(rulesPage(chapters));
});
