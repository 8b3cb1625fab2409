// Of a dashboard that comes with the app only the panels that have something to show: conventions name more metrics than one
// sender has.
import { hasData } from '../panels.ts';
import type { Dashboard } from '../model.ts';
import { parsePattern } from '../format/pattern.ts';

/** `names`: of metrics as Prometheus has them, without the suffixes of histograms. All panels where none would stay. */
export function withData(dashboard: Dashboard, names: ReadonlySet<string>): Dashboard {
  const panels = dashboard.panels.filter(
    (panel) => !hasData(panel) || panel.targets.some(({ expression }) => mentions(expression, names)),
  );
  return panels.length === 0 ? dashboard : { ...dashboard, panels };
}

function mentions(expression: string, names: ReadonlySet<string>): boolean {
  for (const [word] of expression.matchAll(/[a-zA-Z_:][\w:]*/g)) {
    if (names.has(word) || names.has(word.replace(/_(bucket|sum|count)$/, ''))) return true;
  }
  for (const [, text = ''] of expression.matchAll(/__name__=~"([^"]*)"/g)) {
    const pattern = parsePattern(`^(?:${text})$`);
    for (const name of names) {
      if (pattern !== undefined && ['', '_bucket', '_sum', '_count'].some((suffix) => pattern.test(name + suffix)))
        return true;
    }
  }
  return false;
}
