// Reads a histogram in the notation of Prometheus' test language, and the series that it can stand for.
import { addHistograms, subtractHistograms } from '../../src/main/query/promql/histogram/combine.ts';
import {
  type Buckets,
  type CounterResetHint,
  type FloatHistogram,
  floatHistogram,
  noBuckets,
} from '../../src/main/query/promql/histogram/float-histogram.ts';

export type ParsedTestExpression =
  | {
      readonly kind: 'ok';
      readonly histogram: FloatHistogram;
      /** The hint was written out. */ readonly hintSet: boolean;
    }
  | { readonly kind: 'wrong'; readonly message: string };

const scalars = ['schema', 'sum', 'count', 'z_bucket', 'z_bucket_w', 'offset', 'n_offset'] as const;
const lists = ['buckets', 'n_buckets', 'custom_values'] as const;
const hints: readonly CounterResetHint[] = ['unknown', 'reset', 'not_reset', 'gauge'];

type Scalar = (typeof scalars)[number];
type List = (typeof lists)[number];

/** `text` is from `{{` to `}}`. */
export function parseTestExpression(text: string): ParsedTestExpression {
  const body = /^\s*\{\{([^{}]*)\}\}\s*$/.exec(text)?.[1];
  if (body === undefined) return wrong(`a histogram stands between {{ and }}: ${text}`);
  const numbers = new Map<Scalar, number>();
  const columns = new Map<List, Float64Array>();
  let hint: CounterResetHint | undefined;
  const seen = new Set<string>();
  const field = /\s*([a-z_]+):(\[[^\]]*\]|[^\s[\]]+)/y;
  while (body.slice(field.lastIndex).trim() !== '') {
    const from = field.lastIndex;
    const [, key = '', value = ''] = field.exec(body) ?? [];
    if (key === '') return wrong(`unexpected text in histogram: ${body.slice(from).trim()}`);
    if (seen.has(key)) return wrong(`duplicate key "${key}" in histogram`);
    seen.add(key);
    if (isScalar(key)) {
      const number = parseNumber(value);
      if (number === undefined || (isWhole(key) && !Number.isInteger(number))) {
        return wrong(`error parsing ${key} number: ${value}`);
      }
      numbers.set(key, number);
    } else if (isList(key)) {
      const list = parseList(value);
      if (list === undefined) return wrong(`error parsing ${key} float array: ${value}`);
      columns.set(key, list);
    } else if (key === 'counter_reset_hint') {
      hint = hints.find((one) => one === value);
      if (hint === undefined) return wrong(`error parsing counter_reset_hint: unknown value ${value}`);
    } else return wrong(`unknown key "${key}" in histogram`);
  }
  const histogram = floatHistogram({
    hint: hint ?? 'unknown',
    schema: numbers.get('schema') ?? 0,
    sum: numbers.get('sum') ?? 0,
    count: numbers.get('count') ?? 0,
    zeroCount: numbers.get('z_bucket') ?? 0,
    zeroThreshold: numbers.get('z_bucket_w') ?? 0,
    positive: bucketRun(numbers.get('offset') ?? 0, columns.get('buckets')),
    negative: bucketRun(numbers.get('n_offset') ?? 0, columns.get('n_buckets')),
    customValues: columns.get('custom_values') ?? new Float64Array(0),
  });
  return { kind: 'ok', histogram, hintSet: hint !== undefined };
}

export type HistogramSequence =
  | { readonly kind: 'ok'; readonly histograms: readonly FloatHistogram[] }
  | { readonly kind: 'wrong'; readonly message: string };

/** `times` + 1 histograms: the base, and each further one the step more (or less) than the one before. */
export function histogramSequence(
  base: FloatHistogram,
  step: FloatHistogram,
  times: number,
  sign: '+' | '-',
): HistogramSequence {
  const histograms = [base];
  let current = base;
  for (let i = 0; i < times; i++) {
    if (current.schema > step.schema) {
      return wrong(`error combining histograms: cannot merge from schema ${step.schema} to ${current.schema}`);
    }
    const next = sign === '+' ? addHistograms(current, step) : subtractHistograms(current, step);
    if (next === undefined) {
      return wrong('cannot apply this operation on histograms with a mix of exponential and custom bucket schemas');
    }
    current = next.histogram;
    histograms.push(current);
  }
  return { kind: 'ok', histograms };
}

function wrong(message: string): { readonly kind: 'wrong'; readonly message: string } {
  return { kind: 'wrong', message };
}

function isScalar(key: string): key is Scalar {
  return scalars.some((one) => one === key);
}

function isList(key: string): key is List {
  return lists.some((one) => one === key);
}

function isWhole(key: Scalar): boolean {
  return key === 'schema' || key === 'offset' || key === 'n_offset';
}

function bucketRun(offset: number, counts: Float64Array | undefined): Buckets {
  if (counts === undefined || counts.length === 0) return noBuckets;
  return { indexes: Int32Array.from(counts, (_, i) => offset + i), counts };
}

function parseList(text: string): Float64Array | undefined {
  const inside = /^\[(.*)\]$/s.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const numbers = inside.trim() === '' ? [] : inside.trim().split(/\s+/).map(parseNumber);
  return numbers.every((number) => number !== undefined) ? Float64Array.from(numbers) : undefined;
}

/** Decimal, hexadecimal, octal with a leading 0, Inf or NaN, with a sign. */
function parseNumber(text: string): number | undefined {
  const [, sign = '', digits = ''] = /^([-+]?)(.+)$/s.exec(text) ?? [];
  const size = unsigned(digits);
  return sign === '-' && size !== undefined ? -size : size;
}

function unsigned(text: string): number | undefined {
  if (/^inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  if (/^0x[\da-f]+$/i.test(text)) return Number.parseInt(text, 16);
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  return /^(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
