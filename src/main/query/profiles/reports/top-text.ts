// `pprof -top`: a line per function, its own and its cumulative value.
import { graphReport } from './graph-report.ts';
import type { ReportInput } from './report-input.ts';
import { formatPercent } from '../../../../contract/profiles/units.ts';

export function topText(input: ReportInput): string {
  const { view, trimmed, edges, total, format, header } = graphReport(input);
  const { flat, cum, edges: calls } = trimmed.graph;
  const lines = [...header, '      flat  flat%   sum%        cum   cum%'];
  let sum = 0;
  for (const key of trimmed.nodes) {
    const [own, all] = [flat[key] as number, cum[key] as number];
    sum += own;
    const into = edges.into(key);
    const inlined = into.filter((edge) => calls.inlined[edge] === 1).length;
    const mark = inlined === 0 ? '' : inlined === into.length ? ' (inline)' : ' (partial-inline)';
    const values = `${format(own).padStart(10)} ${formatPercent(own, total)} ${formatPercent(sum, total)}`;
    lines.push(`${values} ${format(all).padStart(10)} ${formatPercent(all, total)}  ${view.keys.name[key]}${mark}`);
  }
  return `${lines.join('\n')}\n`;
}
