// Thresholds of a panel as lines across its chart and as areas behind it.
import { thresholdValue } from '../../../../contract/dashboards/format/threshold.ts';
import type { FieldSettings } from '../../../../contract/dashboards/field-config.ts';
import { namedColour } from '../../../draw/named-colour.ts';
import type { Theme } from '../../../draw/theme.ts';
import type { ChartThreshold } from '../../../draw/time-chart/chart-data.ts';

/** Of the panel's own settings, else of the first series that has some drawn. */
export function chartThresholds(
  defaults: FieldSettings,
  series: readonly FieldSettings[],
  theme: Pick<Theme, 'scheme' | 'text'>,
): readonly ChartThreshold[] {
  const own = [defaults, ...series].find(({ draw }) => draw?.thresholds !== undefined && draw.thresholds !== 'off');
  const { thresholds, draw, min, max } = own ?? {};
  const how = draw?.thresholds;
  if (thresholds === undefined || how === undefined || how === 'off') return [];
  const line = how.startsWith('line') ? 'solid' : how.startsWith('dashed') ? 'dashed' : 'none';
  const fill = how.endsWith('area');
  return thresholds.steps.flatMap((step): readonly ChartThreshold[] => {
    const colour = namedColour(step.colour, theme);
    const value = thresholdValue(step, thresholds.mode, min, max);
    if (colour === undefined || value === Infinity || Number.isNaN(value)) return [];
    // A colour that is not seen still ends the area below it.
    if (colour === 'transparent') return [{ value, colour, line: 'none', fill: false }];
    return [{ value, colour, line: value === -Infinity ? 'none' : line, fill }];
  });
}
