// The session that each row of a block names, by its own attributes, else by those of its resource.
import { textForm } from '../../../contract/text-form.ts';
import { sessionValues } from '../../../contract/session-keys.ts';
import type { SessionId } from '../../../contract/sessions.ts';
import type { BlockOwners } from '../../store/reader-face.ts';
import type { SpanBlock } from '../../store/span-block.ts';
import { eachKeyRow } from './key-rows.ts';

export interface NamedSession {
  readonly session: SessionId;
  readonly key: string;
}

export class RowSessions {
  /** Per row: 0 for none, else one more than an index into `#names`. */
  readonly #of: Uint32Array;
  readonly #names: NamedSession[] = [];
  readonly #numbers = new Map<string, number>();

  /** @param keys keys of sessions, in the order in which they count */
  constructor(
    block: Pick<SpanBlock, 'count' | 'strings' | 'attributeColumn' | 'resource'>,
    owners: BlockOwners,
    keys: readonly string[],
  ) {
    this.#of = new Uint32Array(block.count);
    for (const key of keys) {
      this.#numbers.clear();
      eachKeyRow(block, [key], (row, text) => {
        if (this.#of[row] === 0) this.#of[row] = this.#numberOf(text as SessionId, key);
      });
    }
    for (const { key, begins } of sessionValues) {
      this.#numbers.clear();
      eachKeyRow(block, [key], (row, text) => {
        if (this.#of[row] === 0 && text.startsWith(begins)) this.#of[row] = this.#numberOf(text as SessionId, key);
      });
    }
    this.#addResources(block, owners, keys);
  }

  get isEmpty(): boolean {
    return this.#names.length === 0;
  }

  /** What the row names, or `undefined`. */
  at(row: number): NamedSession | undefined {
    return this.#names[(this.#of[row] as number) - 1];
  }

  /** Rows that name the session. */
  rowsOf(session: SessionId): number[] {
    const wanted = this.#names.map((named) => named.session === session);
    const rows: number[] = [];
    if (wanted.includes(true))
      for (let row = 0; row < this.#of.length; row++)
        if (wanted[(this.#of[row] as number) - 1] === true) rows.push(row);
    return rows;
  }

  #numberOf(session: SessionId, key: string): number {
    let number = this.#numbers.get(session);
    if (number === undefined) {
      number = this.#names.push({ session, key });
      this.#numbers.set(session, number);
    }
    return number;
  }

  #addResources(
    { count, resource }: Pick<SpanBlock, 'count' | 'resource'>,
    owners: BlockOwners,
    keys: readonly string[],
  ): void {
    const byResource = new Map<number, number>();
    for (const number of new Set(resource.subarray(0, count))) {
      const { attributes } = owners.resource(number);
      const key = keys.find((one) => attributes.some((attribute) => attribute.key === one));
      const session = textForm(attributes.find((attribute) => attribute.key === key)?.value) as SessionId;
      if (key !== undefined && session !== '') byResource.set(number, this.#names.push({ session, key }));
    }
    if (byResource.size === 0) return;
    for (let row = 0; row < count; row++)
      if (this.#of[row] === 0) this.#of[row] = byResource.get(resource[row] as number) ?? 0;
  }
}
