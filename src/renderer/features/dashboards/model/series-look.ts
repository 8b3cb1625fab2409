// How the settings of a field let its series be drawn.
import type { DrawSettings } from '../../../../contract/dashboards/field-config.ts';
import type { ChartSeries } from '../../../draw/time-chart/chart-data.ts';

type Look = Omit<ChartSeries, 'key' | 'name' | 'colour' | 'values' | 'axis' | 'fillTo' | 'scheme'>;

/** `percent`: the chart stacks to 100, so that whatever is stacked is. */
export function seriesLook(draw: DrawSettings = {}, percent = false): Look {
  const { dash, fillOpacity, interpolation, gradient } = draw;
  const stacks = draw.stacking === 'normal' || draw.stacking === 'percent';
  return {
    style: draw.style,
    width: draw.lineWidth,
    dash,
    round: dash?.[0] === 0 ? true : undefined,
    fill: fillOpacity === undefined ? undefined : Math.min(1, fillOpacity / 100),
    fading: gradient === 'opacity' ? true : undefined,
    curve: interpolation === 'linear' ? undefined : interpolation,
    points: draw.showPoints,
    pointSize: draw.pointSize,
    barAlign: draw.barAlign,
    barWidth: draw.barWidth,
    span: draw.spanNulls,
    stack: stacks ? stackName(draw, percent) : false,
    quiet: draw.hideFrom?.tooltip === true ? true : undefined,
  };
}

/** What points down is stacked below zero, apart from what points up; shares of a whole are one stack. */
function stackName({ stackingGroup = '', negativeY }: DrawSettings, percent: boolean): string {
  return negativeY === true && !percent ? `${stackingGroup} down` : stackingGroup;
}
