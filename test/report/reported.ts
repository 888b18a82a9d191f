// Reports of services for tests: written to a folder, and read back as their readers do.

import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { TerraformStack } from 'cdktf';
import { MultiRegionDr, MultiRegionDrProps } from '../../src';
import type { Report } from '../../src/report/report';
import { newStack, quietly } from '../support/synth';

/** Sound properties that tests share. */
export const SOUND: MultiRegionDrProps = {
  serviceName: 'orders',
  environment: 'prod',
  objectives: { rtoMinutes: 45, rpoSeconds: 60 },
  primary: { region: 'us-east-1' },
  standby: { region: 'us-west-2' },
};

/** Does something with a folder of its own, which is then removed. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'report-'));
  try {
    return use(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The files of a report, by name. */
export function filesOf(dr: MultiRegionDr): Record<string, string> {
  return inFolder(folder => Object.fromEntries(quietly(() => dr.writeReport(folder)).map(file => [path.basename(file), fs.readFileSync(file, 'utf8')])));
}

/** The report of a service that is there. */
export function reportOf(dr: MultiRegionDr): Report {
  return JSON.parse(filesOf(dr)['report.json']);
}

/** The report of a service in a stack of its own. */
export function reported(props: Partial<MultiRegionDrProps>, stack: TerraformStack = newStack()): Report {
  return reportOf(quietly(() => new MultiRegionDr(stack, 'Dr', { ...SOUND, ...props })));
}

/** Every text of a report, with where it stands. */
export function textsIn(value: unknown, at: string = ''): [string, string][] {
  if (typeof value === 'string') return [[at, value]];
  return Object.entries((value ?? {}) as object).flatMap(([key, one]) => textsIn(one, `${at}/${key}`));
}
