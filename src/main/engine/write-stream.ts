// Bytes into a file that appears under its name only when it is whole: until then they are kept beside it.
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { systemCode } from './engine-failure.ts';
import { ContractError } from '../../contract/errors.ts';

/** Rejects with ContractError `disk-full` or `disk-error`, or as the bytes fail; nothing is left behind then. */
export async function writeStream(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const part = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      for await (const piece of bytes) await file.writeFile(piece);
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    const code = error instanceof ContractError ? undefined : systemCode(error);
    if (code === undefined) throw error;
    throw new ContractError(
      code === 'ENOSPC' ? 'disk-full' : 'disk-error',
      `The file could not be written: ${String(error)}`,
    );
  }
}
