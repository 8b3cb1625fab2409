// Which rows of a table are asked for, and in which order.
import type { ProfileTableRequest } from '../../../../contract/profiles/tables.ts';
import type { TableGraph } from './kept-graph.ts';

const mostRows = 10_000;

export interface TableRows {
  /** Keys that match, in all. */
  readonly functions: number;
  /** Keys from `offset` on. */
  readonly keys: readonly number[];
  /** Flat of each row and all above it. */
  readonly running: Float64Array;
}

/** By value without its sign, then by name as pprof has it. */
export function tableRows(request: Omit<ProfileTableRequest, 'view'>, { view, graph, keys }: TableGraph): TableRows {
  const { name } = view.keys;
  const { flat, cum } = graph;
  const part = request.text.toLowerCase();
  const found = part === '' ? [...keys] : [...keys].filter((key) => (name[key] as string).toLowerCase().includes(part));
  const byName = (a: number, b: number): number => {
    const [one = '', other = ''] = [name[a], name[b]];
    return one === other ? a - b : one < other ? -1 : 1;
  };
  const [first, second] = request.sort === 'cum' ? [cum, flat] : [flat, cum];
  const size = (column: Float64Array, key: number): number => Math.abs(column[key] as number);
  found.sort((a, b) => {
    const value = request.sort === 'name' ? 0 : size(first, b) - size(first, a);
    if (value !== 0) return value;
    return (name[a] === name[b] ? size(second, b) - size(second, a) : 0) || byName(a, b);
  });
  if (request.reversed) found.reverse();
  const rows = found.slice(request.offset, request.offset + Math.min(request.limit, mostRows));
  let sum = 0;
  for (const key of found.slice(0, request.offset)) sum += flat[key] as number;
  const running = Float64Array.from(rows, (key) => (sum += flat[key] as number));
  return { functions: found.length, keys: rows, running };
}
