// A block of spans over its columns: a sealed one reads them from the run file, the head has them in memory.
// The reverse of span-columns.ts.
import type { Attribute } from '../../contract/values.ts';
import { AttributeSet, keyIdsOf, type BlockTexts, type ColumnSource, type Hold } from './attribute-set.ts';
import { addZigzag, ColumnReader } from './column-codec.ts';
import { once } from './once.ts';
import type { AttributeColumn, EventBlock, LinkBlock, SpanBlock } from './span-block.ts';
import { BlockStrings, SliceTable } from './string-table.ts';
import { readArrival } from './span-arrival.ts';
import { damaged } from './store-error.ts';

const noWords = new Uint32Array(0);

/**
 * `column` answers undefined for columns that were left out because they are empty. `strings`: where somebody has them
 * already. Throws ContractError `run-corrupt` on damage.
 */
export function openSpanBlock(count: number, column: ColumnSource, strings?: () => BlockStrings): SpanBlock {
  return new ColumnarSpanBlock(count, column, strings);
}

class ColumnarSpanBlock implements SpanBlock {
  readonly count: number;
  readonly #column: (name: string) => ColumnReader;
  readonly #texts: BlockTexts;
  readonly #traces: () => { ids: Uint8Array; first: Uint32Array; rows: Uint32Array; count: number };
  readonly #origin: () => { resource: Uint32Array; scope: Uint32Array };
  readonly #status: () => Record<
    'kind' | 'code' | 'message' | 'state' | 'flags' | 'attributes' | 'events' | 'links' | 'failed',
    Uint32Array
  >;
  readonly #bytesOf: () => Record<'kind' | 'code' | 'failed', Uint8Array>;
  readonly #spanIds: () => Uint8Array;
  readonly #parentIds: () => Uint8Array;
  readonly #startWords: () => Uint32Array;
  readonly #start: () => BigUint64Array;
  readonly #end: () => BigUint64Array;
  readonly #name: () => Uint32Array;
  readonly #arrival: () => Uint32Array;
  readonly #attributes: () => AttributeSet;
  readonly #events: () => EventBlock;
  readonly #links: () => LinkBlock;
  #held = 0;
  readonly #hold: Hold = (bytes) => {
    this.#held += bytes;
  };

  constructor(count: number, source: ColumnSource, sharedStrings?: () => BlockStrings) {
    this.count = count;
    this.#column = (name) => {
      const bytes = source(name);
      if (bytes === undefined) throw damaged(`column ${name} is missing`);
      return new ColumnReader(bytes);
    };
    const strings = once(() => {
      const all = sharedStrings?.() ?? new BlockStrings(source('strings'));
      this.#hold(all.heldBytes);
      return all;
    });
    this.#texts = {
      column: source,
      strings,
      keyId: keyIdsOf(source, strings),
      blobs: once(() => {
        const table = new SliceTable(source('blobs'));
        this.#hold(table.heldBytes);
        return table;
      }),
    };
    this.#traces = once(() => this.#readTraces());
    this.#origin = once(() => {
      const reader = this.#column('origin');
      this.#hold(8 * count);
      return { resource: reader.ints(count), scope: reader.ints(count) };
    });
    this.#status = once(() => {
      const reader = this.#column('status');
      this.#hold(39 * count);
      const next = (): Uint32Array => reader.ints(count);
      return {
        kind: next(),
        code: next(),
        message: next(),
        state: next(),
        flags: next(),
        attributes: next(),
        events: next(),
        links: next(),
        failed: next(),
      };
    });
    this.#bytesOf = once(() => ({
      kind: Uint8Array.from(this.#status().kind),
      code: Uint8Array.from(this.#status().code),
      failed: Uint8Array.from(this.#status().failed),
    }));
    this.#spanIds = once(() => {
      this.#hold(8 * count);
      return this.#column('span_id').raw(8 * count);
    });
    this.#parentIds = once(() => this.#readParents());
    this.#startWords = once(() => {
      this.#hold(8 * count);
      const words = this.#column('start').longs(count);
      for (let i = 0; i < count; i++) {
        addZigzag(i > 0 ? (words[2 * i - 2] as number) : 0, i > 0 ? (words[2 * i - 1] as number) : 0, words, i, words);
      }
      return words;
    });
    this.#start = once(() => new BigUint64Array(this.#startWords().buffer));
    this.#end = once(() => {
      this.#hold(8 * count);
      const starts = this.#startWords();
      const words = this.#column('duration').longs(count);
      for (let i = 0; i < count; i++) addZigzag(starts[2 * i] as number, starts[2 * i + 1] as number, words, i, words);
      return new BigUint64Array(words.buffer);
    });
    this.#name = once(() => {
      this.#hold(4 * count);
      return this.#column('name').ints(count);
    });
    this.#arrival = once(() => {
      this.#hold(4 * count);
      return readArrival(source('arrival'), count);
    });
    this.#attributes = once(() => new AttributeSet(this.#texts, 'attr', () => count, this.#hold));
    this.#events = once(() => openEvents(count, source, this.#startWords, this.#texts, this.#hold));
    this.#links = once(() => openLinks(count, source, this.#texts, this.#hold));
  }

  get strings(): BlockStrings {
    return this.#texts.strings();
  }
  get traceCount(): number {
    return this.#traces().count;
  }
  get traceIds(): Uint8Array {
    return this.#traces().ids;
  }
  get trace(): Uint32Array {
    return this.#traces().rows;
  }
  get spanIds(): Uint8Array {
    return this.#spanIds();
  }
  get parentIds(): Uint8Array {
    return this.#parentIds();
  }
  get start(): BigUint64Array {
    return this.#start();
  }
  get end(): BigUint64Array {
    return this.#end();
  }
  get resource(): Uint32Array {
    return this.#origin().resource;
  }
  get scope(): Uint32Array {
    return this.#origin().scope;
  }
  get name(): Uint32Array {
    return this.#name();
  }
  get statusMessage(): Uint32Array {
    return this.#status().message;
  }
  get traceState(): Uint32Array {
    return this.#status().state;
  }
  get kind(): Uint8Array {
    return this.#bytesOf().kind;
  }
  get statusCode(): Uint8Array {
    return this.#bytesOf().code;
  }
  get failed(): Uint8Array {
    return this.#bytesOf().failed;
  }
  get arrival(): Uint32Array {
    return this.#arrival();
  }
  get flags(): Uint32Array {
    return this.#status().flags;
  }
  get droppedAttributes(): Uint32Array {
    return this.#status().attributes;
  }
  get droppedEvents(): Uint32Array {
    return this.#status().events;
  }
  get droppedLinks(): Uint32Array {
    return this.#status().links;
  }
  get attributeKeys(): Uint32Array {
    return this.#attributes().attributeKeys;
  }
  get events(): EventBlock {
    return this.#events();
  }
  get links(): LinkBlock {
    return this.#links();
  }
  get heldBytes(): number {
    return this.#held;
  }

  attributeColumn(key: string): AttributeColumn | undefined {
    return this.#attributes().byKey(key);
  }

  attributesOf(row: number): Attribute[] {
    return this.#attributes().attributesOf(row);
  }

  rowsOfTrace(id: Uint8Array, start = 0): Uint32Array {
    const { ids, first, count } = this.#traces();
    next: for (let trace = 0; trace < count; trace++) {
      for (let i = 0; i < 16; i++) if (ids[16 * trace + i] !== id[start + i]) continue next;
      const from = first[trace] as number;
      const rows = new Uint32Array((first[trace + 1] as number) - from);
      for (let i = 0; i < rows.length; i++) rows[i] = from + i;
      return rows;
    }
    return noWords;
  }

  #readTraces(): { ids: Uint8Array; first: Uint32Array; rows: Uint32Array; count: number } {
    const reader = this.#column('traces');
    const count = reader.u32();
    const ids = reader.raw(16 * count);
    const counts = reader.ints(count);
    const first = new Uint32Array(count + 1);
    const rows = new Uint32Array(this.count);
    for (let trace = 0; trace < count; trace++) {
      const end = (first[trace] as number) + (counts[trace] as number);
      if (end > this.count) throw damaged('a trace of the block has more rows than the block');
      first[trace + 1] = end;
      rows.fill(trace, first[trace], first[trace + 1]);
    }
    if (first[count] !== this.count) throw damaged('the traces of the block do not add up');
    this.#hold(ids.length + rows.byteLength + first.byteLength);
    return { ids, first, rows, count };
  }

  #readParents(): Uint8Array {
    const reader = this.#column('parent_id');
    const references = reader.ints(this.count);
    const ids = this.#spanIds();
    const parents = new Uint8Array(8 * this.count);
    this.#hold(parents.length);
    for (let row = 0; row < this.count; row++) {
      const reference = references[row] as number;
      if (reference === 0) continue;
      const zig = reference - 1;
      const parent = row - ((zig >>> 1) ^ -(zig & 1));
      if (parent < 0 || parent >= this.count) throw damaged('a parent lies outside of the block');
      const id = parent === row ? reader.raw(8) : ids.subarray(8 * parent, 8 * parent + 8);
      parents.set(id, 8 * row);
    }
    return parents;
  }
}

/** Keys of attributes are known without the rest: most questions about events end there. */
function openEvents(
  spans: number,
  source: ColumnSource,
  startWords: () => Uint32Array,
  texts: BlockTexts,
  hold: Hold,
): EventBlock {
  const rest = once(() => {
    const column = source('events');
    const reader = column === undefined ? undefined : new ColumnReader(column);
    const count = reader?.u32() ?? 0;
    const first = firstOf(reader, spans, count);
    const words = reader?.longs(count) ?? noWords;
    if (reader !== undefined) {
      const starts = startWords();
      for (let span = 0; span < spans; span++) {
        for (let i = first[span] as number; i < (first[span + 1] as number); i++)
          addZigzag(starts[2 * span] as number, starts[2 * span + 1] as number, words, i, words);
      }
    }
    hold(first.byteLength + 16 * count);
    return {
      count,
      first,
      time: new BigUint64Array(words.buffer),
      name: reader?.ints(count) ?? noWords,
      dropped: reader?.ints(count) ?? noWords,
    };
  });
  const set = new AttributeSet(texts, 'event', () => rest().count, hold);
  return {
    get count() {
      return rest().count;
    },
    get first() {
      return rest().first;
    },
    get time() {
      return rest().time;
    },
    get name() {
      return rest().name;
    },
    get dropped() {
      return rest().dropped;
    },
    attributeKeys: set.attributeKeys,
    attributeColumn: (key) => set.byKey(key),
    attributesOf: (event) => set.attributesOf(event),
  };
}

function openLinks(spans: number, source: ColumnSource, texts: BlockTexts, hold: Hold): LinkBlock {
  const rest = once(() => {
    const column = source('links');
    const reader = column === undefined ? undefined : new ColumnReader(column);
    const count = reader?.u32() ?? 0;
    const first = firstOf(reader, spans, count);
    hold(first.byteLength + 36 * count);
    return {
      count,
      first,
      traceIds: reader?.raw(16 * count) ?? new Uint8Array(0),
      spanIds: reader?.raw(8 * count) ?? new Uint8Array(0),
      traceState: reader?.ints(count) ?? noWords,
      flags: reader?.ints(count) ?? noWords,
      dropped: reader?.ints(count) ?? noWords,
    };
  });
  const set = new AttributeSet(texts, 'link', () => rest().count, hold);
  return {
    get count() {
      return rest().count;
    },
    get first() {
      return rest().first;
    },
    get traceIds() {
      return rest().traceIds;
    },
    get spanIds() {
      return rest().spanIds;
    },
    get traceState() {
      return rest().traceState;
    },
    get flags() {
      return rest().flags;
    },
    get dropped() {
      return rest().dropped;
    },
    attributeKeys: set.attributeKeys,
    attributeColumn: (key) => set.byKey(key),
    attributesOf: (link) => set.attributesOf(link),
  };
}

/** Counts per span, summed up to ranges of `children` events or links. */
function firstOf(reader: ColumnReader | undefined, spans: number, children: number): Uint32Array {
  const counts = reader?.ints(spans);
  const first = new Uint32Array(spans + 1);
  let total = 0;
  if (counts !== undefined) for (let i = 0; i < spans; i++) first[i + 1] = total += counts[i] as number;
  if (total !== children) throw damaged('the events or links of the block do not add up');
  return first;
}
