import { addressesIn, prose } from '../../src/report/page-text';

test('an address in a text is a link that shows it whole, without what ends the sentence', () => {
  expect(prose('See https://example.com/docs/backup.md. Then go on.').text)
    .toBe('See <a href="https://example.com/docs/backup.md">https://example.com/docs/backup.md</a>. Then go on.');
});

test('an address in code is code', () => {
  expect(prose('`curl https://example.com/health`').text).toBe('<code>curl https://example.com/health</code>');
});

test('addresses are told once', () => {
  expect(addressesIn(['a https://example.com/one', 'b https://example.com/one, https://example.com/two.']).map(({ text }) => text)).toEqual([
    '<a href="https://example.com/one">https://example.com/one</a>', '<a href="https://example.com/two">https://example.com/two</a>',
  ]);
});
