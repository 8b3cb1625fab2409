// The `graph` panel of before 2021: drawing of all series, `seriesOverrides` by alias, two y axes, thresholds.
import type {
  DrawSettings,
  FieldConfig,
  FieldMatcher,
  FieldOverride,
  FieldSettings,
  Thresholds,
} from '../field-config.ts';
import { calcTitle, reduceCalc } from '../format/reduce-names.ts';
import { defaultLegend, type LegendOptions, type ReduceCalc } from '../panels.ts';
import { readLinkList } from './legacy-links.ts';
import type { PanelNotes } from './import-report.ts';
import { compact, finite, flagAt, numberAt, objectAt, objectsAt, textAt, type JsonObject } from './read-json.ts';

export function graphFields(json: JsonObject, notes: PanelNotes): FieldConfig {
  const [left, right] = objectsAt(json, 'yaxes');
  const axis = left ?? oldAxis(json);
  const own = objectAt(objectAt(json, 'fieldConfig'), 'defaults');
  if (objectAt(json, 'xaxis')['mode'] === 'histogram') notes.degraded('Drawn over time instead of as a histogram.');
  if (objectAt(json, 'xaxis')['mode'] === 'series') notes.degraded('Drawn over time instead of one bar per series.');
  return {
    defaults: compact({
      unit: textAt(axis, 'format') || textAt(own, 'unit') || undefined,
      decimals: numberAt(json, 'decimals') ?? numberAt(axis, 'decimals'),
      min: numberAt(axis, 'min'),
      max: numberAt(axis, 'max'),
      thresholds: graphThresholds(json),
      links: readLinkList(json),
      draw: graphDraw(json, axis),
    }),
    overrides: [...colours(json), ...objectsAt(json, 'seriesOverrides').map((one) => readSeriesOverride(one, right))],
  };
}

/** Before `yaxes` there was `grid` with `leftMin` and a list of formats. */
function oldAxis(json: JsonObject): JsonObject {
  const grid = objectAt(json, 'grid');
  const formats = json['y_formats'];
  return {
    format: Array.isArray(formats) ? formats[0] : undefined,
    min: grid['leftMin'],
    max: grid['leftMax'],
    logBase: grid['leftLogBase'],
  };
}

function graphDraw(json: JsonObject, axis: JsonObject): DrawSettings {
  const lines = json['lines'] !== false;
  const bars = flagAt(json, 'bars');
  const fill = numberAt(json, 'fill') ?? 1;
  const logBase = numberAt(axis, 'logBase') ?? 1;
  return compact({
    style: bars
      ? ('bars' as const)
      : lines
        ? ('line' as const)
        : flagAt(json, 'points')
          ? ('points' as const)
          : undefined,
    interpolation: flagAt(json, 'steppedLine') ? ('stepAfter' as const) : undefined,
    lineWidth: numberAt(json, 'linewidth') ?? 1,
    dash: flagAt(json, 'dashes')
      ? [numberAt(json, 'dashLength') ?? 10, numberAt(json, 'spaceLength') ?? 10]
      : undefined,
    fillOpacity: bars ? 100 : fill * 10,
    pointSize: numberAt(json, 'pointradius'),
    showPoints: flagAt(json, 'points') ? ('always' as const) : ('never' as const),
    spanNulls: json['nullPointMode'] === 'connected' ? true : undefined,
    nullsAsZero: json['nullPointMode'] === 'null as zero' ? true : undefined,
    stacking: flagAt(json, 'stack')
      ? flagAt(json, 'percentage')
        ? ('percent' as const)
        : ('normal' as const)
      : undefined,
    axisLabel: textAt(axis, 'label') || undefined,
    axis: axis['show'] === false ? ('hidden' as const) : undefined,
    scale: logBase > 1 ? { kind: 'log' as const, base: logBase } : undefined,
    thresholds: objectsAt(json, 'thresholds').length === 0 ? undefined : ('line+area' as const),
  });
}

/** Every threshold is a line of its own with what lies above or below it; here they are steps. */
function graphThresholds(json: JsonObject): Thresholds | undefined {
  const found = objectsAt(json, 'thresholds')
    .flatMap((one) => {
      const value = finite(one['value']);
      return value === undefined ? [] : [{ value, below: one['op'] === 'lt', colour: thresholdColour(one) }];
    })
    .toSorted((a, b) => a.value - b.value);
  if (found.length === 0) return undefined;
  const steps = [{ value: -Infinity, colour: found[0]?.below === true ? found[0].colour : 'transparent' }];
  found.forEach(({ value, below, colour }, index) => {
    const next = found[index + 1];
    steps.push({ value, colour: below ? (next?.below === true ? next.colour : 'transparent') : colour });
  });
  return { mode: 'absolute', steps };
}

function thresholdColour(json: JsonObject): string {
  switch (json['colorMode']) {
    case 'warning':
      return 'orange';
    case 'ok':
      return 'green';
    case 'custom':
      return textAt(json, 'lineColor') || textAt(json, 'fillColor') || 'red';
    default:
      return 'red';
  }
}

function colours(json: JsonObject): readonly FieldOverride[] {
  return Object.entries(objectAt(json, 'aliasColors')).flatMap(([name, colour]) =>
    typeof colour === 'string'
      ? [{ matcher: { kind: 'byName' as const, name }, settings: { colour: { mode: 'fixed', fixed: colour } } }]
      : [],
  );
}

function readSeriesOverride(json: JsonObject, rightAxis: JsonObject | undefined): FieldOverride {
  const right = finite(json['yaxis']) === 2;
  const colour = textAt(json, 'color');
  const fill = numberAt(json, 'fill');
  const style =
    json['bars'] === true ? 'bars' : json['lines'] === true ? 'line' : json['points'] === true ? 'points' : undefined;
  const { stack } = json;
  const draw: DrawSettings = compact({
    style,
    lineWidth: json['lines'] === false && style === undefined ? 0 : numberAt(json, 'linewidth'),
    fillOpacity: fill === undefined ? undefined : fill * 10,
    dash: flagAt(json, 'dashes')
      ? [numberAt(json, 'dashLength') ?? 10, numberAt(json, 'spaceLength') ?? 10]
      : undefined,
    fillBelowTo: textAt(json, 'fillBelowTo') || undefined,
    nullsAsZero: json['nullPointMode'] === 'null as zero' ? true : undefined,
    stacking: stack === false ? 'none' : stack === true ? 'normal' : undefined,
    stackingGroup: typeof stack === 'string' ? stack : undefined,
    negativeY: json['transform'] === 'negative-Y' ? true : undefined,
    axis: right ? 'right' : undefined,
    axisLabel: right && rightAxis !== undefined ? textAt(rightAxis, 'label') || undefined : undefined,
    hideFrom: json['legend'] === false ? { legend: true, tooltip: false, chart: false } : undefined,
  });
  const settings: FieldSettings = compact({
    unit: right && rightAxis !== undefined ? textAt(rightAxis, 'format') || undefined : undefined,
    min: right && rightAxis !== undefined ? numberAt(rightAxis, 'min') : undefined,
    max: right && rightAxis !== undefined ? numberAt(rightAxis, 'max') : undefined,
    colour: colour === '' ? undefined : { mode: 'fixed', fixed: colour },
    draw: Object.keys(draw).length === 0 ? undefined : draw,
  });
  return { matcher: aliasMatcher(textAt(json, 'alias')), settings };
}

function aliasMatcher(alias: string): FieldMatcher {
  return alias.length > 1 && alias.startsWith('/')
    ? { kind: 'byRegexp', pattern: alias }
    : { kind: 'byName', name: alias };
}

export function graphLegend(json: JsonObject): LegendOptions {
  const legend = objectAt(json, 'legend');
  const calcs: ReduceCalc[] = [];
  if (flagAt(legend, 'values')) {
    const names = [
      ['min', 'min'],
      ['max', 'max'],
      ['avg', 'mean'],
      ['current', 'lastNotNull'],
      ['total', 'sum'],
    ] as const;
    for (const [name, calc] of names) if (flagAt(legend, name)) calcs.push(calc);
  }
  const sort = reduceCalc(textAt(legend, 'sort'));
  return {
    ...defaultLegend,
    ...(sort === undefined ? {} : { sortBy: calcTitle(sort), descending: flagAt(legend, 'sortDesc') }),
    shown: legend['show'] !== false,
    mode: flagAt(legend, 'alignAsTable') ? 'table' : 'list',
    placement: flagAt(legend, 'rightSide') ? 'right' : 'bottom',
    calcs,
  };
}
