// Synthesizes every architecture of the tests into a folder of its own, for checks that are not written in TypeScript.

import * as fs from 'fs';
import * as path from 'path';
import { ARCHITECTURES, synthesize } from '../test/e2e/architectures';

const [, , folder] = process.argv;
if (folder === undefined) {
  console.error('usage: synth-architectures.ts <folder>');
  process.exit(2);
}

fs.mkdirSync(folder, { recursive: true });
Object.entries(ARCHITECTURES).forEach(([name, architecture]) => synthesize(architecture, path.join(folder, name.replace(/\W+/g, '-'))));
