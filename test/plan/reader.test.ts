import { IsToken, Reader, show } from '../../src/plan/reader';
import { ProblemList } from '../../src/plan/rule';

const TOKENS = ['${TfToken[TOKEN.1]}', -1.8881545897087e289];
const isToken: IsToken = value => TOKENS.includes(value as string) || (Array.isArray(value) && value[0] === '#{TfToken[TOKEN.2]}');

function reading<T>(values: unknown, read: (reader: Reader) => T, path: string = 'section') {
  const list = new ProblemList();
  const value = read(new Reader(values, path, list, isToken));
  return { value, problems: list.problems.map(({ code, path: at, message }) => `${code} ${at}: ${message}`) };
}

test('a value of the right kind is read as it is', () => {
  const values = {
    text: 'a', yes: true, count: 3, share: 0.5, choice: 'ONE', list: ['a', 'b'], map: { a: 'b' }, arn: TOKENS[0], arns: ['x', TOKENS[0]], date: new Date(0),
  };
  const { value, problems } = reading(values, reader => [
    reader.text('text'), reader.bool('yes'), reader.integer('count'), reader.number('share'), reader.oneOf('choice', ['ONE', 'OTHER']), reader.texts('list'),
    reader.textMap('map'), reader.opaque('arn'), reader.opaques('arns'), reader.instance('date', 'a Date', (one): one is Date => one instanceof Date),
  ]);
  expect(problems).toEqual([]);
  expect(value).toEqual(['a', true, 3, 0.5, 'ONE', ['a', 'b'], { a: 'b' }, TOKENS[0], ['x', TOKENS[0]], values.date]);
});

test('a value that is left out is undefined and no problem', () => {
  const { value, problems } = reading({ text: null }, reader => [reader.text('text'), reader.texts('list'), reader.textMap('map'), reader.struct('inner').text('x')]);
  expect(value).toEqual([undefined, undefined, undefined, undefined]);
  expect(problems).toEqual([]);
});

test('false and 0 are values', () => {
  const { value } = reading({ no: false, none: 0, empty: '' }, reader => [reader.bool('no'), reader.integer('none'), reader.text('empty'), reader.has('none')]);
  expect(value).toEqual([false, 0, '', true]);
});

test('DR001 refuses a property without default that is missing', () => {
  const { problems } = reading({}, reader => reader.need('region', "'us-east-1'"));
  expect(problems).toEqual(['DR001 section.region: nothing given, and there is no default']);
  expect(reading({ region: 'us-east-1' }, reader => reader.need('region', 'x')).problems).toEqual([]);
});

test.each<[string, unknown, (reader: Reader) => unknown]>([
  ['a string', TOKENS[0], reader => reader.text('it')],
  ['a number', TOKENS[1], reader => reader.number('it')],
  ['a whole number', TOKENS[1], reader => reader.integer('it')],
  ['a list', ['#{TfToken[TOKEN.2]}'], reader => reader.texts('it')],
  ['a choice', TOKENS[0], reader => reader.oneOf('it', ['a'])],
  ['an object of a class', TOKENS[0], reader => reader.instance('it', 'a Date', (one): one is Date => one instanceof Date)],
])('DR002 refuses a token where %s shapes the architecture', (_, token, read) => {
  const { value, problems } = reading({ it: token }, read);
  expect(value).toBeUndefined();
  expect(problems).toEqual(['DR002 section.it: a token given, which Terraform knows and this program does not; a literal is needed']);
});

test('DR002 refuses an expression of Terraform where a literal is needed, and hands it on elsewhere', () => {
  const values = { it: '${var.x}', list: ['a', '${var.x}'], map: { x: '${var.x}' } };
  const { problems } = reading(values, reader => [reader.text('it'), reader.oneOf('it', ['a']), reader.texts('list'), reader.textMap('map')]);
  expect(problems).toEqual(['it', 'list[1]', 'map.x'].map(path => `DR002 section.${path}: '\${var.x}' given, which Terraform evaluates and this program does not; a literal is needed`));
  expect(reading(values, reader => [reader.opaque('it'), reader.opaques('list'), reader.textMap('map', { opaque: true })])).toEqual({
    value: ['${var.x}', ['a', '${var.x}'], { x: '${var.x}' }], problems: [],
  });
});

test('DR002 refuses a token in a list and in a map, and keeps the others', () => {
  const { value, problems } = reading({ list: ['a', TOKENS[0]], map: { x: TOKENS[0], y: 'b' } }, reader => [reader.texts('list'), reader.textMap('map')]);
  expect(value).toEqual([['a'], { y: 'b' }]);
  expect(problems.map(problem => problem.split(':')[0])).toEqual(['DR002 section.list[1]', 'DR002 section.map.x']);
});

test.each<[string, unknown, (reader: Reader) => unknown, string]>([
  ['a number for a string', 5, reader => reader.text('it'), '5 given, a string needed'],
  ['a number for an opaque string', 5, reader => reader.opaque('it'), '5 given, a string needed'],
  ['a string for a switch', 'yes', reader => reader.bool('it'), "'yes' given, true or false needed"],
  ['a fraction for a whole number', 1.5, reader => reader.integer('it'), '1.5 given, a whole number needed'],
  ['NaN for a number', NaN, reader => reader.number('it'), 'NaN given, a number needed'],
  ['infinity for a number', Infinity, reader => reader.number('it'), 'Infinity given, a number needed'],
  ['something else for a choice', 'THREE', reader => reader.oneOf('it', ['ONE', 'TWO']), "'THREE' given, one of ONE, TWO needed"],
  ['a string for a list', 'a', reader => reader.texts('it'), "'a' given, a list needed"],
  ['a list for a map', [], reader => reader.textMap('it'), 'a list given, a map of strings needed'],
  ['an object for an object of a class', {}, reader => reader.instance('it', 'a Date', (one): one is Date => one instanceof Date), 'an object given, a Date needed'],
])('DR003 refuses %s', (_, given, read, message) => {
  const { value, problems } = reading({ it: given }, read);
  expect(value).toBeUndefined();
  expect(problems).toEqual([`DR003 section.it: ${message}`]);
});

test('DR003 refuses single entries of a list and a map, and keeps the others', () => {
  const { value, problems } = reading({ list: ['a', 1], map: { x: 2, y: 'b' } }, reader => [reader.texts('list'), reader.textMap('map')]);
  expect(value).toEqual([['a'], { y: 'b' }]);
  expect(problems).toEqual(['DR003 section.list[1]: 1 given, a string needed', 'DR003 section.map.x: 2 given, a string needed']);
});

test('DR003 refuses properties that are no object, once', () => {
  expect(reading('props', reader => [reader.text('a'), reader.has('b')], '').problems).toEqual(["DR003 props: 'props' given, an object needed"]);
  expect(reading('props', reader => [reader.struct('a').need('b', 'x'), reader.need('a', 'x'), reader.need('c', 'x')], '').problems).toHaveLength(1);
  expect(reading({ site: 5 }, reader => reader.struct('site').need('region', 'x'), '').problems).toEqual(['DR003 site: 5 given, an object needed']);
  expect(reading({}, reader => reader.struct('site').need('region', 'x'), '').problems).toEqual(['DR001 site.region: nothing given, and there is no default']);
});

test('DR004 refuses a property that does not exist, and names those that do', () => {
  const { problems } = reading({ regoin: 'us-east-1', region: 'us-east-1', other: undefined }, reader => reader.onlyHas(['region', 'zones']));
  expect(problems).toEqual(['DR004 section.regoin: no such property; known are region, zones']);
});

test('a struct in a struct has the path of both', () => {
  expect(reading({ inner: { deep: 1 } }, reader => reader.struct('inner').struct('deep')).problems).toEqual(['DR003 section.inner.deep: 1 given, an object needed']);
  expect(reading({ inner: { deep: 1 } }, reader => reader.struct('inner').text('deep'), '').problems).toEqual(['DR003 inner.deep: 1 given, a string needed']);
});

test('a message shows any value briefly', () => {
  expect([null, undefined, [1], {}, () => 1, 'x'.repeat(80), Symbol('s'), 5n].map(show)).toEqual([
    'null', 'undefined', 'a list', 'an object', 'a function', `'${'x'.repeat(57)}...'`, 'Symbol(s)', '5',
  ]);
});
