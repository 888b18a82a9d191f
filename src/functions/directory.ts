// Reads the files of a folder of code.

import { lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync, Stats, statSync } from 'fs';
import { join, sep } from 'path';
import { matcher } from './glob';
import { CODE_TOO_LARGE, ENTRY_KIND, ENTRY_NAME, LINK } from './rules-code';
import type { FileEntry } from './zip';
import type { RuleFacts } from '../plan/rule';

/** How much code there may be. */
export interface CodeLimits {
  /** Bytes of all files; less than this. */
  readonly unzippedBytes: number;
  /** Bytes of the zip file; at most this. */
  readonly zippedBytes: number;
  readonly files: number;
}

/** Says what is wrong with the code. */
export type Report = (rule: RuleFacts, message: string, mend: string) => void;

/** The files of a folder, given by its real path, in the order of their names, or undefined with a report of what is wrong. */
export function readDirectory(folder: string, excludes: string[], limits: CodeLimits, report: Report): FileEntry[] | undefined {
  let sound = true;
  const walk = new Walk(folder, matcher(excludes), limits, (...problem) => {
    sound = false;
    report(...problem);
  });
  const files = walk.files();
  return sound ? files : undefined;
}

interface Found {
  readonly name: string;
  readonly file: string;
}

class Walk {
  private readonly found: Found[] = [];
  private bytes = 0;
  private seen = 0;
  private stopped = false;

  public constructor(
    private readonly folder: string,
    private readonly isExcluded: (name: string) => boolean,
    private readonly limits: CodeLimits,
    private readonly report: Report,
  ) {}

  public files(): FileEntry[] {
    this.enter(this.folder, '', [this.folder]);
    if (this.stopped) return [];
    // Code units, not a locale: the same everywhere.
    this.found.sort((one, other) => (one.name < other.name ? -1 : 1));
    return this.found.flatMap(({ name, file }) => this.read(name, file));
  }

  // `within` are the real paths of the folders that are being walked, from the root.
  private enter(folder: string, prefix: string, within: string[]): void {
    const names = this.tried(prefix === '' ? '.' : prefix.slice(0, -1), () => readdirSync(folder));
    const siblings = new Map<string, string>();
    for (const given of names ?? []) {
      // macOS and Linux write accents in different ways.
      const name = prefix + given.normalize('NFC');
      if (this.stopped || this.isExcluded(name) || !this.isFit(given, name, siblings)) continue;
      this.look(join(folder, given), name, within);
    }
  }

  private isFit(given: string, name: string, siblings: Map<string, string>): boolean {
    const other = siblings.get(name);
    siblings.set(name, given);
    if (other !== undefined) {
      this.report(ENTRY_NAME, `'${name}' given twice, in different Unicode forms, and different names needed`, 'Rename or remove one');
    } else if (given.includes('\\')) {
      this.report(ENTRY_NAME, `'${name}' given with a backslash, which other systems take for a folder`, 'Rename it, or exclude it');
    } else if (Buffer.from(given).toString().includes('\ufffd')) {
      this.report(ENTRY_NAME, `'${name}' given, whose name is not valid UTF-8`, 'Rename it, or exclude it');
    } else if (Buffer.byteLength(name) > 0xffff) {
      this.report(ENTRY_NAME, `a path of ${Buffer.byteLength(name)} bytes given, at most 65535 possible in a zip file`, 'Shorten it, or exclude it');
    } else {
      return true;
    }
    return false;
  }

  private look(file: string, name: string, within: string[]): void {
    this.seen++;
    const stats = this.tried(name, () => lstatSync(file));
    if (stats === undefined) return;
    if (stats.isSymbolicLink()) this.follow(file, name, within);
    else this.take(file, name, stats, within);
    this.stopAtLimits();
  }

  private take(file: string, name: string, stats: Stats, within: string[]): void {
    if (stats.isDirectory()) {
      this.enter(file, `${name}/`, [...within, file]);
    } else if (stats.isFile()) {
      this.found.push({ name, file });
      this.bytes += stats.size;
    } else {
      this.report(ENTRY_KIND, `'${name}' given, a ${kindOf(stats)}, and a file or a folder needed`, 'Remove it, or exclude it');
    }
  }

  private follow(link: string, name: string, within: string[]): void {
    const said = this.tried(name, () => readlinkSync(link));
    if (said === undefined) return;
    let target: string;
    try {
      target = realpathSync(link);
    } catch (error) {
      const what = codeOf(error) === 'ELOOP' ? 'which leads back to itself' : 'which is not there';
      this.report(LINK, `'${name}' given, a link to '${said}', ${what}`, 'Remove the link, or exclude it');
      return;
    }
    if (within.includes(target)) {
      this.report(LINK, `'${name}' given, a link to '${said}', the folder or one above that the link lies in`, 'Remove the link, or exclude it');
    } else if (!target.startsWith(within[0].endsWith(sep) ? within[0] : within[0] + sep)) {
      this.report(LINK, `'${name}' given, a link to '${said}', and a target within the folder needed`, 'Copy what it leads to, or exclude it');
    } else {
      const stats = this.tried(name, () => statSync(target));
      if (stats !== undefined) this.take(target, name, stats, within);
    }
  }

  // Links can make a small folder endless, so entries are counted too, not only files.
  private stopAtLimits(): void {
    const { files, unzippedBytes } = this.limits;
    if (this.stopped) return;
    if (this.bytes >= unzippedBytes) {
      this.report(CODE_TOO_LARGE, `${this.bytes} bytes or more given, less than ${unzippedBytes} needed`, SMALLER);
      this.stopped = true;
    } else if (this.found.length > files || this.seen > 4 * files) {
      this.report(CODE_TOO_LARGE, `more than ${files} files given, at most ${files} possible`, SMALLER);
      this.stopped = true;
    }
  }

  private read(name: string, file: string): FileEntry[] {
    const content = this.tried(name, () => readFileSync(file));
    return content === undefined ? [] : [{ name, content }];
  }

  private tried<T>(name: string, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.report(ENTRY_KIND, `'${name}' given, which cannot be read (${codeOf(error)})`, 'Let the user that runs this read it, or exclude it');
      return undefined;
    }
  }
}

/** What helps when code is too large. */
export const SMALLER = 'Leave out what does not run, with excludes or a bundler, or use a container image';

/** The code of an error of the operating system, such as ENOENT. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'FIFO';
  return stats.isSocket() ? 'socket' : 'device';
}
