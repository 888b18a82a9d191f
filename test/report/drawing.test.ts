import fc from 'fast-check';
import { EMPTY } from './odd-reports';
import { elementsOf } from './well-formed';
import { narrowRegions } from '../../src/report/page-regions-narrow';
import { wideRegions } from '../../src/report/page-regions-wide';
import { linesOf, widthOf } from '../../src/report/page-svg';
import { ArchitectureRow, FlowDirection, Report, SiteBox } from '../../src/report/report';

const FONTS = ['plain', 'bold', 'mono'] as const;

test('lines hold every character of a text, blanks aside, and are no wider than they may be', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 40, max: 400 }), fc.constantFrom(...FONTS), (text, width, font) => {
    const lines = linesOf(text, width, 12, font);
    expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    lines.filter(line => [...line].length > 1).forEach(line => expect(widthOf(line, 12, font)).toBeLessThanOrEqual(width));
  }));
});

test('a word that fits into a line is not broken', () => {
  expect(linesOf('the host name orders.example.com', 150, 12)).toEqual(['the host name', 'orders.example.com']);
  expect(linesOf('orders.example.com', 100, 12)).toEqual(['orders.', 'example.com']);
});

test('a drawing tells of some details, and of how many more the table has', () => {
  const details = Array.from({ length: 20 }, (_, index) => `detail ${index + 1}`);
  const report = drawnOf({ path: 'parameters', what: 'Parameters', primary: { name: 'p', details } });
  for (const drawing of [wideRegions(report).text, narrowRegions(report).text]) {
    expect(drawing).toContain('>detail 7<');
    expect(drawing).not.toContain('>detail 8<');
    expect(drawing).toContain('>and 13 more, in the table below<');
  }
});

test.each([
  [FlowDirection.TO_STANDBY, 1], [FlowDirection.TO_PRIMARY, 1], [FlowDirection.BOTH_WAYS, 2], [undefined, 0],
])('what goes %s has %s heads beside the two of users', (direction, heads) => {
  const report = drawnOf({ path: 'a', what: 'a', ...(direction && { flow: { direction, what: 'writes' } }) });
  for (const drawing of [wideRegions(report).text, narrowRegions(report).text]) {
    expect(drawing.match(/arrow-head/g)).toHaveLength(2 + heads);
  }
});

test('whatever is drawn, boxes are below one another, and within the drawing', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 120 });
  const box: fc.Arbitrary<SiteBox | undefined> = fc.option(fc.record({ name: text, details: fc.array(text, { maxLength: 10 }) }), { nil: undefined });
  const flow = fc.option(fc.record({ direction: fc.constantFrom(...Object.values(FlowDirection)), what: text }), { nil: undefined });
  const row: fc.Arbitrary<ArchitectureRow> = fc.record({ path: text, what: text, primary: box, standby: box, flow });
  fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), rows => {
    for (const draw of [wideRegions, narrowRegions]) {
      const elements = elementsOf(draw({ ...EMPTY, architecture: rows }).text);
      const [, , width, height] = elements[0].attributes.viewBox.split(' ').map(Number);
      const rects = elements.filter(({ tag }) => tag === 'rect').map(({ attributes }) => ({
        left: Number(attributes.x),
        top: Number(attributes.y),
        right: Number(attributes.x) + Number(attributes.width),
        bottom: Number(attributes.y) + Number(attributes.height),
        site: attributes.class.startsWith('site'),
      }));
      rects.forEach(({ left, top, right, bottom }) => {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(width);
        expect(bottom).toBeLessThanOrEqual(height);
      });
      const sites = rects.filter(({ site }) => site);
      sites.forEach((one, index) => sites.slice(index + 1).forEach(other => {
        expect(one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top).toBe(true);
      }));
    }
  }), { numRuns: 50 });
});

function drawnOf(row: ArchitectureRow): Report {
  return { ...EMPTY, architecture: [row] };
}
