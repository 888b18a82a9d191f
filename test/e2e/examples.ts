// The apps in examples/, synthesized as their users do.

import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { Template } from '../support/template';

const ROOT = path.join(__dirname, '..', '..');

/** The folders of examples/ with an app in TypeScript. */
export const EXAMPLES = fs.readdirSync(path.join(ROOT, 'examples')).filter(folder => fs.existsSync(path.join(ROOT, 'examples', folder, 'main.ts'))).sort();

/** Synthesizes an example into a folder, unless that was done before. */
export function synthesizeExample(example: string, outdir: string): void {
  if (fs.existsSync(outdir)) return;
  // Not what the machine of the tests has set for stacks of its own.
  const { TERRAFORM_STATE_BUCKET, TERRAFORM_STATE_REGION, TERRAFORM_STATE_BOOTSTRAP, ENVIRONMENT_SUFFIX, AWS_REGION, ...environment } = process.env;
  execFileSync('npx', ['projen', `example:${example}`], { cwd: ROOT, stdio: 'ignore', env: { ...environment, CDKTF_OUTDIR: outdir } });
}

/** The files of the stacks of an app. */
export function stackFiles(outdir: string): string[] {
  const { stacks } = JSON.parse(fs.readFileSync(path.join(outdir, 'manifest.json'), 'utf8'));
  return Object.values<{ synthesizedStackPath: string }>(stacks).map(({ synthesizedStackPath }) => path.join(outdir, synthesizedStackPath));
}

/** The stacks of an app. */
export function templatesIn(outdir: string): Template[] {
  return stackFiles(outdir).map(file => new Template(path.basename(path.dirname(file)), JSON.parse(fs.readFileSync(file, 'utf8'))));
}

/** Takes the checks of an existing network out of a stack: what data sources answer in a schema plan is invented, and describes no sound network. */
export function withoutChecksOfExisting(file: string): void {
  const json = JSON.parse(fs.readFileSync(file, 'utf8'));
  const data = Object.values<Record<string, any>>(json.data ?? {}).flatMap(byName => Object.values(byName));
  data.filter(body => /\/Existing\//.test(body['//']?.metadata.path ?? '')).forEach(body => delete body.lifecycle);
  fs.writeFileSync(file, JSON.stringify(json));
}
