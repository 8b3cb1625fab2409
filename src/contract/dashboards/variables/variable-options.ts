// From the texts that a query found to the options of a variable: cut out by an expression, sorted, each once.
import { parsePattern } from '../format/pattern.ts';
import type { QueryVariable, VariableOption, VariableSort } from './variable.ts';

/** Texts beyond this are of no use in a list and would be in a query. */
const longestText = 4096;

export function optionsOf(
  { regex, sort }: Pick<QueryVariable, 'regex' | 'sort'>,
  found: readonly string[],
): readonly VariableOption[] {
  const seen = new Set<string>();
  const options: VariableOption[] = [];
  for (const option of cutOut(
    found.filter((text) => text.length <= longestText),
    regex,
  )) {
    if (seen.has(option.value)) continue;
    seen.add(option.value);
    options.push(option);
  }
  return sortOptions(options, sort);
}

function cutOut(found: readonly string[], regex: string): readonly VariableOption[] {
  if (regex === '') return found.map((text) => ({ text, value: text }));
  const pattern = parsePattern(regex);
  if (pattern === undefined) return [];
  return found.flatMap((text) => {
    pattern.lastIndex = 0;
    const match = pattern.exec(text);
    if (match === null) return [];
    const { value, text: shown } = match.groups ?? {};
    if (value !== undefined || shown !== undefined)
      return [{ text: shown ?? value ?? '', value: value ?? shown ?? '' }];
    const part = match[1] ?? match[0];
    return [{ text: part, value: part }];
  });
}

function sortOptions(options: readonly VariableOption[], sort: VariableSort): readonly VariableOption[] {
  const [kind, descending] = sort.endsWith('-desc') ? [sort.slice(0, -5), true] : [sort, false];
  const compare = comparer(kind);
  if (compare === undefined) return options;
  const sorted = options.toSorted((a, b) => compare(a.text, b.text));
  return descending ? sorted.toReversed() : sorted;
}

function comparer(kind: string): ((a: string, b: string) => number) | undefined {
  switch (kind) {
    case 'alphabetical':
      return order;
    case 'numerical':
      return (a, b) => firstNumber(a) - firstNumber(b);
    case 'alphabetical-any-case':
      return (a, b) => order(a.toLowerCase(), b.toLowerCase());
    case 'natural':
      return new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;
    default:
      return undefined;
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function firstNumber(text: string): number {
  const number = /-?\d+(\.\d+)?/.exec(text)?.[0];
  return number === undefined ? -1 : Number(number);
}
