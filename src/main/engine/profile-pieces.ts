// A file made of a view of a profile, a bounded piece at a time. Runs wherever it is called; export-worker.ts gives it a
// thread of its own, which decodes the profile anew, so that the profile worker stays free for the window.
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { ExportChunk } from './export-pieces.ts';
import { createProfileContext, type ProfileContext } from './profile-context.ts';
import { ProfileMemory } from './profile-memory.ts';
import { csvOfView, pprofOfView } from './profile-table-files.ts';
import type { RunFile } from './reader-messages.ts';
import { profileName } from '../../contract/profiles/profile-name.ts';
import type { ProfileFileOrder } from '../../contract/profiles/files.ts';
import { profileFile } from '../query/profiles/files/profile-file.ts';
import type { Alive } from '../store/reader-face.ts';

export interface ProfileFileJob {
  readonly order: ProfileFileOrder;
  /** Of the view and of its base. */
  readonly runs: readonly RunFile[];
}

const pieceLength = 256 << 10;

/** Pictures name both sides of a comparison; other files hold the profile alone, or both without names. */
function titleOf({ format, view }: ProfileFileOrder, context: ProfileContext): string {
  const name = profileName(context.stored(view));
  const isPicture = format === 'svg' || format === 'svg-static';
  return view.base === undefined || !isPicture ? name : `${name} against ${profileName(context.stored(view.base))}`;
}

/** Throws ContractError as questions about profiles do. */
export async function* profilePieces({ order, runs }: ProfileFileJob, alive: Alive): AsyncGenerator<ExportChunk> {
  const context = createProfileContext(runs, new ProfileMemory(Number.POSITIVE_INFINITY), alive);
  let waiting: string[] = [];
  let length = 0;
  const piece = (): ExportChunk => {
    const bytes = Buffer.from(waiting.join(''));
    waiting = [];
    length = 0;
    return { bytes, items: 0, logs: 0, samples: 0 };
  };
  if (order.format === 'pprof') {
    const raw = Readable.from(pprofOfView(order, context));
    const gzip = raw.pipe(createGzip());
    raw.on('error', (cause) => gzip.destroy(cause));
    for await (const bytes of gzip as AsyncIterable<Uint8Array>) {
      alive();
      yield { bytes, items: 0, logs: 0, samples: 0 };
    }
    return;
  }
  const texts =
    order.format === 'csv' ? csvOfView(order.view, context) : profileFile(order, titleOf(order, context), context);
  for (const text of texts) {
    alive();
    waiting.push(text);
    length += text.length;
    if (length >= pieceLength) yield piece();
  }
  if (length > 0) yield piece();
}
