// A log file that was rotated away and compressed: read once, from its beginning to its end.
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { LogItem } from '../../../contract/otlp-records.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import type { LineReader } from './followed-file.ts';
import { LineCutter } from './line-cutter.ts';

const mostLine = 256 * 1024;
const batch = 2000;

/** Rejects when it cannot be read or unpacked; what was read until then is handed on. */
export async function readPackedFile(
  path: string,
  reader: LineReader,
  observed: UnixNanos,
  emit: (items: readonly LogItem[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const cutter = new LineCutter(0, mostLine);
  const attributes = [
    { key: 'log.file.path', value: path },
    { key: 'log.file.name', value: basename(path) },
  ];
  let items: LogItem[] = [];
  const take = (item: LogItem | undefined): void => {
    if (item !== undefined) items.push({ ...item, attributes: [...item.attributes, ...attributes] });
  };
  const handOn = async (): Promise<void> => {
    const whole = items;
    items = [];
    if (whole.length > 0) await emit(whole);
  };
  try {
    await pipeline(
      createReadStream(path),
      createGunzip(),
      async (chunks: AsyncIterable<Uint8Array>) => {
        for await (const chunk of chunks) {
          for (const { text, cut } of cutter.write(chunk)) take(reader.read(text, { observed, old: true, cut }));
          if (items.length >= batch) await handOn();
        }
      },
      { signal },
    );
    const rest = cutter.end();
    if (rest !== undefined) take(reader.read(rest.text, { observed, old: true, cut: rest.cut }));
  } finally {
    take(reader.end());
    await handOn();
  }
}
