// Log files are followed: what is appended becomes log records, also over rotation (renamed and made anew, or copied and
// emptied) and over a restart of the engine. docs/log-files.md says what a user sees of it.
import type { LogFormat } from '../../../contract/collectors.ts';
import type { LogItem } from '../../../contract/otlp-records.ts';
import { CollectFailure, type Collect, type CollectorParts } from '../collector.ts';
import { eventGroup } from '../../../contract/event-records.ts';
import { FollowedFiles } from './followed-files.ts';
import type { LineReader } from './followed-file.ts';
import type { Places } from './places.ts';
import { pause } from '../pause.ts';

export interface LogFilesParts {
  /** Of decode/log-lines. */
  readonly createReader: (format: LogFormat) => LineReader;
  readonly places: Places;
}

/** Milliseconds between two looks at the files, and between two writes of their places. */
const turnMillis = 200;
const savePause = 1000;
const batch = 2000;

export function createCollectLogFiles({ createReader, places }: LogFilesParts): Collect<'log-files'> {
  return (parts) => collect(parts, createReader, places);
}

async function collect(
  parts: CollectorParts<'log-files'>,
  createReader: LogFilesParts['createReader'],
  places: Places,
): Promise<'again'> {
  const { collector, signal, now, lost, note, connected } = parts;
  const trial = parts.trial === true;
  const remembered = trial ? undefined : await places.load(collector.id);
  const service = collector.service || collector.name;
  const emit = async (items: readonly LogItem[]): Promise<void> => {
    for (let from = 0; from < items.length; from += batch)
      await parts.emit([eventGroup(service, items.slice(from, from + batch))]);
  };
  const files = new FollowedFiles({
    path: collector.path,
    start: trial ? 'trial' : remembered !== undefined ? 'again' : collector.fromStart ? 'whole' : 'end',
    remembered: remembered ?? [],
    newReader: () => createReader(collector.format),
    emit,
    now,
    lost,
    signal,
  });
  let told = '';
  let savedAt = 0;
  let saved = '';
  const save = async (): Promise<void> => {
    if (trial) return;
    const current = files.places;
    const text = JSON.stringify(current);
    if (text === saved) return;
    try {
      await places.save(collector.id, current);
      saved = text;
    } catch (error) {
      note(`after a restart lines may come twice: their places could not be kept (${String(error)})`);
    }
  };
  try {
    while (!signal.aborted) {
      await files.look();
      const { open, failures, left } = files;
      if (open === 0 && failures.length > 0)
        throw new CollectFailure(failures[0] ?? '', 'May this user read the file?');
      if (trial && open === 0)
        throw new CollectFailure(
          `there is no file ${collector.path}`,
          'Is the path right? The service may not have begun it yet.',
        );
      const more = await files.read();
      const { facts } = files;
      const words = wordsOf(open, collector.path, failures, left);
      const text = JSON.stringify([facts, words]);
      if (text !== told) {
        told = text;
        connected(facts);
        note(words);
      }
      const millis = performance.now();
      if (savedAt === 0 || millis - savedAt >= savePause) {
        await save();
        savedAt = millis;
      }
      if (!more) await pause(turnMillis, signal);
    }
  } finally {
    await save();
    await files.close();
  }
  return 'again';
}

function wordsOf(open: number, path: string, failures: readonly string[], left: number): string {
  const words =
    open === 0 && failures.length === 0 ? [`there is no file ${path} yet; it is read as soon as there is one`] : [];
  if (left > 0) words.push(`${left} more files match; those written to last are followed`);
  return [...words, ...failures.slice(0, 3)].join('; ');
}
