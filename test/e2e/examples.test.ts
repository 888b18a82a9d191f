import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { EXAMPLES, synthesizeExample, templatesIn } from './examples';
import { checkGraph } from '../support/graph-check';

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'examples-'));
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

test('there is the whole, the least, one in an account where much is there already, and the buckets of the states', () => {
  expect(EXAMPLES).toEqual(['existing-typescript', 'minimal-typescript', 'state', 'typescript']);
});

test.each(EXAMPLES)('examples/%s has no defect that the graph check knows', example => {
  const outdir = path.join(scratch, example);
  synthesizeExample(example, outdir);
  const templates = templatesIn(outdir);
  expect(templates.flatMap(template => template.blocks).length).toBeGreaterThan(5);
  expect(checkGraph(templates)).toEqual([]);
});

test('examples/state keeps its state in a bucket that it makes, and docs/state-backend.md brings it there under its own names', () => {
  const outdir = path.join(scratch, 'state');
  synthesizeExample('state', outdir);
  const [template] = templatesIn(outdir);
  const { bucket } = template.json.terraform.backend.s3;
  expect(template.all('aws_s3_bucket').map(({ body }) => body.bucket)).toContain(bucket);
  const page = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'state-backend.md'), 'utf8');
  const [, address, existing, stack] = /^IMPORT='([^=]+)=([^']+)' \.\/bootstrap\.sh (\S+)$/m.exec(page)!;
  expect(template.all('aws_s3_bucket').map(block => [block.address, block.body.bucket])).toContainEqual([address, existing]);
  expect(fs.readdirSync(path.join(outdir, 'stacks'))).toEqual([stack]);
});

test.each(EXAMPLES.filter(example => example.endsWith('typescript')))('examples/%s has a twin in Python', example => {
  expect(fs.existsSync(path.join(__dirname, '..', '..', 'examples', example.replace('typescript', 'python'), 'main.py'))).toBe(true);
});
