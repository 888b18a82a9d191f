// Synthesizes the TypeScript example and tells what was made in each region, and who answers to its host names.

import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { Route53Model, World } from './route53-model';
import { inWords } from '../src/plan/duration';
import type { Report } from '../src/report/report';

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

const REPORT = path.join(EXAMPLE, 'report');

const manifest = JSON.parse(fs.readFileSync(path.join(OUT, 'manifest.json'), 'utf8'));
for (const [name, stack] of Object.entries<{ synthesizedStackPath: string }>(manifest.stacks)) {
  const file = path.join(OUT, stack.synthesizedStackPath);
  const json = JSON.parse(fs.readFileSync(file, 'utf8'));
  report(name, rowsOf(json));
  hostNames(json);
  console.log(`\nTerraform JSON: ${path.relative(process.cwd(), file)}\nNothing was deployed; no AWS account was used.`);
}

verdict(JSON.parse(fs.readFileSync(path.join(REPORT, 'report.json'), 'utf8')));

// In one line; the report has the rest.
function verdict({ objectives, estimate, unprotected }: Report): void {
  const rpo = estimate.rpo === undefined ? 'what is lost is not known' : `${inWords(estimate.rpo.plannedSeconds)} of writes lost, ${inWords(objectives.rpoSeconds)} allowed`;
  console.log([
    `\nReport: ${path.relative(process.cwd(), path.join(REPORT, 'report.html'))}`,
    `After the loss of a region, as planned: back in ${inWords(estimate.rtoTotal.plannedSeconds)}, ${inWords(objectives.rtoMinutes * 60)} allowed; ${rpo}; ${unprotected.length} things that nothing protects are named.`,
  ].join('\n'));
}

function rowsOf(json: Record<string, any>): Row[] {
  const regions = new Map<string, string>(json.provider.aws.map((one: any) => [one.alias === undefined ? 'aws' : `aws.${one.alias}`, one.region]));
  return Object.entries<Record<string, any>>(json.resource ?? {}).flatMap(([resourceType, byName]) => Object.values(byName).map(body => ({
    resourceType,
    region: regions.get(body.provider) ?? 'no region',
    part: body['//'].metadata.path.split('/').find((step: string) => ['Foundation', 'Primary', 'Standby', 'Routing'].includes(step)) ?? '',
  })));
}

// The path of each host name that is moved between regions, by the model that docs/dns-truth-table.md is written with.
function hostNames(json: Record<string, any>): void {
  const routed = Object.values<any>(json.resource?.aws_route53_record ?? {}).filter(record => record.set_identifier !== undefined);
  for (const hostName of new Set<string>(routed.map(record => record.name))) {
    const records = routed.filter(record => record.name === hostName);
    const isFirst = (record: any) => record.failover_routing_policy?.type !== 'SECONDARY';
    const ordered = [...records.filter(isFirst), ...records.filter(record => !isFirst(record))];
    const regions = [...new Set<string>(ordered.map(record => record.set_identifier))] as [string, string];
    const model = new Route53Model(json, hostName, regions);
    const answer = (world: Partial<World>) => model.answers({ thrown: false, healthy: { primary: true, standby: true }, ...world }).join(' or ');
    const bucket = switchBucketOf(json);
    console.log([
      `\n  ${hostName}`,
      `    answered now           ${answer({})}`,
      `    with the switch thrown ${answer({ thrown: true })}: the object 'switch' in the bucket ${bucket}`,
      `    ${regions[0]} lost         ${answer({ lost: 'primary' })} until the switch is thrown, then ${answer({ lost: 'primary', thrown: true })}`,
      `    ${regions[1]} lost         ${answer({ lost: 'standby', thrown: true })}, even while the switch was thrown: it is lost too`,
    ].join('\n'));
  }
}

// The bucket that the check of the switch asks; a service may have others.
function switchBucketOf(json: Record<string, any>): string {
  const asking = Object.values<any>(json.resource.aws_route53_health_check).find(check => check.resource_path === '/switch');
  const [, name] = /aws_s3_bucket\.([\w-]+)/.exec(asking.fqdn)!;
  return json.resource.aws_s3_bucket[name].bucket.replace(/\$\{.*\}/, '<account>');
}

function report(stack: string, rows: Row[]): void {
  console.log(`\n${stack}: ${rows.length} resources`);
  for (const part of ['Foundation', 'Primary', 'Standby', 'Routing']) {
    const inPart = rows.filter(row => row.part === part);
    if (inPart.length === 0) continue;
    const regions = [...new Set(inPart.map(row => row.region))].join(', ');
    console.log(`\n  ${part === 'Foundation' ? `Foundation, for both regions (through ${regions})` : `${part} ${regions}`}: ${inPart.length}`);
    const types = [...new Set(inPart.map(row => row.resourceType))].sort();
    types.forEach(type => console.log(`    ${String(inPart.filter(row => row.resourceType === type).length).padStart(3)}  ${type}`));
  }
}
