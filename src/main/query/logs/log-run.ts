// A run's log records as parts: the sealed blocks, and the head for what is still in the journal. Every part knows the
// sequence of its first record and which times its records have at most.
import { ContractError } from '../../../contract/errors.ts';
import type { LogSequence } from '../../../contract/logs.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { RunReader } from '../../store/reader-face.ts';
import type { BlockSummary } from '../../store/span-block.ts';
import { logTimesOf, type LogTimes } from './log-times.ts';

export interface LogPart {
  /** `undefined` for the head. */
  readonly summary: BlockSummary | undefined;
  readonly first: LogSequence;
  readonly count: number;
  /** No record lies outside of these times; Unix nanoseconds. */
  readonly earliest: bigint;
  readonly latest: bigint;
}

/** One record: a row of a part. */
export interface LogPlace {
  readonly part: LogPart;
  readonly row: number;
}

const LAST = (1n << 64n) - 1n;

/** One per run reader. What it answers is true until the next `refresh`. */
export class LogRun {
  readonly reader: RunReader;
  /** Of opened blocks; goes with them. */
  readonly #times: WeakMap<LogBlock, LogTimes> = new WeakMap();
  /** Times of sealed blocks whose summary does not tell them, by block. */
  readonly #hulls: Map<number, Pick<LogPart, 'earliest' | 'latest'>> = new Map();
  #parts: readonly LogPart[] | undefined;

  constructor(reader: RunReader) {
    this.reader = reader;
  }

  /** Answers the commit cursor. */
  refresh(): number {
    this.#parts = undefined;
    return this.reader.refresh();
  }

  /** All parts that hold records, in order of arrival. */
  get parts(): readonly LogPart[] {
    return (this.#parts ??= this.#readParts());
  }

  /** Records received so far, evicted ones included: the sequence of the next one. */
  get end(): LogSequence {
    const last = this.parts.at(-1);
    return last === undefined ? this.reader.firstHeadLog : last.first + last.count;
  }

  /** Takes out what is kept, by block, of blocks that are gone: a run that is held at a size evicts as long as it lives. */
  forgetEvicted(kept: Map<number, unknown>): void {
    if (kept.size === 0) return;
    const there = new Set(this.parts.map(({ summary }) => summary?.block));
    for (const block of kept.keys()) if (!there.has(block)) kept.delete(block);
  }

  /** Throws ContractError `not-found` for a record that is not stored (any more). */
  placeOf(sequence: LogSequence): LogPlace {
    const { parts } = this;
    let low = 0;
    let high = parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((parts[middle] as LogPart).first <= sequence) low = middle;
      else high = middle - 1;
    }
    const part = parts[low];
    if (part === undefined || sequence < part.first || sequence >= part.first + part.count) {
      const evicted = sequence < (parts[0]?.first ?? this.reader.firstHeadLog);
      throw new ContractError(
        'not-found',
        evicted ? `log record ${sequence} was evicted from this run` : `this run has no log record ${sequence}`,
      );
    }
    return { part, row: sequence - part.first };
  }

  open({ summary }: LogPart): LogBlock {
    return summary === undefined ? this.reader.headLogs() : this.reader.openLogBlock(summary.block);
  }

  timesOf(part: LogPart): LogTimes {
    const block = this.open(part);
    const known = this.#times.get(block);
    if (known !== undefined) return known;
    const times = logTimesOf(block);
    this.#times.set(block, times);
    if (part.summary?.minStart === 0n) this.#hulls.set(part.summary.block, hullOf(times));
    return times;
  }

  #readParts(): readonly LogPart[] {
    const parts = this.reader
      .logBlocks()
      .map((summary): LogPart => ({ summary, first: summary.first, count: summary.count, ...this.#hull(summary) }))
      .toSorted((a, b) => a.first - b.first);
    const head = this.reader.headLogs();
    if (head.count > 0) {
      const part = {
        summary: undefined,
        first: this.reader.firstHeadLog,
        count: head.count,
        earliest: 0n,
        latest: LAST,
      };
      parts.push({ ...part, ...hullOf(this.timesOf(part)) });
    }
    return parts;
  }

  /** In files of the first program the times of a block with a time of 0 are not known before it was opened. */
  #hull({ block, minStart, maxStart }: BlockSummary): Pick<LogPart, 'earliest' | 'latest'> {
    return this.#hulls.get(block) ?? { earliest: minStart, latest: maxStart };
  }
}

function hullOf({ earliest, latest }: LogTimes): Pick<LogPart, 'earliest' | 'latest'> {
  return { earliest, latest };
}
