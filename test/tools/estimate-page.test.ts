import { termNamesOf } from '../../src/multi-region-dr/estimate';
import { estimatePage } from '../../tools/estimate-page';
import { textOf } from '../support/files';

test('docs/estimate.md has the terms as they are now (npm run write:rules writes it)', () => {
  expect(textOf('docs/estimate.md')).toBe(estimatePage());
});

test('docs/estimate.md has every term that there is', () => {
  const page = textOf('docs/estimate.md');
  expect(termNamesOf({}).filter(name => !page.includes(`| \`${name}\` |`))).toEqual([]);
});
