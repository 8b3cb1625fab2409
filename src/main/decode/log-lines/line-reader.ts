// Lines of text to log records. A record is complete when a line comes that does not belong to it, or when whoever reads
// says that nothing more comes for now: stack traces and indented lines are joined to the line before them.
// Nothing is lost: where the body is not the text as it was, that is the attribute `log.record.original`.
import type { LogFormat } from '../../../contract/collectors.ts';
import type { LogItem } from '../../../contract/otlp-records.ts';
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';
import { exceptionFacts } from './exception-facts.ts';
import { readJsonLine } from './json-line.ts';
import { emptyLine, type LogLine } from './log-line.ts';
import { readLogfmtLine } from './logfmt-line.ts';
import { readPlainLine } from './plain-line.ts';
import { StackLines } from './stack-lines.ts';
import { withoutTerminalCodes } from './terminal-codes.ts';

export interface LineReader {
  /** Takes the next line, without its break. Answers the record that is complete by it, which is one of earlier lines. */
  read(line: string, about: LineFacts): LogItem | undefined;
  /** Answers the record that still waits for more lines; what comes next begins a new one. */
  end(): LogItem | undefined;
}

export interface LineFacts {
  readonly observed: UnixNanos;
  /** It was written long before: without a time of its own, it has that of the line before it. */
  readonly old?: boolean;
  /** Bytes of the line that are left out, because it is too long. */
  readonly cut?: number;
}

/** Lines and characters of one record; what is beyond begins another. */
const mostLines = 1000;
const mostLength = 256 * 1024;

interface Open {
  readonly line: LogLine;
  readonly about: LineFacts;
  readonly raw: string[];
  /** Lines that go on with the text, and those of a stack. */
  readonly text: string[];
  readonly stack: string[];
  length: number;
}

export function createLineReader(format: LogFormat): LineReader {
  const stacks = new StackLines();
  let open: Open | undefined;
  let lastTime: UnixNanos | undefined;

  function take(): LogItem | undefined {
    const taken = open;
    open = undefined;
    return taken === undefined ? undefined : itemOf(taken);
  }

  return {
    read(given, about) {
      const raw = given.endsWith('\r') ? given.slice(0, -1) : given;
      const text = withoutTerminalCodes(raw);
      if (text.trim() === '') {
        stacks.blank();
        return undefined;
      }
      const { line, own } = lineOf(text, format, about.observed);
      const step = stacks.step(text, own);
      if (open !== undefined && (step === 'joins-text' || step === 'joins-stack')) {
        if (open.raw.length < mostLines && open.length + raw.length <= mostLength) {
          open[step === 'joins-text' ? 'text' : 'stack'].push(text);
          open.raw.push(raw);
          open.length += raw.length;
          return undefined;
        }
      }
      const complete = take();
      const old = about.old === true && line.time === undefined ? lastTime : line.time;
      lastTime = line.time ?? lastTime;
      const isStack = step === 'begins-stack' || step === 'joins-stack';
      open = {
        line: { ...line, time: old },
        about,
        raw: [raw],
        text: isStack ? [] : [line.body],
        stack: isStack ? [text] : [],
        length: raw.length,
      };
      return complete;
    },
    end() {
      stacks.reset();
      return take();
    },
  };
}

interface Recognised {
  readonly line: LogLine;
  readonly own: 'whole' | 'text' | 'unknown';
}

function lineOf(text: string, format: LogFormat, near: UnixNanos): Recognised {
  const structured =
    (format === 'auto' || format === 'json' ? readJsonLine(text, near) : undefined) ??
    (format === 'auto' || format === 'logfmt' ? readLogfmtLine(text, near, format === 'logfmt') : undefined);
  if (structured !== undefined)
    return { line: structured.body === '' ? { ...structured, body: text } : structured, own: 'whole' };
  // Asked for one format only, lines of others are text as it stands.
  if (format === 'json' || format === 'logfmt') return { line: { ...emptyLine, body: text }, own: 'unknown' };
  const line = readPlainLine(text, near);
  return { line, own: line.time === undefined && line.severity === 0 ? 'unknown' : 'text' };
}

function itemOf({ line, about, raw, text, stack }: Open): LogItem {
  const exception = stack.length === 0 ? undefined : exceptionFacts(stack);
  const alone = text.length === 0 && exception !== undefined;
  const body = alone ? exception.title || (stack[0] ?? '') : text.join('\n');
  const whole = raw.join('\n');
  // A stack that nobody logged is a crash, or was printed as it was caught.
  const severity = alone ? (exception.fatal ? 21 : 17) : line.severity;
  const original = alone ? stack.join('\n') !== whole : body !== whole;
  return {
    time: line.time ?? unixNanos(0n),
    observed: about.observed,
    severity,
    severityText: line.severityText,
    body,
    attributes: [
      ...line.attributes,
      ...(exception?.attributes ?? []),
      ...(about.cut === undefined || about.cut === 0
        ? []
        : [{ key: 'log.record.cut_bytes', value: BigInt(about.cut) }]),
      ...(original ? [{ key: 'log.record.original', value: whole }] : []),
    ],
    droppedAttributes: 0,
    flags: 0,
    traceId: line.traceId,
    spanId: line.spanId,
    eventName: line.eventName,
  };
}
