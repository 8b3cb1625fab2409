// Names of series by a target's legend: `{{label}}`, automatic, or as PromQL writes the series.
import { labelText } from '../frame.ts';

type Labels = Readonly<Record<string, string>>;

/** `all`: labels of every series of the answer, for automatic names. */
export function legendText(format: string, labels: Labels, all: readonly Labels[], expression: string): string {
  if (format === '__auto') return autoLegend(labels, all, expression);
  if (format === '') return labelText(labels) === '{}' ? expression : labelText(labels);
  return format.replace(/\{\{\s*([^}]*?)\s*\}\}/g, (_, name: string) => labels[name] ?? '');
}

/** What tells the series apart; the query itself when there is but one. */
function autoLegend(labels: Labels, all: readonly Labels[], expression: string): string {
  if (all.length <= 1) return Object.keys(labels).length === 0 ? expression : labelText(labels);
  const telling = Object.keys(labels).filter((name) => all.some((other) => other[name] !== labels[name]));
  const [only] = telling;
  if (telling.length === 1 && only !== undefined) return labels[only] ?? '';
  return telling.length === 0
    ? labelText(labels)
    : labelText(Object.fromEntries(telling.map((name) => [name, labels[name] ?? ''])));
}
