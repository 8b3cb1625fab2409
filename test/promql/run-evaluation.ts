// Runs one `eval` of a promqltest file: as written and, for an instant, also pinned with `@` and evaluated at other times,
// and all of these as the middle of a range. Whatever way it is asked, the answer must be the same.
import { evaluate, type Evaluated } from '../../src/main/query/promql/engine/evaluate.ts';
import type { Queryable } from '../../src/main/query/promql/engine/queryable.ts';
import { printExpr } from '../../src/main/query/promql/syntax/print.ts';
import { differenceOf, plainResult, type PlainResult, unsortedPair } from './compare-result.ts';
import { parsed } from './parsed.ts';
import { pinAt } from './pin-at.ts';
import type { Evaluation, Wanted } from './test-file.ts';

interface Question {
  readonly query: string;
  readonly startMillis: number;
  readonly endMillis: number;
  readonly stepMillis: number;
}

function ask(queryable: Queryable, question: Question): Evaluated {
  return evaluate(parsed(question.query), {
    ...question,
    queryable,
    lookbackMillis: 5 * 60_000,
    maxSamples: 10_000,
    defaultSubqueryStepMillis: 60_000,
    delayedNameRemoval: true,
    startTimestamps: true,
  });
}

/** What went wrong, or undefined. */
export function runEvaluation(queryable: Queryable, wanted: Evaluation): string | undefined {
  const { expr, startMillis, endMillis, stepMillis } = wanted;
  if (wanted.range) return checkOne(queryable, wanted, { query: expr, startMillis, endMillis, stepMillis });
  for (const { query, timeMillis } of instants(wanted)) {
    const question = { query, startMillis: timeMillis, endMillis: timeMillis, stepMillis: 0 };
    const told = checkOne(queryable, wanted, question) ?? checkAsRange(queryable, wanted, question);
    if (told !== undefined) return `${query} at ${timeMillis} ms: ${told}`;
  }
  return undefined;
}

/** The expression as written at its time, and pinned to that time at others. */
function instants(wanted: Evaluation): readonly { readonly query: string; readonly timeMillis: number }[] {
  const time = wanted.rangeVector === undefined ? wanted.startMillis : wanted.endMillis;
  const asWritten = { query: wanted.expr, timeMillis: wanted.startMillis };
  const pinned = pinAt(parsed(wanted.expr), time);
  if (pinned === undefined) return [asWritten];
  const query = printExpr(pinned);
  const times = time === 0 ? [-1000, 0, 1000] : [-10 * time, 0, Math.trunc(time / 5), time, 10 * time];
  return [asWritten, ...times.map((timeMillis) => ({ query, timeMillis }))];
}

function checkOne(queryable: Queryable, wanted: Evaluation, question: Question): string | undefined {
  const answer = ask(queryable, question);
  if (answer.kind === 'failed') {
    const [fail] = wanted.fail;
    if (fail === undefined) return `failed: ${answer.message}`;
    return fail.matches(answer.message) ? undefined : `want the error ${fail.text}, got ${answer.message}`;
  }
  if (wanted.fail.length > 0) return 'want an error, got none';
  return wrongNotes(answer, wanted) ?? differenceOf(plainResult(answer.value), wanted);
}

function wrongNotes(answer: Evaluated, wanted: Evaluation): string | undefined {
  if (wanted.noWarn && answer.warnings.length > 0) return `unexpected warnings: ${answer.warnings.join('; ')}`;
  if (wanted.noInfo && answer.infos.length > 0) return `unexpected infos: ${answer.infos.join('; ')}`;
  return unlike('warning', answer.warnings, wanted.warn) ?? unlike('info', answer.infos, wanted.info);
}

/** Each text must be wanted by one, and each wanted one be there. */
function unlike(what: string, texts: readonly string[], wanted: readonly Wanted[]): string | undefined {
  if (wanted.length === 0) return undefined;
  const absent = wanted.find((one) => !texts.some(one.matches));
  if (absent !== undefined) return `want the ${what} ${absent.text}, got ${texts.join('; ') || 'none'}`;
  const extra = texts.find((text) => !wanted.some((one) => one.matches(text)));
  return extra === undefined ? undefined : `unexpected ${what}: ${extra}`;
}

const minute = 60_000;

/** The same question as the middle one of three steps. */
function checkAsRange(queryable: Queryable, wanted: Evaluation, question: Question): string | undefined {
  const comparable = wanted.rangeVector === undefined && wanted.result.kind !== 'string' && wanted.fail.length === 0;
  if (!comparable || /(?:start|end|range|step)\(\)/.test(question.query)) return undefined;
  const time = question.startMillis;
  const answer = ask(queryable, {
    query: question.query,
    startMillis: time - minute,
    endMillis: time + minute,
    stepMillis: minute,
  });
  if (answer.kind === 'failed') return `as a range: failed: ${answer.message}`;
  if (wanted.ordered) return undefined;
  const result = plainResult(answer.value);
  if (result.kind !== 'matrix') return `as a range: got a ${result.kind}`;
  const told = unsortedPair(result.series) ?? differenceOf(atTime(result, time, wanted), wanted);
  return told === undefined ? undefined : `as a range: ${told}`;
}

/** The samples of a matrix at one time, as an instant evaluation would have given them. */
function atTime(matrix: Extract<PlainResult, { kind: 'matrix' }>, timeMillis: number, wanted: Evaluation): PlainResult {
  const series = matrix.series
    .map(({ labels, points }) => ({ labels, points: points.filter((point) => point.timeMillis === timeMillis) }))
    .filter(({ points }) => points.length > 0);
  if (wanted.result.kind !== 'scalar') return { kind: 'vector', series };
  const value = series[0]?.points[0]?.value;
  return { kind: 'scalar', value: typeof value === 'number' ? value : Number.NaN };
}
