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

test.each(EXAMPLES.filter(example => example.endsWith('typescript')))('examples/%s has a twin in Python', example => {
  expect(fs.existsSync(path.join(__dirname, '..', '..', 'examples', example.replace('typescript', 'python'), 'main.py'))).toBe(true);
});
