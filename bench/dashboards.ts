// How much of real dashboards is shown: reads every Grafana dashboard below a folder, counts panels and dashboards that are
// shown in full, and says what the others miss. Every PromQL query has to be readable once variables are written into it.
// Usage: DASHBOARDS=<folder> node bench/dashboards.ts. Nothing of the files is kept.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Dashboard } from '../src/contract/dashboards/model.ts';
import { importDashboard } from '../src/contract/dashboards/grafana/import-dashboard.ts';
import { allPanels } from '../src/contract/dashboards/panel-ids.ts';
import { hasData } from '../src/contract/dashboards/panels.ts';
import { choose } from '../src/contract/dashboards/variables/choose.ts';
import { interpolate, type Scope } from '../src/contract/dashboards/variables/interpolate.ts';
import { isChoosable, type ChosenValue, type Variable } from '../src/contract/dashboards/variables/variable.ts';
import { parseExpr } from '../src/main/query/promql/syntax/parse.ts';

/** In full: all panels of the dashboard; nearly: nine of ten of them. Rows are no panels. */
type DashboardFigures = Readonly<
  Record<
    'dashboards' | 'dashboardsInFull' | 'dashboardsNearly' | 'panels' | 'panelsInFull' | 'queries' | 'unreadable',
    number
  >
>;

/** Answers nothing without a folder. */
export function benchDashboards(folder = process.env['DASHBOARDS']): DashboardFigures | Record<string, never> {
  if (folder === undefined || folder === '') {
    console.log('no folder of dashboards: say DASHBOARDS=<folder>');
    return {};
  }
  const reasons = new Map<string, Set<string>>();
  const unreadable: string[] = [];
  const count = { dashboards: 0, dashboardsInFull: 0, dashboardsNearly: 0, panels: 0, panelsInFull: 0, queries: 0 };
  for (const file of jsonFiles(folder)) {
    const outcome = importDashboard(readFileSync(file, 'utf8'), 'bench');
    const name = relative(folder, file);
    if (outcome.kind === 'refused') {
      console.log(`${name}: ${outcome.reason}`);
      continue;
    }
    const panels = outcome.report.panels.filter(({ type }) => type !== 'row');
    const whole = panels.filter((one) => one.outcome === 'ok').length;
    count.dashboards++;
    count.panels += panels.length;
    count.panelsInFull += whole;
    if (whole === panels.length) count.dashboardsInFull++;
    if (whole >= panels.length * 0.9) count.dashboardsNearly++;
    for (const panel of panels) {
      for (const reason of panel.reasons) noteReason(reasons, reason, `${name}: ${panel.title}`);
    }
    for (const note of outcome.report.notes) noteReason(reasons, note, name);
    for (const [panel, query] of queriesOf(outcome.dashboard)) {
      count.queries++;
      const parsed = parseExpr(query);
      if (parsed.kind !== 'ok') unreadable.push(`${name}, ${panel}: ${parsed.error.message}\n    ${query}`);
    }
  }
  print({ ...count, unreadable: unreadable.length }, reasons, unreadable);
  return { ...count, unreadable: unreadable.length };
}

function noteReason(reasons: Map<string, Set<string>>, reason: string, where: string): void {
  const places = reasons.get(reason) ?? new Set();
  reasons.set(reason, places.add(where));
}

function print(
  figures: DashboardFigures,
  reasons: ReadonlyMap<string, ReadonlySet<string>>,
  unreadable: readonly string[],
): void {
  const share = (part: number, of: number) => `${part} of ${of} (${((100 * part) / Math.max(1, of)).toFixed(1)} %)`;
  console.log(`panels shown in full       ${share(figures.panelsInFull, figures.panels)}`);
  console.log(`dashboards shown in full   ${share(figures.dashboardsInFull, figures.dashboards)}`);
  console.log(`nine of ten of the panels  ${share(figures.dashboardsNearly, figures.dashboards)}`);
  console.log(`queries that can be read   ${share(figures.queries - figures.unreadable, figures.queries)}`);
  for (const [reason, places] of [...reasons].toSorted((a, b) => b[1].size - a[1].size)) {
    console.log(`${String(places.size).padStart(5)}  ${reason}  e.g. ${[...places][0]}`);
  }
  for (const one of unreadable) console.log(one);
}

function jsonFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return jsonFiles(path);
      return name.endsWith('.json') ? [path] : [];
    });
}

/** Title of the panel, and a query as it is asked when nobody has chosen anything. */
function queriesOf(dashboard: Dashboard): readonly (readonly [string, string])[] {
  const values = new Map<string, ChosenValue>();
  for (const variable of dashboard.variables) values.set(variable.name, standIn(variable));
  const scope: Scope = {
    values,
    from: 1_700_000_000_000,
    to: 1_700_003_600_000,
    interval: 15_000,
    rateInterval: 60_000,
    dashboard: dashboard.title,
  };
  return allPanels(dashboard.panels)
    .filter(hasData)
    .flatMap(({ title, targets }) =>
      targets
        .filter(({ kind, expression }) => kind === 'promql' && expression.trim() !== '')
        .map(({ expression }) => [title, interpolate(expression, scope, 'promql')] as const),
    );
}

/** Without data a variable that asks for its values has the saved one, or any. */
function standIn(variable: Variable): ChosenValue {
  const options =
    variable.kind === 'custom'
      ? variable.options
      : variable.kind === 'interval'
        ? variable.options.map((value) => ({ text: value, value }))
        : [];
  const chosen = choose(variable, options, undefined);
  const [first] = chosen.chosen;
  if (first !== undefined && !first.value.startsWith('$__')) return chosen;
  const value = variable.kind === 'interval' ? '1m' : isChoosable(variable) ? 'any' : '';
  return { variable, chosen: [{ text: value, value }], all: chosen.all };
}

if (import.meta.main) benchDashboards();
