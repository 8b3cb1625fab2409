// The lines above every text report: what was measured, when, for how long, and how much of it is shown.
import type { ReportInput } from './report-input.ts';
import type { TrimmedGraph } from '../graph/trimmed-graph.ts';
import { baseName } from '../view/clean-path.ts';
import { autoUnit, formatPercent, formatScaled, scaleValue } from '../../../../contract/profiles/units.ts';

/** @param unit that the total is told in */
export function profileLines({ profile, type }: ReportInput, total: number, unit: string): readonly string[] {
  const { mappings, texts } = profile;
  const { type: name, unit: own } = profile.sampleTypes[type] as { readonly type: string; readonly unit: string };
  const lines: string[] = [];
  const file = mappings.count > 0 ? (texts[mappings.file[0] as number] as string) : '';
  const build = mappings.count > 0 ? (texts[mappings.buildId[0] as number] as string) : '';
  if (file !== '' && !(build === '' && /^[a-z][a-z0-9+.-]*:/i.test(file))) lines.push(`File: ${baseName(file)}`);
  if (build !== '') lines.push(`Build ID: ${build}`);
  lines.push(...profile.comments.filter((comment) => !comment.startsWith('#')));
  if (name !== '') lines.push(`Type: ${name}`);
  if (profile.docUrl !== undefined) lines.push(`Doc: ${profile.docUrl}`);
  if (profile.time !== undefined) lines.push(`Time: ${timeText(Number(profile.time / 1_000_000n))}`);
  if (profile.durationNanos !== undefined) {
    const nanos = scaleValue(total, own, 'nanoseconds');
    const share =
      nanos.unit === 'ns' && nanos.value !== 0
        ? `(${formatPercent(Math.trunc(nanos.value), profile.durationNanos)})`
        : '';
    const duration = formatScaled(profile.durationNanos, 'nanoseconds', autoUnit);
    lines.push(`Duration: ${duration}, Total samples = ${formatScaled(total, own, unit)} ${share}`);
  }
  return lines;
}

/** Which filters are in force, and how much the nodes shown account for. */
export function graphLines(input: ReportInput, trimmed: TrimmedGraph, total: number, unit: string): readonly string[] {
  const own = input.profile.sampleTypes[input.type]?.unit ?? '';
  const format = (value: number): string => formatScaled(value, own, unit);
  const lines: string[] = [];
  const filters = activeFilters(input);
  if (filters.length > 0) lines.push('Active filters:', ...filters);
  const shown = trimmed.nodes.reduce((sum, key) => sum + (trimmed.graph.flat[key] as number), 0);
  lines.push(
    `Showing nodes accounting for ${format(shown)}, ${formatPercent(shown, total).trim()} of ${format(total)} total`,
  );
  if (total !== 0) {
    const { dropped, before, nodes } = trimmed;
    if (dropped > 0) {
      const cut = format(Math.abs(Math.trunc(total * input.trim.nodeFraction)));
      lines.push(`Dropped ${dropped} node${dropped > 1 ? 's' : ''} (cum <= ${cut})`);
    }
    if (nodes.length > 0 && nodes.length < before) lines.push(`Showing top ${nodes.length} nodes out of ${before}`);
  }
  return lines;
}

function activeFilters({ filter }: ReportInput): readonly string[] {
  const named = [
    ['focus', filter.focus],
    ['ignore', filter.ignore],
    ['hide', filter.hide],
    ['show', filter.show],
    ['show_from', filter.showFrom],
    ['tagfocus', filter.tagFocus],
    ['tagignore', filter.tagIgnore],
  ] as const;
  return named
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .map((text) => `   ${text.length > 80 ? `${text.slice(0, 80)}…` : text}`);
}

/** In UTC, e.g. `Nov 20, 2026 at 11:31pm (UTC)`. */
function timeText(millis: number): string {
  const date = new Date(millis);
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][
    date.getUTCMonth()
  ];
  const hour = date.getUTCHours();
  const minute = String(date.getUTCMinutes()).padStart(2, '0');
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${minute}${hour < 12 ? 'am' : 'pm'}`;
  return `${month} ${date.getUTCDate()}, ${date.getUTCFullYear()} at ${clock} (UTC)`;
}
