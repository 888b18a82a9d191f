// Schema plan: the real terraform over a provider that knows the schema of the AWS provider and nothing else. It is not AWS's provider.

import { execFileSync, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');

/** Why schema plans cannot be run here; undefined when they can. */
export function unavailable(): string | undefined {
  const check = process.env.TERRAFORM_SCHEMA_CHECK;
  if (!check) return 'TERRAFORM_SCHEMA_CHECK is not set';
  if (!fs.existsSync(check)) return `TERRAFORM_SCHEMA_CHECK names ${check}, which is not there`;
  return spawnSync('terraform', ['version']).status === 0 ? undefined : 'terraform is not installed';
}

/** What a check of one app said. */
export interface SchemaPlan {
  readonly ok: boolean;
  readonly output: string;
}

/** Validates, plans, simulates the apply, and expects a second plan to be empty. */
export function schemaPlan(outdir: string, options: string[] = []): SchemaPlan {
  const run = spawnSync(process.execPath, [process.env.TERRAFORM_SCHEMA_CHECK!, '--apply', '--project', ROOT, ...options, outdir], {
    encoding: 'utf8', maxBuffer: 256 * 1024 * 1024,
  });
  return { ok: run.status === 0, output: `${run.stdout}${run.stderr}` };
}

/** What a plan on top of an earlier release would do, in numbers. */
export function upgradeActions(previous: string, outdir: string): Record<string, number> {
  const stdout = execFileSync(process.execPath, [
    process.env.TERRAFORM_SCHEMA_CHECK!, '--plan', '--json', '--previous', previous, '--project', ROOT, outdir,
  ], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const results: { plan: { providers: { actions: Record<string, number> }[] } }[] = JSON.parse(stdout);
  const actions: Record<string, number> = {};
  for (const [action, count] of results.flatMap(result => result.plan.providers).flatMap(provider => Object.entries(provider.actions))) {
    actions[action] = (actions[action] ?? 0) + count;
  }
  return actions;
}

/** What makes `terraform` use the stand-in for the provider, for the types that an app has. */
export function terraformSettings(outdir: string): { environment: Record<string, string>; remove: () => void } {
  const { stderr, status } = spawnSync(process.execPath, [process.env.TERRAFORM_SCHEMA_CHECK!, '--keep', '--project', ROOT, outdir], { encoding: 'utf8' });
  const [, folder] = /^Kept (\S+)\. /m.exec(stderr) ?? [];
  const [, settings] = /^ *export (.+)$/m.exec(stderr) ?? [];
  if (status !== 0 || folder === undefined || settings === undefined) throw new Error(stderr);
  return {
    environment: Object.fromEntries(settings.split(' ').map(setting => setting.split('=') as [string, string])),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
