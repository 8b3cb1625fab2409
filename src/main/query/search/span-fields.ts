// The properties of spans that the language knows, each as a test over the rows of a block.
import { spanKinds, statusNames, type FieldInfo } from '../../../contract/search/fields.ts';
import type { At, Test } from '../../../contract/search/search.ts';
import { bytesOfHex } from '../../../contract/ids.ts';
import type { BlockSummary, SpanBlock } from '../../store/span-block.ts';
import { rowsOfChildren } from './column-rows.ts';
import { fieldTest, type FieldRows } from './field-rows.ts';
import { choiceField, idField, lowerCaseTest } from './number-fields.ts';
import type { RowTest } from './row-test.ts';
import type { SearchContext } from './search-context.ts';
import { serviceField } from './service-field.ts';
import { numberedField, stringField } from './text-fields.ts';
import { valueTestOf, type ValueTest } from './value-test.ts';
import { differences, wordTest, wordsOfTimes, type Bounds } from './word-test.ts';

/** A property that is not of the whole trace; those are for trace-expression.ts. */
export function spanProperty(context: SearchContext, info: FieldInfo, test: Test, at: At): RowTest<SpanBlock> {
  if (info.name === 'duration') return wordTest(test, durationsOf, durationBounds);
  if (info.name === 'start')
    return wordTest(test, startsOf, (summary) => ({ from: summary.minStart, to: summary.maxStart }));
  if (info.name === 'end') return wordTest(test, (block) => wordsOfTimes(block.end), endBounds);
  const lowered = info.type === 'id' || info.type === 'choice' ? lowerCaseTest(test) : test;
  const value = lowered.kind === 'exists' ? undefined : valueTestOf(lowered, info.name, at, context.interruptible);
  return fieldTest(fieldOf(context, info.name), lowered, value);
}

function fieldOf(context: SearchContext, name: string): FieldRows<SpanBlock> {
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
    case 'name':
      return nameField(context);
    case 'status.message':
      return stringField(context, (block) => block.statusMessage);
    case 'tracestate':
      return stringField(context, (block) => block.traceState);
    case 'event':
      return eventField(context);
    case 'kind':
      return choiceField((block) => block.kind, spanKinds);
    case 'status':
      return statusField();
    case 'trace':
      return traceField(context);
    case 'span':
      return idField(8, (block) => ({ bytes: block.spanIds }));
    case 'parent':
      return idField(8, (block) => ({ bytes: block.parentIds }));
    default:
      throw new Error(`no field ${name}`);
  }
}

function nameField(context: SearchContext): FieldRows<SpanBlock> {
  const field = stringField<SpanBlock>(context, (block) => block.name);
  const numbers = new Map<ValueTest, readonly number[]>();
  return {
    ...field,
    cost: 0,
    mayHave: (summary, test) => {
      if (test?.hint?.kind !== 'equal') return field.mayHave(summary, test);
      const known = numbers.get(test) ?? test.hint.texts.flatMap((text) => context.run().operationNumbers(text));
      numbers.set(test, known);
      return known.some((number) => summary.hasOperation(number));
    },
  };
}

function eventField(context: SearchContext): FieldRows<SpanBlock> {
  const byEvent = stringField<{
    readonly count: number;
    readonly strings: SpanBlock['strings'];
    readonly names: Uint32Array;
  }>(context, ({ names }) => names);
  return {
    cost: 1,
    mayHave: (summary, test) => byEvent.mayHave(summary, test),
    rowsWith: (block, test, wanted, alive) => {
      const { events } = block;
      const hits = new Uint8Array(block.count);
      if (events.count === 0) return hits;
      const rowOf = rowsOfChildren(events.first, block.count, events.count);
      const wantedEvents = Uint8Array.from(rowOf, (row) => wanted[row] as number);
      const names = { count: events.count, strings: block.strings, names: events.name };
      byEvent.rowsWith(names, test, wantedEvents, alive).forEach((found, event) => {
        if (found === 1) hits[rowOf[event] as number] = 1;
      });
      return hits;
    },
  };
}

/** A status of error always is a failure. */
function statusField(): FieldRows<SpanBlock> {
  const field = choiceField<SpanBlock>((block) => block.statusCode, statusNames);
  return {
    ...field,
    mayHave: (summary, test) => {
      const { hint } = test ?? {};
      return hint?.kind !== 'equal' || summary.errors > 0 || hint.texts.some((text) => text !== 'error');
    },
  };
}

function traceField({ run }: SearchContext): FieldRows<SpanBlock> {
  const field = idField<SpanBlock>(16, (block) => ({ bytes: block.traceIds, index: block.trace }));
  const blocks = new Map<ValueTest, ReadonlySet<number>>();
  return {
    ...field,
    mayHave: (summary, test) => {
      if (test?.hint?.kind !== 'equal') return true;
      let known = blocks.get(test);
      if (known === undefined) {
        const ids = test.hint.texts.map((text) => bytesOfHex(text)).filter((id) => id?.length === 16);
        known = new Set(ids.flatMap((id) => (id === undefined ? [] : run().blocksOfTrace(id))));
        blocks.set(test, known);
      }
      return known.has(summary.block);
    },
  };
}

/** A span without a start begins at its end, as in the summaries of traces and blocks (docs/run-file.md). */
function startsOf(block: SpanBlock): Uint32Array {
  const starts = wordsOfTimes(block.start);
  let copy: Uint32Array | undefined;
  for (let at = 0; at < starts.length; at += 2) {
    if (starts[at] !== 0 || starts[at + 1] !== 0) continue;
    copy ??= starts.slice();
    const ends = wordsOfTimes(block.end);
    copy[at] = ends[at] as number;
    copy[at + 1] = ends[at + 1] as number;
  }
  return copy ?? starts;
}

function durationsOf(block: SpanBlock): Uint32Array {
  return differences(startsOf(block), wordsOfTimes(block.end));
}

/** What the file cannot tell in 63 bits is open at its end. */
const greatest = 2n ** 63n - 1n;
const open = 2n ** 64n - 1n;

function durationBounds({ minDuration, maxDuration }: BlockSummary): Bounds {
  const notNegative = (value: bigint): bigint => (value < 0n ? 0n : value);
  return { from: notNegative(minDuration), to: maxDuration >= greatest ? open : notNegative(maxDuration) };
}

function endBounds(summary: BlockSummary): Bounds {
  // An end before its start can be anywhere.
  const { from, to } = durationBounds(summary);
  return { from: summary.minDuration < 0n ? 0n : summary.minStart + from, to: summary.maxStart + to };
}
