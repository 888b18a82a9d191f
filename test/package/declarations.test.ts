import { filesBelow, textOf } from '../support/files';

const DECLARATIONS = filesBelow('lib', '.d.ts');

test('there are declarations', () => {
  expect(DECLARATIONS).toContain('lib/index.d.ts');
});

test('no declaration names a binding: #aws/ means nothing to the compiler of a user', () => {
  expect(DECLARATIONS.filter(file => /#aws\/|@cdktf\/provider-/.test(textOf(file)))).toEqual([]);
});
