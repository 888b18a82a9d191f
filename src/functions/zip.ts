// Writes a zip file whose bytes follow from the names and the content of its files alone.
//
// fflate's own `zipSync` is not used: it orders names that are numbers by their value, loses a file named `__proto__`, and reads the time in the time zone
// of the machine. Its deflate is used, because that of Node gives other bytes with another zlib.

import { gzipSync } from 'fflate';

/** One file. */
export interface FileEntry {
  /** The path, its names separated by '/'. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** The most files of a zip file without Zip64: 65,535 is the mark of Zip64. */
export const MOST_FILES = 65534;

// What the parts of a zip file begin with.
export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const END = 0x06054b50;

const VERSION = 20; // deflate
const MADE_ON_UNIX = 0x0300 + VERSION;
const NAMES_IN_UTF_8 = 0x0800;
const STORED = 0;
const DEFLATED = 8;
const LEVEL = 6;
const GZIP_HEADER = 10;
const GZIP_TRAILER = 8;
// The first time that the format knows: 1980-01-01 00:00.
const TIME = 0;
const DATE = 0x0021;
// A regular file, that all may read and execute. The bits of the file are not used: they differ with umask and are missing on Windows.
const MODE = 0o100755;

/** The zip file of files, in the order given. */
export function zipOf(files: FileEntry[]): Uint8Array {
  const packed = files.map(packedOf);
  const offsets: number[] = [];
  let offset = 0;
  for (const file of packed) {
    offsets.push(offset);
    offset += 30 + file.name.length + file.data.length;
  }
  const central = packed.map((file, index) => centralHeader(file, offsets[index]));
  const centralBytes = central.reduce((sum, header) => sum + header.length, 0);
  return Buffer.concat([...packed.flatMap(file => [localHeader(file), file.data]), ...central, end(files.length, centralBytes, offset)]);
}

interface Packed {
  readonly name: Buffer;
  readonly data: Uint8Array;
  readonly method: number;
  readonly crc: number;
  readonly bytes: number;
}

function packedOf({ name, content }: FileEntry): Packed {
  // A gzip file is a header of 10 bytes, what deflate gives, the checksum that a zip file needs too, and the size.
  const gzip = Buffer.from(gzipSync(content, { level: LEVEL, mtime: 0 }));
  const deflated = gzip.subarray(GZIP_HEADER, -GZIP_TRAILER);
  const shorter = deflated.length < content.length;
  return {
    name: Buffer.from(name),
    data: shorter ? deflated : content,
    method: shorter ? DEFLATED : STORED,
    crc: gzip.readUInt32LE(gzip.length - GZIP_TRAILER),
    bytes: content.length,
  };
}

function localHeader(file: Packed): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  writeCommon(header, 4, file);
  return Buffer.concat([header, file.name]);
}

function centralHeader(file: Packed, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(MADE_ON_UNIX, 4);
  writeCommon(header, 6, file);
  header.writeUInt32LE(MODE * 0x10000, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, file.name]);
}

// What both headers of a file hold.
function writeCommon(header: Buffer, at: number, file: Packed): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(NAMES_IN_UTF_8, at + 2);
  header.writeUInt16LE(file.method, at + 4);
  header.writeUInt16LE(TIME, at + 6);
  header.writeUInt16LE(DATE, at + 8);
  header.writeUInt32LE(file.crc, at + 10);
  header.writeUInt32LE(file.data.length, at + 14);
  header.writeUInt32LE(file.bytes, at + 18);
  header.writeUInt16LE(file.name.length, at + 22);
}

function end(files: number, centralBytes: number, centralOffset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(END, 0);
  record.writeUInt16LE(files, 8);
  record.writeUInt16LE(files, 10);
  record.writeUInt32LE(centralBytes, 12);
  record.writeUInt32LE(centralOffset, 16);
  return record;
}
