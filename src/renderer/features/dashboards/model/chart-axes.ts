// On which side a series is measured, and what the axis there looks like: the first unit is on the left, all others right.
import { formatValue } from '../../../../contract/dashboards/format/format-value.ts';
import type { DrawSettings, FieldSettings } from '../../../../contract/dashboards/field-config.ts';
import type { ChartAxis } from '../../../draw/time-chart/chart-data.ts';

export type Side = 'left' | 'right';

export function axesOf(all: readonly FieldSettings[]): readonly Side[] {
  const placed = all.find(({ draw }) => draw?.axis === 'left') ?? all.find(({ draw }) => draw?.axis !== 'right');
  return all.map(({ unit, draw }) => {
    if (draw?.axis === 'left' || draw?.axis === 'right') return draw.axis;
    return (unit ?? '') === (placed?.unit ?? '') ? 'left' : 'right';
  });
}

/** `all` that are measured there; without any the panel's own. */
export function chartAxis(all: readonly FieldSettings[], otherwise: FieldSettings): ChartAxis {
  const used = all.length === 0 ? [otherwise] : all;
  const [{ unit, decimals } = otherwise] = used;
  const drawOf = <K extends keyof DrawSettings>(key: K): DrawSettings[K] | undefined =>
    used.find(({ draw }) => draw?.[key] !== undefined)?.draw?.[key];
  const scale = drawOf('scale');
  // Limits of a chart that stacks to 100 % are shares of 1.
  const whole = drawOf('stacking') === 'percent' ? 100 : 1;
  const limit = (value: number | undefined): number | undefined => (value === undefined ? undefined : value * whole);
  return {
    format: (value) => formatValue(value, whole === 1 ? unit : 'percent', decimals),
    base: unit !== undefined && /bytes$|^binBps$/.test(unit) && !unit.startsWith('dec') ? 2 : 10,
    log: scale?.kind === 'log' ? (scale.base === 2 ? 2 : 10) : undefined,
    min: limit(used.find(({ min }) => min !== undefined)?.min),
    max: limit(used.find(({ max }) => max !== undefined)?.max),
    softMin: limit(drawOf('axisSoftMin')),
    softMax: limit(drawOf('axisSoftMax')),
    centred: drawOf('axisCentred'),
    label: drawOf('axisLabel'),
    hidden: used.every(({ draw }) => draw?.axis === 'hidden') ? true : undefined,
  };
}
