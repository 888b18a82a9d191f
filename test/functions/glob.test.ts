import { matcher, patternFault } from '../../src/functions/glob';

test.each([
  ['docs', ['docs'], ['docs2', 'a/docs']],
  ['*.js', ['a.js', '.js'], ['lib/a.js', 'a.jsx', 'ajs']],
  ['**/*.test.js', ['a.test.js', 'lib/deep/a.test.js'], ['a.js', 'a.test.jsx']],
  ['**/node_modules', ['node_modules', 'a/node_modules'], ['my_node_modules']],
  ['docs/**', ['docs/a', 'docs/a/b', 'docs/'], ['docs', 'documents/a']],
  ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb', 'x/a/b']],
  ['**/**/b', ['b', 'a/b'], ['ab']],
  ['**', ['a', 'a/b'], []],
  ['lib/*/index.js', ['lib/a/index.js'], ['lib/index.js', 'lib/a/b/index.js']],
  ['?.js', ['a.js', '\u{1f600}.js'], ['ab.js', '.js']],
  ['a+(b).c|d^$', ['a+(b).c|d^$'], ['aab.c', 'd']],
  ['e\u0301.js', ['\u00e9.js'], []],
  ['a*', ['a\nb'], []],
])('%s matches these paths and no others', (pattern, fits, others) => {
  const matches = matcher([pattern]);
  expect(fits.filter(name => !matches(name))).toEqual([]);
  expect(others.filter(matches)).toEqual([]);
});

test('no pattern matches nothing, and one of several is enough', () => {
  expect(matcher([])('a')).toBe(false);
  expect(matcher(['b', 'a'])('a')).toBe(true);
});

test.each(['docs', '**/*.js', '*', '**', 'a/**/b?', '.git', '..a'])('%s is a pattern', pattern => expect(patternFault(pattern)).toBeUndefined());

test.each(['', '/docs', 'docs/', './docs', '../docs', 'a//b', 'a**', '**.js', '!a', '{a,b}', '[ab]', 'a\\b', 5, undefined])('%p is no pattern', pattern => {
  expect(patternFault(pattern)).toBeDefined();
});
