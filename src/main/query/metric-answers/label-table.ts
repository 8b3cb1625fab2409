// Labels of many series as one table, each text once.
import type { LabelTable } from '../../../contract/metrics.ts';
import type { Labels } from '../promql/engine/labels.ts';
import { compareUtf8 } from '../promql/syntax/utf8-order.ts';

export function labelTable(rows: readonly Labels[]): LabelTable {
  const places = new Map<string, number>();
  for (const labels of rows) for (const name of labels.names) places.set(name, 0);
  const names = [...places.keys()].toSorted(compareUtf8);
  for (const [at, name] of names.entries()) places.set(name, at);
  const numbers = new Map<string, number>([['', 0]]);
  const cells = new Uint32Array(rows.length * names.length);
  for (const [row, labels] of rows.entries()) {
    for (const [at, name] of labels.names.entries()) {
      const text = labels.values[at] as string;
      let number = numbers.get(text);
      if (number === undefined) numbers.set(text, (number = numbers.size));
      cells[row * names.length + (places.get(name) as number)] = number;
    }
  }
  return { rows: rows.length, names, cells, texts: [...numbers.keys()] };
}
