// A file made of a view of a profile, a bounded piece at a time. Runs wherever it is called; export-worker.ts gives it a
// thread of its own, which decodes the profile anew, so that the profile worker stays free for the window.
import type { ExportChunk } from './export-pieces.ts';
import { createProfileContext } from './profile-context.ts';
import { ProfileMemory } from './profile-memory.ts';
import type { RunFile } from './reader-messages.ts';
import type { ProfileFileOrder } from '../../contract/profiles/files.ts';
import { profileFile } from '../query/profiles/files/profile-file.ts';
import type { Alive } from '../store/reader-face.ts';

export interface ProfileFileJob {
  readonly order: ProfileFileOrder;
  /** Of the view and of its base. */
  readonly runs: readonly RunFile[];
}

const pieceLength = 256 << 10;

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
  for (const text of profileFile(order, context.stored(order.view).name, context)) {
    alive();
    waiting.push(text);
    length += text.length;
    if (length >= pieceLength) yield piece();
  }
  if (length > 0) yield piece();
}
