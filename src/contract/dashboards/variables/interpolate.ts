// Writes variables into texts: `$name`, `${name}`, `${name:format}`, `${name.text}`, `[[name]]`. This happens to the text, before
// anything parses it, so that a variable may stand for a function, a part of a name or a list of labels.
import { stepText } from './step-text.ts';
import { formatValues, type ValueFormat } from './value-formats.ts';
import type { ChosenValue } from './variable.ts';

export interface Scope {
  readonly values: ReadonlyMap<string, ChosenValue>;
  /** Unix milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Milliseconds; undefined where no query runs (titles). */
  readonly interval: number | undefined;
  readonly rateInterval: number | undefined;
  readonly dashboard: string;
}

const reference = /\$(\w+)|\[\[(\w+?)(?::([\w-]+))?\]\]|\$\{(\w+)(?:\.([^:}]+))?(?::([^}]+))?\}/g;

/** What is no variable stays as it stands. */
export function interpolate(text: string, scope: Scope, format: ValueFormat): string {
  return text.replace(
    reference,
    (whole, bare?: string, old?: string, oldFormat?: string, braced?: string, path?: string, bracedFormat?: string) => {
      const name = bare ?? old ?? braced ?? '';
      const chosen = scope.values.get(name);
      const wanted = bracedFormat ?? oldFormat ?? (path === 'text' ? 'text' : undefined);
      if (chosen !== undefined) return formatValues(chosen, wanted, format);
      return builtIn(name, wanted, scope) ?? whole;
    },
  );
}

function builtIn(name: string, format: string | undefined, scope: Scope): string | undefined {
  const range = Math.max(0, scope.to - scope.from);
  switch (name) {
    case '__interval':
      return scope.interval === undefined ? undefined : stepText(scope.interval);
    case '__interval_ms':
      return scope.interval === undefined ? undefined : String(Math.round(scope.interval));
    case '__rate_interval':
      return scope.rateInterval === undefined ? undefined : stepText(scope.rateInterval);
    case '__rate_interval_ms':
      return scope.rateInterval === undefined ? undefined : String(Math.round(scope.rateInterval));
    case '__range':
      return `${Math.max(1, Math.round(range / 1000))}s`;
    case '__range_s':
      return String(Math.round(range / 1000));
    case '__range_ms':
      return String(Math.round(range));
    case '__from':
      return timeText(scope.from, format);
    case '__to':
      return timeText(scope.to, format);
    case '__dashboard':
      return scope.dashboard;
    case 'timeFilter':
    case '__timeFilter':
    case '__url_time_range':
      return `from=${Math.round(scope.from)}&to=${Math.round(scope.to)}`;
    default:
      return undefined;
  }
}

/** Milliseconds, or `date`, `date:iso`, `date:seconds`. */
function timeText(millis: number, format: string | undefined): string {
  if (format === 'date:seconds') return String(Math.floor(millis / 1000));
  if (format?.startsWith('date') === true) return new Date(millis).toISOString();
  return String(Math.round(millis));
}
