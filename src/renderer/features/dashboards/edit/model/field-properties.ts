// The settings of fields that can be changed here, each with how it is read and written; for the panel as a whole and for
// overrides alike. A setting that is taken away is gone, not undefined: an override would hide the panel's own.
import type { DrawSettings, FieldSettings } from '../../../../../contract/dashboards/field-config.ts';
import type { Panel } from '../../../../../contract/dashboards/panels.ts';

type Kind = Panel['kind'];

interface Lens<T> {
  readonly get: (settings: FieldSettings) => T | undefined;
  readonly set: (settings: FieldSettings, value: T | undefined) => FieldSettings;
}

interface About {
  readonly id: string;
  readonly title: string;
  readonly group: 'Values' | 'Drawing' | 'Axis' | 'Columns';
  /** Kinds of panels that heed it; undefined: all. */
  readonly kinds?: readonly Kind[] | undefined;
  /** Only for single fields. */
  readonly overrideOnly?: boolean | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export type FieldProperty = About &
  (
    | ({ readonly control: 'number'; readonly hint?: string | undefined } & Lens<number>)
    | ({ readonly control: 'text'; readonly hint?: string | undefined } & Lens<string>)
    | ({ readonly control: 'unit' } & Lens<string>)
    | ({ readonly control: 'choice'; readonly options: readonly Choice[] } & Lens<string>)
    | ({ readonly control: 'flag' } & Lens<boolean>)
    | ({ readonly control: 'colour' } & Lens<NonNullable<FieldSettings['colour']>>)
    | ({ readonly control: 'thresholds' } & Lens<NonNullable<FieldSettings['thresholds']>>)
    | ({ readonly control: 'mappings' } & Lens<NonNullable<FieldSettings['mappings']>>)
  );

function plain<K extends keyof FieldSettings>(key: K): Lens<NonNullable<FieldSettings[K]>> {
  return {
    get: (settings) => settings[key] as NonNullable<FieldSettings[K]> | undefined,
    set: (settings, value) => {
      const { [key]: _gone, ...rest } = settings;
      return value === undefined ? rest : { ...rest, [key]: value };
    },
  };
}

function drawn<K extends keyof DrawSettings>(key: K): Lens<NonNullable<DrawSettings[K]>> {
  return {
    get: ({ draw }) => draw?.[key] as NonNullable<DrawSettings[K]> | undefined,
    set: ({ draw, ...settings }, value) => {
      const { [key]: _gone, ...rest } = draw ?? {};
      const next = (value === undefined ? rest : { ...rest, [key]: value }) as DrawSettings;
      return Object.keys(next).length === 0 ? settings : { ...settings, draw: next };
    },
  };
}

/** A setting whose values are known, as a text. */
function choice<T>(lens: Lens<T>, choices: readonly (readonly [text: string, label: string, value: T])[]) {
  const text = (value: T): string => JSON.stringify(value);
  return {
    control: 'choice' as const,
    options: choices.map(([value, label]) => ({ value, label })),
    get: (settings: FieldSettings) => {
      const now = lens.get(settings);
      return now === undefined ? undefined : choices.find(([, , value]) => text(value) === text(now))?.[0];
    },
    set: (settings: FieldSettings, name: string | undefined) =>
      lens.set(settings, choices.find(([value]) => value === name)?.[2]),
  };
}

function words<T extends string>(lens: Lens<T>, labels: Readonly<Record<T, string>>) {
  return choice(
    lens,
    Object.entries<string>(labels).map(([value, label]) => [value, label, value as T] as const),
  );
}

function hiding(where: 'legend' | 'chart'): Lens<boolean> {
  const lens = drawn('hideFrom');
  return {
    get: (settings) => lens.get(settings)?.[where] === true || undefined,
    set: (settings, value) => {
      const now = {
        ...(lens.get(settings) ?? { legend: false, tooltip: false, chart: false }),
        [where]: value === true,
      };
      return lens.set(settings, now.legend || now.tooltip || now.chart ? now : undefined);
    },
  };
}

const lines: readonly Kind[] = ['timeseries'];
const scaled: readonly Kind[] = ['timeseries', 'barchart'];
const columns: readonly Kind[] = ['table', 'logs'];

export const fieldProperties: readonly FieldProperty[] = [
  { id: 'unit', title: 'Unit', group: 'Values', control: 'unit', ...plain('unit') },
  { id: 'decimals', title: 'Decimals', group: 'Values', control: 'number', hint: 'auto', ...plain('decimals') },
  { id: 'min', title: 'Min', group: 'Values', control: 'number', hint: 'auto', ...plain('min') },
  { id: 'max', title: 'Max', group: 'Values', control: 'number', hint: 'auto', ...plain('max') },
  {
    id: 'name',
    title: 'Display name',
    group: 'Values',
    control: 'text',
    hint: '${__field.labels.x}',
    ...plain('displayName'),
  },
  { id: 'nothing', title: 'Instead of nothing', group: 'Values', control: 'text', hint: '-', ...plain('noValue') },
  { id: 'colour', title: 'Colour', group: 'Values', control: 'colour', ...plain('colour') },
  { id: 'thresholds', title: 'Thresholds', group: 'Values', control: 'thresholds', ...plain('thresholds') },
  { id: 'mappings', title: 'Value mappings', group: 'Values', control: 'mappings', ...plain('mappings') },
  {
    id: 'style',
    title: 'Style',
    group: 'Drawing',
    kinds: lines,
    ...words(drawn('style'), { line: 'Lines', bars: 'Bars', points: 'Points' }),
  },
  {
    id: 'interpolation',
    title: 'Between points',
    group: 'Drawing',
    kinds: lines,
    ...words(drawn('interpolation'), {
      linear: 'Straight',
      smooth: 'Smooth',
      stepBefore: 'Step before',
      stepAfter: 'Step after',
    }),
  },
  {
    id: 'width',
    title: 'Line width',
    group: 'Drawing',
    kinds: lines,
    control: 'number',
    hint: '1',
    ...drawn('lineWidth'),
  },
  {
    id: 'fill',
    title: 'Fill, %',
    group: 'Drawing',
    kinds: lines,
    control: 'number',
    hint: '0',
    ...drawn('fillOpacity'),
  },
  {
    id: 'gradient',
    title: 'Fill fades',
    group: 'Drawing',
    kinds: lines,
    ...words(drawn('gradient'), { none: 'No', opacity: 'Downwards', hue: 'By hue', scheme: 'By colours' }),
  },
  {
    id: 'dash',
    title: 'Line style',
    group: 'Drawing',
    kinds: lines,
    ...choice(drawn('dash'), [
      ['dash', 'Dashes', [10, 10]],
      ['short', 'Short dashes', [4, 4]],
      ['dot', 'Dots', [0, 10]],
    ]),
  },
  {
    id: 'points',
    title: 'Points',
    group: 'Drawing',
    kinds: lines,
    ...words(drawn('showPoints'), { auto: 'Where they fit', always: 'Always', never: 'Never' }),
  },
  {
    id: 'size',
    title: 'Point size',
    group: 'Drawing',
    kinds: lines,
    control: 'number',
    hint: '5',
    ...drawn('pointSize'),
  },
  {
    id: 'gaps',
    title: 'Gaps',
    group: 'Drawing',
    kinds: lines,
    ...choice<boolean | number>(drawn('spanNulls'), [
      ['leave', 'Left open', false],
      ['minute', 'Closed up to 1 min', 60_000],
      ['hour', 'Closed up to 1 h', 3_600_000],
      ['close', 'Closed', true],
    ]),
  },
  {
    id: 'stacking',
    title: 'Stacking',
    group: 'Drawing',
    kinds: lines,
    ...words(drawn('stacking'), { none: 'None', normal: 'Normal', percent: '100 %' }),
  },
  {
    id: 'group',
    title: 'Stacking group',
    group: 'Drawing',
    kinds: lines,
    control: 'text',
    hint: 'A',
    overrideOnly: true,
    ...drawn('stackingGroup'),
  },
  {
    id: 'below',
    title: 'Fill down to',
    group: 'Drawing',
    kinds: lines,
    control: 'text',
    hint: 'name of a series',
    overrideOnly: true,
    ...drawn('fillBelowTo'),
  },
  {
    id: 'negative',
    title: 'Drawn downwards',
    group: 'Drawing',
    kinds: lines,
    control: 'flag',
    overrideOnly: true,
    ...drawn('negativeY'),
  },
  {
    id: 'limits',
    title: 'Show thresholds',
    group: 'Drawing',
    kinds: lines,
    ...words(drawn('thresholds'), {
      off: 'No',
      line: 'As lines',
      area: 'As areas',
      'line+area': 'As lines and areas',
      dashed: 'As dashes',
      'dashed+area': 'As dashes and areas',
    }),
  },
  {
    id: 'legend',
    title: 'Not in the legend',
    group: 'Drawing',
    control: 'flag',
    overrideOnly: true,
    ...hiding('legend'),
  },
  { id: 'chart', title: 'Not in the chart', group: 'Drawing', control: 'flag', overrideOnly: true, ...hiding('chart') },
  {
    id: 'axis',
    title: 'Placement',
    group: 'Axis',
    kinds: lines,
    ...words(drawn('axis'), { auto: 'Auto', left: 'Left', right: 'Right', hidden: 'Hidden' }),
  },
  { id: 'label', title: 'Axis label', group: 'Axis', kinds: lines, control: 'text', ...drawn('axisLabel') },
  {
    id: 'softMin',
    title: 'Soft min',
    group: 'Axis',
    kinds: scaled,
    control: 'number',
    hint: 'auto',
    ...drawn('axisSoftMin'),
  },
  {
    id: 'softMax',
    title: 'Soft max',
    group: 'Axis',
    kinds: scaled,
    control: 'number',
    hint: 'auto',
    ...drawn('axisSoftMax'),
  },
  {
    id: 'scale',
    title: 'Scale',
    group: 'Axis',
    kinds: lines,
    ...choice<NonNullable<DrawSettings['scale']>>(drawn('scale'), [
      ['linear', 'Linear', { kind: 'linear' }],
      ['log2', 'Logarithmic, 2', { kind: 'log', base: 2 }],
      ['log10', 'Logarithmic, 10', { kind: 'log', base: 10 }],
    ]),
  },
  { id: 'centred', title: 'Zero in the middle', group: 'Axis', kinds: lines, control: 'flag', ...drawn('axisCentred') },
  {
    id: 'cell',
    title: 'Cells',
    group: 'Columns',
    kinds: columns,
    ...words(drawn('cell'), {
      auto: 'Auto',
      'color-text': 'Coloured text',
      'color-background': 'Coloured background',
      gauge: 'Gauge',
      sparkline: 'Sparkline',
      'json-view': 'JSON',
    }),
  },
  {
    id: 'column',
    title: 'Width, px',
    group: 'Columns',
    kinds: columns,
    control: 'number',
    hint: 'auto',
    ...drawn('width'),
  },
  {
    id: 'align',
    title: 'Alignment',
    group: 'Columns',
    kinds: columns,
    ...words(drawn('align'), { auto: 'Auto', left: 'Left', center: 'Centre', right: 'Right' }),
  },
  {
    id: 'hidden',
    title: 'Hidden',
    group: 'Columns',
    kinds: columns,
    control: 'flag',
    overrideOnly: true,
    ...drawn('hidden'),
  },
];

export function propertiesOf(kind: Kind, override: boolean): readonly FieldProperty[] {
  return fieldProperties.filter(
    ({ kinds, overrideOnly }) => (kinds?.includes(kind) ?? true) && (override || overrideOnly !== true),
  );
}
