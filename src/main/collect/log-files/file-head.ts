// The beginning of a file: tells a file from another one that came to have its name or its inode, and text from what is none.
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** What a file began with when it was looked at; a file that only grows still begins with it. */
export interface FileHead {
  /** Bytes, at most 1024. */
  readonly length: number;
  readonly hash: string;
}

const most = 1024;

/** @param length of an earlier look, to compare with */
export async function headOf(handle: FileHandle, length = most): Promise<FileHead> {
  const bytes = await beginning(handle, length);
  return { length: bytes.length, hash: createHash('sha256').update(bytes).digest('base64') };
}

/** Whether the file still begins as it did. */
export async function beginsWith(handle: FileHandle, head: FileHead): Promise<boolean> {
  if (head.length === 0) return true;
  const now = await headOf(handle, head.length);
  return now.length === head.length && now.hash === head.hash;
}

/** In words why the file is no text that can be followed; `undefined` for one that is. Leading zeros are a hole. */
export async function noText(handle: FileHandle): Promise<string | undefined> {
  const bytes = await beginning(handle, most);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return 'it is UTF-16; only UTF-8 is read';
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'it is compressed';
  const from = bytes.findIndex((byte) => byte !== 0);
  const text = from < 0 ? bytes.subarray(0, 0) : bytes.subarray(from);
  const odd = text.filter((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27).length;
  return odd > text.length / 20 ? 'it is no text' : undefined;
}

async function beginning(handle: FileHandle, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.min(length, most));
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
  return bytes.subarray(0, bytesRead);
}
