// A browser of the machine, and the pages that are looked at in it.

import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { Browser, BrowserContextOptions, chromium, Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

// No sandbox: tests run as root in containers. The rest keeps the browser from asking for anything by itself.
const ARGUMENTS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath(), args: ARGUMENTS, chromiumSandbox: false });
}

function browserPath(): string {
  const found = [process.env.CHROME_PATH, ...NAMES.map(onPath)].find(one => one !== undefined && one !== '');
  if (found === undefined) throw new Error(`No browser: CHROME_PATH is not set, and none of ${NAMES.join(', ')} is on the PATH`);
  return found;
}

function onPath(name: string): string | undefined {
  try {
    return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

/** A page with all that it complained of and asked for. */
export interface Watched {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
}

/** A browser refuses to take pictures that are much taller. */
const TALLEST = 15000;

/** Opens an address in a window of its own, does something with it and closes it. */
export async function withPage<T>(
  browser: Browser, address: string, options: BrowserContextOptions, use: (watched: Watched) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    const page = await context.newPage();
    const watched: Watched = { page, complaints: [], requests: [] };
    page.on('console', message => void (['error', 'warning'].includes(message.type()) && watched.complaints.push(`${message.type()}: ${message.text()}`)));
    page.on('pageerror', error => void watched.complaints.push(`error: ${error.message}`));
    page.on('request', request => void watched.requests.push(request.url()));
    await page.goto(address, { waitUntil: 'load' });
    return await use(watched);
  } finally {
    await context.close();
  }
}

/** Opens every `<details>`, as a reader would. */
export async function openAll(page: Page): Promise<void> {
  await page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })");
}

/** Keeps a picture of the page for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const { width } = page.viewportSize()!;
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.screenshot({ path: path.join(picturesFolder(), `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) } });
}

export function picturesFolder(): string {
  const folder = process.env.SCREENSHOTS_OUT || path.join(__dirname, '..', '..', 'test-reports', 'report');
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}
