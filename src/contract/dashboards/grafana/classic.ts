// Classic JSON: `panels` with `gridPos` since schema 16, `rows` with `span` before that.
import type { Dashboard } from '../model.ts';
import type { Panel, RowPanel } from '../panels.ts';
import { dashboardId } from '../dashboard-id.ts';
import { readAnnotations } from './annotations.ts';
import { readClassicRows } from './classic-rows.ts';
import type { ReportKeeper } from './import-report.ts';
import { readLink } from './links.ts';
import { readPanel } from './panel.ts';
import { flagAt, listAt, objectAt, objectsAt, textAt, textsAt, wordAt, type JsonObject } from './read-json.ts';
import { refreshMillis } from './refresh.ts';
import { readTemplating } from './templating.ts';
import { nextPanelId } from '../panel-ids.ts';
import { fillInputs } from './inputs.ts';

export function readClassic(source: JsonObject, newId: string, keeper: ReportKeeper): Dashboard {
  const json = fillInputs(source);
  const panels =
    Array.isArray(json['rows']) && listAt(json, 'panels').length === 0
      ? readClassicRows(objectsAt(json, 'rows'), keeper)
      : readPanels(objectsAt(json, 'panels'), keeper);
  const time = objectAt(json, 'time');
  return {
    id: dashboardId(wordAt(json, 'uid'), newId),
    title: textAt(json, 'title') || 'Untitled dashboard',
    description: textAt(json, 'description'),
    tags: textsAt(json, 'tags'),
    range: { from: wordAt(time, 'from') || 'now-1h', to: wordAt(time, 'to') || 'now' },
    refreshMillis: refreshMillis(json['refresh']),
    variables: readTemplating(objectsAt(objectAt(json, 'templating'), 'list'), keeper),
    panels: uniqueIds(panels),
    links: objectsAt(json, 'links').flatMap(readLink),
    annotations: readAnnotations(objectsAt(objectAt(json, 'annotations'), 'list'), keeper),
    source: withoutParts(json),
  };
}

/** What has no place of its own in the model. */
function withoutParts({ panels: _panels, rows: _rows, ...json }: JsonObject): JsonObject {
  const { list: _variables, ...templating } = objectAt(json, 'templating');
  return { ...json, templating };
}

function readPanels(found: readonly JsonObject[], keeper: ReportKeeper): readonly Panel[] {
  return found.map((json): Panel => {
    if (json['type'] !== 'row') return readPanel(json, keeper);
    const inner = objectsAt(json, 'panels')
      .filter((one) => one['type'] !== 'row')
      .map((one) => readPanel(one, keeper));
    const row = readRow(json);
    // An open row holds nothing itself; some exporters leave copies in it.
    return row.collapsed ? { ...row, panels: inner } : row;
  });
}

export function readRow(json: JsonObject): RowPanel {
  const grid = objectAt(json, 'gridPos');
  const repeat = textAt(json, 'repeat');
  const { panels: _inside, ...source } = json;
  return {
    kind: 'row',
    id: typeof json['id'] === 'number' ? json['id'] : 0,
    title: textAt(json, 'title') || 'Row',
    description: '',
    grid: { x: 0, y: typeof grid['y'] === 'number' ? grid['y'] : 0, w: 24, h: 1 },
    transparent: false,
    links: [],
    repeat: repeat === '' ? undefined : { variable: repeat, direction: 'vertical', maxPerRow: 1 },
    collapsed: flagAt(json, 'collapsed'),
    panels: [],
    source,
  };
}

/** Every panel gets an id that no other one has; those that have one keep it. */
function uniqueIds(panels: readonly Panel[]): readonly Panel[] {
  const taken = new Set<number>();
  let next = nextPanelId(panels);
  const give = <T extends Panel>(panel: T): T => {
    if (panel.id > 0 && !taken.has(panel.id)) {
      taken.add(panel.id);
      return panel;
    }
    const id = next++;
    taken.add(id);
    return { ...panel, id };
  };
  return panels.map((panel) => {
    const own = give(panel);
    return own.kind === 'row' ? { ...own, panels: own.panels.map(give) } : own;
  });
}
