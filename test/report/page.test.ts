import { FULL } from './full-report';
import { BARE, EMPTY, ENDLESS, NASTY, SIGNS } from './odd-reports';
import { elementsOf } from './well-formed';
import { reportPage } from '../../src/report/page';
import { STYLES } from '../../src/report/page-styles';
import type { Report } from '../../src/report/report';

const REPORTS: Record<string, Report> = { full: FULL, nasty: NASTY, endless: ENDLESS, empty: EMPTY, bare: BARE };
const pages = Object.entries(REPORTS).map(([name, report]) => ({ name, report, page: reportPage(report) }));
const SECTIONS = ['budget', 'loss', 'regions', 'strategies', 'risks', 'unprotected', 'runbook', 'resources', 'rules'];

describe.each(pages)('the page of a $name report', ({ report, page }) => {
  const elements = elementsOf(page);

  test('is the same for the same report', () => {
    expect(reportPage(JSON.parse(JSON.stringify(report)))).toBe(page);
  });

  test('has every section, in its order, with a heading and a line in the contents', () => {
    expect(elements.filter(({ tag, within }) => tag === 'section' && within[within.length - 1] === 'main').map(({ attributes }) => attributes.id)).toEqual(SECTIONS);
    const links = elements.filter(({ tag, within }) => tag === 'a' && within.includes('nav')).map(({ attributes }) => attributes.href);
    expect(links.filter(link => !link.startsWith('#runbook-'))).toEqual(SECTIONS.map(section => `#${section}`));
    expect(links.length).toBe(SECTIONS.length + report.runbook.procedures.length);
  });

  test('says something in every section', () => {
    const inside = page.split('<section id=').slice(1).map(section => section.replace(/<h2.*<\/h2>/, '').replace(/^[^>]*>/, '').replace(/<[^>]*>/g, '').trim());
    expect(inside.filter(text => text === '')).toEqual([]);
  });

  test('has headings that skip no level', () => {
    const levels = elements.filter(({ tag }) => /^h\d$/.test(tag)).map(({ tag }) => Number(tag.slice(1)));
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, index) => expect(level).toBeLessThanOrEqual(levels[index] + 1));
    expect(levels.filter(level => level === 1)).toHaveLength(1);
  });

  test('loads and runs nothing: no script, no handler, no address but those of links', () => {
    expect(elements.filter(({ tag }) => ['script', 'img', 'iframe', 'object', 'embed', 'form', 'base', 'foreignObject', 'image', 'use'].includes(tag))).toEqual([]);
    expect(elements.flatMap(({ attributes }) => Object.keys(attributes)).filter(name => /^(on|style$|src)/.test(name))).toEqual([]);
    const loading = elements.filter(({ tag, attributes }) => tag !== 'a' && attributes.href !== undefined);
    expect(loading.map(({ attributes }) => attributes.href)).toEqual(['data:,']);
    const leading = elements.filter(({ tag, attributes }) => tag === 'a' && !attributes.href.startsWith('#'));
    expect(leading.filter(({ attributes }) => !/^https:\/\/[^\s"'<>]+$/.test(attributes.href))).toEqual([]);
    expect(STYLES).not.toMatch(/url\(|@import|<|\/\//);
    const [policy] = elements.filter(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy').map(({ attributes }) => attributes.content);
    expect(policy).toContain('default-src &#39;none&#39;');
    expect(policy).not.toContain('script-src');
  });

  test('names what it labels, and each name once', () => {
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
    expect(ids).toEqual([...new Set(ids)]);
    const labels = elements.flatMap(({ attributes }) => attributes['aria-labelledby']?.split(' ') ?? []);
    expect(labels.filter(label => !ids.includes(label))).toEqual([]);
  });

  test('has a caption, and heads of columns and rows, in every table', () => {
    const tables = page.match(/<table.*?<\/table>/gs) ?? [];
    tables.forEach(table => {
      expect(table).toMatch(/<caption>.+<\/caption>/);
      const columns = table.match(/scope="col"/g)!.length;
      for (const row of table.match(/<tr role="row">.*?<\/tr>/gs)!.slice(1)) {
        expect(row.match(/<th role="rowheader" scope="row">/g)).toHaveLength(1);
        expect(row.match(/<td /g)).toHaveLength(columns - 1);
      }
    });
  });

  test('holds no number that is none, and no value that was not meant to be shown', () => {
    expect(page).not.toMatch(/NaN|undefined|\[object|Infinity|null/);
  });
});

test('a report of signs is shown, and none of them is markup', () => {
  const page = reportPage(NASTY);
  expect(page).not.toContain('<script');
  expect(page).not.toContain(SIGNS);
  expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;a&#39;');
});

test('an empty report says of each section that there is nothing', () => {
  expect(reportPage(EMPTY).match(/class="none"/g)!.length).toBeGreaterThanOrEqual(10);
});

test('code stands where a text has it between backticks, a single backtick is one, and what stands between stars is strong', () => {
  const runbook = { introduction: ['Run `plan`, not `apply`', 'a ` b', '``', '**No `a`, no b.** Then c', '`**/*.ts` and **', 'Wait. **Not `b`.** Go **on**', '**All of it.**', '2 ** 3 and 4 ** 5'], procedures: [] };
  const page = reportPage({ ...EMPTY, runbook });
  expect(page).toContain('<p>Run <code>plan</code>, not <code>apply</code>.</p>');
  expect(page).toContain('<p>a ` b.</p>');
  expect(page).toContain('<p>``.</p>');
  expect(page).toContain('<p><strong>No <code>a</code>, no b.</strong> Then c.</p>');
  expect(page).toContain('<p><code>**/*.ts</code> and **.</p>');
  expect(page).toContain('<p>Wait. <strong>Not <code>b</code>.</strong> Go <strong>on</strong>.</p>');
  expect(page).toContain('<p><strong>All of it.</strong></p>');
  expect(page).toContain('<p>2 ** 3 and 4 ** 5.</p>');
});

test('an address in a source is a link, and what stands around it is text', () => {
  const problem = { ...FULL.openRisks[0], source: 'See https://docs.aws.amazon.com/a/b.html#c; docs/x.md and http://plain.example javascript:alert(1)' };
  expect(reportPage({ ...EMPTY, openRisks: [problem] }))
    .toContain('See <a href="https://docs.aws.amazon.com/a/b.html#c">b</a>; docs/x.md and http://plain.example javascript:alert(1)</dd>');
});

test.each([
  [true, true, 'which is within the objective of 30', 'which is within the objective of 1'],
  [false, false, 'which misses the objective of 30', 'which misses the objective of 1'],
  [true, undefined, 'which is within the objective of 30', 'What is lost is not known'],
])('the verdict is in words: RTO %s, RPO %s', (meetsRto, meetsRpo, rto, rpo) => {
  const head = reportPage({ ...FULL, objectives: { ...FULL.objectives, meetsRto, meetsRpo } }).split('</header>')[0];
  expect(head).toContain(rto);
  expect(head).toContain(rpo);
});

test('colours of texts and of what they stand on differ enough, light and dark (WCAG 2.2, 4.5 to 1)', () => {
  for (const scheme of [STYLES.split('@media')[0], STYLES.split('@media')[1]]) {
    const colour = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(scheme)![1];
    const pairs = [
      ...['page', 'faint', 'site', 'primary', 'standby'].flatMap(ground => ['ink', 'muted'].map(text => [text, ground])),
      ...['link', 'met', 'missed', 'unknown'].map(text => [text, 'page']),
      ...['detect', 'decide', 'execute', 'validate'].map(ground => ['on-part', ground]),
    ];
    expect(pairs.filter(([text, ground]) => contrast(colour(text), colour(ground)) < 4.5)).toEqual([]);
  }
});

function contrast(one: string, other: string): number {
  const [dark, light] = [one, other].map(luminance).sort((first, second) => first - second);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
