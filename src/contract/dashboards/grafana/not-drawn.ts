// What a panel asks for and gets otherwise or not at all: options of its kind, of its fields and of its overrides that make a
// difference on screen, in words for the report. What is not named here is drawn, or would change nothing that one sees.
import type { PanelNotes } from './import-report.ts';
import { isObject, objectAt, objectsAt, textAt, type JsonObject } from './read-json.ts';

export function noteNotDrawn(panel: JsonObject, type: string, notes: PanelNotes): void {
  if (type === 'timeseries' || type === 'trend' || type === 'graph') noteOverTime(panel, notes);
  const options = objectAt(panel, 'options');
  const cells = settingsOf(panel).map((at) => textAt(objectOf(at('custom.cellOptions')), 'type'));
  const rules: readonly (readonly [boolean, string])[] = [
    [type === 'stat' && options['showPercentChange'] === true, 'The change in percent is not shown.'],
    [
      type === 'gauge' && options['showThresholdLabels'] === true,
      'Thresholds of the dial are drawn without their numbers.',
    ],
    [type === 'table' && options['showHeader'] === false, 'The hidden head of the table is shown.'],
    [
      type === 'table' && cells.some((cell) => unknownCells.has(cell)),
      'Images, links and markup in cells are shown as texts.',
    ],
    [linksMissing.has(type) && settingsOf(panel).some((at) => isList(at('links'))), 'Links of the data are not shown.'],
    [type === 'graph' && objectsAt(panel, 'timeRegions').length > 0, 'Time regions are not shown.'],
  ];
  for (const [found, words] of rules) if (found) notes.degraded(words);
}

const unknownCells: ReadonlySet<string> = new Set([
  'image',
  'data-links',
  'markdown',
  'pill',
  'actions',
  'geo',
  'html',
]);

/** Kinds whose values have no links here. */
const linksMissing: ReadonlySet<string> = new Set(['heatmap', 'barchart', 'state-timeline', 'status-history']);

type Settings = (key: string) => unknown;

/** Defaults and each override, asked by the ids that overrides use. */
function settingsOf(panel: JsonObject): readonly Settings[] {
  const config = objectAt(panel, 'fieldConfig');
  const defaults = objectAt(config, 'defaults');
  const custom = objectAt(defaults, 'custom');
  return [
    (key) => (key.startsWith('custom.') ? custom[key.slice('custom.'.length)] : defaults[key]),
    ...objectsAt(config, 'overrides').map((override): Settings => {
      const properties = new Map(objectsAt(override, 'properties').map((one) => [textAt(one, 'id'), one['value']]));
      return (key) => properties.get(key);
    }),
  ];
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function noteOverTime(panel: JsonObject, notes: PanelNotes): void {
  for (const at of settingsOf(panel)) noteSettings(at, notes);
}

function noteSettings(at: Settings, notes: PanelNotes): void {
  const inside = (key: string, inner: string): unknown => {
    const value = at(key);
    return isObject(value) ? value[inner] : undefined;
  };
  const rules: readonly (readonly [boolean, string])[] = [
    [at('custom.gradientMode') === 'hue', 'A gradient of hues is drawn in one colour.'],
    [inside('custom.scaleDistribution', 'type') === 'symlog', 'The symmetric logarithmic scale is drawn linear.'],
    [at('custom.transform') === 'constant', 'Constants are drawn as they are.'],
    [inside('color', 'mode') === 'shades', 'Shades of a colour are drawn as that colour.'],
    [inside('custom.thresholdsStyle', 'mode') === 'series', 'Thresholds from another series are not drawn.'],
  ];
  for (const [found, words] of rules) if (found) notes.degraded(words);
}
