// The records of one signal of an export, and how many there are in a piece.
import { createInterruptible } from './interruptible.ts';
import type { StoredSignal } from './export-signals.ts';
import type { ExportCounts, ExportOrder } from '../../contract/exports.ts';
import type { RecordGroup } from '../../contract/otlp-records.ts';
import { readMetrics, readRecords, type ChooseBlocks, type ChooseStreams, type RecordOwners } from '../query/index.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';

/** For a sample: only some blocks, or streams, of what is written from records. */
export interface ChooseParts {
  readonly blocks?: ChooseBlocks;
  readonly streams?: ChooseStreams;
}

/** `scraped`: whether scraped series are given too, as what OTLP has for them; default yes. */
export function recordsOf(
  reader: RunReader,
  owners: RecordOwners,
  { what }: Pick<ExportOrder, 'what'>,
  signal: StoredSignal,
  alive: Alive,
  { blocks, streams }: ChooseParts = {},
  scraped = true,
): Generator<readonly RecordGroup[]> {
  if (signal === 'metrics') return readMetrics(reader, owners, what, alive, { scraped, choose: streams });
  return readRecords(reader, owners, what, signal, alive, createInterruptible(), blocks);
}

export function countsOf(groups: readonly RecordGroup[]): ExportCounts {
  let [items, logs, samples] = [0, 0, 0];
  for (const group of groups) {
    if (group.signal === 'metrics') for (const { points } of group.items) samples += points.length;
    else if (group.signal === 'logs') logs += group.items.length;
    else items += group.items.length;
  }
  return { items: items + logs + samples, logs, samples };
}
