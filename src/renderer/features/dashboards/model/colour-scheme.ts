// Colours of a line by its values: the steps of thresholds, or a course between the least and the greatest.
import { thresholdValue } from '../../../../contract/dashboards/format/threshold.ts';
import type { FieldSettings } from '../../../../contract/dashboards/field-config.ts';
import { namedColour } from '../../../draw/named-colour.ts';
import type { Theme } from '../../../draw/theme.ts';
import type { ColourScheme } from '../../../draw/time-chart/chart-data.ts';

const stopsOfCourse = 8;

/** Of all series of the chart. */
interface Extremes {
  readonly least: number | undefined;
  readonly most: number | undefined;
}

/** undefined where the settings name no colours by value. */
export function colourScheme(
  settings: FieldSettings,
  extremes: Extremes,
  theme: Pick<Theme, 'scheme' | 'text'>,
): ColourScheme | undefined {
  const mode = settings.colour?.mode ?? '';
  const least = settings.min ?? extremes.least;
  const most = settings.max ?? extremes.most;
  if (mode === 'thresholds' && settings.thresholds !== undefined) {
    const { steps, mode: how } = settings.thresholds;
    const stops = steps.flatMap((step) => {
      const colour = namedColour(step.colour, theme);
      return colour === undefined ? [] : [{ value: thresholdValue(step, how, least, most), colour }];
    });
    return stops.length === 0 ? undefined : { hard: true, stops };
  }
  if (!mode.startsWith('continuous-') || least === undefined || most === undefined || most <= least) return undefined;
  const stops = Array.from({ length: stopsOfCourse + 1 }, (_, at) => {
    const share = at / stopsOfCourse;
    return { value: least + (most - least) * share, colour: namedColour(mode, theme, share) ?? theme.text };
  });
  return { hard: false, stops };
}

/** undefined where there are no values. */
export function extremesOf(values: readonly (number | undefined)[]): Extremes {
  let least: number | undefined;
  let most: number | undefined;
  for (const value of values) {
    if (value === undefined || !Number.isFinite(value)) continue;
    if (least === undefined || value < least) least = value;
    if (most === undefined || value > most) most = value;
  }
  return { least, most };
}
