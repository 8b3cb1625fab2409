// Queries of a panel. What Prometheus understands is ours; simple searches for traces and logs are answered from what the
// run has; everything else is kept and told.
import type { Target } from '../model.ts';
import { flagAt, finite, isObject, objectsAt, textAt, wordAt, type JsonObject } from './read-json.ts';
import type { PanelNotes } from './import-report.ts';
import { letter } from './target-letter.ts';

/** Targets of a classic panel. */
export function readTargets(panel: JsonObject, notes: PanelNotes): readonly Target[] {
  const inherited = sourceType(panel['datasource']);
  return objectsAt(panel, 'targets').map((json, index) => readTarget(json, inherited, index, notes));
}

export function readTarget(json: JsonObject, inherited: string, index: number, notes: PanelNotes): Target {
  const source = sourceType(json['datasource']) || inherited;
  const kind = kindOf(json, source);
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
  if (target.kind === 'other' && !target.hidden) {
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

function kindOf(json: JsonObject, source: string): Pick<Target, 'kind' | 'expression'> {
  const expression = textAt(json, 'expr');
  if (source === 'loki') return { kind: isLogSearch(expression) ? 'logs' : 'other', expression };
  if (source === 'tempo' || source === 'jaeger') {
    const service = textAt(json, 'serviceName') || textAt(json, 'service');
    const name = textAt(json, 'spanName') || textAt(json, 'operation');
    if (service !== '') {
      const words = [
        ['service', service],
        ['name', name],
      ] as const;
      return {
        kind: 'traces',
        expression: words.flatMap(([key, one]) => (one === '' ? [] : [`${key}=${one}`])).join(' '),
      };
    }
    return { kind: 'other', expression: textAt(json, 'query') };
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

/** A selector with filters of lines: no parsers, no functions. */
function isLogSearch(expression: string): boolean {
  return /^\s*\{[^}]*\}(\s*(\|=|!=|\|~|!~)\s*("([^"\\]|\\.)*"|`[^`]*`))*\s*$/.test(expression);
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
