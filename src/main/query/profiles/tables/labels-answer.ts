// Answer of `profiles.labels`: what each value of each label adds up to, and the filter that takes it.
import type { ProfileLabelsAnswer, ProfileLabelsRequest } from '../../../../contract/profiles/tables.ts';
import type { ProfileLibrary } from '../profile-library.ts';
import { labelTotals, type LabelTotals } from '../reports/label-totals.ts';
import { keptGraph } from './kept-graph.ts';
import { spanTotals } from './span-totals.ts';

export function profileLabels({ view, limit }: ProfileLabelsRequest, library: ProfileLibrary): ProfileLabelsAnswer {
  const table = keptGraph(library, view, view.grouping);
  const { profile, sampleNode } = table.view;
  const labels = labelTotals(profile, (sample) => sampleNode[sample] !== -2, table.values).map(
    ({ key, total, values }) => ({
      key,
      sum: total,
      count: values.length,
      values: values
        .slice(0, limit)
        .map((value) => ({ text: value.text, sum: value.value, filter: filterOf(key, value) })),
    }),
  );
  return { ...table.facts, labels, spans: spanTotals(table.view, table.values, limit) };
}

/** pprof's tagfocus: texts are expressions, separated by commas; numbers are given with their unit. */
function filterOf(key: string, { text, numeric, number, unit }: LabelTotals['values'][number]): string {
  if (numeric) return `${key}=${number}${unit}`;
  // A comma would begin another expression.
  const quoted = text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll(',', String.raw`\x2c`);
  return `${key}=^${quoted}$`;
}
