// A value as a panel shows it: its text with unit or mapping, and which colour it asks for.
import type { FieldSettings } from '../field-config.ts';
import { numberOf, textOf, type Cell } from '../frame.ts';
import { formatValue } from './format-value.ts';
import { activeStep, defaultThresholds } from './threshold.ts';
import { mapValue } from './value-mapping.ts';

export interface ShownValue {
  readonly text: string;
  readonly number: number | undefined;
  /** A name or code of a colour; undefined: nothing asks for one. */
  readonly colour: string | undefined;
  /** 0 to 1 between the least and the largest value. */
  readonly share: number | undefined;
}

/** `byThresholds`: thresholds colour also where the field asks for no mode (stat, gauge). */
export function shownValue(cell: Cell, settings: FieldSettings, byThresholds: boolean): ShownValue {
  const number = typeof cell === 'number' || typeof cell === 'boolean' ? numberOf(cell) : undefined;
  const mapped = mapValue(cell, settings.mappings);
  const share = shareOf(number, settings);
  const text = mapped?.text ?? plainText(cell, number, settings);
  return { text, number, colour: mapped?.colour ?? colourOf(number, settings, byThresholds), share };
}

function plainText(cell: Cell, number: number | undefined, settings: FieldSettings): string {
  if (cell === undefined || (number !== undefined && Number.isNaN(number) && settings.noValue !== undefined)) {
    return settings.noValue ?? 'No data';
  }
  return number === undefined ? textOf(cell) : formatValue(number, settings.unit, settings.decimals);
}

function shareOf(number: number | undefined, { min, max }: FieldSettings): number | undefined {
  if (number === undefined || Number.isNaN(number)) return undefined;
  const low = min ?? 0;
  const high = max ?? 100;
  return high <= low ? 0 : Math.min(1, Math.max(0, (number - low) / (high - low)));
}

function colourOf(number: number | undefined, settings: FieldSettings, byThresholds: boolean): string | undefined {
  const mode = settings.colour?.mode;
  if (mode === 'fixed' || mode === 'shades') return settings.colour?.fixed;
  if (mode !== undefined && mode !== 'thresholds') return mode.startsWith('continuous-') ? mode : undefined;
  if (number === undefined || (mode === undefined && !byThresholds)) return undefined;
  return activeStep(number, settings.thresholds ?? defaultThresholds, settings.min, settings.max)?.colour;
}
