// Writes the report of a service into a directory. Loaded when it is asked for: what writes it is of no use to who only makes resources.

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'fs';
import * as path from 'path';
import type { Construct } from 'constructs';
import { comparePlans } from './compared';
import type { ServicePlan } from './plan';
import { otherResources, resourceCounts, stackFacts } from './report-source';
import type { Problem } from '../plan/problem';
import { isExpression } from '../plan/reader';
import { reportOf, SCHEMA_FILE } from '../report/build';
import { reportPage } from '../report/page';
import type { Report } from '../report/report';
import { REPORT_SCHEMA } from '../report/report-schema';
import { runbookOf } from '../report/runbook';
import { runbookMarkdown } from '../report/runbook-markdown';
import type { StackDefaults } from '../sites/plan';
import { isToken } from '../sites/sites';

/** What a construct knows of its service. */
export interface PlannedService {
  readonly props: object;
  readonly plan: ServicePlan;
  /** Its problems, the accepted ones with their reason. */
  readonly problems: Problem[];
  /** What the stack said when the service was planned. */
  readonly defaults: StackDefaults;
}

/** The report of a service, as plain data. */
export function reportOn(service: Construct, { props, plan, problems, defaults }: PlannedService): Report {
  const stacks = stackFacts(service);
  // The names of the service are its own by now, and nothing is made of what is compared.
  const { takenNames: _, ...said } = defaults;
  return reportOf({
    plan,
    compared: comparePlans(props, said, isToken),
    problems,
    resources: resourceCounts(service),
    otherResources: otherResources(service),
    stacks,
    version: version(),
    runbook: runbookOf({ context: plan.context, layers: plan.layers, state: stacks }),
  });
}

/** Writes the files of a report, all or none, and gives their paths. */
export function writeReportFiles(report: Report, directory: string): string[] {
  checkDirectory(directory);
  const contents: Record<string, string> = {
    'report.html': reportPage(report),
    'report.json': `${JSON.stringify(report, undefined, 2)}\n`,
    [SCHEMA_FILE]: `${JSON.stringify(REPORT_SCHEMA, undefined, 2)}\n`,
    'runbook.md': runbookMarkdown(report),
  };
  const files = Object.entries(contents).map(([name, content]) => ({ file: path.join(directory, name), content }));
  const taken = files.flatMap(({ file }) => [file, `${file}.new`]).find(file => existsSync(file) && statSync(file).isDirectory());
  if (taken !== undefined) throw new Error(`writeReport: '${taken}' is a directory, a file is to be written there`);
  const written: string[] = [];
  try {
    mkdirSync(directory, { recursive: true });
    for (const { file, content } of files) {
      written.push(`${file}.new`);
      writeFileSync(`${file}.new`, content);
    }
    files.forEach(({ file }) => renameSync(`${file}.new`, file));
  } catch (error) {
    written.forEach(file => rmSync(file, { force: true }));
    throw new Error(`writeReport: '${directory}' cannot be written: ${(error as Error).message}`);
  }
  return files.map(({ file }) => file);
}

function checkDirectory(directory: unknown): void {
  if (typeof directory !== 'string' || directory.trim() === '') throw new Error('writeReport: no directory given, a path such as \'report\' needed');
  if (isToken(directory) || isExpression(directory)) throw new Error('writeReport: a token given, which Terraform knows and this program does not; a path such as \'report\' needed');
  if (existsSync(directory) && !statSync(directory).isDirectory()) throw new Error(`writeReport: '${directory}' is a file, a directory needed`);
}

function version(): string {
  return JSON.parse(readFileSync(path.join(__dirname, '../../package.json'), 'utf8')).version;
}
