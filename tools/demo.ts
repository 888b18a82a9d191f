// Synthesizes the TypeScript example and tells what was made in each region.

import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..');
const EXAMPLE = path.join(ROOT, 'examples', 'typescript');
const OUT = path.join(EXAMPLE, 'cdktf.out');

interface Row {
  readonly region: string;
  readonly part: string;
  readonly resourceType: string;
}

fs.rmSync(OUT, { recursive: true, force: true });
execFileSync('npx', ['projen', 'example:typescript'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CDKTF_OUTDIR: OUT } });

const manifest = JSON.parse(fs.readFileSync(path.join(OUT, 'manifest.json'), 'utf8'));
for (const [name, stack] of Object.entries<{ synthesizedStackPath: string }>(manifest.stacks)) {
  const file = path.join(OUT, stack.synthesizedStackPath);
  report(name, rowsOf(JSON.parse(fs.readFileSync(file, 'utf8'))), path.relative(process.cwd(), file));
}

function rowsOf(json: Record<string, any>): Row[] {
  const regions = new Map<string, string>(json.provider.aws.map((one: any) => [one.alias === undefined ? 'aws' : `aws.${one.alias}`, one.region]));
  return Object.entries<Record<string, any>>(json.resource ?? {}).flatMap(([resourceType, byName]) => Object.values(byName).map(body => ({
    resourceType,
    region: regions.get(body.provider) ?? 'no region',
    part: body['//'].metadata.path.split('/').find((step: string) => ['Foundation', 'Primary', 'Standby', 'Routing'].includes(step)) ?? '',
  })));
}

function report(stack: string, rows: Row[], file: string): void {
  console.log(`\n${stack}: ${rows.length} resources`);
  for (const part of ['Foundation', 'Primary', 'Standby', 'Routing']) {
    const inPart = rows.filter(row => row.part === part);
    if (inPart.length === 0) continue;
    const regions = [...new Set(inPart.map(row => row.region))].join(', ');
    console.log(`\n  ${part === 'Foundation' ? `Foundation, for both regions (through ${regions})` : `${part} ${regions}`}: ${inPart.length}`);
    const types = [...new Set(inPart.map(row => row.resourceType))].sort();
    types.forEach(type => console.log(`    ${String(inPart.filter(row => row.resourceType === type).length).padStart(3)}  ${type}`));
  }
  console.log(`\nTerraform JSON: ${file}\nNothing was deployed; no AWS account was used.`);
}
