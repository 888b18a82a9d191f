import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Architecture, ARCHITECTURES, synthesize, synthesizePerRegion } from './architectures';
import { EXAMPLES, stackFiles, synthesizeExample, templatesIn, withoutChecksOfExisting } from './examples';
import { SchemaPlan, schemaPlan, unavailable, upgradeActions } from './schema-plan';
import { MultiRegionDr } from '../../src';
import { auroraDrift } from '../support/aurora-drift';
import { consumerDrift } from '../support/consumer-drift';
import { Row, sampleRows, serviceOf, titleOf } from '../support/matrix';
import { quietly } from '../support/synth';

const EXAMPLE_OF_LAST_RELEASE = path.join(__dirname, 'last-release');

const reason = unavailable();
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'schema-plan-'));
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

const templateIn = (outdir: string) => templatesIn(outdir)[0].json;

function example(name: string = 'typescript'): string {
  const outdir = path.join(scratch, `example-${name}`);
  if (!fs.existsSync(outdir)) {
    synthesizeExample(name, outdir);
    stackFiles(outdir).forEach(withoutChecksOfExisting);
  }
  return outdir;
}

function planned(name: string, architecture: Architecture = ARCHITECTURES[name]): string {
  // The title of a row of the matrix is longer than the name of a folder can be.
  const outdir = path.join(scratch, name.replace(/\W+/g, '-').slice(0, 120));
  if (!fs.existsSync(outdir)) synthesize(architecture, outdir);
  return outdir;
}

// A row of the matrix of options, as an architecture.
function plannedRow(row: Row): string {
  const outdir = planned(titleOf(row), stack => { quietly(() => new MultiRegionDr(stack, 'Dr', serviceOf(row))); });
  stackFiles(outdir).forEach(withoutChecksOfExisting);
  return outdir;
}

function perRegion(name: string): string {
  const outdir = path.join(scratch, `per-region-${name.replace(/\W+/g, '-')}`);
  if (!fs.existsSync(outdir)) synthesizePerRegion(ARCHITECTURES[name], outdir);
  return outdir;
}

// What the check said of a failure, so that a red test tells it.
function failureOf({ ok, output }: SchemaPlan): string {
  return ok ? '' : output;
}

function afterDrift(outdir: string, drift: object) {
  const file = path.join(scratch, 'drift.json');
  fs.writeFileSync(file, JSON.stringify(drift));
  return schemaPlan(outdir, ['--drift', file]);
}

if (reason !== undefined) process.stdout.write(`skipped: schema plan: ${reason}\n`);

// Where the tools are promised, their absence is a failure.
test('the schema plan is not skipped where CI=true', () => {
  expect(process.env.CI === 'true' ? reason : undefined).toBeUndefined();
});

(reason === undefined ? describe : describe.skip)('schema plan', () => {
  test.each(EXAMPLES)('examples/%s passes a schema plan, a simulated apply and an empty second plan', name => {
    expect(failureOf(schemaPlan(example(name)))).toBe('');
  });

  test.each(Object.keys(ARCHITECTURES))('%s: passes a schema plan, a simulated apply and an empty second plan', name => {
    expect(failureOf(schemaPlan(planned(name)))).toBe('');
  });

  const overFour = ['functions, HTTP entry and operators', 'events and users on one switch', 'an existing network, keys and secrets'];

  test.each(overFour)('%s: four stacks pass a schema plan, a simulated apply and an empty second plan', name => {
    expect(failureOf(schemaPlan(perRegion(name)))).toBe('');
  });

  // What it reads is there: Foundation's state alone.
  test.each(overFour)('%s: the standby is planned without the stacks of the primary and of Routing', name => {
    const outdir = `${perRegion(name)}-standby`;
    fs.cpSync(perRegion(name), outdir, { recursive: true });
    ['orders-primary', 'orders-routing'].forEach(stack => fs.rmSync(path.join(outdir, 'stacks', stack), { recursive: true }));
    const manifest = JSON.parse(fs.readFileSync(path.join(outdir, 'manifest.json'), 'utf8'));
    const stacks = Object.entries(manifest.stacks).filter(([stack]) => ['orders-foundation', 'orders-standby'].includes(stack));
    fs.writeFileSync(path.join(outdir, 'manifest.json'), JSON.stringify({ ...manifest, stacks: Object.fromEntries(stacks) }));
    expect(failureOf(schemaPlan(outdir))).toBe('');
  });

  test.each(sampleRows().map((row): [string, Row] => [titleOf(row), row]))('%s: of the matrix, passes the same', (_, row) => {
    expect(failureOf(schemaPlan(plannedRow(row)))).toBe('');
  });

  test('a wrong argument is noticed', () => {
    const outdir = path.join(scratch, 'wrong');
    fs.cpSync(planned('one table'), outdir, { recursive: true });
    const file = path.join(outdir, 'stacks', 'orders', 'cdk.tf.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"billing_mode"', '"biling_mode"'));
    expect(schemaPlan(outdir)).toMatchObject({ ok: false, output: expect.stringContaining('biling_mode') });
  });

  const withMembers = ['PostgreSQL, serverless', 'MySQL, provisioned', 'both regions active'];
  const ways = ['switchover', 'failover', 'switchback'] as const;
  const cases = withMembers.flatMap(name => ways.map(way => [name, way] as const));

  test.each(cases)('%s: the plan after a %s is empty', (name, way) => {
    const outdir = planned(name);
    const drift = auroraDrift(templateIn(outdir))[way];
    expect(Object.keys(drift).length).toBeGreaterThan(0);
    expect(failureOf(afterDrift(outdir, drift))).toBe('');
  });

  test('the plan after consumers were switched is empty', () => {
    const outdir = planned('functions, HTTP entry and operators');
    const drift = consumerDrift(templateIn(outdir));
    expect(Object.keys(drift).length).toBe(8);
    expect(failureOf(afterDrift(outdir, drift))).toBe('');
  });

  test('the plan after operators wrote down another active region is empty, and one that changed another parameter is seen', () => {
    const outdir = planned('parameters and secrets, of a whole service');
    const parameters = Object.entries<any>(templateIn(outdir).resource.aws_ssm_parameter);
    const written = (end: string) => Object.fromEntries(parameters.filter(([, { name }]) => name.endsWith(end))
      .map(([name]) => [`aws_ssm_parameter.${name}`, { insecure_value: 'us-west-2' }]));
    expect(Object.keys(written('/dr/active-region'))).toHaveLength(2);
    expect(failureOf(afterDrift(outdir, written('/dr/active-region')))).toBe('');
    expect(afterDrift(outdir, written('/log-level'))).toMatchObject({ ok: false });
  });

  test('a function that was given less memory behind Terraform\'s back is seen', () => {
    const outdir = planned('functions, HTTP entry and operators');
    const [name] = Object.keys(templateIn(outdir).resource.aws_lambda_function);
    expect(afterDrift(outdir, { [`aws_lambda_function.${name}`]: { memory_size: 128 } })).toMatchObject({ ok: false });
  });

  test('a change that nothing expects is seen', () => {
    const outdir = planned('PostgreSQL, serverless');
    const [cluster] = Object.keys(auroraDrift(templateIn(outdir)).switchover);
    expect(afterDrift(outdir, { [cluster]: { backup_retention_period: 1 } })).toMatchObject({ ok: false });
  });

  test('the example of the last release is upgraded without deleting or replacing anything', () => {
    const actions = upgradeActions(EXAMPLE_OF_LAST_RELEASE, example());
    expect(Object.keys(actions).filter(action => /delete|forget/.test(action))).toEqual([]);
    expect(actions.keep).toBeGreaterThan(50);
  });
});
