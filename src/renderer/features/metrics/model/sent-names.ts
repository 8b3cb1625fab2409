// Names of metrics as they were sent, written plainly into a query: PromQL takes names with dots only in quotes.
import type { MetricRow } from './metric-rows.ts';
import { selectorOf } from './distribution-queries.ts';

export interface Rewritten {
  readonly label: string;
  readonly query: string;
}

/** The query with the first such name in quotes, and with the name that Prometheus has for it; none where there is none. */
export function withSentNameQuoted(query: string, rows: readonly MetricRow[]): readonly Rewritten[] {
  let found: { readonly row: MetricRow; readonly at: number } | undefined;
  for (const row of rows) {
    if (row.name.length <= (found?.row.name.length ?? 0) || selectorOf(row.name) === row.name) continue;
    const at = placeOf(query, row.name);
    if (at >= 0) found = { row, at };
  }
  if (found === undefined) return [];
  const { row, at } = found;
  const before = query.slice(0, at);
  const after = query.slice(at + row.name.length);
  const brace = /^\s*\{\s*/.exec(after)?.[0];
  const rest = brace === undefined ? after : after.slice(brace.length);
  const open = selectorOf(row.name).slice(0, -1);
  const quoted = brace === undefined ? `${open}}` : rest.startsWith('}') ? open : `${open}, `;
  const rewritten = [{ label: selectorOf(row.name), query: `${before}${quoted}${rest}` }];
  if (row.translated === '' || row.shape === 'histogram') return rewritten;
  return [...rewritten, { label: row.translated, query: `${before}${row.translated}${after}` }];
}

/** Where the name stands as a word of its own, outside of quotes; -1 for nowhere. */
function placeOf(query: string, name: string): number {
  const bare = query.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, (text) => ' '.repeat(text.length));
  for (let at = bare.indexOf(name); at >= 0; at = bare.indexOf(name, at + 1)) {
    const [left = '', right = ''] = [bare[at - 1], bare[at + name.length]];
    if (!/[\w.:]/.test(left) && !/[\w.:]/.test(right)) return at;
  }
  return -1;
}
