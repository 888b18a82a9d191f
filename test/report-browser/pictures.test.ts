// Pictures of every page for people to look at: two widths, light and dark, and paper.

import * as fs from 'fs';
import * as path from 'path';
import type { Browser } from 'playwright-core';
import { openAll, picture, picturesFolder, startBrowser, withPage } from './browser';
import { everyPage } from './pages';

let browser: Browser;
beforeAll(async () => { browser = await startBrowser(); });
afterAll(() => browser?.close());

const LOOKS = [360, 1280].flatMap(width => (['light', 'dark'] as const).map(colorScheme => ({ width, colorScheme })));

test.each(everyPage)('$pageName has its picture taken at two widths, light and dark', async ({ pageName, address }) => {
  await withPage(browser, address, {}, async ({ page }) => {
    for (const { width, colorScheme } of LOOKS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await picture(page, `${pageName}-${width}-${colorScheme}`);
    }
    await openAll(page);
    await picture(page, `${pageName}-1280-open`);
  });
});

test.each(everyPage)('$pageName is printed', async ({ pageName, address }) => {
  await withPage(browser, address, {}, async ({ page }) => {
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: false, printBackground: false });
    fs.writeFileSync(path.join(picturesFolder(), `${pageName}.pdf`), pdf);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pagesOf(pdf)).toBeGreaterThanOrEqual(2);
  });
});

function pagesOf(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\b(?!s)/g)].length;
}
