// What a reader of a file format is: it recognises its files by their first bytes, takes the file in pieces of any size
// and hands on what it finds. No reader holds more of the file than `elementBytes` at a time.
import type { FileFormat } from '../../../contract/imports.ts';
import type { Encoding, Signal } from '../../../contract/ingest.ts';
import type { RecordGroup } from '../../../contract/otlp-records.ts';
import type { JsonShape } from './json-shape.ts';

export interface ForeignFormat {
  readonly id: FileFormat;
  readonly sniff: (head: FileHead) => boolean;
  /** How often the file is read from its beginning. */
  readonly passes: 1 | 2;
  /** What is added to the end of such a file can be read by itself. */
  readonly follows: boolean;
  readonly open: (head: FileHead, sink: ForeignSink, tools: ForeignTools) => ForeignReader;
}

/** The beginning of a file, decompressed; at most `headBytes` of it. */
export interface FileHead {
  readonly bytes: Uint8Array;
  /** What its JSON looks like; `undefined` where it does not begin as JSON. */
  readonly json: JsonShape | undefined;
}

/** Throws DecodeFault when the file cannot be read on; its offset is one of the decompressed file. */
export interface ForeignReader {
  /** Takes the next bytes, which are its own until the call ends. */
  write(chunk: Uint8Array): void;
  /** The file ends here, or cannot be read on. Called once per pass; after the first of two passes `write` begins anew. */
  end(): void;
  /** Bytes of the file behind which a later reading may go on: everything before was handed on. */
  readonly settled: number;
  /** The file holds a profile too, which is read by itself. Known at the end. */
  readonly hasProfile?: boolean;
}

/** What is put together of parts of a file. */
export type FileSignal = Exclude<Signal, 'profiles'>;

export interface ForeignSink {
  /** One OTLP request as it stood in the file, or with the same meaning. The bytes hold until the reader gets its next chunk. */
  request(signal: Signal, encoding: Encoding, bytes: Uint8Array, place: string): void;
  /** Records of another format. */
  group(group: RecordGroup): void;
  /** Something that is not stored; equal reasons are counted together. */
  skip(reason: string, place: string, count?: number): void;
}

/** What pure code cannot do for itself. */
export interface ForeignTools {
  /** UTF-8 to text. */
  readonly text: (bytes: Uint8Array) => string;
  /** Where an ASCII text is found at or behind `from`, or -1; as fast as the machine can. */
  readonly find: (bytes: Uint8Array, text: string, from: number) => number;
  /** Throws for what is no zstd, or is longer than `most` bytes. */
  readonly unzstd: (bytes: Uint8Array, most: number) => Uint8Array;
}

/** Bytes of the file that formats are recognised by. */
export const headBytes = 256 * 1024;
/** The largest single thing (a line, a span, a trace, a message) that is read. */
export const elementBytes = 64 * 1024 * 1024;
