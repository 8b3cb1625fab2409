// A dashboard of everything that a Go program plots with statsviz, made from the program's own description: lines, stacks, bars
// and heat maps as it draws them, with marks for garbage collections.
import type { HeatPlot, LinesPlot, StatsvizPlot } from '../../statsviz-plots.ts';
import { statsvizLine, statsvizMetric } from '../../statsviz-plots.ts';
import type { Annotation } from '../annotation.ts';
import type { DrawSettings, FieldOverride } from '../field-config.ts';
import type { Dashboard, Target } from '../model.ts';
import { defaultLegend, type Panel } from '../panels.ts';

export interface GoProgram {
  /** Label `instance` of its metrics. */
  readonly instance: string;
  readonly service: string;
}

/** @param chosen whose plots they are; one of `programs` */
export function statsvizDashboard(
  plots: readonly StatsvizPlot[],
  programs: readonly GoProgram[],
  chosen: GoProgram,
): Dashboard {
  return {
    id: 'statsviz',
    title: 'Go runtime plots',
    description: 'Everything that a Go program plots of itself with statsviz.',
    tags: [],
    range: { from: 'now-5m', to: 'now' },
    refreshMillis: 2000,
    variables: [
      {
        kind: 'custom',
        name: 'instance',
        label: 'Program',
        description: '',
        hide: 'no',
        current: [chosen.instance],
        multi: false,
        includeAll: false,
        allValue: '',
        options: programs.map(({ instance, service }) => ({ text: `${service} ${instance}`, value: instance })),
      },
    ],
    panels: plots.map((plot, index): Panel => {
      const grid = { x: 8 * (index % 3), y: 8 * Math.floor(index / 3), w: 8, h: 8 };
      return plot.kind === 'heat' ? heatPanel(plot, index + 1, grid) : linesPanel(plot, index + 1, grid);
    }),
    links: [],
    annotations: [...new Set(plots.map(({ events }) => events))]
      .filter((events) => events !== '')
      .map((events) => marksOf(events, plots)),
  };
}

function marksOf(events: string, plots: readonly StatsvizPlot[]): Annotation {
  const ids = plots.flatMap((plot, index) => (plot.events === events ? [index + 1] : []));
  return {
    name: events === 'lastgc' ? 'Garbage collections' : events,
    kind: 'promql',
    expression: selector(statsvizMetric(events)),
    enabled: true,
    hidden: false,
    colour: 'gray',
    title: events === 'lastgc' ? 'garbage collection' : events,
    text: '{{job}}',
    tags: [],
    step: '',
    valueIsTime: true,
    panels: { exclude: false, ids },
  };
}

function base(plot: StatsvizPlot, id: number, grid: Panel['grid'], expression: string, heat: boolean) {
  return {
    id,
    title: plot.title,
    description: plot.info,
    grid,
    transparent: false,
    links: [],
    repeat: undefined,
    targets: [targetOf(expression, heat)],
    transformations: [],
    maxPoints: undefined,
    interval: '',
    timeFrom: '',
    timeShift: '',
  };
}

function heatPanel(plot: HeatPlot, id: number, grid: Panel['grid']): Panel {
  const own = selector(plot.metric);
  const unit = unitIds[plot.unit] ?? 'short';
  return {
    ...base(plot, id, grid, plot.total ? `increase(${own}[$__rate_interval])` : own, true),
    kind: 'heatmap',
    fields: { defaults: { unit }, overrides: [] },
    calculate: false,
    scheme: '',
    yUnit: unit,
  };
}

function linesPanel(plot: LinesPlot, id: number, grid: Panel['grid']): Panel {
  const stacked: DrawSettings = { stacking: 'normal', fillOpacity: 40 };
  const draws = plot.lines.map(({ bars, stackGroup }): DrawSettings => {
    if (bars) return { style: 'bars', fillOpacity: 60, lineWidth: 0, ...(plot.stacked ? { stacking: 'normal' } : {}) };
    return stackGroup === '' ? { style: 'line', stacking: 'none' } : { ...stacked, stackingGroup: stackGroup };
  });
  const overrides = plot.lines.map(({ name, colour }, at): FieldOverride => {
    const fixed = opaque(colour);
    return {
      matcher: { kind: 'byName', name },
      settings: { draw: draws[at], ...(fixed === '' ? {} : { colour: { mode: 'fixed', fixed } }) },
    };
  });
  return {
    ...base(plot, id, grid, selector(plot.metric), false),
    kind: 'timeseries',
    fields: {
      defaults: { unit: unitIds[plot.unit] ?? 'short', min: 0, draw: { axisLabel: plot.axis } },
      overrides,
    },
    legend: defaultLegend,
    tooltip: 'multi',
  };
}

/** Grafana's ids of the units that statsviz has. */
const unitIds: Readonly<Record<string, string>> = { By: 'bytes', 'By/s': 'binBps', s: 's', ms: 'ms', '%': 'percent' };

/** Some colours are sent with an alpha of 0, which its own page passes over. */
function opaque(colour: string): string {
  return colour.replace(/^rgba?\((\d+),\s*(\d+),\s*(\d+)(?:,[^)]*)?\)$/, 'rgb($1, $2, $3)');
}

/** The series of a metric under its name as sent. */
function selector(metric: string): string {
  return `{"${metric}", instance="$instance"}`;
}

function targetOf(expression: string, heat: boolean): Target {
  return {
    id: 'A',
    kind: 'promql',
    expression,
    source: 'prometheus',
    legend: `{{${statsvizLine}}}`,
    instant: false,
    format: heat ? 'heatmap' : 'time_series',
    interval: '',
    exemplars: false,
    hidden: false,
    limit: undefined,
  };
}
