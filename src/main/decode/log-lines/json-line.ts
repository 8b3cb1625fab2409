// A line that is one JSON object: slog, zap, zerolog, pino, bunyan, winston, structlog, python-json-logger, Serilog,
// tracing-subscriber, OmniRT, and whatever uses the same words. What is not time, level, message or id stays an attribute
// under its own name.
import { valueOfJson } from '../../../contract/value-of-json.ts';
import type { SpanId, TraceId } from '../../../contract/ids.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import type { Attribute } from '../../../contract/values.ts';
import { parseJson } from '../foreign/parse-json.ts';
import { kronkLine } from './kronk-line.ts';
import { emptyLine, type LogLine } from './log-line.ts';
import { fieldsOfSpans } from './session-fields.ts';
import { severityOfNumber, severityOfWord } from './severity.ts';
import { spanIdIn, traceIdIn } from './line-ids.ts';
import { timeOfValue } from './line-time.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The first of them that fits counts. */
const timeKeys = ['timestamp', 'time', 'ts', '@timestamp', '@t', 'asctime', 't', 'datetime', 'date'];
const levelKeys = ['level', 'severity', 'levelname', 'lvl', 'log.level', 'loglevel', '@l'];
const messageKeys = ['msg', 'message', '@m', '@mt', 'event', 'body', 'text'];

/** `undefined` for what is no JSON object. */
export function readJsonLine(text: string, near: UnixNanos): LogLine | undefined {
  if (!text.startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    return undefined;
  }
  if (!isFields(value)) return undefined;
  return omnirtLine(value, near) ?? kronkLine(commonLine(value, near));
}

/** tracing-subscriber keeps what was logged in `fields`, and where in `span` and `spans`. */
function commonLine(whole: Fields, near: UnixNanos): LogLine {
  const { fields, spans, span, ...outer } = whole;
  const nested = isFields(fields) && 'target' in whole ? fields : undefined;
  const flat: Fields = nested === undefined ? whole : { ...outer, ...nested };
  const taken = new Set<string>();
  const take = <T>(keys: readonly string[], read: (value: unknown) => T | undefined): T | undefined => {
    for (const key of keys) {
      const found = key in flat ? read(flat[key]) : undefined;
      if (found === undefined) continue;
      taken.add(key);
      return found;
    }
    return undefined;
  };
  const time = take(timeKeys, (value) => timeOfValue(value, near));
  const level = take(levelKeys, levelOf);
  const body = take(messageKeys, (value) => (typeof value === 'string' ? value : undefined)) ?? '';
  const inSpans = nested === undefined ? [] : [...(Array.isArray(spans) ? (spans as unknown[]) : []), span];
  const rest = restOf(nested === undefined ? flat : { ...flat, span, spans }, taken);
  return {
    ...emptyLine,
    ...rest,
    time,
    severity: level?.severity ?? 0,
    severityText: level?.text ?? '',
    body,
    attributes: [...rest.attributes, ...fieldsOfSpans(inSpans, new Set(Object.keys(flat)))],
  };
}

/** `{"ts","level","stage","event","data":{…}}`: an event with its data. */
function omnirtLine(whole: Fields, near: UnixNanos): LogLine | undefined {
  const { ts, level, stage, event, data, ...more } = whole;
  if (typeof event !== 'string' || typeof ts !== 'string' || !isFields(data) || !('stage' in whole)) return undefined;
  const said = levelOf(level);
  const where = typeof stage === 'string' ? ` ${stage}` : '';
  const why = typeof data['error'] === 'string' ? `: ${data['error']}` : '';
  return {
    ...emptyLine,
    ...restOf({ ...(typeof stage === 'string' ? { stage } : {}), ...data, ...more }, new Set()),
    time: timeOfValue(ts, near),
    severity: said?.severity ?? 0,
    severityText: said?.text ?? '',
    body: `${event}${where}${why}`,
    eventName: event,
  };
}

interface Rest {
  readonly attributes: readonly Attribute[];
  readonly traceId: TraceId | undefined;
  readonly spanId: SpanId | undefined;
}

function restOf(fields: Fields, taken: ReadonlySet<string>): Rest {
  let traceId: TraceId | undefined;
  let spanId: SpanId | undefined;
  const attributes: Attribute[] = [];
  for (const [key, value] of Object.entries(fields)) {
    if (taken.has(key) || value === undefined) continue;
    const trace = traceId === undefined ? traceIdIn(key, value) : undefined;
    const span = spanId === undefined ? spanIdIn(key, value) : undefined;
    traceId ??= trace;
    spanId ??= span;
    if (trace === undefined && span === undefined && key !== '') attributes.push({ key, value: valueOfJson(value) });
  }
  return { attributes, traceId, spanId };
}

function levelOf(value: unknown): { readonly severity: number; readonly text: string } | undefined {
  if (typeof value === 'number') return { severity: severityOfNumber(value), text: `${value}` };
  return typeof value === 'string' && value !== '' && value.length <= 20
    ? { severity: severityOfWord(value), text: value }
    : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
