// Counts values by their text forms.
import { textForm } from '../../../contract/text-form.ts';
import { ValueKind, type Attribute } from '../../../contract/values.ts';
import type { SearchValue } from '../../../contract/search-values.ts';
import type { AttributeColumn, StringTable } from '../../store/span-block.ts';
import { isScalar, scalarText } from '../column-values.ts';

/** Longer texts help nobody to complete. */
const longest = 200;
/** Distinct texts that are counted; what comes later is left out. */
const mostDistinct = 20_000;

export class ValueCounts {
  readonly #counts = new Map<string, number>();

  add(text: string, times = 1): void {
    if (text === '' || text.length > longest) return;
    const known = this.#counts.get(text);
    if (known !== undefined || this.#counts.size < mostDistinct) this.#counts.set(text, (known ?? 0) + times);
  }

  /** Texts by their number. */
  addIds(ids: Uint32Array, strings: StringTable): void {
    const times = new Uint32Array(strings.count);
    for (const id of ids) times[id] = (times[id] as number) + 1;
    times.forEach((count, id) => count > 0 && this.add(strings.text(id), count));
  }

  /** What belongs to numbers that rows share; `textsOf` a number. */
  addNumbers(numbers: Uint32Array, textsOf: (number: number) => readonly string[]): void {
    const times = new Map<number, number>();
    for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
    for (const [number, count] of times) for (const text of textsOf(number)) this.add(text, count);
  }

  /** Nested values are left out. */
  addColumn(column: AttributeColumn | undefined, strings: StringTable): void {
    if (column === undefined) return;
    const texts = column.refs.filter((_, i) => column.kinds[i] === ValueKind.text);
    this.addIds(texts, strings);
    for (let i = 0; i < column.count; i++) if (isScalar(column.kinds[i] as number)) this.add(scalarText(column, i));
  }

  /** What contains the text; what begins with it first, then the most frequent. */
  top(prefix: string, limit: number): SearchValue[] {
    return bestOf(
      [...this.#counts].map(([text, count]) => ({ text, count })),
      prefix,
      limit,
    );
  }
}

export function textsOfKey(attributes: readonly Attribute[], key: string): string[] {
  return attributes
    .filter((one) => one.key === key && typeof one.value !== 'object')
    .map(({ value }) => textForm(value));
}

export function bestOf(values: readonly SearchValue[], prefix: string, limit: number): SearchValue[] {
  const wanted = prefix.toLowerCase();
  const rank = ({ text }: SearchValue): number => (text.toLowerCase().startsWith(wanted) ? 0 : 1);
  return values
    .filter(({ text }) => text.toLowerCase().includes(wanted))
    .toSorted((a, b) => rank(a) - rank(b) || (b.count ?? 0) - (a.count ?? 0) || (a.text < b.text ? -1 : 1))
    .slice(0, limit);
}
