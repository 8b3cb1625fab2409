// What a panel asks for and gets otherwise or not at all: options of its kind, of its fields and of its overrides that make a
// difference on screen, in words for the report. What is not named here is drawn, or would change nothing that one sees.
import type { PanelNotes } from './import-report.ts';
import { isObject, objectAt, objectsAt, textAt, type JsonObject } from './read-json.ts';

/** `panel` of the kinds that draw over time. */
export function noteNotDrawn(panel: JsonObject, notes: PanelNotes): void {
  const config = objectAt(panel, 'fieldConfig');
  const defaults = objectAt(config, 'defaults');
  noteSettings(
    (key) => (key.startsWith('custom.') ? objectAt(defaults, 'custom')[key.slice('custom.'.length)] : defaults[key]),
    notes,
  );
  for (const override of objectsAt(config, 'overrides')) {
    const properties = new Map(objectsAt(override, 'properties').map((one) => [textAt(one, 'id'), one['value']]));
    noteSettings((key) => properties.get(key), notes);
  }
}

function noteSettings(at: (key: string) => unknown, notes: PanelNotes): void {
  const inside = (key: string, inner: string): unknown => {
    const value = at(key);
    return isObject(value) ? value[inner] : undefined;
  };
  const rules: readonly (readonly [boolean, string])[] = [
    [isColourGradient(at('custom.gradientMode')), 'A gradient of colours is drawn in one colour.'],
    [inside('custom.scaleDistribution', 'type') === 'symlog', 'The symmetric logarithmic scale is drawn linear.'],
    [at('custom.transform') === 'constant', 'Constants are drawn as they are.'],
    [inside('color', 'mode') === 'shades', 'Shades of a colour are drawn as that colour.'],
    [inside('custom.thresholdsStyle', 'mode') === 'series', 'Thresholds from another series are not drawn.'],
  ];
  for (const [found, words] of rules) if (found) notes.degraded(words);
}

function isColourGradient(mode: unknown): boolean {
  return mode === 'hue' || mode === 'scheme';
}
