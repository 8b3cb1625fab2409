// Reads the arguments of `otterscope query`. Pure.
import { parseArgs } from 'node:util';
import { unixMillisOf } from './query-time.ts';

export interface QueryOptions {
  /** `undefined` is the platform's own place. */
  readonly data: string | undefined;
  /** A name, an id or a file; `undefined` is the newest run that was received. */
  readonly run: string | undefined;
  /** PromQL; what is wrong with it is told when it is asked. */
  readonly query: string;
  /** Unix milliseconds, the end of a range; `undefined` is now, or the newest sample of a run that has ended. */
  readonly time: number | undefined;
  /** Milliseconds; `undefined` for an instant query. */
  readonly range: number | undefined;
  readonly step: number | undefined;
  readonly json: boolean;
}

/** `args` behind the word `query`. Throws the TypeError of parseArgs for unknown options. */
export function readQueryArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): QueryOptions | { readonly kind: 'wrong'; readonly message: string } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      run: { type: 'string' },
      time: { type: 'string' },
      range: { type: 'string' },
      step: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const [query, more] = positionals;
  if (query === undefined) return wrong("Query what? otterscope query 'sum by (job) (rate(requests_total[5m]))'");
  if (more !== undefined) return wrong(`One expression at a time: put it in quotes. "${more}" is one too many.`);
  const time = values.time === undefined ? undefined : unixMillisOf(values.time);
  if (values.time !== undefined && time === undefined)
    return wrong(`--time ${values.time}: ISO 8601 or Unix seconds, please.`);
  const range = millisOf(values.range);
  if (range === 'wrong') return wrong(`--range ${values.range}: a duration such as 1h or 90m.`);
  const step = millisOf(values.step);
  if (step === 'wrong') return wrong(`--step ${values.step}: a duration such as 15s.`);
  if (step !== undefined && range === undefined) return wrong('--step belongs to a range: --range 1h --step 15s');
  if (range !== undefined && step !== undefined && range / step > mostSteps)
    return wrong(`--step ${values.step}: more than ${mostSteps} steps; choose a longer one.`);
  const data = values.data ?? env['OTTERSCOPE_DATA'];
  return {
    data: data === '' ? undefined : data,
    run: values.run,
    query,
    time,
    range,
    step,
    json: values.json === true,
  };
}

const mostSteps = 11_000;
const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** `1h30m`, `15s`, or seconds as a number. */
function millisOf(text: string | undefined): number | undefined | 'wrong' {
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return positive(Math.round(Number(text) * 1000));
  if (!/^(\d+(ms|[smhdw]))+$/.test(text)) return 'wrong';
  let millis = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdw])/g))
    millis += Number(count) * units[unit as keyof typeof units];
  return positive(millis);
}

function positive(millis: number): number | 'wrong' {
  return millis > 0 && millis <= 3650 * units.d ? millis : 'wrong';
}

function wrong(message: string): { readonly kind: 'wrong'; readonly message: string } {
  return { kind: 'wrong', message };
}
