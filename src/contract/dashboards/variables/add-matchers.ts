// Ad-hoc filters: matchers added to every selector of a query. This reads just enough of PromQL to find its selectors: names
// that are neither functions nor labels, and braces outside of texts.
import type { AdhocFilter } from './variable.ts';

const words = new Set([
  'and',
  'or',
  'unless',
  'bool',
  'offset',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'atan2',
  'inf',
  'nan',
  'anchored',
  'smoothed',
  'fill',
  'fill_left',
  'fill_right',
  'start',
  'end',
]);

const labelLists = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right']);

const token =
  /(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|(?<comment>#[^\n]*)|(?<number>(?:0x[\da-fA-F]+|\d[\d_.]*(?:[eE][+-]?\d+)?)[a-z]*)|(?<name>[a-zA-Z_:][\w:]*)|(?<space>\s+)|(?<other>.)/gs;

export function addMatchers(query: string, filters: readonly AdhocFilter[]): string {
  const added = filters.filter(({ key }) => key !== '').map(matcherText);
  if (added.length === 0) return query;
  const more = added.join(', ');
  const tokens = [...query.matchAll(token)];
  let out = '';
  let last = '';
  let brackets = 0;
  for (let i = 0; i < tokens.length; i++) {
    const match = tokens[i];
    if (match === undefined) continue;
    const [whole] = match;
    const { name, space, comment } = match.groups ?? {};
    if (space !== undefined || comment !== undefined) {
      out += whole;
      continue;
    }
    if (whole === '[') brackets++;
    if (whole === ']') brackets--;
    if (name !== undefined) {
      const next = nextToken(tokens, i);
      const lower = name.toLowerCase();
      if (next === '(' && labelLists.has(lower)) {
        const close = closing(tokens, i);
        out += tokens
          .slice(i, close + 1)
          .map((one) => one[0])
          .join('');
        i = close;
        last = ')';
        continue;
      }
      const selects =
        brackets === 0 && !words.has(lower) && next !== '(' && next !== '{' && !isAggregationWord(lower, next);
      out += selects ? `${name}{${more}}` : name;
    } else if (whole === '{') {
      const close = closingBrace(tokens, i);
      const inside = tokens
        .slice(i + 1, close)
        .map((one) => one[0])
        .join('');
      const rest = inside.trim().replace(/,$/, '').trimEnd();
      out += rest === '' ? `{${more}}` : `{${rest}, ${more}}`;
      i = close;
    } else out += whole;
    last = whole;
  }
  return last === '' ? query : out;
}

const aggregations = new Set([
  'sum',
  'avg',
  'count',
  'min',
  'max',
  'group',
  'stddev',
  'stdvar',
  'topk',
  'bottomk',
  'count_values',
  'quantile',
  'limitk',
  'limit_ratio',
]);

/** `sum by (job) (...)`. */
function isAggregationWord(name: string, next: string): boolean {
  return aggregations.has(name) && labelLists.has(next.toLowerCase());
}

function nextToken(tokens: readonly RegExpExecArray[], from: number): string {
  for (let i = from + 1; i < tokens.length; i++) {
    const match = tokens[i];
    if (match?.groups?.['space'] === undefined && match?.groups?.['comment'] === undefined) return match?.[0] ?? '';
  }
  return '';
}

function closing(tokens: readonly RegExpExecArray[], from: number): number {
  for (let i = from; i < tokens.length; i++) if (tokens[i]?.[0] === ')') return i;
  return tokens.length - 1;
}

function closingBrace(tokens: readonly RegExpExecArray[], from: number): number {
  for (let i = from; i < tokens.length; i++) if (tokens[i]?.[0] === '}') return i;
  return tokens.length;
}

function matcherText({ key, operator, value }: AdhocFilter): string {
  const name = /^[a-zA-Z_]\w*$/.test(key) ? key : JSON.stringify(key);
  return `${name}${operator}${JSON.stringify(value)}`;
}
