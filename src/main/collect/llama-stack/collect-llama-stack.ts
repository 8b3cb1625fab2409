// Follows Llama Stack's trace_store.db: looks whether the file changed, reads what was committed, remembers how far.
import { statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { CollectFailure, type Collect, type CollectorParts } from '../collector.ts';
import { CommittedRows } from './committed-rows.ts';
import { RowPages, type LlamaStackSink } from './row-pages.ts';
import { StoreFile, StoreInFlux, type StoreEnds } from './store-file.ts';

interface Place extends StoreEnds {
  /** Id of the span in row `spans`: another one there means another store. */
  readonly last: string;
}

/** Milliseconds between two looks at the file's time, and between a look and the reading of what it found. */
const pace = 250;
const shortPace = 60;
/** Looks in a row that came to nothing, after which the reason is told, and after which it is a failure. */
const tellAfter = 20;
const giveUpAfter = 200;
/** Pages that may be on their way into the run. */
const mostUnderWay = 3;
const beginning: Place = { spans: 0, events: 0, last: '' };

/** @param makeSink what makes records of rows; the text is `service.name` for traces without a name that can be seen */
export function createLlamaStackCollector(makeSink: (nameless: string) => LlamaStackSink): Collect<'llama-stack'> {
  return async (parts) => {
    const { collector, connected, note, place, signal } = parts;
    const committed = new CommittedRows(collector.path);
    let from = placeOf(place.text);
    let pages: RowPages | undefined;
    let stamp = '';
    let troubles = 0;
    let others = 0;
    while (!signal.aborted) {
      const found = stampOf(collector.path);
      if (found !== stamp || committed.waits || troubles > 0) {
        try {
          await look();
          stamp = found;
          if (troubles > 0) note('');
          troubles = 0;
        } catch (error) {
          if (!(error instanceof StoreInFlux)) throw error;
          troubles += 1;
          if (troubles === tellAfter) note(`it cannot be read at the moment: ${error.message}`);
          if (troubles >= giveUpAfter) throw new CollectFailure(`it cannot be read: ${error.message}`, advice);
        }
      }
      await pause(committed.waits ? shortPace : pace, signal);
    }
    return 'again';

    async function look(): Promise<void> {
      const upTo = committed.upTo();
      const under = committed.stamp;
      const file = await StoreFile.open(collector.path);
      try {
        const ends = file.ends();
        checkSame(file, ends);
        pages ??= new RowPages(makeSink(collector.service), from);
        await readPages(parts, file, pages, upTo, (reached) => {
          from = { ...reached, last: reached.spans === from.spans ? from.last : (file.spanAt(reached.spans) ?? '') };
          return from;
        });
        committed.saw(ends, under);
        connected([
          { name: 'spans', value: String(from.spans) },
          { name: 'span events', value: String(from.events) },
        ]);
      } finally {
        file.close();
      }
    }

    /** A store is believed to be another one after two looks, as one may have met a page that was being written. */
    function checkSame(file: StoreFile, ends: StoreEnds): void {
      if (from.spans === 0 || (ends.spans >= from.spans && file.spanAt(from.spans) === from.last)) {
        others = 0;
        return;
      }
      others += 1;
      if (others > 1) {
        others = 0;
        from = beginning;
        pages = undefined;
        committed.forget();
      }
      throw new StoreInFlux('it is another store than before');
    }
  };
}

const advice = 'If the server was killed, it mends the file when it starts again.';

/** Resolves when all is stored. @param reach called with each page's end, before it is stored */
async function readPages(
  { emit, lost, place, signal }: CollectorParts<'llama-stack'>,
  file: StoreFile,
  pages: RowPages,
  upTo: StoreEnds,
  reach: (read: StoreEnds) => Place,
): Promise<void> {
  const underWay: { readonly stored: Promise<void>; readonly reached: Place }[] = [];
  const skipped = new Map<string, number>();
  const skip = (why: string): void => void skipped.set(why, (skipped.get(why) ?? 0) + 1);
  async function settle(most: number): Promise<void> {
    for (let first = underWay[0]; first !== undefined && underWay.length > most; first = underWay[0]) {
      await first.stored;
      place.set(JSON.stringify(first.reached));
      underWay.shift();
    }
  }
  try {
    for (;;) {
      const groups = pages.next(file, upTo, skip);
      if (groups === undefined || signal.aborted) break;
      underWay.push({ reached: reach(pages.read), stored: emit(groups) });
      await settle(mostUnderWay);
    }
  } finally {
    await settle(0);
    for (const [why, count] of skipped) lost(count, why);
  }
}

function placeOf(text: string | undefined): Place {
  try {
    const { spans, events, last } = JSON.parse(text ?? '') as Partial<Place>;
    if (typeof spans === 'number' && typeof events === 'number' && typeof last === 'string')
      return { spans, events, last };
  } catch {
    // Whoever changed the file by hand has it read anew.
  }
  return beginning;
}

/** Changes with every commit: a journal's end is a write to the file. */
function stampOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? 'none' : `${stat.ino}:${stat.size}:${stat.mtimeNs}`;
}

async function pause(millis: number, signal: AbortSignal): Promise<void> {
  await wait(millis, undefined, { signal }).catch(() => undefined);
}
