// The page of a report in a browser: what it says, that it asks for nothing, and that everybody can read it, in any width, light and dark.

import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { openAll, startBrowser, withPage } from './browser';
import { everyPage } from './pages';
import { cellsOf, textsOf } from './texts';
import type { Report } from '../../src/report/report';

let browser: Browser;
beforeAll(async () => { browser = await startBrowser(); });
afterAll(() => browser?.close());

const SCHEMES = ['light', 'dark'] as const;

// In a text with a lone backtick, as nasty has it, marks aren't what they seem.
test.each(everyPage.filter(({ pageName }) => pageName !== 'nasty'))('$pageName shows no signs that only mark a text', async ({ address }) => {
  await withPage(browser, address, {}, async ({ page }) => {
    expect(await page.evaluate(MARKS)).toEqual([]);
  });
});

describe.each(everyPage)('$pageName', ({ address, report }) => {
  test('says everything that the report does, each in its section', async () => {
    await withPage(browser, address, {}, async ({ page }) => {
      await openAll(page);
      expect(await missingOf(page, report)).toEqual([]);
    });
  });

  test('has each number in its row and its column', async () => {
    await withPage(browser, address, {}, async ({ page }) => {
      const shown = await page.evaluate<Record<string, Record<string, string>>>(CELLS);
      const cells = cellsOf(report);
      const same = Object.fromEntries(Object.keys(cells).map(row => [row, Object.fromEntries(
        Object.keys(cells[row]).map(column => [column, shown[words(row)]?.[words(column)]]),
      )]));
      expect(same).toEqual(cells);
    });
  });

  test('complains of nothing and asks for nothing but itself', async () => {
    await withPage(browser, address, {}, async ({ page, complaints, requests }) => {
      await openAll(page);
      await page.waitForTimeout(200);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([address]);
      expect(await page.locator('script').count()).toBe(0);
    });
  });

  test.each(SCHEMES)('has nothing that axe finds fault with, %s', async colorScheme => {
    await withPage(browser, address, { colorScheme }, async ({ page }) => {
      await openAll(page);
      await page.evaluate(axe.source);
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect({ width, faults: await faultsOf(page) }).toEqual({ width, faults: [] });
      }
    });
  });

  test('fits into every width, and no text leaves its box', async () => {
    await withPage(browser, address, {}, async ({ page }) => {
      await openAll(page);
      for (const width of [320, 360, 400, 768, 1024, 1280, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        expect({ width, scrolled: await page.evaluate('document.documentElement.scrollWidth'), cut: await page.evaluate(CUT_OFF) })
          .toEqual({ width, scrolled: width, cut: [] });
      }
    });
  });

  test('shows one of two drawings, and screen readers meet that one alone', async () => {
    await withPage(browser, address, {}, async ({ page }) => {
      for (const [width, shown, hidden] of [[360, 'narrow', 'wide'], [768, 'wide', 'narrow'], [1280, 'wide', 'narrow']] as const) {
        await page.setViewportSize({ width, height: 900 });
        const drawings = report.architecture.length > 0 ? 2 : 1;
        expect(await page.locator(`svg.${shown}:visible`).count()).toBe(drawings);
        expect(await page.locator(`svg.${hidden}:visible`).count()).toBe(0);
        expect(await page.getByRole('img').count()).toBe(drawings);
      }
    });
  });

  test('no text of a drawing leaves its box or the drawing', async () => {
    await withPage(browser, address, {}, async ({ page }) => {
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect({ width, outside: await page.evaluate(OUTSIDE) }).toEqual({ width, outside: [] });
      }
    });
  });

  test('is light or dark as its reader is', async () => {
    const colours = await Promise.all(SCHEMES.map(colorScheme => withPage(browser, address, { colorScheme }, async ({ page }) => (
      page.evaluate<string[]>('[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]')
    ))));
    expect(luminance(colours[0][0])).toBeGreaterThan(0.9);
    expect(luminance(colours[0][1])).toBeLessThan(0.1);
    expect(luminance(colours[1][0])).toBeLessThan(0.1);
    expect(luminance(colours[1][1])).toBeGreaterThan(0.7);
  });

  test('on paper it is black on white, with every detail, and nothing is cut off', async () => {
    // 180 mm, the width of A4 without its margins.
    await withPage(browser, address, { colorScheme: 'dark', viewport: { width: 680, height: 960 } }, async ({ page }) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await page.evaluate('getComputedStyle(document.documentElement).getPropertyValue("--page").trim()')).toBe('#ffffff');
      expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(0, 0, 0)');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(680);
      expect(await page.evaluate(CUT_OFF)).toEqual([]);
      expect(await page.locator('details').count()).toBe(await page.locator('details:not([open])').count());
      expect(await page.evaluate(UNSEEN_DETAILS)).toEqual([]);
      expect(await missingOf(page, report)).toEqual([]);
      expect(await page.locator('.skip').isVisible()).toBe(false);
      // What is higher than a sheet would be cut in two: 267 mm are left of A4.
      expect(await page.evaluate('Math.max(...[...document.querySelectorAll(\'svg, pre, tr\')].map(one => one.getBoundingClientRect().height))')).toBeLessThan(1009);
    });
  });

  test('the keyboard reaches the skip link first, then everything in the order of the page', async () => {
    await withPage(browser, address, {}, async ({ page }) => {
      const focusable = await page.evaluate<number>('document.querySelectorAll(\'a[href], summary\').length');
      await page.evaluate('document.querySelectorAll(\'a[href], summary\').forEach((one, index) => { one.dataset.order = index; })');
      const visible = await page.evaluate<string[]>('[...document.querySelectorAll(\'a[href], summary\')].filter(one => one.checkVisibility({ contentVisibilityAuto: true })).map(one => one.dataset.order)');
      expect(focusable).toBeGreaterThan(0);
      const reached: string[] = [];
      for (const _ of visible) {
        await page.keyboard.press('Tab');
        reached.push(await page.evaluate<string>('document.activeElement.dataset.order'));
        if (reached.length === 1) expect(await page.evaluate('document.activeElement.className')).toBe('skip');
        expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
      }
      expect(reached).toEqual(visible);
    });
  });

  test('the skip link is seen when it has the focus, and leads to the content', async () => {
    await withPage(browser, address, {}, async ({ page }) => {
      const top = () => page.evaluate<number>('document.querySelector(\'.skip\').getBoundingClientRect().top');
      expect(await top()).toBeLessThan(0);
      await page.keyboard.press('Tab');
      expect(await top()).toBeGreaterThanOrEqual(0);
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('content');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.querySelector("main").contains(document.activeElement) || document.querySelector("main a[href], main summary") === null')).toBe(true);
    });
  });

  test('every link within the page arrives, and every other one is an address of the web', async () => {
    await withPage(browser, address, {}, async ({ page }) => {
      const links = await page.evaluate<string[]>('[...document.querySelectorAll(\'a\')].map(link => link.getAttribute(\'href\'))');
      const ids = await page.evaluate<string[]>('[...document.querySelectorAll(\'[id]\')].map(one => one.id)');
      expect(links.filter(link => !ids.includes(link.slice(1)) && !/^https:\/\/[^\s"<>]+$/.test(link))).toEqual([]);
      expect(ids).toEqual([...new Set(ids)]);
    });
  });
});

/** Texts as they are compared: white space is one blank. */
function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What the report says and its section does not show. */
async function missingOf(page: Page, report: Report): Promise<string[]> {
  const missing: string[] = [];
  for (const [place, texts] of Object.entries(textsOf(report))) {
    // Of what isn't shown at all, innerText is all that stands in it.
    const shown = words(await page.evaluate<string>(`(one => one.checkVisibility() ? one.innerText : '')(document.querySelector('${place}'))`));
    missing.push(...texts.map(words).filter(text => !shown.includes(text)).map(text => `${place}: ${text}`));
  }
  return missing;
}

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary}`)).slice(0, 5);
}

function luminance(colour: string): number {
  const [red, green, blue] = colour.match(/[\d.]+/g)!.map(Number).map(value => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// Elements whose text is wider than they are, save those for screen readers alone, to which the heads of cards belong.
const CUT_OFF = `[...document.querySelectorAll('body *')]
  .filter(one => !one.closest('svg, .titled caption') && !(one.closest('thead') && getComputedStyle(one.closest('thead')).position === 'absolute') && one.checkVisibility() && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
  .map(one => one.outerHTML.slice(0, 100))`;

// The cells of every table by the heads of their rows and columns.
const CELLS = `[...document.querySelectorAll('table')].reduce((cells, table) => {
  const text = one => one.textContent.replace(/\\s+/g, ' ').trim();
  const columns = [...table.tHead.rows[0].cells].map(text);
  [...table.rows].filter(row => row.cells.length > 1).forEach(row => {
    [...row.cells].slice(1).forEach((one, index) => { (cells[text(row.cells[0])] ??= {})[columns[index + 1]] = text(one); });
  });
  return cells;
}, {})`;

// Texts, of the drawings too, in which stars or backticks are left that make something strong or code.
const MARKS = `[...document.querySelectorAll('body :is(p, li, dd, td, th, summary, text, title, desc)')].map(one => {
  const copy = one.cloneNode(true);
  copy.querySelectorAll('code').forEach(code => code.remove());
  return copy.textContent;
}).filter(text => /\\*\\*\\S[^]*\\S\\*\\*|\`[^\`]+\`/.test(text))`;

const UNSEEN_DETAILS = `[...document.querySelectorAll('details > :not(summary)')]
  .filter(one => !one.checkVisibility({ contentVisibilityAuto: true }) || one.getBoundingClientRect().height < 5)
  .map(one => one.outerHTML.slice(0, 100))`;

// Texts of the drawing that is shown that are outside of it, or of their box.
const OUTSIDE = `[...document.querySelectorAll('svg text')].filter(text => text.checkVisibility()).filter(text => {
  const within = text.closest('g.box')?.querySelector('rect') ?? text.closest('svg');
  const [inner, outer] = [text.getBoundingClientRect(), within.getBoundingClientRect()];
  return inner.left < outer.left - 0.5 || inner.right > outer.right + 0.5 || inner.top < outer.top - 0.5 || inner.bottom > outer.bottom + 0.5;
}).map(text => text.textContent)`;
