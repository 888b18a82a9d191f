// Links between the pages of docs lead somewhere, and what is told of in a list is told of whole.

import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import { ROOT, textOf } from '../support/files';

const PAGES = readdirSync(join(ROOT, 'docs')).filter(file => file.endsWith('.md'));

/** What GitHub makes of the headings of a page. */
function anchorsOf(text: string): string[] {
  const headings = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
  return headings.map(heading => heading.toLowerCase().replace(/[^\w\- ]/g, '').replace(/ /g, '-'));
}

/** The links of a page to other files, as paths from the root, with their anchors. */
function linksOf(page: string): [path: string, anchor: string | undefined][] {
  const links = [...textOf(`docs/${page}`).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
  return links.map(([, file, anchor]) => [file === '' ? `docs/${page}` : join('docs', file), anchor]);
}

test.each(PAGES)('docs/%s links to pages and headings that are there', page => {
  const broken = linksOf(page).filter(([path, anchor]) => {
    if (!existsSync(join(ROOT, path))) return true;
    // The API reference has anchors of its own.
    return anchor !== undefined && path.endsWith('.md') && !path.endsWith('API.md') && !anchorsOf(textOf(path)).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test('docs/keys.md tells of every purpose that keys have', () => {
  const [, purposes] = /type KeyPurpose = (.*);/.exec(textOf('src/keys/plan.ts'))!;
  const names = purposes.split(' | ').map(purpose => purpose.replace(/'/g, ''));
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter(name => !textOf('docs/keys.md').includes(`| \`${name}\` |`))).toEqual([]);
});

test('the steps of a failover are numbered one after the other', () => {
  const [section] = textOf('docs/failover.md').split('## The primary region is lost')[1].split(/^## /m);
  const numbers = [...section.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});
