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
  /** Within what is only shown under conditions. */
  readonly conditional: boolean;
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
    panels: numbered(
      layout(objectAt(spec, 'layout'), { elements: objectAt(spec, 'elements'), keeper, conditional: false }, 0),
    ),
    links: objectsAt(spec, 'links').flatMap(readLink),
    annotations: readAnnotations(objectsAt(spec, 'annotations').map(classicAnnotation), keeper),
  };
}

function layout(json: JsonObject, walk: Walk, top: number): readonly Panel[] {
  if (isNested(json)) return sections(json, walk, top, { prefix: '', collapsed: false });
  return flat(json, walk, top);
}

/** Rows and tabs hold layouts of their own. */
function isNested(json: JsonObject): boolean {
  return json['kind'] === 'RowsLayout' || json['kind'] === 'TabsLayout';
}

interface Outer {
  /** Titles of the rows and tabs around, each with ` / `. */
  readonly prefix: string;
  readonly collapsed: boolean;
}

/** Rows below each other; what they hold of further rows and tabs stands below them, named with the titles around. */
function sections(json: JsonObject, walk: Walk, top: number, outer: Outer): readonly Panel[] {
  const spec = objectAt(json, 'spec');
  if (json['kind'] === 'TabsLayout') walk.keeper.note('Tabs are shown as rows below each other.');
  const panels: Panel[] = [];
  let y = top;
  for (const row of [...objectsAt(spec, 'rows'), ...objectsAt(spec, 'tabs')]) {
    const found = section(objectAt(row, 'spec'), walk, y, outer);
    panels.push(...found);
    y = bottomOf(found, y);
  }
  return panels;
}

function section(spec: JsonObject, outerWalk: Walk, y: number, outer: Outer): readonly Panel[] {
  const title = `${outer.prefix}${textAt(spec, 'title') || 'Row'}`;
  const collapsed = outer.collapsed || flagAt(spec, 'collapse');
  const walk = { ...outerWalk, conditional: outerWalk.conditional || isConditional(spec) };
  if (objectsAt(spec, 'variables').length > 0) {
    walk.keeper.note(`Variables that hold for "${title}" only are not known; queries with them keep their names.`);
  }
  const inner = objectAt(spec, 'layout');
  const repeat = readRepeat(objectAt(spec, 'repeat'), 'vertical');
  if (isNested(inner)) {
    if (repeat !== undefined) walk.keeper.note(`"${title}" holds rows itself; it is not repeated.`);
    return sections(inner, walk, y, { prefix: `${title} / `, collapsed });
  }
  const placed = flat(inner, walk, y + 1);
  const head: RowPanel = {
    kind: 'row',
    id: 0,
    title,
    description: '',
    grid: { x: 0, y, w: gridColumns, h: 1 },
    transparent: false,
    links: [],
    repeat,
    collapsed,
    panels: collapsed ? placed : [],
  };
  return collapsed ? [head] : [head, ...placed];
}

function isConditional(spec: JsonObject): boolean {
  return objectsAt(objectAt(objectAt(spec, 'conditionalRendering'), 'spec'), 'items').length > 0;
}

function bottomOf(panels: readonly Panel[], top: number): number {
  return panels.reduce((most, { grid }) => Math.max(most, grid.y + grid.h), top);
}

/** Panels of a grid. */
function flat(json: JsonObject, walk: Walk, top: number): Placed {
  const spec = objectAt(json, 'spec');
  if (json['kind'] === 'AutoGridLayout') return autoGrid(spec, walk, top);
  return objectsAt(spec, 'items').flatMap((item) => gridItem(item, walk, top));
}

function gridItem(item: JsonObject, walk: Walk, top: number): Placed {
  const spec = objectAt(item, 'spec');
  if (item['kind'] === 'GridLayoutRow') {
    return objectsAt(spec, 'elements').flatMap((one) => gridItem(one, walk, top + (finite(spec['y']) ?? 0)));
  }
  const grid = readGrid({ x: spec['x'], y: spec['y'], w: spec['width'], h: spec['height'] });
  return element(spec, { ...grid, y: grid.y + top }, walk);
}

/** Pixels of a unit of height with its gap. */
const unitPixels = 38;

function autoGrid(spec: JsonObject, walk: Walk, top: number): Placed {
  const columns = Math.min(12, Math.max(1, Math.round(finite(spec['maxColumnCount']) ?? 3)));
  const w = Math.floor(gridColumns / columns);
  const heights: Readonly<Record<string, number>> = { short: 5, standard: 9, tall: 14 };
  const custom = Math.max(2, Math.round((finite(spec['rowHeight']) ?? 320) / unitPixels));
  const h = heights[textAt(spec, 'rowHeightMode', 'standard')] ?? custom;
  return objectsAt(spec, 'items').flatMap((item, index) =>
    element(objectAt(item, 'spec'), { x: (index % columns) * w, y: top + Math.floor(index / columns) * h, w, h }, walk),
  );
}

const conditionalWords = 'In Grafana it is shown under conditions; here it is always shown.';

function element(spec: JsonObject, grid: GridPosition, { elements, keeper, conditional }: Walk): Placed {
  const name = textAt(objectAt(spec, 'element'), 'name');
  const found = elements[name];
  if (!isObject(found)) {
    keeper.note(`The layout names an element that is not there: ${name}.`);
    return [];
  }
  const shownIf = conditional || isConditional(spec);
  const panel = readPanel(classicPanel(found), keeper, shownIf ? [conditionalWords] : []);
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
  return {
    ...objectAt(query, 'spec'),
    refId: spec['refId'],
    hide: spec['hidden'],
    datasource: { type, uid: dataSourceName(query, spec) },
  };
}

/** `datasource.name` of the query; a uid beside it in the first version. */
function dataSourceName(query: JsonObject, spec: JsonObject): string | undefined {
  return textAt(objectAt(query, 'datasource'), 'name') || textAt(objectAt(spec, 'datasource'), 'uid') || undefined;
}

function classicTransformation(json: JsonObject): JsonObject {
  const spec = objectAt(json, 'spec');
  return { ...spec, id: textAt(json, 'group') || textAt(spec, 'id') || textAt(json, 'kind') };
}

function numbered(panels: readonly Panel[]): readonly Panel[] {
  let next = nextPanelId(panels);
  return panels.map((panel) => (panel.id > 0 ? panel : { ...panel, id: next++ }));
}
