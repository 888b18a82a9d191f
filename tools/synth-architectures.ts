// Synthesizes every architecture of the tests, or those whose names begin as given, into a folder each, for checks that are not written in TypeScript.

import * as fs from 'fs';
import * as path from 'path';
import { ARCHITECTURES, synthesize } from '../test/e2e/architectures';

const [, , folder, begin = ''] = process.argv;
if (folder === undefined) {
  console.error('usage: synth-architectures.ts <folder> [begin of names]');
  process.exit(2);
}

fs.mkdirSync(folder, { recursive: true });
const chosen = Object.entries(ARCHITECTURES).filter(([name]) => name.startsWith(begin));
chosen.forEach(([name, architecture]) => synthesize(architecture, path.join(folder, name.replace(/\W+/g, '-'))));
