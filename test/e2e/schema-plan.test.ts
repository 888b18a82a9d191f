// Examples and architectures in one stack.

import * as fs from 'fs';
import * as path from 'path';
import { ARCHITECTURES } from './architectures';
import { EXAMPLES } from './examples';
import { example, failureOf, planned, schemaPlans, scratch } from './planned';
import { schemaPlan } from './schema-plan';

schemaPlans('schema plan', () => {
  test.each(EXAMPLES)('examples/%s passes a schema plan, a simulated apply and an empty second plan', name => {
    expect(failureOf(schemaPlan(example(name)))).toBe('');
  });

  test.each(Object.keys(ARCHITECTURES))('%s: passes a schema plan, a simulated apply and an empty second plan', name => {
    expect(failureOf(schemaPlan(planned(name)))).toBe('');
  });

  test('a wrong argument is noticed', () => {
    const outdir = path.join(scratch, 'wrong');
    fs.cpSync(planned('one table'), outdir, { recursive: true });
    const file = path.join(outdir, 'stacks', 'orders', 'cdk.tf.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"billing_mode"', '"biling_mode"'));
    expect(schemaPlan(outdir)).toMatchObject({ ok: false, output: expect.stringContaining('biling_mode') });
  });
});
