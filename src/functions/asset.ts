// Lays the zip file of code beside the Terraform JSON of each stack that deploys it.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AssetType, TerraformAsset } from 'cdktf';
import type { Construct } from 'constructs';
import type { PackagedCode } from './package';

const FILE = 'code.zip';
const HASH_LENGTH = 32;

let folder: string | undefined;
const written = new Map<string, string>();

/** Makes the zip file a part of the stack of a scope, at synthesis. Returns its path from the stack's folder, which changes with the code. */
export function codeAsset(scope: Construct, code: PackagedCode): string {
  return new TerraformAsset(scope, 'Code', { path: fileOf(code), type: AssetType.FILE, assetHash: code.sha256Hex.slice(0, HASH_LENGTH) }).path;
}

// cdktf copies the file at synthesis, so it stays until the process ends.
function fileOf(code: PackagedCode): string {
  const known = written.get(code.sha256Hex);
  if (known !== undefined) return known;
  const inFolder = join(temporaryFolder(), code.sha256Hex);
  mkdirSync(inFolder);
  const file = join(inFolder, FILE);
  writeFileSync(file, code.bytes);
  written.set(code.sha256Hex, file);
  return file;
}

function temporaryFolder(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(realpathSync(tmpdir()), 'cdktf-multi-region-dr-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}
