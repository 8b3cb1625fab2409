// logs.patterns: the forms that messages of a selection have. Each block is mined by itself, which is kept; then the
// templates of all blocks are put together by the same algorithm.
import {
  severityClass,
  severityClasses,
  type LogPatterns,
  type LogPatternsRequest,
} from '../../../../contract/logs.ts';
import { durationNanos, unixNanos } from '../../../../contract/time.ts';
import type { Alive } from '../../../store/reader-face.ts';
import { logBuckets } from '../log-buckets.ts';
import type { LogSearches, MatchingRows } from '../log-matches.ts';
import { logRange } from '../log-range.ts';
import type { LogPart, LogRun } from '../log-run.ts';
import { scanLogs, type KeptSums } from '../log-scan.ts';
import { Drain, type Template } from './drain.ts';
import { MessageMask } from './message-mask.ts';
import { messagesOf } from './message-text.ts';
import { patternText } from './pattern-match.ts';

/** What is counted of a template. */
interface PatternSums {
  records: number;
  readonly classes: Uint32Array;
  first: bigint;
  last: bigint;
  /** Sequence of the newest record. */
  example: number;
  exampleText: string;
  /** Records by bucket of the grid. */
  readonly cells: Map<number, number>;
}

/** The templates of one block. */
export type BlockPatterns = readonly { readonly words: readonly string[]; readonly data: PatternSums }[];

const longestExample = 512;

export function logsPatterns(
  run: LogRun,
  searches: LogSearches,
  kept: KeptSums<BlockPatterns>,
  request: LogPatternsRequest,
  alive: Alive,
): LogPatterns {
  run.refresh();
  const matches = searches.of(request.where);
  const { first, width, buckets } = logBuckets(run, request, request.buckets);
  const mask = new MessageMask();
  const all = new Drain<PatternSums>();
  const reach = scanLogs(
    { run, matches, range: logRange(request), alive },
    kept.of(`${width} ${request.where.trim()}`),
    (part, rows) => minePart(run, part, rows, width, mask, alive),
    (block) => {
      for (const { words, data } of block) addSums(all.add(words, noSums).data, data);
    },
  );
  const sorted = merged(all.templates).toSorted(
    (a, b) => b.data.records - a.data.records || (patternText(a.words) < patternText(b.words) ? -1 : 1),
  );
  return {
    ...reach,
    patterns: sorted.slice(0, request.limit).map(({ words, data }) => ({
      pattern: patternText(words),
      records: data.records,
      classes: data.classes,
      first: unixNanos(data.first),
      last: unixNanos(data.last),
      example: data.example,
      exampleText: data.exampleText,
      counts: countsOf(data.cells, Number(first), buckets),
    })),
    total: sorted.length,
    records: sorted.reduce((sum, { data }) => sum + data.records, 0),
    start: unixNanos(first * width),
    width: durationNanos(width),
    buckets,
  };
}

function noSums(): PatternSums {
  return {
    records: 0,
    classes: new Uint32Array(severityClasses.length),
    first: 0n,
    last: -1n,
    example: 0,
    exampleText: '',
    cells: new Map(),
  };
}

function addSums(to: PatternSums, from: PatternSums): void {
  if (to.records === 0 || from.first < to.first) to.first = from.first;
  if (from.last > to.last || (from.last === to.last && from.example > to.example)) {
    to.last = from.last;
    to.example = from.example;
    to.exampleText = from.exampleText;
  }
  to.records += from.records;
  from.classes.forEach((count, one) => (to.classes[one] = (to.classes[one] as number) + count));
  for (const [cell, count] of from.cells) to.cells.set(cell, (to.cells.get(cell) ?? 0) + count);
}

/** Templates that became equal after both had been made are one. */
function merged(templates: readonly Template<PatternSums>[]): readonly Template<PatternSums>[] {
  const byText = new Map<string, Template<PatternSums>>();
  for (const template of templates) {
    const text = patternText(template.words);
    const same = byText.get(text);
    if (same === undefined) byText.set(text, template);
    else addSums(same.data, template.data);
  }
  return [...byText.values()];
}

function minePart(
  run: LogRun,
  part: LogPart,
  rows: MatchingRows,
  width: bigint,
  mask: MessageMask,
  alive: Alive,
): BlockPatterns {
  const block = run.open(part);
  const { at, since, earliest } = run.timesOf(part);
  const messageOf = messagesOf(block);
  const drain = new Drain<PatternSums>();
  /** Most messages are equal once they are masked. */
  const byText = new Map<string, Template<PatternSums>>();
  const base = earliest / width;
  const into = Number(earliest - base * width);
  for (let row = 0; row < block.count; row++) {
    if (row % 1024 === 1023) alive();
    if (rows !== 'all' && (rows === 'none' || rows[row] === 0)) continue;
    const message = messageOf(row);
    const words = mask.wordsOf(message);
    const text = patternText(words);
    let template = byText.get(text);
    if (template === undefined) byText.set(text, (template = drain.add(words, noSums)));
    const { data } = template;
    const time = at[row] as bigint;
    if (data.records === 0 || time < data.first) data.first = time;
    if (time >= data.last) {
      data.last = time;
      data.example = part.first + row;
      data.exampleText = message.slice(0, longestExample);
    }
    data.records += 1;
    const one = severityClass(block.severity[row] as number);
    data.classes[one] = (data.classes[one] as number) + 1;
    const cell =
      since === undefined
        ? Number(time / width)
        : Number(base) + Math.floor((into + (since[row] as number)) / Number(width));
    data.cells.set(cell, (data.cells.get(cell) ?? 0) + 1);
  }
  return merged(drain.templates);
}

function countsOf(cells: ReadonlyMap<number, number>, first: number, buckets: number): Uint32Array {
  const counts = new Uint32Array(buckets);
  for (const [cell, count] of cells) if (cell >= first && cell - first < buckets) counts[cell - first] = count;
  return counts;
}
