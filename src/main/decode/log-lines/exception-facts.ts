// What a stack trace is about, as OpenTelemetry's attributes of exceptions.
import type { Attribute } from '../../../contract/values.ts';

const typed =
  /^(?:\s*(?:Caused by|Uncaught|Exception in thread "[^"]*"):? )?([A-Za-z_$][\w$.]*(?:\.[\w$]+)*)(?: \[\w+\])?(?:: (.*))?$/;
const errorName = /(?:Error|Exception|Throwable|Warning|Exit|Interrupt|Failure|Iteration|Group)$/;
const rust = /^\s*thread '[^']*'(?: \(\d+\))? panicked at (?:'(.*)', )?/;

export interface ExceptionFacts {
  /** For people: `Type: message`; empty where the lines do not say it. */
  readonly title: string;
  /** Whether the program ended by it. */
  readonly fatal: boolean;
  readonly attributes: readonly Attribute[];
}

/** @param lines of the stack, without what a logger wrote before it */
export function exceptionFacts(lines: readonly string[]): ExceptionFacts {
  const [first = ''] = lines;
  const stack = lines.join('\n');
  const panicked = rust.exec(first);
  if (panicked !== null) return facts('panic', panicked[1] ?? lines[1]?.trim() ?? '', stack, true);
  const go = /^(panic|fatal error): (.*)$/.exec(first);
  if (go !== null) return facts(go[1] ?? '', go[2] ?? '', stack, true);
  // Python tells it last, the others first.
  const ordered = /Traceback \(most recent call last\):/.test(first) ? lines.toReversed() : lines;
  for (const line of ordered) {
    const [, type = '', message = ''] = typed.exec(line) ?? [];
    if (errorName.test(type) || (type !== '' && type.includes('.') && ordered !== lines))
      return facts(type, message, stack, first.startsWith('Exception in thread'));
  }
  return { title: '', fatal: false, attributes: [{ key: 'exception.stacktrace', value: stack }] };
}

function facts(type: string, message: string, stack: string, fatal: boolean): ExceptionFacts {
  return {
    title: message === '' ? type : `${type}: ${message}`,
    fatal,
    attributes: [
      { key: 'exception.type', value: type },
      ...(message === '' ? [] : [{ key: 'exception.message', value: message }]),
      { key: 'exception.stacktrace', value: stack },
    ],
  };
}
