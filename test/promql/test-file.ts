// The language of promqltest files: loads, evaluations with what they must give, and `clear`.
import { parseDuration } from '../../src/main/query/promql/syntax/literals.ts';
import { unquote } from '../../src/main/query/promql/syntax/scan-string.ts';
import { parseScalarLine, parseSeriesLine, type SeriesLine } from './series-line.ts';
import { parseStartTimeLine } from './start-time-line.ts';

export interface LoadedSeries extends SeriesLine {
  /** Milliseconds to add to each sample's time; absent when no start time is known. */
  readonly startOffsets?: readonly (number | undefined)[];
}

export interface Load {
  readonly kind: 'load';
  readonly gapMillis: number;
  /** Classic histograms are also kept as native ones with custom bounds. */
  readonly withCustomBuckets: boolean;
  readonly series: readonly LoadedSeries[];
}

/** Which texts a message may be. */
export interface Wanted {
  readonly text: string;
  readonly matches: (message: string) => boolean;
}

export type Result =
  | { readonly kind: 'series'; readonly series: readonly SeriesLine[] }
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string };

export interface Evaluation {
  readonly kind: 'eval';
  /** From 1. */
  readonly line: number;
  readonly expr: string;
  readonly range: boolean;
  readonly startMillis: number;
  readonly endMillis: number;
  /** 0 for an instant. */
  readonly stepMillis: number;
  /** Times of the samples that an instant evaluation of a range vector gives. */
  readonly rangeVector?: { readonly startMillis: number; readonly stepMillis: number };
  readonly ordered: boolean;
  readonly fail: readonly Wanted[];
  readonly warn: readonly Wanted[];
  readonly info: readonly Wanted[];
  readonly noWarn: boolean;
  readonly noInfo: boolean;
  readonly result: Result;
}

export type Command = Load | Evaluation | { readonly kind: 'clear' };

const anything: Wanted = { text: 'anything', matches: () => true };

/** The commands of a file; throws with the line for what it does not understand. */
export function parseTestFile(text: string): readonly Command[] {
  const lines = text.split('\n').map((line) => line.trim().replace(/^#.*/, ''));
  const commands: Command[] = [];
  for (let at = 0; at < lines.length;) {
    const first = lines[at] as string;
    if (first === '') {
      at++;
      continue;
    }
    const end = lines.indexOf('', at);
    const block = lines.slice(at + 1, end === -1 ? undefined : end);
    const word = (/^\S+/.exec(first)?.[0] ?? '').toLowerCase();
    try {
      if (word === 'clear') {
        commands.push({ kind: 'clear' });
        at++;
        continue;
      }
      if (word.startsWith('load')) commands.push(parseLoad(first, block));
      else if (word.startsWith('eval')) {
        const { evaluation, used } = parseEval(first, block, at + 1);
        commands.push(evaluation);
        at += 1 + used;
        continue;
      } else throw new Error(`not a command: ${first}`);
    } catch (error) {
      throw new Error(`line ${at + 1}: ${String(error)}`, { cause: error });
    }
    at += 1 + block.length;
  }
  return commands;
}

function millisOf(text: string): number {
  const parsed = parseDuration(text);
  if (parsed.kind === 'wrong') throw new Error(parsed.message);
  return parsed.value;
}

function parseLoad(first: string, block: readonly string[]): Load {
  const [, nhcb, gap] = /^load(_with_nhcb)?\s+(\S+)$/i.exec(first) ?? [];
  if (gap === undefined) throw new Error(`not a load: ${first}`);
  const series: LoadedSeries[] = [];
  let pending: ReturnType<typeof parseStartTimeLine>;
  for (const line of block) {
    const start = parseStartTimeLine(line);
    if (start !== undefined) {
      pending = start;
      continue;
    }
    const loaded = parseSeriesLine(line);
    if (pending === undefined) series.push(loaded);
    else if (pending.labels.equals(loaded.labels) && pending.offsets.length === loaded.values.length) {
      series.push({ ...loaded, startOffsets: pending.offsets });
    } else throw new Error(`start times do not fit the line below: ${line}`);
    pending = undefined;
  }
  return { kind: 'load', gapMillis: millisOf(gap), withCustomBuckets: nhcb !== undefined, series };
}

interface Times {
  readonly mode: string | undefined;
  readonly range: boolean;
  readonly startMillis: number;
  readonly endMillis: number;
  readonly stepMillis: number;
  readonly expr: string;
}

function parseTimes(first: string): Times {
  const [, mode, at, expr] =
    /^eval(?:_(fail|warn|ordered|info))?\s+instant\s+(?:at\s+(\S+))?\s+(.+)$/.exec(first) ?? [];
  if (at !== undefined && expr !== undefined) {
    const startMillis = millisOf(at);
    return { mode, range: false, startMillis, endMillis: startMillis, stepMillis: 0, expr };
  }
  const form = /^eval(?:_(fail|warn|info))?\s+range\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)\s+(.+)$/;
  const [, rangeMode, from, to, step, rangeExpr] = form.exec(first) ?? [];
  if (from === undefined || to === undefined || step === undefined || rangeExpr === undefined) {
    throw new Error(`not an evaluation: ${first}`);
  }
  return {
    mode: rangeMode,
    range: true,
    startMillis: millisOf(from),
    endMillis: millisOf(to),
    stepMillis: millisOf(step),
    expr: rangeExpr,
  };
}

/** `used`: how many lines of the block belong to the evaluation; a scalar result ends it. */
function parseEval(
  first: string,
  block: readonly string[],
  line: number,
): { readonly evaluation: Evaluation; readonly used: number } {
  const { mode, ...times } = parseTimes(first);
  const fail: Wanted[] = mode === 'fail' ? [anything] : [];
  const wanted = { fail, warn: mode === 'warn' ? [anything] : [], info: mode === 'info' ? [anything] : [] };
  const flags = { ordered: mode === 'ordered', noWarn: false, noInfo: false };
  const series: SeriesLine[] = [];
  let rangeVector: Evaluation['rangeVector'];
  let result: Result | undefined;
  let used = 0;
  for (const text of block) {
    used++;
    const [, legacy, legacyText = ''] = /^expected_fail_(message|regexp)\s+(.*)$/.exec(text) ?? [];
    if (legacy !== undefined) {
      fail.push(wantedOf(legacy === 'message' ? 'msg' : 'regex', legacyText));
      break;
    }
    const [, from, , step] = /^expect range vector\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)$/.exec(text) ?? [];
    if (from !== undefined && step !== undefined) {
      rangeVector = { startMillis: millisOf(from), stepMillis: millisOf(step) };
      continue;
    }
    const [, quoted] = /^expect string\s+(["`'].*["`'])$/.exec(text) ?? [];
    if (quoted !== undefined) {
      result = { kind: 'string', value: unquote(quoted) };
      continue;
    }
    if (/^expect\s/.test(text)) {
      parseExpectation(text, wanted, flags);
      continue;
    }
    const scalar = parseScalarLine(text);
    if (scalar !== undefined) {
      result = { kind: 'scalar', value: scalar };
      break;
    }
    series.push(parseSeriesLine(text));
  }
  const evaluation: Evaluation = {
    kind: 'eval',
    line,
    ...times,
    ...wanted,
    ...flags,
    ...(rangeVector === undefined ? {} : { rangeVector }),
    result: result ?? { kind: 'series', series },
  };
  return { evaluation, used };
}

function parseExpectation(
  text: string,
  wanted: Record<'fail' | 'warn' | 'info', Wanted[]>,
  flags: { ordered: boolean; noWarn: boolean; noInfo: boolean },
): void {
  const [, what, how, rest = ''] =
    /^expect\s+(ordered|fail|warn|no_warn|info|no_info)(?:\s+(regex|msg):(.+))?$/.exec(text) ?? [];
  if (what === 'ordered') flags.ordered = true;
  else if (what === 'no_warn') flags.noWarn = true;
  else if (what === 'no_info') flags.noInfo = true;
  else if (what === 'fail' || what === 'warn' || what === 'info') {
    wanted[what].push(how === undefined ? anything : wantedOf(how, rest.trim()));
  } else throw new Error(`not an expectation: ${text}`);
}

function wantedOf(how: string, text: string): Wanted {
  if (how === 'msg') return { text, matches: (message) => message === text };
  const regex = new RegExp(text, 's');
  return { text: `/${text}/`, matches: (message) => regex.test(message) };
}
