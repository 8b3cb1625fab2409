// Hands a chosen file to the engine: by token on the desktop, by sending its bytes in pieces from a browser.
import type { ImportInfo, ImportTarget } from '../../contract/imports.ts';
import { runId, type RunId } from '../../contract/ids.ts';
import type { ChosenFile, Host } from '../host/host.ts';
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
  into: ImportTarget,
  onSent: (share: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Handed> {
  if (chosen.kind === 'token') return { kind: 'run', run: runId(await host.openToken(chosen.token, into)) };
  const { file, name } = chosen;
  const upload = crypto.getRandomValues(new Uint32Array(4)).join('-');
  for (let start = 0; ; start += pieceSize) {
    signal?.throwIfAborted();
    const end = Math.min(file.size, start + pieceSize);
    const bytes = new Uint8Array(await file.slice(start, end).arrayBuffer());
    const last = end === file.size;
    const answer = await client.call('imports.upload', { upload, name, bytes, last, into });
    onSent(file.size === 0 ? 1 : end / file.size);
    if (!last) continue;
    if (answer.import === undefined) throw new Error('The engine began no import of the file.');
    return { kind: 'import', import: answer.import };
  }
}
