// OmniRT tells of a stage twice: by events, and by a span of the same name from the same time on. On the timeline the events
// stand for it, as they say more; they lead to the trace, too.
import { parentlessScopes } from '../../../contract/error-signs.ts';
import type { TracePart } from '../trace-parts.ts';
import type { ItemSink } from './session-items.ts';

export class ToldByEvents {
  readonly #sink: ItemSink;
  readonly #events: number;
  #told: ReadonlySet<string> | undefined;

  /** @param events rows of the sink's columns that are log records */
  constructor(sink: ItemSink, events: number) {
    this.#sink = sink;
    this.#events = events;
  }

  /** The rows of which no event tells. */
  others({ block, rows }: TracePart): Uint32Array {
    const { reader, texts, columns } = this.#sink;
    const scopes = new Set(Array.from(rows, (row) => block.scope[row] as number));
    const own = new Set([...scopes].filter((scope) => parentlessScopes.includes(reader.scope(scope).name)));
    if (own.size === 0) return rows;
    const told = (this.#told ??= this.#find());
    return rows.filter((row) => {
      const name = texts.of(block.strings.text(block.name[row] as number));
      const at = Number((block.start[row] as bigint) - columns.base);
      return !own.has(block.scope[row] as number) || !told.has(keyOf(name, at));
    });
  }

  #find(): ReadonlySet<string> {
    const { name, at } = this.#sink.columns;
    const told = new Set<string>();
    for (let row = 0; row < this.#events; row++) told.add(keyOf(name[row] as number, at[row] as number));
    return told;
  }
}

/** Times of both are whole milliseconds. */
function keyOf(name: number, at: number): string {
  return `${name} ${Math.round(at / 1e6)}`;
}
