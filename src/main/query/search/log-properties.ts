// The properties of log records that the language knows, each as a test over the rows of a block.
import type { FieldInfo } from '../../../contract/search/fields.ts';
import type { At, Test } from '../../../contract/search/search.ts';
import { bytesOfHex } from '../../../contract/ids.ts';
import type { LogBlock } from '../../store/log-block.ts';
import { fieldTest, type FieldRows } from './field-rows.ts';
import { logBody } from './log-body.ts';
import { logPattern } from './log-pattern.ts';
import { severityTest } from './log-severity.ts';
import { idField, lowerCaseTest } from './number-fields.ts';
import type { RowTest } from './row-test.ts';
import type { SearchContext } from './search-context.ts';
import { serviceField } from './service-field.ts';
import { numberedField, stringField } from './text-fields.ts';
import { valueTestOf } from './value-test.ts';
import { wordsOfTimes, wordTest, type Bounds } from './word-test.ts';

export function logProperty(context: SearchContext, info: FieldInfo, test: Test, at: At): RowTest<LogBlock> {
  if (info.name === 'severity') return severityTest(test);
  if (info.name === 'time')
    return wordTest(test, timesOf, ({ minStart, maxStart }) => ({ from: minStart, to: maxStart }));
  if (info.name === 'observed')
    return wordTest(
      test,
      (block) => wordsOfTimes(block.observed),
      () => anyTime,
    );
  const lowered = info.type === 'id' ? lowerCaseTest(test) : test;
  const value = lowered.kind === 'exists' ? undefined : valueTestOf(lowered, info.name, at, context.interruptible);
  if (info.name === 'pattern') return logPattern(context, test, value);
  return fieldTest(fieldOf(context, info.name), lowered, value);
}

const anyTime: Bounds = { from: 0n, to: (1n << 64n) - 1n };

function fieldOf(context: SearchContext, name: string): FieldRows<LogBlock> {
  const { reader } = context;
  switch (name) {
    case 'service':
      return serviceField(context);
    case 'sender':
      return numberedField(
        context,
        (block) => block.resource,
        (number) => reader.resource(number).sender,
      );
    case 'scope':
      return numberedField(
        context,
        (block) => block.scope,
        (number) => reader.scope(number).name,
      );
    case 'scope.version':
      return numberedField(
        context,
        (block) => block.scope,
        (number) => reader.scope(number).version,
      );
    case 'severity.text':
      return stringField(context, (block) => block.severityText);
    case 'event':
      return stringField(context, (block) => block.eventName);
    case 'body':
      return logBody(context);
    case 'trace':
      return traceField();
    case 'span':
      return idField(8, (block) => ({ bytes: block.spanIds }));
    default:
      throw new Error(`no field ${name}`);
  }
}

function traceField(): FieldRows<LogBlock> {
  const field = idField<LogBlock>(16, (block) => ({ bytes: block.traceIds, index: block.trace }));
  return {
    ...field,
    mayHave: (summary, test) => {
      if (test?.hint?.kind !== 'equal') return true;
      const ids = test.hint.texts.map((text) => bytesOfHex(text));
      return ids.some((id) => id?.length === 16 && summary.mayHoldTrace(id));
    },
  };
}

/** What records are ordered by: a record without a time counts from when it was observed. */
function timesOf(block: LogBlock): Uint32Array {
  const times = wordsOfTimes(block.time);
  let copy: Uint32Array | undefined;
  for (let at = 0; at < times.length; at += 2) {
    if (times[at] !== 0 || times[at + 1] !== 0) continue;
    copy ??= times.slice();
    const observed = wordsOfTimes(block.observed);
    copy[at] = observed[at] as number;
    copy[at + 1] = observed[at + 1] as number;
  }
  return copy ?? times;
}
