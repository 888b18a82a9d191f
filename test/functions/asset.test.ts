import { execFileSync } from 'child_process';
import { existsSync, readdirSync, readFileSync } from 'fs';
import * as os from 'os';
import { join } from 'path';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { folderOf, newFolder, packed } from './folders';
import { codeAsset } from '../../src/functions/asset';
import { ROOT } from '../support/files';

const OURS = 'cdktf-multi-region-dr-';
// Within jest a process never ends, so that nothing would be removed.
const temporaryFiles = newFolder();
jest.spyOn(jest.requireActual<typeof os>('os'), 'tmpdir').mockReturnValue(temporaryFiles);

const code = packed(folderOf([['index.js', 'x'.repeat(1000)]]));

// Synthesizes stacks that deploy the code, and returns each one's folder and the path that it has the code at.
function synthesized(stackNames: string[], outdir: string = newFolder()) {
  const app = new App({ outdir });
  for (const name of stackNames) {
    const stack = new TerraformStack(app, name);
    new TerraformOutput(stack, 'code', { value: codeAsset(stack, code) });
  }
  app.synth();
  return stackNames.map(name => {
    const folder = join(outdir, 'stacks', name);
    return { folder, path: JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')).output.code.value as string };
  });
}

test.each([[['one']], [['one', 'two']]])('the zip file lies in each stack where Terraform looks for it: %p', stackNames => {
  for (const { folder, path } of synthesized(stackNames)) {
    expect(path).toMatch(new RegExp(`^assets/[^/]+/${code.sha256Hex.slice(0, 32)}/code\\.zip$`));
    expect(Buffer.from(code.bytes).equals(readFileSync(join(folder, path)))).toBe(true);
  }
});

test('the path follows from the code and the place in the stack, not from the machine', () => {
  const paths = () => synthesized(['one', 'two']).map(({ path }) => path);
  expect(paths()).toEqual(paths());
});

test('synthesizing again into the same folder leaves the zip file there', () => {
  const outdir = newFolder();
  synthesized(['one'], outdir);
  const [{ folder, path }] = synthesized(['one'], outdir);
  expect(existsSync(join(folder, path))).toBe(true);
});

test('nothing is left in the temporary folder when the process ends', () => {
  const temporary = newFolder();
  const script = `
    const { App, TerraformStack } = require('cdktf');
    const { codeAsset } = require('./src/functions/asset');
    const { readdirSync } = require('fs');
    const stack = new TerraformStack(new App({ outdir: ${JSON.stringify(newFolder())} }), 'one');
    codeAsset(stack, { bytes: Buffer.from('x'), sha256Hex: 'abc' });
    process.stdout.write(readdirSync(${JSON.stringify(temporary)}).join());`;
  const env = { ...process.env, TMPDIR: temporary, TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json') };
  expect(execFileSync('node', ['-r', 'ts-node/register/transpile-only', '-e', script], { cwd: ROOT, encoding: 'utf8', env })).toContain(OURS);
  expect(readdirSync(temporary).filter(name => name.startsWith(OURS))).toEqual([]);
});
