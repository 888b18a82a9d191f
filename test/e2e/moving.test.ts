// The commands of docs/layout.md, executed: a service moves from one stack to four and back. The real terraform, over the stand-in for the provider.

import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'cdktf';
import { schemaPlans } from './planned';
import { terraformSettings } from './schema-plan';
import { Attribute, Endpoint, FunctionCode, FunctionSpec, HostedZone, MultiRegionDr, Sites, TableSpec, TaggedStack } from '../../src';
import { textOf } from '../support/files';
import { quietly } from '../support/synth';
import { inEnvironment } from '../tagged-stack/environment';

const PARTS = ['foundation', 'primary', 'standby', 'routing'];
const NAME = 'orders-prod';

const project = fs.mkdtempSync(path.join(os.tmpdir(), 'moving-'));
let settings: ReturnType<typeof terraformSettings> | undefined;
afterAll(() => {
  fs.rmSync(project, { recursive: true, force: true });
  settings?.remove();
});

const api = new FunctionSpec('api', {
  code: FunctionCode.fromImage({
    primary: '111122223333.dkr.ecr.us-east-1.amazonaws.com/api:1.0', standby: '111122223333.dkr.ecr.us-west-2.amazonaws.com/api:1.0',
  }),
});

// Into the project, with states in files of the project.
function synthesize(layout: 'one' | 'four'): void {
  const outdir = path.join(project, 'cdktf.out');
  const app = new App({ outdir });
  const regions = { primary: { region: 'us-east-1' }, standby: { region: 'us-west-2' } };
  quietly(() => inEnvironment({}, () => {
    const common = { environmentSuffix: 'prod', localState: true, defaultTags: { Owner: 'payments' } };
    const scope = layout === 'one' ? new TaggedStack(app, NAME, common) : Sites.perRegion(app, NAME, { ...common, ...regions }).scope;
    new MultiRegionDr(scope, 'Dr', {
      ...regions,
      serviceName: 'orders',
      objectives: { rtoMinutes: 30, rpoSeconds: 60 },
      tables: [new TableSpec('orders', { partitionKey: Attribute.string('pk') })],
      functions: [api],
      dns: {
        hostName: 'orders.example.com',
        zone: HostedZone.fromName('example.com'),
        siteEndpoints: { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') },
        alarmActionArns: ['arn:aws:sns:us-east-1:111122223333:duty'],
      },
    });
    app.synth();
  }));
  for (const stack of layout === 'one' ? [NAME] : PARTS.map(part => `${NAME}-${part}`)) {
    const file = path.join(outdir, 'stacks', stack, 'cdk.tf.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll(path.join(process.cwd(), 'terraform.'), path.join(project, 'terraform.')));
  }
}

const stateOf = (stack: string) => JSON.parse(fs.readFileSync(path.join(project, `terraform.${stack}.tfstate`), 'utf8'));

/** What Terraform made, by address: whole instances, ids included. */
function madeIn(stacks: string[]): Record<string, unknown> {
  const resources = stacks.flatMap(stack => stateOf(stack).resources as any[]).filter(({ mode }) => mode === 'managed');
  return Object.fromEntries(resources.map(({ type, name, instances }) => [`${type}.${name}`, instances.map((one: any) => one.attributes)]));
}

/** The commands below a heading of the page. */
function commandsUnder(heading: string): string[] {
  const section = textOf('docs/layout.md').split(/^## /m).find(one => one.startsWith(heading))!;
  return [...section.matchAll(/^( *)```sh\n([\s\S]*?)^ *```$/gm)].map(([_, indent, block]) => block.replace(new RegExp(`^${indent}`, 'gm'), ''));
}

function run(commands: string[]): { ok: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', commands.join('\n')], {
    cwd: project, encoding: 'utf8', env: { ...process.env, ...settings!.environment, TF_IN_AUTOMATION: '1' }, maxBuffer: 2 ** 28,
  });
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

function mustRun(...commands: string[]): void {
  const { ok, output } = run(commands);
  if (!ok) throw new Error(output);
}

const [FUNCTIONS, KEEP, SORT, HAND_OVER, EMPTY] = commandsUnder('From one stack to four');
const [KEEP_FOUR, BRING_TOGETHER, HAND_OVER_ONE, EMPTY_FOUR] = commandsUnder('From four stacks to one');
const FOUR = PARTS.map(part => `${NAME}-${part}`);

schemaPlans('a service that moves', () => {
  let before: Record<string, unknown>;

  beforeAll(() => {
    synthesize('one');
    settings = terraformSettings(path.join(project, 'cdktf.out'));
    mustRun('set -e', `cd cdktf.out/stacks/${NAME}`, 'terraform init', 'terraform apply -auto-approve');
    before = madeIn([NAME]);
  });

  test('from one stack to four: a change that was made on the way is found before anything is applied', () => {
    mustRun(FUNCTIONS, KEEP);
    synthesize('four');
    mustRun(FUNCTIONS, SORT);
    const file = path.join(project, 'cdktf.out', 'stacks', `${NAME}-standby`, 'cdk.tf.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/"memory_size": \d+/, '"memory_size": 4096'));
    const { ok, output } = run([FUNCTIONS, HAND_OVER]);
    expect(ok).toBe(false);
    expect(output).toMatch(/^update aws_lambda_function\.\S+Standby\S+$/m);
    expect(madeIn([NAME])).toEqual(before);
  });

  test('from one stack to four: every resource is kept as it is, and the old state is empty', () => {
    synthesize('four');
    mustRun(FUNCTIONS, HAND_OVER, EMPTY);
    expect(madeIn(FOUR)).toEqual(before);
    expect(madeIn([NAME])).toEqual({});
    FOUR.forEach(stack => expect(Object.keys(madeIn([stack])).length).toBeGreaterThan(0));
    expect(new Set(FOUR.map(stack => stateOf(stack).lineage)).size).toBe(4);
  });

  test('the plan of each of the four is empty afterwards', () => {
    mustRun('set -e', ...FOUR.map(stack => `terraform -chdir=cdktf.out/stacks/${stack} plan -detailed-exitcode`));
  });

  test('from four stacks to one: every resource is kept as it is, and the four states are empty', () => {
    mustRun('rm -r moving', FUNCTIONS, KEEP_FOUR);
    synthesize('one');
    mustRun(FUNCTIONS, BRING_TOGETHER, HAND_OVER_ONE, EMPTY_FOUR);
    expect(madeIn([NAME])).toEqual(before);
    expect(madeIn(FOUR)).toEqual({});
    mustRun(`terraform -chdir=cdktf.out/stacks/${NAME} plan -detailed-exitcode`);
  });

  test('to four once more, where states of the first time are left', () => {
    mustRun('rm -r moving', FUNCTIONS, KEEP);
    synthesize('four');
    mustRun(FUNCTIONS, SORT, HAND_OVER, EMPTY);
    expect(madeIn(FOUR)).toEqual(before);
    expect(madeIn([NAME])).toEqual({});
  });
});
