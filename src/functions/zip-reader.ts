// Reads the table of contents of a zip file.

import { CENTRAL_HEADER, END, LOCAL_HEADER } from './zip';

const END_BYTES = 22;
// The lowest bit of the flags.
const ENCRYPTED = 1;
const ZIP64_COUNT = 0xffff;
const ZIP64_SIZE = 0xffffffff;

/** What a zip file holds. */
export interface ZipContents {
  /** Names of files, in the order of the file; folders are left out. */
  readonly fileNames: string[];
  readonly unzippedBytes: number;
}

/** What a zip file holds, or why that cannot be said. */
export function readZip(zip: Uint8Array): ZipContents | string {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = endOf(bytes);
  if (end === undefined) return 'a file without the end of a zip file given';
  const count = bytes.readUInt16LE(end + 10);
  const centralBytes = bytes.readUInt32LE(end + 12);
  let at = bytes.readUInt32LE(end + 16);
  if (count === ZIP64_COUNT || centralBytes === ZIP64_SIZE || at === ZIP64_SIZE) return 'a Zip64 file given';
  if (bytes.readUInt16LE(end + 4) !== 0 || bytes.readUInt16LE(end + 8) !== count) return 'a part of a zip file in several files given';
  if (at + centralBytes > end) return 'a damaged zip file given, whose table of contents has no room in it';

  const fileNames: string[] = [];
  let unzippedBytes = 0;
  for (let index = 0; index < count; index++) {
    const damaged = `a damaged zip file given, at entry ${index + 1} of ${count} of its table of contents`;
    if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL_HEADER) return damaged;
    const zippedSize = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const next = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    const offset = bytes.readUInt32LE(at + 42);
    if (next > end) return damaged;
    if ([zippedSize, size, offset].includes(ZIP64_SIZE)) return 'a Zip64 file given';
    if (bytes.readUInt16LE(at + 8) % 2 === ENCRYPTED) return 'an encrypted zip file given';
    if (offset + 30 + zippedSize > end || bytes.readUInt32LE(offset) !== LOCAL_HEADER) return damaged;
    const name = bytes.toString('utf8', at + 46, nameEnd);
    if (!name.endsWith('/')) fileNames.push(name);
    unzippedBytes += size;
    at = next;
  }
  return { fileNames, unzippedBytes };
}

// The end record is the last thing in the file but for a comment of up to 65,535 bytes.
function endOf(bytes: Buffer): number | undefined {
  const first = Math.max(0, bytes.length - END_BYTES - 0xffff);
  for (let at = bytes.length - END_BYTES; at >= first; at--) {
    if (bytes.readUInt32LE(at) === END && at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return undefined;
}
