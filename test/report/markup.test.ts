import fc from 'fast-check';
import { each, html, Markup } from '../../src/report/markup';

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#13;': '\r' };

/** What a browser reads there, as far as the entities go that are written. */
function read(markup: string): string {
  return markup.replace(/&(amp|lt|gt|quot|#39|#13);/g, entity => ENTITIES[entity]);
}

/** Any text that a file of UTF-8 and a page can hold, signs of HTML among them more than by chance. */
const anyText = fc.array(fc.oneof(fc.constantFrom('<', '>', '&', '"', "'", '`', '&amp;', '</', '<!--', '\r', '\n', ' on=', '${', '='), fc.string({ unit: 'grapheme' })))
  .map(pieces => pieces.join('').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef]/g, ''));

test('a value is read as it was given, and ends neither a text nor an attribute', () => {
  fc.assert(fc.property(anyText, anyText, (one, other) => {
    const { text } = html`<p title="${one}">${other}</p>`;
    const [, attribute, content] = /^<p title="([^"<>']*)">([^"<>']*)<\/p>$/.exec(text)!;
    expect([read(attribute), read(content)]).toEqual([one, other]);
    expect(text.match(/&(?!(amp|lt|gt|quot|#39|#13);)/)).toBeNull();
  }));
});

test('markup within markup stays as it is, however deep', () => {
  fc.assert(fc.property(anyText, value => {
    expect(html`<p>${html`<b>${value}</b>`}</p>`.text).toBe(`<p>${html`<b>${value}</b>`.text}</p>`);
  }));
});

test('a list is joined, and each of its values is escaped', () => {
  fc.assert(fc.property(fc.array(anyText), values => {
    expect(html`${values}`.text).toBe(values.map(value => html`${value}`.text).join(''));
    expect(each(values, value => html`<li>${value}</li>`).text).toBe(values.map(value => `<li>${html`${value}`.text}</li>`).join(''));
  }));
});

test('what is missing is nothing, and a number is itself', () => {
  expect(html`<p>${undefined}${0}${new Markup('<br>')}${['<', undefined]}</p>`.text).toBe('<p>0<br>&lt;</p>');
});

test('what no page can hold is shown as such', () => {
  expect(html`a${'\u0000'}b${'\u001b'}c${'\ud800'}d${'\udc00e'}f${'\u{1f600}'}`.text).toBe('a\ufffdb\ufffdc\ufffdd\ufffdef\u{1f600}');
});
