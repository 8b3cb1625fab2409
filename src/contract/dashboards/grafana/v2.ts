// The V2 resource (`dashboard.grafana.app/v2...`): elements, a layout of nested rows, tabs and grids, variables as kinds.
// Elements, variables and queries become their classic shapes, so that there is one reader of each.
import type { Dashboard, GridPosition, Repeat } from '../model.ts';
import { gridColumns } from '../model.ts';
import type { Panel, RowPanel } from '../panels.ts';
import { dashboardId } from '../dashboard-id.ts';
import { nextPanelId } from '../panel-ids.ts';
import { classicAnnotation, readAnnotations } from './annotations.ts';
import type { ReportKeeper } from './import-report.ts';
import { readLink } from './links.ts';
import { readGrid, readPanel } from './panel.ts';
import {
  finite,
  flagAt,
  isObject,
  listAt,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
  type JsonObject,
} from './read-json.ts';
import { refreshMillis } from './refresh.ts';
import { readTemplating } from './templating.ts';
import { classicVariable } from './v2-variables.ts';

interface Walk {
  readonly elements: JsonObject;
  readonly keeper: ReportKeeper;
}

type Placed = readonly Exclude<Panel, RowPanel>[];

export function readV2(
  { spec, name }: { readonly spec: JsonObject; readonly name: string },
  newId: string,
  keeper: ReportKeeper,
): Dashboard {
  const time = objectAt(spec, 'timeSettings');
  return {
    id: dashboardId(name, newId),
    title: textAt(spec, 'title') || 'Untitled dashboard',
    description: textAt(spec, 'description'),
    tags: textsAt(spec, 'tags'),
    range: { from: textAt(time, 'from') || 'now-1h', to: textAt(time, 'to') || 'now' },
    refreshMillis: refreshMillis(time['autoRefresh']),
    variables: readTemplating(objectsAt(spec, 'variables').map(classicVariable), keeper),
    panels: numbered(layout(objectAt(spec, 'layout'), { elements: objectAt(spec, 'elements'), keeper }, 0)),
    links: objectsAt(spec, 'links').flatMap(readLink),
    annotations: readAnnotations(objectsAt(spec, 'annotations').map(classicAnnotation), keeper),
  };
}

function layout(json: JsonObject, walk: Walk, top: number): readonly Panel[] {
  const spec = objectAt(json, 'spec');
  switch (json['kind']) {
    case 'RowsLayout':
      return sections(objectsAt(spec, 'rows'), walk, top);
    case 'TabsLayout':
      walk.keeper.note('Tabs are shown as rows below each other.');
      return sections(objectsAt(spec, 'tabs'), walk, top);
    default:
      return flat(json, walk, top);
  }
}

function sections(rows: readonly JsonObject[], walk: Walk, top: number): readonly Panel[] {
  const panels: Panel[] = [];
  let y = top;
  for (const row of rows) {
    const spec = objectAt(row, 'spec');
    const collapsed = flagAt(spec, 'collapse');
    const inner = flat(objectAt(spec, 'layout'), walk, y + 1);
    const repeat = objectAt(spec, 'repeat');
    panels.push({
      kind: 'row',
      id: 0,
      title: textAt(spec, 'title') || 'Row',
      description: '',
      grid: { x: 0, y, w: gridColumns, h: 1 },
      transparent: false,
      links: [],
      repeat: readRepeat(repeat, 'vertical'),
      collapsed,
      panels: collapsed ? inner : [],
    });
    if (!collapsed) panels.push(...inner);
    y = collapsed ? y + 1 : bottomOf(inner, y + 1);
  }
  return panels;
}

function bottomOf(panels: readonly Panel[], top: number): number {
  return panels.reduce((most, { grid }) => Math.max(most, grid.y + grid.h), top);
}

/** Panels of a layout without rows; rows and tabs within rows are put below each other. */
function flat(json: JsonObject, walk: Walk, top: number): Placed {
  const spec = objectAt(json, 'spec');
  switch (json['kind']) {
    case 'AutoGridLayout':
      return autoGrid(spec, walk, top);
    case 'RowsLayout':
    case 'TabsLayout': {
      walk.keeper.note('Rows within rows are shown as one row.');
      const panels: Exclude<Panel, RowPanel>[] = [];
      let y = top;
      for (const row of [...objectsAt(spec, 'rows'), ...objectsAt(spec, 'tabs')]) {
        const inner = flat(objectAt(objectAt(row, 'spec'), 'layout'), walk, y);
        panels.push(...inner);
        y = bottomOf(inner, y);
      }
      return panels;
    }
    default:
      return objectsAt(spec, 'items').flatMap((item) => gridItem(item, walk, top));
  }
}

function gridItem(item: JsonObject, walk: Walk, top: number): Placed {
  const spec = objectAt(item, 'spec');
  if (item['kind'] === 'GridLayoutRow') {
    return objectsAt(spec, 'elements').flatMap((one) => gridItem(one, walk, top + (finite(spec['y']) ?? 0)));
  }
  const grid = readGrid({ x: spec['x'], y: spec['y'], w: spec['width'], h: spec['height'] });
  return element(spec, { ...grid, y: grid.y + top }, walk);
}

function autoGrid(spec: JsonObject, walk: Walk, top: number): Placed {
  const columns = Math.min(12, Math.max(1, Math.round(finite(spec['maxColumnCount']) ?? 3)));
  const w = Math.floor(gridColumns / columns);
  const heights: Readonly<Record<string, number>> = { short: 5, standard: 9, tall: 14, custom: 9 };
  const h = heights[textAt(spec, 'rowHeightMode', 'standard')] ?? 9;
  return objectsAt(spec, 'items').flatMap((item, index) =>
    element(objectAt(item, 'spec'), { x: (index % columns) * w, y: top + Math.floor(index / columns) * h, w, h }, walk),
  );
}

function element(spec: JsonObject, grid: GridPosition, { elements, keeper }: Walk): Placed {
  const name = textAt(objectAt(spec, 'element'), 'name');
  const found = elements[name];
  if (!isObject(found)) {
    keeper.note(`The layout names an element that is not there: ${name}.`);
    return [];
  }
  const panel = readPanel(classicPanel(found), keeper);
  return [{ ...panel, grid, repeat: readRepeat(objectAt(spec, 'repeat'), 'horizontal') }];
}

function readRepeat(json: JsonObject, otherwise: Repeat['direction']): Repeat | undefined {
  const variable = textAt(json, 'value');
  if (variable === '') return undefined;
  const direction = json['direction'] === 'v' ? 'vertical' : json['direction'] === 'h' ? 'horizontal' : otherwise;
  return { variable, direction, maxPerRow: finite(json['maxPerRow']) ?? 4 };
}

function classicPanel(json: JsonObject): JsonObject {
  const spec = objectAt(json, 'spec');
  if (json['kind'] === 'LibraryPanel') {
    return { id: spec['id'], title: spec['title'], type: 'unknown', libraryPanel: objectAt(spec, 'libraryPanel') };
  }
  const viz = objectAt(spec, 'vizConfig');
  const vizSpec = objectAt(viz, 'spec');
  const data = objectAt(objectAt(spec, 'data'), 'spec');
  const query = objectAt(data, 'queryOptions');
  // The kind of panel stood in `kind` first and stands in `group` since v2beta1.
  const type = textAt(viz, 'group') || (viz['kind'] === 'VizConfig' ? '' : textAt(viz, 'kind'));
  return {
    id: spec['id'],
    title: spec['title'],
    description: spec['description'],
    transparent: spec['transparent'],
    links: listAt(spec, 'links'),
    type,
    options: objectAt(vizSpec, 'options'),
    fieldConfig: objectAt(vizSpec, 'fieldConfig'),
    targets: objectsAt(data, 'queries').map(classicTarget),
    transformations: objectsAt(data, 'transformations').map(classicTransformation),
    maxDataPoints: query['maxDataPoints'],
    interval: query['interval'],
    timeFrom: query['timeFrom'],
    timeShift: query['timeShift'],
  };
}

function classicTarget(json: JsonObject): JsonObject {
  const spec = objectAt(json, 'spec');
  const query = objectAt(spec, 'query');
  const type = textAt(query, 'group') || (query['kind'] === 'DataQuery' ? '' : textAt(query, 'kind'));
  return { ...objectAt(query, 'spec'), refId: spec['refId'], hide: spec['hidden'], datasource: { type } };
}

function classicTransformation(json: JsonObject): JsonObject {
  const spec = objectAt(json, 'spec');
  return { ...spec, id: textAt(json, 'group') || textAt(spec, 'id') || textAt(json, 'kind') };
}

function numbered(panels: readonly Panel[]): readonly Panel[] {
  let next = nextPanelId(panels);
  return panels.map((panel) => (panel.id > 0 ? panel : { ...panel, id: next++ }));
}
