import { existsSync } from 'fs';
import { join } from 'path';
import { architecturePage, ArchitectureRow, ROWS } from '../../tools/architecture-page';
import { resourcesOfLayers, sources } from '../../tools/deploy-permissions-page';
import { ROOT, textOf } from '../support/files';

const NAMED = ROWS.map((row): [string, ArchitectureRow] => [row.what, row]);

test('docs/architecture.md is up to date (npm run write:rules writes it)', () => {
  expect(textOf('docs/architecture.md')).toBe(architecturePage());
});

test.each(NAMED)('%s: the files that make it and the page about it are there', (_, { madeBy, page }) => {
  expect([...madeBy.map(file => `src/${file}`), `docs/${page}.md`].filter(file => !existsSync(join(ROOT, file)))).toEqual([]);
});

test.each(NAMED)('%s: the test that holds it is there', (_, { heldBy: [file, title] }) => {
  const titles = [...textOf(`test/${file}`).matchAll(/^ *test(?:\.each\(.*\))?\('((?:[^'\\]|\\.)*)'/gm)].map(match => match[1].replace(/\\'/g, '\''));
  expect(titles).toContain(title);
});

test('every layer that makes something is in the table', () => {
  const folders = new Set(ROWS.flatMap(({ madeBy }) => madeBy).map(file => file.split('/')[0]));
  expect(Object.keys(resourcesOfLayers(sources())).filter(layer => !folders.has(layer))).toEqual([]);
});
