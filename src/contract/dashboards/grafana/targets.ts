// Queries of a panel. What Prometheus understands is ours; simple searches for traces and logs are answered from what the
// run has; everything else is kept and told.
import type { Target } from '../model.ts';
import { flagAt, finite, isObject, objectsAt, textAt, wordAt, type JsonObject } from './read-json.ts';
import { readLogql } from '../record-search/logql.ts';
import { readTraceql } from '../record-search/traceql.ts';
import type { RecordSearch } from '../record-search/record-search.ts';
import type { PanelNotes } from './import-report.ts';
import { letter } from './target-letter.ts';
import { traceqlOf } from './tempo-query.ts';

/** Targets of a classic panel. */
export function readTargets(panel: JsonObject, notes: PanelNotes): readonly Target[] {
  const inherited = sourceType(panel['datasource']);
  return objectsAt(panel, 'targets').map((json, index) => readTarget(json, inherited, index, notes));
}

export function readTarget(json: JsonObject, inherited: string, index: number, notes: PanelNotes): Target {
  const source = sourceType(json['datasource']) || inherited;
  const kind = kindOf(json, source, notes);
  const target: Target = {
    id: textAt(json, 'refId') || letter(index),
    kind: kind.kind,
    expression: kind.expression,
    source,
    legend: textAt(json, 'legendFormat'),
    instant: flagAt(json, 'instant') && json['range'] !== true,
    format: formatOf(json),
    interval: wordAt(json, 'interval') || minStepOf(json['step']),
    exemplars: flagAt(json, 'exemplar'),
    hidden: flagAt(json, 'hide'),
    limit: finite(json['limit']) ?? finite(json['maxLines']),
  };
  if (target.kind === 'other' && !target.hidden && source !== 'loki' && source !== 'tempo') {
    notes.degraded(
      `Query ${target.id} asks ${source === '' ? 'another data source' : source}, which is not available here.`,
    );
  }
  return target;
}

/** Kind of a data source: new files say it, old ones have a name or a variable, which counts as Prometheus. */
export function sourceType(datasource: unknown): string {
  if (isObject(datasource)) return textAt(datasource, 'type');
  if (typeof datasource !== 'string') return '';
  const name = datasource.toLowerCase();
  for (const known of ['loki', 'tempo', 'jaeger', 'elasticsearch', 'influxdb', 'cloudwatch', 'mysql', 'postgres']) {
    if (name.includes(known)) return known;
  }
  if (name.startsWith('-- ') && name !== '-- mixed --') return name;
  return '';
}

function kindOf(json: JsonObject, source: string, notes: PanelNotes): Pick<Target, 'kind' | 'expression'> {
  const expression = textAt(json, 'expr');
  if (source === 'loki') return { kind: noted(readLogql(sample(expression)), notes) ? 'logs' : 'other', expression };
  if (source === 'tempo' || source === 'jaeger') {
    const search = traceqlOf(json);
    if (search === undefined) return { kind: 'other', expression: textAt(json, 'query') };
    return { kind: noted(readTraceql(sample(search)), notes) ? 'traces' : 'other', expression: search };
  }
  if (
    source === '' ||
    source === 'prometheus' ||
    source === 'mixed' ||
    source === 'datasource' ||
    source.startsWith('$')
  ) {
    if (expression !== '') return { kind: 'promql', expression };
    return source === '' || source === 'prometheus'
      ? { kind: 'promql', expression: '' }
      : { kind: 'other', expression: textAt(json, 'query') };
  }
  // Mimir, Thanos and VictoriaMetrics speak PromQL under other names.
  if (/prom|mimir|thanos|victoria|cortex/.test(source)) return { kind: 'promql', expression };
  return { kind: 'other', expression: expression || textAt(json, 'query') || textAt(json, 'rawSql') };
}

/** Whether records can be searched for; what is left out of the search is told. */
function noted(search: RecordSearch, notes: PanelNotes): boolean {
  if (search.kind === 'search') search.left.forEach((one) => notes.degraded(one));
  else notes.degraded(search.reason);
  return search.kind === 'search';
}

/** Variables have no values yet: any word stands for them. */
function sample(expression: string): string {
  return expression.replace(/\$\{[^}]*\}|\[\[[^\]]*\]\]|\$\w+/g, 'x');
}

function formatOf(json: JsonObject): Target['format'] {
  const format = json['format'];
  return format === 'table' || format === 'heatmap' ? format : 'time_series';
}

/** Older files have a step in seconds; it was a number of the time it was drawn, so only large ones mean something. */
function minStepOf(step: unknown): string {
  const seconds = finite(step);
  return seconds !== undefined && seconds >= 60 ? `${seconds}s` : '';
}
