// The plots of a Go program, as statsviz describes them in the first message of its WebSocket: what is drawn, of which values,
// in which unit. Read alike from the message and from the event in which it is stored.
// Format: arl/statsviz 0.8, internal/plot/types.go.

interface AnyPlot {
  /** As the program names it: `heap (details)`. */
  readonly name: string;
  readonly title: string;
  /** Plain text. */
  readonly info: string;
  /** Name of the metric that its values are stored as. */
  readonly metric: string;
  /** Name of the events that are marked on it; empty for none. */
  readonly events: string;
  /** Beside the axis of values. */
  readonly axis: string;
  /** UCUM; empty for none. */
  readonly unit: string;
}

export interface LinesPlot extends AnyPlot {
  readonly kind: 'lines';
  readonly stacked: boolean;
  /** In the order of the values of a message. */
  readonly lines: readonly PlotLine[];
}

export interface PlotLine {
  readonly name: string;
  readonly bars: boolean;
  readonly stackGroup: string;
  /** A name or code of CSS; empty where the program leaves it open. */
  readonly colour: string;
}

export interface HeatPlot extends AnyPlot {
  readonly kind: 'heat';
  /** Upper bounds of all buckets but the last, rising. */
  readonly bounds: readonly number[];
  /** Counts since the program began; otherwise what there is at the moment. */
  readonly total: boolean;
  /** Seconds between two pictures. */
  readonly every: number;
}

export type StatsvizPlot = LinesPlot | HeatPlot;

/** Event with the description, and the attribute that holds it. */
export const statsvizConfig = 'statsviz.config';
/** Attribute of a stored value: which line of the plot it is. */
export const statsvizLine = 'plot';

const mostPlots = 500;

/**
 * @param config `data` of the message, or the attribute. Series of unknown types are plots of lines without names; what has
 * no name is left out.
 */
export function statsvizPlots(config: unknown): readonly StatsvizPlot[] {
  const used = new Set<string>();
  return listOf(fieldOf(config, 'series'))
    .slice(0, mostPlots)
    .flatMap((series): readonly StatsvizPlot[] => {
      const name = textOf(fieldOf(series, 'name'));
      if (name === '') return [];
      let metric = statsvizMetric(name);
      for (let more = 2; used.has(metric); more++) metric = `${statsvizMetric(name)}_${more}`;
      used.add(metric);
      return [plotOf(series, name, metric)];
    });
}

/** Names of the series whose values are moments, in Unix milliseconds. */
export function statsvizEvents(config: unknown): readonly string[] {
  return listOf(fieldOf(config, 'events'))
    .map(textOf)
    .filter((name) => name !== '');
}

/** `heap (details)` is `statsviz.heap_details`. */
export function statsvizMetric(series: string): string {
  const words = series.toLowerCase().match(/[a-z0-9]+/g) ?? ['plot'];
  return `statsviz.${words.join('_').slice(0, 100)}`;
}

function plotOf(series: unknown, name: string, metric: string): StatsvizPlot {
  const layout = fieldOf(series, 'layout');
  const base = {
    name,
    metric,
    title: textOf(fieldOf(series, 'title')) || name,
    info: plainText(textOf(fieldOf(series, 'infoText'))),
    events: textOf(fieldOf(series, 'events')),
    axis: textOf(fieldOf(fieldOf(layout, 'yaxis'), 'title')),
  };
  const bounds = boundsOf(series);
  if (fieldOf(series, 'type') === 'heatmap' && bounds !== undefined) {
    const kind = textOf(fieldOf(fieldOf(series, 'hover'), 'yunit'));
    const every = numberOf(fieldOf(series, 'updateFreq')) ?? 0;
    return {
      ...base,
      kind: 'heat',
      bounds,
      unit: kind === 'duration' ? 's' : kind === 'bytes' ? 'By' : '',
      // Sizes are those of live objects; durations are counted since the program began.
      total: kind !== 'bytes',
      every: Math.min(60, Math.max(1, every)),
    };
  }
  const bars = fieldOf(series, 'type') === 'bar';
  const subplots = listOf(fieldOf(series, 'subplots'));
  const named = new Map<string, number>();
  const ownName = (subplot: unknown, at: number): string => {
    const given = textOf(fieldOf(subplot, 'name')) || String(at + 1);
    const times = (named.get(given) ?? 0) + 1;
    named.set(given, times);
    return times === 1 ? given : `${given} (${times})`;
  };
  return {
    ...base,
    kind: 'lines',
    unit: unitOf(textOf(fieldOf(subplots[0], 'unitfmt')), base.axis),
    stacked: fieldOf(layout, 'barmode') === 'stack',
    lines: subplots.map((subplot, at) => ({
      name: ownName(subplot, at),
      bars: (textOf(fieldOf(subplot, 'type')) || (bars ? 'bar' : 'scatter')) === 'bar',
      stackGroup: textOf(fieldOf(subplot, 'stackgroup')),
      colour: textOf(fieldOf(subplot, 'color')).replaceAll('"', ''),
    })),
  };
}

/** `undefined` unless they rise. The last bucket's bound is made up; it takes everything above. */
function boundsOf(series: unknown): readonly number[] | undefined {
  const bounds = listOf(fieldOf(series, 'custom_data')).map(numberOf).slice(0, -1);
  const rises = bounds.every((bound, at) => bound !== undefined && bound > (bounds[at - 1] ?? -Infinity));
  return rises && bounds.length > 0 ? (bounds as number[]) : undefined;
}

/** The unit stands behind d3's format of the number: `%{y:.4s}B`. */
function unitOf(format: string, axis: string): string {
  const suffix = format.replace(/%\{[^}]*\}/, '').trim();
  const per = /\/\s*s(?:ec(?:ond)?)?s?$/.test(suffix) ? '/s' : '';
  const main = suffix.replace(/\s*\/.*$/, '');
  if (main === 'B') return `By${per}`;
  if (main === 's' || main === 'ms' || main === 'µs' || main === 'us' || main === 'ns') {
    // Seconds of a processor or of waiting, per second, are a share.
    return `${main.replace('µ', 'u')}${/second\S*\s*(?:\/|per)\s*second/.test(axis.replaceAll('\u2009', ' ')) ? '/s' : per}`;
  }
  return main === '%' ? '%' : '';
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ', '#39': "'" };

/** HTML of an explanation as text. */
function plainText(html: string): string {
  return html
    .slice(0, 4000)
    .replace(/<\/?(?:a|b|code|em|i|span|strong)\b[^>]*>/gi, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|amp|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
