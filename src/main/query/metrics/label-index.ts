// Which series have which label: name -> value -> ascending numbers of series. Grows as series come; nothing leaves.
import type { Matcher } from '../promql/engine/matcher.ts';
import type { LabelPair } from './resource-labels.ts';

type Numbers = readonly number[];

const none: Numbers = [];

export class LabelIndex {
  count = 0;
  readonly #labels: Map<string, Map<string, number[]>> = new Map();

  /** Numbers the series; empty values are as good as none. */
  add(pairs: readonly LabelPair[]): number {
    const number = this.count++;
    for (const [name, value] of pairs) {
      if (value === '') continue;
      let values = this.#labels.get(name);
      if (values === undefined) this.#labels.set(name, (values = new Map<string, number[]>()));
      const numbers = values.get(value);
      if (numbers === undefined) values.set(value, [number]);
      else if (numbers.at(-1) !== number) numbers.push(number);
    }
    return number;
  }

  names(): readonly string[] {
    return [...this.#labels.keys()];
  }

  /** Values of a label and how many series have each. */
  values(name: string): ReadonlyMap<string, Numbers> {
    return this.#labels.get(name) ?? new Map<string, Numbers>();
  }

  /** The series that meet all conditions, ascending. */
  find(matchers: readonly Matcher[]): Numbers {
    let found: Numbers | undefined;
    const without: Numbers[] = [];
    for (const matcher of matchers) {
      // A condition that the empty text meets takes away; the others pick.
      if (accepts(matcher, '')) {
        const refused = this.#refused(matcher);
        if (refused.length > 0) without.push(refused);
        continue;
      }
      const picked = this.#picked(matcher);
      found = found === undefined ? picked : intersection(found, picked);
      if (found.length === 0) return none;
    }
    found ??= Array.from({ length: this.count }, (_, i) => i);
    for (const refused of without) found = difference(found, refused);
    return found;
  }

  #picked(matcher: Matcher): Numbers {
    const values = this.#labels.get(matcher.name);
    if (values === undefined) return none;
    if (matcher.exactly !== undefined) {
      const texts = new Set(matcher.exactly.flatMap((text) => [text, otherForm(matcher.name, text)]));
      return union([...texts].map((text) => values.get(text ?? '') ?? none));
    }
    return union([...values].filter(([value]) => accepts(matcher, value)).map(([, numbers]) => numbers));
  }

  #refused(matcher: Matcher): Numbers {
    const values = this.#labels.get(matcher.name);
    if (values === undefined) return none;
    if (matcher.op === '!=' && otherForm(matcher.name, matcher.value) === undefined)
      return values.get(matcher.value) ?? none;
    return union([...values].filter(([value]) => !accepts(matcher, value)).map(([, numbers]) => numbers));
  }
}

/** Whether a value meets a condition. Bounds and quantiles meet it in either form, "1" or "1.0". */
export function accepts(matcher: Matcher, value: string): boolean {
  const other = otherForm(matcher.name, value);
  if (other === undefined) return matcher.matches(value);
  return matcher.op === '=' || matcher.op === '=~'
    ? matcher.matches(value) || matcher.matches(other)
    : matcher.matches(value) && matcher.matches(other);
}

/** OTLP's `le="1"` is what a scrape calls `le="1.0"`. */
function otherForm(name: string, value: string): string | undefined {
  if (name !== 'le' && name !== 'quantile') return undefined;
  if (/^-?\d+$/.test(value)) return `${value}.0`;
  return /^-?\d+\.0$/.test(value) ? value.slice(0, -2) : undefined;
}

function union(lists: readonly Numbers[]): Numbers {
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length < 2) return filled[0] ?? none;
  const total = filled.reduce((sum, list) => sum + list.length, 0);
  const all = new Uint32Array(total);
  let at = 0;
  for (const list of filled) {
    for (const number of list) all[at++] = number;
  }
  all.sort();
  const distinct: number[] = [];
  for (const number of all) if (distinct.length === 0 || distinct.at(-1) !== number) distinct.push(number);
  return distinct;
}

function intersection(a: Numbers, b: Numbers): Numbers {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  const both: number[] = [];
  if (many.length > 32 * few.length) {
    for (const number of few) if (includes(many, number)) both.push(number);
    return both;
  }
  let at = 0;
  for (const number of few) {
    while (at < many.length && (many[at] as number) < number) at++;
    if (many[at] === number) both.push(number);
  }
  return both;
}

function includes(numbers: Numbers, wanted: number): boolean {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === wanted;
}

function difference(from: Numbers, without: Numbers): Numbers {
  const left: number[] = [];
  let at = 0;
  for (const number of from) {
    while (at < without.length && (without[at] as number) < number) at++;
    if (without[at] !== number) left.push(number);
  }
  return left;
}
