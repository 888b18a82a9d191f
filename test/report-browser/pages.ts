// The pages under test: those of the fixtures, and those of the folder REPORTS_OUT, each beside its report.json.

import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { pathToFileURL } from 'url';
import { reportPage } from '../../src/report/page';
import type { Report } from '../../src/report/report';
import { FULL } from '../report/full-report';
import { BARE, EMPTY, ENDLESS, NASTY } from '../report/odd-reports';

/** A page, its address, and the report that it was made from. */
export interface PageUnderTest {
  readonly pageName: string;
  readonly address: string;
  readonly report: Report;
}

const FIXTURES: Record<string, Report> = { full: FULL, nasty: NASTY, endless: ENDLESS, empty: EMPTY, bare: BARE };

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'report-pages-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

/** Pages of the fixtures. */
const fixturePages: PageUnderTest[] = Object.entries(FIXTURES).map(([pageName, report]) => {
  const file = path.join(folder, `${pageName}.html`);
  fs.writeFileSync(file, reportPage(report));
  return { pageName, address: pathToFileURL(file).href, report };
});

/** Pages of reports that were written by an app. */
const writtenPages = (reports: string): PageUnderTest[] => fs.readdirSync(reports, { recursive: true, encoding: 'utf8' })
  .filter(file => path.basename(file) === 'report.html')
  .sort()
  .map(file => ({
    pageName: path.dirname(file) === '.' ? path.basename(reports) : path.dirname(file).replace(/[\\/]/g, '-'),
    address: pathToFileURL(path.join(reports, file)).href,
    report: JSON.parse(fs.readFileSync(path.join(reports, path.dirname(file), 'report.json'), 'utf8')),
  }));

const written = process.env.REPORTS_OUT ? writtenPages(process.env.REPORTS_OUT) : [];
// A folder without a report is a mistake of whoever named it.
if (process.env.REPORTS_OUT && written.length === 0) throw new Error(`There is no report.html in ${process.env.REPORTS_OUT}`);

/** Every page under test. */
export const everyPage: PageUnderTest[] = [...fixturePages, ...written];
