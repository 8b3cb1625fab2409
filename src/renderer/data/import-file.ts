// Hands a chosen file to the engine: by token on the desktop, by sending its bytes in pieces from a browser.
import type { ImportInfo, ImportWish } from '../../contract/imports.ts';
import { runId, type RunId } from '../../contract/ids.ts';
import type { ChosenFile, Host } from '../host/host.ts';
import { ContractError } from '../../contract/errors.ts';
import type { Client } from './client.ts';

/** Bytes per piece; well below what one frame may hold. */
const pieceSize = 1024 * 1024;

export type Handed =
  /** It is being read; the import tells what became of it. */
  | { readonly kind: 'import'; readonly import: ImportInfo }
  /** The desktop shell answers when it is done. */
  | { readonly kind: 'run'; readonly run: RunId };

/** `onSent` is told the share that was sent, 0 to 1. Rejects with ContractError, or with `signal`'s reason. */
export async function importFile(
  client: Client,
  host: Host,
  chosen: ChosenFile,
  into: ImportWish,
  onSent: (share: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Handed> {
  if (chosen.kind === 'token') return { kind: 'run', run: runId(await host.openToken(chosen.token, into)) };
  const { file, name } = chosen;
  const upload = crypto.getRandomValues(new Uint32Array(4)).join('-');
  try {
    for (let start = 0; ; start += pieceSize) {
      signal?.throwIfAborted();
      const end = Math.min(file.size, start + pieceSize);
      const bytes = await bytesOf(file.slice(start, end));
      const last = end === file.size;
      const answer = await client.call('imports.upload', { upload, name, offset: start, bytes, last, into });
      onSent(file.size === 0 ? 1 : end / file.size);
      if (!last) continue;
      if (answer.import === undefined) throw new Error('The engine began no import of the file.');
      return { kind: 'import', import: answer.import };
    }
  } catch (error) {
    // The engine forgets what it has refused itself.
    if (!(error instanceof ContractError)) void client.call('imports.dropUpload', { upload }).catch(() => undefined);
    throw error;
  }
}

async function bytesOf(part: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw new Error(
      'The browser cannot read it: it is a folder, or was changed, moved or removed meanwhile. Choose the file again.',
      { cause: error },
    );
  }
}
