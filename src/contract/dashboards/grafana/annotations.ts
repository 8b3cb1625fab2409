// `annotations.list` of a dashboard, read and written. Those of V2 are brought into the classic shape first.
import type { Annotation } from '../annotation.ts';
import type { ReportKeeper } from './import-report.ts';
import { finite, flagAt, isObject, listAt, objectAt, textAt, wordAt, type JsonObject } from './read-json.ts';
import { sourceType } from './targets.ts';

/** undefined for none. */
export function readAnnotations(list: readonly JsonObject[], keeper: ReportKeeper): readonly Annotation[] | undefined {
  if (list.length === 0) return undefined;
  return list.map((json) => {
    const read = readAnnotation(json);
    const builtIn = json['builtIn'] === 1 || json['builtIn'] === true;
    if (read.kind === 'kept' && read.enabled && !builtIn) {
      keeper.note(`The annotation "${read.name}" asks something that is not available here; it is not shown.`);
    }
    return read;
  });
}

function readAnnotation(json: JsonObject): Annotation {
  const target = objectAt(json, 'target');
  const expression = textAt(json, 'expr') || textAt(target, 'expr');
  const source = sourceType(json['datasource']);
  const filter = json['filter'];
  const ours = expression !== '' && (source === '' || /prom|mimir|thanos|victoria|cortex|^\$/.test(source));
  return {
    name: textAt(json, 'name') || 'Annotation',
    kind: ours ? 'promql' : 'kept',
    expression,
    enabled: json['enable'] !== false,
    hidden: flagAt(json, 'hide'),
    colour: textAt(json, 'iconColor'),
    title: textAt(json, 'titleFormat'),
    text: textAt(json, 'textFormat'),
    tags: textAt(json, 'tagKeys')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    step: wordAt(json, 'step') || wordAt(target, 'interval'),
    valueIsTime: json['useValueForTime'] === true || json['useValueForTime'] === 'on',
    panels: isObject(filter)
      ? { exclude: flagAt(filter, 'exclude'), ids: listAt(filter, 'ids').flatMap((id) => finite(id) ?? []) }
      : undefined,
  };
}

export function exportAnnotation(annotation: Annotation): Record<string, unknown> {
  const { panels } = annotation;
  return {
    name: annotation.name,
    datasource: { type: annotation.kind === 'promql' ? 'prometheus' : 'grafana', uid: '${datasource}' },
    enable: annotation.enabled,
    hide: annotation.hidden,
    iconColor: annotation.colour,
    expr: annotation.expression,
    titleFormat: annotation.title,
    textFormat: annotation.text,
    tagKeys: annotation.tags.join(','),
    step: annotation.step,
    useValueForTime: annotation.valueIsTime,
    ...(panels === undefined ? {} : { filter: { exclude: panels.exclude, ids: panels.ids } }),
  };
}

/** `AnnotationQuery` of V2 in the classic shape. */
export function classicAnnotation(json: JsonObject): JsonObject {
  const spec = objectAt(json, 'spec');
  const query = objectAt(spec, 'query');
  const older = textAt(query, 'kind');
  return {
    ...objectAt(spec, 'legacyOptions'),
    ...objectAt(query, 'spec'),
    name: spec['name'],
    enable: spec['enable'],
    hide: spec['hide'],
    iconColor: spec['iconColor'],
    builtIn: spec['builtIn'],
    filter: spec['filter'],
    datasource: { type: textAt(query, 'group') || (older === 'DataQuery' ? '' : older) },
  };
}
