// `pprof -tree` and `-peek`: per function its callers above and its callees below, each with what went over that call.
import { graphReport } from './graph-report.ts';
import type { ReportInput } from './report-input.ts';
import { namePattern } from '../view/name-pattern.ts';
import { formatPercent } from '../../../../contract/profiles/units.ts';

const rule = '----------------------------------------------------------+-------------';
const legend = '      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t ';

/**
 * @param peek only functions whose name matches
 * @throws RegexError; Error when none matches
 */
export function treeText(input: ReportInput, peek?: string): string {
  const { view, trimmed, edges, total, format, header } = graphReport(input);
  const { flat, cum, edges: calls } = trimmed.graph;
  const pattern = peek === undefined ? undefined : namePattern(peek);
  const lines = [...header, rule, legend];
  let sum = 0;
  let shown = 0;
  for (const key of trimmed.nodes) {
    const name = view.keys.name[key] as string;
    if (pattern?.(name) === false) continue;
    shown++;
    const [own, all] = [flat[key] as number, cum[key] as number];
    const call = (edge: number, other: number): string => {
      const weight = calls.weight[edge] as number;
      const mark = calls.inlined[edge] === 1 ? ' (inline)' : '';
      return `${format(weight).padStart(50)} ${formatPercent(weight, all)} |   ${view.keys.name[other]}${mark}`;
    };
    lines.push(rule, ...edges.into(key).map((edge) => call(edge, calls.from[edge] as number)));
    sum += own;
    const values = `${format(own).padStart(10)} ${formatPercent(own, total)} ${formatPercent(sum, total)}`;
    lines.push(`${values} ${format(all).padStart(10)} ${formatPercent(all, total)}                | ${name}`);
    lines.push(...edges.outOf(key).map((edge) => call(edge, calls.to[edge] as number)));
  }
  if (peek !== undefined && shown === 0) throw new Error(`no function matches ${peek}`);
  if (trimmed.nodes.length > 0) lines.push(rule);
  return `${lines.join('\n')}\n`;
}
