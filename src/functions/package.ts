// Packs the code of a function into the zip file that Lambda gets.

import { createHash } from 'crypto';
import { readFileSync, realpathSync, statSync } from 'fs';
import { resolve } from 'path';
import type { CodeFacts } from './code';
import { CodeLimits, codeOf, readDirectory, Report, SMALLER } from './directory';
import { patternFault } from './glob';
import { CODE_EMPTY, CODE_NOT_THERE, CODE_TOO_LARGE, ENTRY_NAME, EXCLUDE_PATTERN, NOT_A_ZIP, ZIP_TOO_LARGE } from './rules-code';
import { FileEntry, MOST_FILES, zipOf } from './zip';
import { readZip } from './zip-reader';
import { show } from '../plan/reader';
import type { ProblemList } from '../plan/rule';

/** A zip file for Lambda. */
export interface PackagedCode {
  readonly bytes: Uint8Array;
  readonly sha256Base64: string;
  readonly sha256Hex: string;
  readonly zippedBytes: number;
  readonly unzippedBytes: number;
  /** Paths of the files, their names separated by '/'. */
  readonly fileNames: string[];
}

// "Unzipped size must be smaller than 262144000 bytes" is what Lambda answers; 50 MB directly and 250 MB unpacked are in its quotas.
const LIMITS: CodeLimits = { unzippedBytes: 262144000, zippedBytes: 52428800, files: MOST_FILES };

/**
 * The zip file of a folder or of a zip file, or undefined with the problems in the list; undefined for code that is elsewhere.
 *
 * @param path where the code is in the properties, such as `functions.api.code`
 */
export function packageCode(code: CodeFacts, path: string, list: ProblemList, limits: CodeLimits = LIMITS): PackagedCode | undefined {
  const report: Report = (rule, message, mend) => list.add(rule, { path, message, mend });
  if (code.kind === 'text') return ofText(code.fileName, code.text);
  if (code.kind === 'directory') return ofDirectory(code, limits, report);
  return code.kind === 'zip' ? ofZip(code.path, limits, report) : undefined;
}

function ofText(fileName: string, text: string): PackagedCode {
  const files = [{ name: fileName, content: Buffer.from(text) }];
  return packagedOf(zipOf(files), files);
}

type DirectoryFacts = Extract<CodeFacts, { kind: 'directory' }>;

// Reading is fast and packing is slow, and the same code is planned several times. What was packed is used again only if every byte is the same.
const packedBefore = new WeakMap<DirectoryFacts, { readonly fingerprint: string; readonly packaged: PackagedCode }>();

function ofDirectory(code: DirectoryFacts, limits: CodeLimits, report: Report): PackagedCode | undefined {
  const excludes = soundExcludes(code.excludes, report);
  const folder = placeOf(code.path, 'folder', report);
  if (excludes === undefined || folder === undefined) return undefined;
  const files = readDirectory(folder, excludes, limits, report);
  if (files === undefined) return undefined;
  if (files.length === 0) {
    const left = excludes.length === 0 ? '' : ' beside what is excluded';
    const message = `'${code.path}' given, a folder without files${left}, and at least one file needed`;
    report(CODE_EMPTY, message, 'Build the code first, or name another folder');
    return undefined;
  }
  const fingerprint = fingerprintOf(files);
  const before = packedBefore.get(code);
  const packaged = before?.fingerprint === fingerprint ? before.packaged : packagedOf(zipOf(files), files);
  packedBefore.set(code, { fingerprint, packaged });
  return withinLimit(packaged.zippedBytes, limits, report) ? packaged : undefined;
}

function ofZip(given: string, limits: CodeLimits, report: Report): PackagedCode | undefined {
  const file = placeOf(given, 'file', report);
  if (file === undefined) return undefined;
  const bytes = contentOf(file, given, limits, report);
  if (bytes === undefined) return undefined;
  const contents = readZip(bytes);
  if (typeof contents === 'string') {
    const message = `'${given}': ${contents}, and a whole zip file without Zip64 and encryption needed`;
    report(NOT_A_ZIP, message, 'Make the zip file anew, or use FunctionCode.fromDirectory');
    return undefined;
  }
  const { fileNames, unzippedBytes } = contents;
  if (fileNames.length === 0) {
    report(CODE_EMPTY, `'${given}' given, a zip file without files, and at least one file needed`, 'Build the code first, or name another file');
  } else if (unzippedBytes >= limits.unzippedBytes) {
    report(CODE_TOO_LARGE, `${unzippedBytes} bytes given, less than ${limits.unzippedBytes} needed`, SMALLER);
  } else if (areSound(fileNames, given, report)) {
    return { ...hashesOf(bytes), bytes, zippedBytes: bytes.length, unzippedBytes, fileNames };
  }
  return undefined;
}

// A file that is too large is not read.
function contentOf(file: string, given: string, limits: CodeLimits, report: Report): Buffer | undefined {
  try {
    return withinLimit(statSync(file).size, limits, report) ? readFileSync(file) : undefined;
  } catch (error) {
    report(CODE_NOT_THERE, `'${given}' given, which cannot be read (${codeOf(error)})`, 'Let the user that runs this read it');
    return undefined;
  }
}

function areSound(fileNames: string[], given: string, report: Report): boolean {
  const seen = new Set<string>();
  for (const name of fileNames) {
    const isPath = !name.includes('\\') && name.split('/').every(part => part !== '' && part !== '..');
    if (!isPath || seen.has(name)) {
      const why = isPath ? 'twice' : "with '..', a backslash, or a slash at its beginning";
      report(ENTRY_NAME, `'${given}': '${name}' given ${why}, and different paths below one folder needed`, 'Make the zip file anew');
      return false;
    }
    seen.add(name);
  }
  return true;
}

function soundExcludes(excludes: unknown, report: Report): string[] | undefined {
  if (!Array.isArray(excludes)) {
    report(EXCLUDE_PATTERN, 'excludes given that are no list, and a list of patterns needed', 'Give a list');
    return undefined;
  }
  const faults = excludes.flatMap(pattern => {
    const fault = patternFault(pattern);
    return fault === undefined ? [] : [`${show(pattern)} given in excludes, ${fault}`];
  });
  faults.forEach(fault => report(EXCLUDE_PATTERN, fault, "Write it as a path with *, ** and ?, such as '**/*.test.js'"));
  return faults.length === 0 ? excludes : undefined;
}

// The absolute path, without links, of a folder or a file that is there. Paths start at the working directory.
function placeOf(given: unknown, needed: 'folder' | 'file', report: Report): string | undefined {
  if (typeof given !== 'string' || given === '') {
    report(CODE_NOT_THERE, `${given === '' ? 'an empty path' : `a ${typeof given}`} given, the path of a ${needed} needed`, "Give a path, such as 'dist'");
    return undefined;
  }
  try {
    const place = realpathSync(resolve(given));
    const stats = statSync(place);
    if (needed === 'folder' ? stats.isDirectory() : stats.isFile()) return place;
    const mend = stats.isDirectory() ? 'Use FunctionCode.fromDirectory' : 'Use FunctionCode.fromZip for a zip file, and a folder for code';
    report(CODE_NOT_THERE, `'${given}' given, ${stats.isDirectory() ? 'a folder' : 'no folder'}, and a ${needed} needed`, mend);
  } catch (error) {
    const why = `which cannot be found from '${process.cwd()}' (${codeOf(error)})`;
    report(CODE_NOT_THERE, `'${given}' given, ${why}, and a ${needed} needed`, 'Build the code first, or correct the path');
  }
  return undefined;
}

function withinLimit(zippedBytes: number, limits: CodeLimits, report: Report): boolean {
  if (zippedBytes <= limits.zippedBytes) return true;
  report(ZIP_TOO_LARGE, `a zip file of ${zippedBytes} bytes given, at most ${limits.zippedBytes} possible`, `${SMALLER}, or FunctionCode.fromS3`);
  return false;
}

function packagedOf(bytes: Uint8Array, files: FileEntry[]): PackagedCode {
  return {
    ...hashesOf(bytes),
    bytes,
    zippedBytes: bytes.length,
    unzippedBytes: files.reduce((sum, file) => sum + file.content.length, 0),
    fileNames: files.map(file => file.name),
  };
}

function hashesOf(bytes: Uint8Array): { readonly sha256Base64: string; readonly sha256Hex: string } {
  const digest = createHash('sha256').update(bytes).digest();
  return { sha256Base64: digest.toString('base64'), sha256Hex: digest.toString('hex') };
}

function fingerprintOf(files: FileEntry[]): string {
  const hash = createHash('sha256');
  for (const { name, content } of files) {
    hash.update(JSON.stringify([name, content.length])).update(content);
  }
  return hash.digest('hex');
}
