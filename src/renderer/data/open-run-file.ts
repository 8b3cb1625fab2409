// Opens files as runs: by token on the desktop, by sending the bytes in pieces from a browser.
import type { RunId } from '../../contract/ids.ts';
import { runId } from '../../contract/ids.ts';
import type { ChosenFile, Host } from '../host/host.ts';
import type { Client } from './client.ts';

/** Bytes per piece; well below what one frame may hold. */
const pieceSize = 1024 * 1024;

/** Answers the id of the opened run. Rejects with ContractError (not-a-run, run-newer, run-corrupt, ...). */
export async function openRunFile(
  client: Client,
  host: Host,
  chosen: ChosenFile,
  onProgress?: (part: number) => void,
): Promise<RunId> {
  if (chosen.kind === 'token') return runId(await host.openToken(chosen.token));
  const { file, name } = chosen;
  const upload = crypto.getRandomValues(new Uint32Array(4)).join('-');
  for (let start = 0; ; start += pieceSize) {
    const end = Math.min(file.size, start + pieceSize);
    const bytes = new Uint8Array(await file.slice(start, end).arrayBuffer());
    const last = end === file.size;
    const { run } = await client.call('runs.upload', { upload, name, bytes, last });
    onProgress?.(file.size === 0 ? 1 : end / file.size);
    if (last) {
      if (run === undefined) throw new Error('The engine opened no run for the file.');
      return run.id;
    }
  }
}
