// A line of text for people: a time, a level, a logger and a message in the orders that loggers are known for. What is
// recognised is taken off the front; the rest is the message. A line without any of it is a message as a whole.
//
//   2026-08-22 09:01:00,123 - app.db - ERROR - text           Python, its usual format
//   [2026-08-22 09:01:00,123][INFO:twinkle] text               Twinkle's
//   INFO:app.db:text                                           Python's basicConfig
//   2026-08-22T09:01:00.123456Z  INFO node_run{id=1}: skit::session: text    Rust's tracing
//   [2026-08-22T09:01:00Z WARN  skit::session] text            Rust's env_logger
//   2026/08/22 09:01:00.123456 main.go:12: text                Go's log
//   I0822 09:01:00.123456    1234 main.go:12] text             klog and glog
//   2026-08-22 09:01:00.123  INFO 77 --- [main] c.e.Foo : text Java, Spring and Logback
//   Aug 22 09:01:00 host program[77]: text    <34>1 2026-08-22T09:01:00Z host program 77 - - text     syslog
//   127.0.0.1 - - [22/Aug/2026:09:01:00 +0000] "GET / HTTP/1.1" 200 12       web servers
import type { UnixNanos } from '../../../contract/time.ts';
import type { Attribute } from '../../../contract/values.ts';
import { spanIdIn, traceIdIn } from './line-ids.ts';
import { timeAtStart } from './line-time.ts';
import { emptyLine, type LogLine } from './log-line.ts';
import { fieldsOfText } from './session-fields.ts';
import { readSystemLine } from './system-line.ts';
import { severityOfWord } from './severity.ts';

/** What was taken off the front so far. */
interface Front {
  readonly rest: string;
  readonly time: UnixNanos | undefined;
  readonly severity: number;
  readonly severityText: string;
  readonly attributes: readonly Attribute[];
}

const levelWord = '[A-Za-z]{3,11}(?:[+-]\\d{1,2})?';
const bracketed = new RegExp(`^\\[\\s*(${levelWord})\\s*(?::([^\\]]{1,200}))?\\]:?\\s*`);
/** Behind a time, a level needs no mark of its own. */
const bareLevel = new RegExp(`^(${levelWord})(?=[\\s:|\\]])\\s*[:|]?\\s*`);
/** Not `panic:`, which begins the stack of a Go program. */
const markedLevel = new RegExp(`^(?!panic:)(${levelWord}):\\s*`);
const upperLevel = /^(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)(?=\s)\s+/;
const pythonBasic = /^(DEBUG|INFO|WARNING|ERROR|CRITICAL):([\w.-]{1,200}):/;
const separators = /^(?:\s*[-|–]\s+|[\s\]]+)/;
const namedLevel = new RegExp(`^([\\w.$:/-]{1,200})\\s+[-|]\\s+(${levelWord})\\s+[-|]\\s+`);
const bracketThenLevel = new RegExp(`^\\[([^\\]]{0,200})\\]\\s*(${levelWord})(?=\\s)\\s+`);
const spring = /^(\d{1,10})\s+---\s+(?:\[[^\]]*\]\s+)?\[\s*([^\]]*)\]\s+(\S+)\s+:\s/;
const rustTarget = /^((?:[\w-]+(?:\{[^{}]*\})?:)*[\w-]+(?:\{[^{}]*\})?):\s+((?:\w+::)*\w+):\s/;
const rustPlainTarget = /^((?:\w+::)+\w+|[a-z]\w*):\s/;
const goFile = /^([\w./-]+\.go):(\d+):\s/;
const pythonName = /^([\w$]+(?:\.[\w$]+)+|[a-z_]\w*)(?::|\s+-)\s/;

/** Never fails; colours of terminals are to be taken off before. */
export function readPlainLine(text: string, near: UnixNanos): LogLine {
  const system = readSystemLine(text, near);
  if (system !== undefined) return system;
  const front = withLogger(withLevel(withTime(text, near)));
  const fields = fieldsOfText(front.rest);
  const traceId = fields.map(({ key, value }) => traceIdIn(key, value)).find((id) => id !== undefined);
  const spanId = fields.map(({ key, value }) => spanIdIn(key, value)).find((id) => id !== undefined);
  const { time, severity, severityText, rest } = front;
  const own = fields.filter(({ key }) => key !== 'trace_id' && key !== 'span_id');
  const attributes = [
    ...front.attributes,
    ...own.filter(({ key }) => !front.attributes.some((one) => one.key === key)),
  ];
  return { ...emptyLine, time, severity, severityText, body: rest, attributes, traceId, spanId };
}

function withTime(text: string, near: UnixNanos): Front {
  const open = text.startsWith('[') ? 1 : 0;
  const found = timeAtStart(open === 0 ? text : text.slice(1), near);
  const nothing: Front = { rest: text, time: undefined, severity: 0, severityText: '', attributes: [] };
  if (found === undefined) return nothing;
  const behind = text.slice(open + found.length);
  // A number that goes on is no time.
  if (behind !== '' && !/^[\s\]:|,-]/.test(behind)) return nothing;
  return { ...nothing, time: found.time, rest: behind.replace(/^:/, '').replace(separators, '') };
}

function withLevel(front: Front): Front {
  const { rest, time } = front;
  if (time === undefined) {
    const [all, word = '', name = ''] = pythonBasic.exec(rest) ?? [];
    if (all !== undefined) return levelled(front, all, word, named('logger', name));
  } else {
    const [all, name = '', word = ''] = namedLevel.exec(rest) ?? [];
    if (all !== undefined && severityOfWord(word) > 0) return levelled(front, all, word, named('logger', name));
    const [threaded, thread = '', level = ''] = bracketThenLevel.exec(rest) ?? [];
    if (threaded !== undefined && severityOfWord(level) > 0)
      return levelled(front, threaded, level, named('thread.name', thread));
  }
  const patterns = time === undefined ? [bracketed, markedLevel, upperLevel] : [bracketed, bareLevel];
  for (const pattern of patterns) {
    const [all, word = '', name = ''] = pattern.exec(rest) ?? [];
    if (all !== undefined && severityOfWord(word) > 0)
      return levelled(front, all, word, name === '' ? [] : named('logger', name));
  }
  return front;
}

function levelled(front: Front, all: string, word: string, attributes: readonly Attribute[]): Front {
  return {
    ...front,
    rest: front.rest.slice(all.length),
    severity: severityOfWord(word),
    severityText: word,
    attributes: [...front.attributes, ...attributes],
  };
}

/** Only behind a time or a level: a text may begin with any word and a colon. */
function withLogger(front: Front): Front {
  const { rest, time, severity } = front;
  if (time === undefined && severity === 0) return front;
  const go = goFile.exec(rest);
  if (go !== null)
    return cut(front, go[0], [
      { key: 'code.file.path', value: go[1] ?? '' },
      { key: 'code.line.number', value: BigInt(go[2] ?? 0) },
    ]);
  if (severity === 0 || time === undefined) return front;
  const [all, pid = '0', thread = '', name = ''] = spring.exec(rest) ?? [];
  if (all !== undefined)
    return cut(front, all, [
      { key: 'process.pid', value: BigInt(pid) },
      ...named('thread.name', thread),
      ...named('logger', name),
    ]);
  const [spanned, spans = '', inside = ''] = rustTarget.exec(rest) ?? [];
  if (spanned !== undefined)
    return cut(front, spanned, [{ key: 'spans', value: spans }, ...named('target', inside), ...fieldsOfText(spans)]);
  const target = rustPlainTarget.exec(rest);
  if (target !== null)
    return cut(front, target[0], named(target[1]?.includes('::') === true ? 'target' : 'logger', target[1] ?? ''));
  const logger = pythonName.exec(rest);
  if (logger !== null) return cut(front, logger[0], named('logger', logger[1] ?? ''));
  const rustBracket = /^((?:\w+::)*\w+)\]\s/.exec(rest);
  return rustBracket === null ? front : cut(front, rustBracket[0], named('target', rustBracket[1] ?? ''));
}

function cut(front: Front, all: string, attributes: readonly Attribute[]): Front {
  return { ...front, rest: front.rest.slice(all.length), attributes: [...front.attributes, ...attributes] };
}

function named(key: string, name: string): readonly Attribute[] {
  const trimmed = name.trim();
  return trimmed === '' ? [] : [{ key, value: trimmed }];
}
