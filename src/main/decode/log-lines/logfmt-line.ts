// A line of logfmt: `key=value` pairs from its beginning to its end. Numbers are numbers, what is quoted is text.
import type { UnixNanos } from '../../../contract/time.ts';
import type { Attribute, AttributeValue } from '../../../contract/values.ts';
import { spanIdIn, traceIdIn } from './line-ids.ts';
import { timeOfValue } from './line-time.ts';
import { emptyLine, type LogLine } from './log-line.ts';
import { severityOfWord } from './severity.ts';

const pairPattern = /\s*([A-Za-z_@][\w.@/-]*)(?:=("(?:[^"\\]|\\.)*"|[^\s"]*))?(?=\s|$)/y;
const timeKeys: ReadonlySet<string> = new Set(['time', 'ts', 't', 'timestamp', '@timestamp']);
const levelKeys: ReadonlySet<string> = new Set(['level', 'lvl', 'severity']);
const messageKeys: ReadonlySet<string> = new Set(['msg', 'message', 'event']);

/** @param certain the file is known to be logfmt; otherwise a line must have a level or a message, and two pairs at least */
export function readLogfmtLine(text: string, near: UnixNanos, certain = false): LogLine | undefined {
  if (!/^\s*[A-Za-z_@][\w.@/-]*=/.test(text)) return undefined;
  const pairs = pairsOf(text);
  if (pairs === undefined) return undefined;
  let line = emptyLine;
  const attributes: Attribute[] = [];
  for (const { key, value, quoted } of pairs) {
    const time = line.time === undefined && timeKeys.has(key) ? timeOfValue(value, near) : undefined;
    if (time !== undefined) line = { ...line, time };
    else if (line.severityText === '' && levelKeys.has(key))
      line = { ...line, severity: severityOfWord(value), severityText: value };
    else if (line.body === '' && messageKeys.has(key)) line = { ...line, body: value };
    else {
      const traceId = traceIdIn(key, value);
      const spanId = spanIdIn(key, value);
      line = { ...line, traceId: line.traceId ?? traceId, spanId: line.spanId ?? spanId };
      if (traceId === undefined && spanId === undefined) attributes.push({ key, value: quoted ? value : typed(value) });
    }
  }
  const known = line.severityText !== '' || line.body !== '' || line.time !== undefined;
  return certain || (known && pairs.length >= 2) ? { ...line, attributes } : undefined;
}

interface Pair {
  readonly key: string;
  readonly value: string;
  readonly quoted: boolean;
}

/** `undefined` when something in the line is no pair: a key alone is one, but only behind another. */
function pairsOf(text: string): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  const line = text.trimEnd();
  let bare = 0;
  pairPattern.lastIndex = 0;
  while (pairPattern.lastIndex < line.length) {
    const match = pairPattern.exec(line);
    if (match === null) return undefined;
    const [, key = '', raw] = match;
    if (raw === undefined) bare += 1;
    const quoted = raw?.startsWith('"') === true;
    pairs.push({ key, value: quoted ? unquoted(raw) : (raw ?? 'true'), quoted });
  }
  // Prose that happens to begin with a pair.
  return bare * 2 > pairs.length ? undefined : pairs;
}

function unquoted(raw: string): string {
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return raw.slice(1, -1).replace(/\\(.)/g, (_, escaped: string) => escapes[escaped] ?? escaped);
}

function typed(value: string): AttributeValue {
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^-?(?:0|[1-9]\d{0,14})$/.test(value)) return BigInt(value);
  if (/^-?(?:0|[1-9]\d{0,14})\.\d{1,15}$/.test(value)) return Number(value);
  return value;
}
