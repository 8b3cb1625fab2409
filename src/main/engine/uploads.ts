// Files that a browser sends in pieces, because a page has no paths: written below <data>/opened, opened when complete.
// One whose sender falls silent is dropped; what became of it is told to whoever listens, and to a sender that comes back.
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from './engine-failure.ts';
import { ContractError } from '../../contract/errors.ts';
import type { ImportWish } from '../../contract/imports.ts';
import type { RequestOf } from '../../contract/methods.ts';

export type UploadPiece = RequestOf<'imports.upload'>;

/** A file of which only a part came, which was removed. */
export interface DroppedUpload {
  readonly name: string;
  readonly into: ImportWish;
  /** That had come. */
  readonly bytes: number;
  /** What happened and what to do, in words. */
  readonly reason: string;
}

export interface Uploads {
  /**
   * Appends a piece; answers the path of the file once the last one is written. Throws ContractError: `busy` while too many
   * are open, `not-found` for a piece of one that was dropped, `disk-full` or `disk-error`.
   */
  add(piece: UploadPiece): string | undefined;
  /** The sender gave up: nothing is told of it. */
  drop(upload: string): void;
  onDrop(listener: (dropped: DroppedUpload) => void): void;
  /** Removes the file if it is one of ours. */
  remove(path: string): void;
}

/** Uploads that are open at the same time. */
const maxOpen = 8;
/** A sender that is there sends several pieces a second. */
const silentMillis = 120_000;
/** Reasons that are kept for senders that come back. */
const mostReasons = 100;

interface Open {
  readonly name: string;
  readonly into: ImportWish;
  readonly path: string;
  readonly file: number;
  bytes: number;
  timer: NodeJS.Timeout | undefined;
}

export function createUploads(folder: string): Uploads {
  const open = new Map<string, Open>();
  const own = new Set<string>();
  const reasons = new Map<string, string>();
  let listener: (dropped: DroppedUpload) => void = () => undefined;

  function start({ upload, name, offset, into }: UploadPiece): Open {
    const gone = reasons.get(upload);
    if (gone !== undefined) throw new ContractError('not-found', gone);
    if (offset > 0)
      throw new ContractError(
        'not-found',
        `What was sent of ${name} before is not here any more: the engine was started anew meanwhile. Send the file again.`,
      );
    if (open.size >= maxOpen)
      throw new ContractError(
        'busy',
        `${maxOpen} files are being sent already. Wait until one of them is here, then send ${name} again.`,
      );
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const base = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').slice(-80);
    const path = join(folder, `${randomUUID()}-${base === '' ? 'file' : base}`);
    const started: Open = { name, into, path, file: openSync(path, 'wx', 0o600), bytes: 0, timer: undefined };
    open.set(upload, started);
    return started;
  }

  /** Without a reason nobody is told. */
  function give(upload: string, reason: string | undefined): void {
    const started = open.get(upload);
    if (started === undefined) return;
    open.delete(upload);
    clearTimeout(started.timer);
    closeSync(started.file);
    rmSync(started.path, { force: true });
    if (reason === undefined) return;
    reasons.set(upload, reason);
    const [oldest] = reasons.keys();
    if (reasons.size > mostReasons && oldest !== undefined) reasons.delete(oldest);
    const { name, into, bytes } = started;
    listener({ name, into, bytes, reason });
  }

  function write(piece: UploadPiece): string | undefined {
    const { upload, name, offset, bytes, last } = piece;
    const started = open.get(upload) ?? start(piece);
    clearTimeout(started.timer);
    if (offset !== started.bytes) {
      const words = `Pieces of ${name} came in a wrong order; what had come was removed. Send the file again.`;
      give(upload, words);
      throw new ContractError('bad-request', words);
    }
    for (let written = 0; written < bytes.byteLength;) written += writeSync(started.file, bytes, written);
    started.bytes += bytes.byteLength;
    if (!last) {
      const words = `The sender of ${name} fell silent for ${silentMillis / 60_000} minutes; what had come was removed. Send the file again.`;
      started.timer = setTimeout(() => give(upload, words), silentMillis).unref();
      return undefined;
    }
    closeSync(started.file);
    open.delete(upload);
    own.add(started.path);
    return started.path;
  }

  return {
    add(piece) {
      try {
        return write(piece);
      } catch (error) {
        if (error instanceof ContractError || systemCode(error) === undefined) throw error;
        const full = systemCode(error) === 'ENOSPC';
        const why = full ? 'the disk of the data folder is full. Free some space' : `${String(error)}. See to that`;
        const words = `${piece.name} could not be kept: ${why}, then send the file again.`;
        give(piece.upload, words);
        throw new ContractError(full ? 'disk-full' : 'disk-error', words);
      }
    },
    drop: (upload) => give(upload, undefined),
    onDrop(next) {
      listener = next;
    },
    remove(path) {
      if (own.delete(path)) for (const one of [path, `${path}-wal`, `${path}-shm`]) rmSync(one, { force: true });
    },
  };
}
