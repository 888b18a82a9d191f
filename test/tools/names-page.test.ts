import { readFileSync } from 'fs';
import { join } from 'path';
import { namesPage } from '../../tools/names-page';

test('docs/names.md is what `npm run write:rules` writes', () => {
  expect(readFileSync(join(__dirname, '../../docs/names.md'), 'utf8')).toBe(namesPage());
});
