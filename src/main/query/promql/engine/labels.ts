// The labels of a series: an immutable set of name and value, sorted by name in UTF-8 byte order, without empty values.
// Grouping and matching use `key()`, a text that is equal exactly for equal sets.
import { quoteGo } from '../syntax/go-quote.ts';
import { isLegacyLabelName } from '../syntax/names.ts';
import { compareUtf8 } from '../syntax/utf8-order.ts';

export const metricName = '__name__';

// Lone surrogates cannot stand in well-formed text, so they part names and values for certain.
const afterName = '\ud800';
const afterValue = '\ud801';

export class Labels {
  static readonly empty = new Labels([], []);

  readonly names: readonly string[];
  /** `values[i]` belongs to `names[i]`. */
  readonly values: readonly string[];
  #key: string | undefined;

  private constructor(names: readonly string[], values: readonly string[]) {
    this.names = names;
    this.values = values;
  }

  /** Labels of an object or of pairs; empty values are left out, a later pair of the same name wins. */
  static from(pairs: Iterable<readonly [string, string]> | Readonly<Record<string, string>>): Labels {
    const entries = Symbol.iterator in pairs ? [...pairs] : Object.entries(pairs);
    // Equal names keep their order, so that the last of them is the one that counts.
    const sorted = entries.toSorted(([a], [b]) => compareUtf8(a, b));
    const names: string[] = [];
    const values: string[] = [];
    for (let at = 0; at < sorted.length; at++) {
      const [name, value] = sorted[at] as readonly [string, string];
      if (value === '' || sorted[at + 1]?.[0] === name) continue;
      names.push(name);
      values.push(value);
    }
    return names.length === 0 ? Labels.empty : new Labels(names, values);
  }

  get size(): number {
    return this.names.length;
  }

  /** The value of a name; '' when absent. */
  get(name: string): string {
    const at = this.names.indexOf(name);
    return at === -1 ? '' : (this.values[at] as string);
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  /** Only the named labels. */
  only(names: readonly string[]): Labels {
    return this.#filter((name) => names.includes(name));
  }

  /** All but the named labels. */
  without(names: readonly string[]): Labels {
    return this.#filter((name) => !names.includes(name));
  }

  /** The same with one label set; an empty value takes the label away. */
  with(name: string, value: string): Labels {
    if (this.get(name) === value) return this;
    return Labels.from([...this.entries(), [name, value]]);
  }

  *entries(): Generator<readonly [string, string]> {
    for (let at = 0; at < this.names.length; at++) yield [this.names[at] as string, this.values[at] as string];
  }

  /** Equal for equal sets and for no others; kept, so that asking again costs nothing. */
  key(): string {
    if (this.#key === undefined) {
      let key = '';
      for (let at = 0; at < this.names.length; at++) key += this.names[at] + afterName + this.values[at] + afterValue;
      this.#key = key;
    }
    return this.#key;
  }

  equals(other: Labels): boolean {
    return this === other || this.key() === other.key();
  }

  /** As Prometheus writes a label set into messages: `{__name__="up", job="api"}`. */
  toString(): string {
    const parts = this.names.map(
      (name, at) => `${isLegacyLabelName(name) ? name : quoteGo(name)}=${quoteGo(this.values[at] as string)}`,
    );
    return `{${parts.join(', ')}}`;
  }

  #filter(keep: (name: string) => boolean): Labels {
    const names: string[] = [];
    const values: string[] = [];
    for (let at = 0; at < this.names.length; at++) {
      const name = this.names[at] as string;
      if (!keep(name)) continue;
      names.push(name);
      values.push(this.values[at] as string);
    }
    if (names.length === this.names.length) return this;
    return names.length === 0 ? Labels.empty : new Labels(names, values);
  }
}

/** The order in which Prometheus sorts results: name, value, name, value ..., then the shorter set first. */
export function compareLabels(a: Labels, b: Labels): number {
  const shared = Math.min(a.size, b.size);
  for (let at = 0; at < shared; at++) {
    const byName = compareUtf8(a.names[at] as string, b.names[at] as string);
    if (byName !== 0) return byName;
    const byValue = compareUtf8(a.values[at] as string, b.values[at] as string);
    if (byValue !== 0) return byValue;
  }
  return a.size - b.size;
}
