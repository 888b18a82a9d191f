// What schema plans are run on: examples, architectures and rows of the matrix, each synthesized once in a test file.

import { createHash } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Architecture, ARCHITECTURES, synthesize, synthesizePerRegion } from './architectures';
import { stackFiles, synthesizeExample, templatesIn, withoutChecksOfExisting } from './examples';
import { SchemaPlan, schemaPlan, unavailable } from './schema-plan';
import { MultiRegionDr } from '../../src';
import { Row, serviceOf, titleOf } from '../support/matrix';
import { quietly } from '../support/synth';

const reason = unavailable();

/** Where everything of a test file is written to. */
export const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'schema-plan-'));
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

if (reason !== undefined) process.stdout.write(`skipped: schema plan: ${reason}\n`);

/** Runs a group of schema plans where they can be run. Where the tools are promised, their absence is a failure. */
export function schemaPlans(what: string, tests: () => void): void {
  test('the schema plan is not skipped where CI=true', () => {
    expect(process.env.CI === 'true' ? reason : undefined).toBeUndefined();
  });
  (reason === undefined ? describe : describe.skip)(what, tests);
}

// Names of rows are longer than those of folders may be.
function folderOf(name: string): string {
  return path.join(scratch, createHash('sha256').update(name).digest('hex').slice(0, 16));
}

/** The JSON of a synthesized stack. */
export const templateIn = (outdir: string) => templatesIn(outdir)[0].json;

/** An example, synthesized. */
export function example(name: string = 'typescript'): string {
  const outdir = path.join(scratch, `example-${name}`);
  if (!fs.existsSync(outdir)) {
    synthesizeExample(name, outdir);
    stackFiles(outdir).forEach(withoutChecksOfExisting);
  }
  return outdir;
}

/** An architecture, synthesized in one stack. */
export function planned(name: string, architecture: Architecture = ARCHITECTURES[name]): string {
  const outdir = folderOf(name);
  if (!fs.existsSync(outdir)) synthesize(architecture, outdir);
  return outdir;
}

/** A row of the matrix of options, as an architecture. */
export function plannedRow(row: Row): string {
  const outdir = planned(titleOf(row), stack => { quietly(() => new MultiRegionDr(stack, 'Dr', serviceOf(row))); });
  stackFiles(outdir).forEach(withoutChecksOfExisting);
  return outdir;
}

/** An architecture, synthesized over four stacks. */
export function perRegion(name: string): string {
  const outdir = folderOf(`per region ${name}`);
  if (!fs.existsSync(outdir)) synthesizePerRegion(ARCHITECTURES[name], outdir);
  return outdir;
}

/** What the check said of a failure, so that a red test tells it. */
export function failureOf({ ok, output }: SchemaPlan): string {
  return ok ? '' : output;
}

/** A plan after something changed behind Terraform's back. */
export function afterDrift(outdir: string, drift: object): SchemaPlan {
  const file = path.join(scratch, 'drift.json');
  fs.writeFileSync(file, JSON.stringify(drift));
  return schemaPlan(outdir, ['--drift', file]);
}
