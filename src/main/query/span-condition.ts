// The part of a trace filter that is about one and the same span: operation, attributes, free text, and with any of
// these the service. What a block's summary can rule out, and which rows of an opened block fulfil it.
import type { TraceFilter } from '../../contract/traces.ts';
import type { RunReader } from '../store/reader-face.ts';
import type { BlockSummary, SpanBlock } from '../store/span-block.ts';
import { matchEqual } from './column-values.ts';
import type { TextMisses } from './text-misses.ts';
import { attributesContain, matchText, ownersOf } from './text-match.ts';
import { textForm } from '../../contract/text-form.ts';
import { effectiveStart } from './plausible-time.ts';

export interface AttributeTest {
  readonly key: string;
  readonly value: string;
  /** Another way for a span to have this attribute: as a field of its own. See jaeger-tags.ts. */
  readonly field?: FieldTest | undefined;
}

export interface FieldTest {
  mayMatch(summary: BlockSummary): boolean;
  matches(reader: RunReader, block: SpanBlock, row: number): boolean;
}

export interface SpanCondition {
  readonly service: string | undefined;
  readonly operation: string | undefined;
  readonly attributes: readonly AttributeTest[];
  /** Lower case; empty for none. */
  readonly needle: string;
  /** Of the span itself, both ends included; nanoseconds. Only Jaeger's search asks for these. */
  readonly duration?: Range | undefined;
  readonly start?: Range | undefined;
}

export interface Range {
  readonly from: bigint;
  readonly to: bigint;
}

/** `undefined` when the filter says nothing that needs spans. */
export function spanConditionOf(filter: TraceFilter): SpanCondition | undefined {
  const { service, operation, attributes = [], text = '' } = filter;
  const needle = text.trim().toLowerCase();
  if (operation === undefined && attributes.length === 0 && needle === '') return undefined;
  return { service, operation, attributes, needle };
}

/** Answers rows of blocks; remembers what it learnt of the run's resources and scopes. */
export class SpanMatcher {
  readonly condition: SpanCondition;
  readonly #reader: RunReader;
  readonly #misses: TextMisses;
  readonly #memo: Map<number, boolean>[];

  constructor(reader: RunReader, condition: SpanCondition, misses: TextMisses) {
    this.condition = condition;
    this.#reader = reader;
    this.#misses = misses;
    // Per attribute one map for resources and one for scopes, then one for the text in resources.
    this.#memo = Array.from({ length: 2 * condition.attributes.length + 1 }, () => new Map<number, boolean>());
  }

  /** false: no span of the block can match. */
  mayMatch(summary: BlockSummary): boolean {
    const { service, operation, attributes, needle } = this.condition;
    if (service !== undefined) {
      const number = this.#reader.serviceNumber(service);
      if (number < 0 || !summary.hasService(number)) return false;
    }
    if (operation !== undefined) {
      const numbers = this.#reader.operationNumbers(operation, service);
      if (!numbers.some((number) => summary.hasOperation(number))) return false;
    }
    const { duration, start } = this.condition;
    if (duration !== undefined && (summary.maxDuration < duration.from || summary.minDuration > duration.to))
      return false;
    if (start !== undefined && (summary.maxStart < start.from || summary.minStart > start.to)) return false;
    const held = attributes.every(
      ({ key, value, field }) => summary.mayHold(key, value) || field?.mayMatch(summary) === true,
    );
    return held && (needle === '' || this.#mayContain(summary, needle));
  }

  #mayContain(summary: BlockSummary, needle: string): boolean {
    if (this.#misses.isKnown(needle, summary.block)) return false;
    const may = summary.mayContain(needle);
    if (!may) this.#misses.add(needle, summary.block);
    return may;
  }

  /** One byte per row of the block: 1 where the span fulfils the whole condition. */
  rowsOf(block: SpanBlock): Uint8Array {
    const { service, operation, attributes, needle } = this.condition;
    let rows = new Uint8Array(block.count).fill(1);
    if (operation !== undefined && !keepOperation(block, operation, rows)) return rows.fill(0);
    if (service !== undefined && !this.#keepService(block, service, rows)) return rows.fill(0);
    if (!this.#keepTimes(block, rows)) return rows;
    for (const [index, { key, value, field }] of attributes.entries()) {
      const hits = this.#attributeHits(block, key, value, index);
      if (field !== undefined) {
        for (let row = 0; row < rows.length; row++) {
          if (rows[row] === 1 && hits[row] === 0 && field.matches(this.#reader, block, row)) hits[row] = 1;
        }
      }
      if (!keep(rows, hits)) return rows;
    }
    if (needle !== '') rows = this.#textHits(block, needle, rows);
    return rows;
  }

  #keepService(block: SpanBlock, service: string, rows: Uint8Array): boolean {
    const number = this.#reader.serviceNumber(service);
    let left = false;
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] === 0) continue;
      if (this.#reader.serviceOfResource(block.resource[row] as number) === number) left = true;
      else rows[row] = 0;
    }
    return left;
  }

  #keepTimes(block: SpanBlock, rows: Uint8Array): boolean {
    const { duration, start } = this.condition;
    if (duration === undefined && start === undefined) return true;
    let left = false;
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] === 0) continue;
      const from = effectiveStart(block, row);
      const length = (block.end[row] as bigint) - from;
      if (within(from, start) && within(length < 0n ? 0n : length, duration)) left = true;
      else rows[row] = 0;
    }
    return left;
  }

  #attributeHits(block: SpanBlock, key: string, value: string, index: number): Uint8Array {
    const hits = new Uint8Array(block.count);
    const own = block.attributeColumn(key);
    if (own !== undefined) {
      matchEqual(
        own,
        key,
        value,
        block.strings,
        (row) => block.attributesOf(row),
        (row) => {
          hits[row] = 1;
        },
      );
    }
    const ofEvents = block.events.attributeColumn(key);
    if (ofEvents !== undefined) {
      const spanOf = ownersOf(block.events.first, block.count, block.events.count);
      matchEqual(
        ofEvents,
        key,
        value,
        block.strings,
        (event) => block.events.attributesOf(event),
        (event) => {
          hits[spanOf[event] as number] = 1;
        },
      );
    }
    const holds = (
      attributes: readonly { readonly key: string; readonly value: Parameters<typeof textForm>[0] }[],
    ): boolean => attributes.some((one) => one.key === key && textForm(one.value) === value);
    const reader = this.#reader;
    this.#hitByNumber(block.resource, 2 * index, (resource) => holds(reader.resource(resource).attributes), hits);
    this.#hitByNumber(block.scope, 2 * index + 1, (scope) => holds(reader.scope(scope).attributes), hits);
    return hits;
  }

  #hitByNumber(numbers: Uint32Array, memoIndex: number, test: (number: number) => boolean, hits: Uint8Array): void {
    const memo = this.#memo[memoIndex] as Map<number, boolean>;
    let last = -1;
    let lastHit = false;
    for (let row = 0; row < hits.length; row++) {
      const number = numbers[row] as number;
      if (number !== last) {
        last = number;
        const known = memo.get(number);
        lastHit = known ?? test(number);
        if (known === undefined) memo.set(number, lastHit);
      }
      if (lastHit) hits[row] = 1;
    }
  }

  #textHits(block: SpanBlock, needle: string, wanted: Uint8Array): Uint8Array<ArrayBuffer> {
    const hits = new Uint8Array(block.count);
    const question = { needle, keys: false };
    const reader = this.#reader;
    const memoIndex = this.#memo.length - 1;
    this.#hitByNumber(
      block.resource,
      memoIndex,
      (resource) => attributesContain(reader.resource(resource).attributes, question),
      hits,
    );
    matchText(block, question, wanted, hits);
    keep(hits, wanted);
    return hits;
  }
}

function within(value: bigint, range: Range | undefined): boolean {
  return range === undefined || (value >= range.from && value <= range.to);
}

function keepOperation(block: SpanBlock, operation: string, rows: Uint8Array): boolean {
  const name = block.strings.find(operation);
  if (name < 0) return false;
  let left = false;
  for (let row = 0; row < rows.length; row++) {
    if (block.name[row] === name) left = true;
    else rows[row] = 0;
  }
  return left;
}

/** rows := rows and hits. Answers whether any row is left. */
function keep(rows: Uint8Array, hits: Uint8Array): boolean {
  let left = 0;
  for (let row = 0; row < rows.length; row++) {
    const both = (rows[row] as number) & (hits[row] as number);
    rows[row] = both;
    left |= both;
  }
  return left !== 0;
}

/** Trace ids (16 bytes each) of the rows, each trace once. */
export function tracesOfRows(block: SpanBlock, rows: Uint8Array): Uint8Array[] {
  const seen = new Uint8Array(block.traceCount);
  const ids: Uint8Array[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue;
    const trace = block.trace[row] as number;
    if (seen[trace] === 1) continue;
    seen[trace] = 1;
    ids.push(block.traceIds.subarray(16 * trace, 16 * trace + 16));
  }
  return ids;
}
