// The conditions of a search that all have to hold, as pieces of its text: what the window shows as chips. Taking a chip
// away or adding a condition is an edit of the text, so that chips and text can never differ.
import { parseSearch } from './parse.ts';
import type { At, Search } from './search.ts';

export interface Chip {
  /** The condition as it is written. */
  readonly text: string;
  readonly at: At;
  readonly search: Search;
}

/** `undefined` where the text is no search; a search with `or` at its top is one chip. */
export function chipsOf(text: string): readonly Chip[] | undefined {
  const parsed = parseSearch(text);
  if (parsed.kind === 'wrong') return undefined;
  const { search } = parsed;
  if (search.kind === 'all') return [];
  const parts = search.kind === 'and' && !isGroup(search) ? search.parts : [search];
  return parts.map((part) => ({ text: text.slice(part.at.from, part.at.to), at: part.at, search: part }));
}

/** The text without a chip, and without the `and` that joined it. */
export function withoutChip(text: string, chip: Chip): string {
  const chips = chipsOf(text) ?? [];
  return joined(chips.filter((one) => one.at.from !== chip.at.from));
}

/** The text with another text in place of a chip. */
export function withChip(text: string, chip: Chip, replacement: string): string {
  return `${text.slice(0, chip.at.from)}${replacement}${text.slice(chip.at.to)}`;
}

/** The text with one more condition; unchanged where it has that condition already, or is no search. */
export function withCondition(text: string, condition: string): string {
  const chips = chipsOf(text);
  if (chips === undefined || chips.some((one) => one.text === condition)) return text;
  const [only] = chips;
  const first =
    chips.length === 1 && only?.search.kind === 'or' && !isGroup(only.search) ? `(${only.text})` : joined(chips);
  return first === '' ? condition : `${first} and ${condition}`;
}

function joined(chips: readonly Chip[]): string {
  const [only] = chips;
  return chips.length === 1 && only !== undefined
    ? only.text
    : chips.map(({ text, search }) => (search.kind === 'or' && !isGroup(search) ? `(${text})` : text)).join(' and ');
}

/** Is the whole search in parentheses? Its place begins before its first part's. */
function isGroup(search: Search): boolean {
  return (search.kind === 'and' || search.kind === 'or') && (search.parts[0]?.at.from ?? 0) > search.at.from;
}
