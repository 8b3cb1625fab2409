// What libraries tell of the program itself beside a span: tracing-opentelemetry (Rust) of the time in which the span's code
// ran, all of the place in the source and the thread (code.*, thread.* of the semantic conventions, in both generations).
import { severityClasses } from '../../../../contract/logs.ts';
import type { Attribute, AttributeValue } from '../../../../contract/values.ts';

export interface ProgramFacts {
  /** Nanoseconds in which the span was entered, and in which it was not. */
  readonly busy: { readonly busy: number; readonly idle: number } | undefined;
  readonly source: { readonly file: string; readonly line: number; readonly within: string } | undefined;
  /** Name, and number where both were sent. */
  readonly thread: string;
}

export function programFacts(attributes: readonly Attribute[]): ProgramFacts {
  const values = new Map(attributes.map(({ key, value }) => [key, value]));
  const first = (...keys: readonly string[]): AttributeValue =>
    keys.map((key) => values.get(key)).find((value) => value !== undefined);
  const busy = numberOf(values.get('busy_ns'));
  const idle = numberOf(values.get('idle_ns'));
  const file = textOf(first('code.file.path', 'code.filepath'));
  const name = textOf(values.get('thread.name'));
  const id = textOf(values.get('thread.id'));
  return {
    busy: busy === undefined || idle === undefined ? undefined : { busy, idle },
    source:
      file === ''
        ? undefined
        : {
            file,
            line: numberOf(first('code.line.number', 'code.lineno')) ?? 0,
            within: [textOf(values.get('code.namespace')), textOf(first('code.function.name', 'code.function'))]
              .filter((part) => part !== '')
              .join('::'),
          },
    thread: name === '' || id === '' ? name || id : `${name} (${id})`,
  };
}

/** SeverityNumber of an event that a logger made (`level` of tracing's events); `undefined` for others. */
export function eventSeverity(attributes: readonly Attribute[]): number | undefined {
  const level = textOf(attributes.find(({ key }) => key === 'level')?.value).toLowerCase();
  const found = severityClasses.findIndex((name) => name === level || `${name}ing` === level);
  return found > 0 ? 4 * found - 3 : undefined;
}

function numberOf(value: AttributeValue): number | undefined {
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && number >= 0 ? number : undefined;
}

function textOf(value: AttributeValue): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'bigint' || typeof value === 'number'
      ? String(value)
      : '';
}
