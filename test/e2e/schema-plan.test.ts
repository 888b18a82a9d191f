import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Architecture, ARCHITECTURES, synthesize } from './architectures';
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
  const outdir = path.join(scratch, name.replace(/\W+/g, '-'));
  if (!fs.existsSync(outdir)) synthesize(architecture, outdir);
  return outdir;
}

// A row of the matrix of options, as an architecture.
function plannedRow(row: Row): string {
  const outdir = planned(titleOf(row), stack => { quietly(() => new MultiRegionDr(stack, 'Dr', serviceOf(row))); });
  stackFiles(outdir).forEach(withoutChecksOfExisting);
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
