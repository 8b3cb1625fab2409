// What `otterscope query` prints: a line per series, or per sample below the name of its series.
import type { HistogramCells, LabelTable, MetricsResult } from '../../contract/metrics.ts';
import { terminalText } from './terminal-text.ts';

/** Lines with their ends; nothing for an empty result. */
export function* queryText(result: Exclude<MetricsResult, { kind: 'failed' }>): Generator<string> {
  switch (result.kind) {
    case 'scalar':
      yield `${numberText(result.value)}\n`;
      return;
    case 'string':
      yield `${terminalText(result.value)}\n`;
      return;
    case 'vector': {
      const histograms = histogramsOf(result.histograms, 1);
      for (let row = 0; row < result.labels.rows; row++)
        yield `${seriesText(result.labels, row)} ${histograms.get(row) ?? numberText(result.values[row] ?? 0)}\n`;
      return;
    }
    case 'matrix': {
      const { steps, start, step, present } = result;
      const histograms = histogramsOf(result.histograms, steps);
      for (let row = 0; row < result.labels.rows; row++) {
        yield `${seriesText(result.labels, row)}\n`;
        for (let at = row * steps; at < (row + 1) * steps; at++) {
          if (present[at] === 0) continue;
          const value = histograms.get(at) ?? numberText(result.values[at] ?? 0);
          yield `  ${timeText(start + (at - row * steps) * step)}  ${value}\n`;
        }
      }
      return;
    }
    case 'ranges': {
      for (let row = 0; row < result.labels.rows; row++) {
        const first = result.first[row] ?? 0;
        const histograms = histogramsOf(result.histograms, 1, row);
        yield `${seriesText(result.labels, row)}\n`;
        for (let at = first; at < (result.first[row + 1] ?? 0); at++) {
          const value = histograms.get(at - first) ?? numberText(result.values[at] ?? 0);
          yield `  ${timeText(result.times[at] ?? 0)}  ${value}\n`;
        }
      }
    }
  }
}

/** `up{job="api"}`. */
function seriesText({ names, cells, texts }: LabelTable, row: number): string {
  let name = '';
  const pairs: string[] = [];
  for (const [at, label] of names.entries()) {
    const value = texts[cells[row * names.length + at] ?? 0] ?? '';
    if (value === '') continue;
    const plain = /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label) ? label : JSON.stringify(label);
    if (label !== '__name__') pairs.push(`${plain}=${JSON.stringify(value)}`);
    else if (/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(value)) name = value;
    else pairs.unshift(JSON.stringify(value));
  }
  return terminalText(pairs.length === 0 && name !== '' ? name : `${name}{${pairs.join(', ')}}`);
}

function timeText(millis: number): string {
  return new Date(millis).toISOString();
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';
}

/** By place: series times `steps` plus step; or of one series alone by step. */
function histogramsOf(cells: HistogramCells | undefined, steps: number, only?: number): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  if (cells === undefined) return texts;
  for (let at = 0; at < cells.count; at++) {
    const series = cells.series[at] ?? 0;
    const step = cells.step[at] ?? 0;
    if (only !== undefined && only !== series) continue;
    const parts = [`count:${numberText(cells.total[at] ?? 0)}`, `sum:${numberText(cells.sum[at] ?? 0)}`];
    for (let bucket = cells.bucketStart[at] ?? 0; bucket < (cells.bucketStart[at + 1] ?? 0); bucket++) {
      const bounds = `${numberText(cells.lower[bucket] ?? 0)}..${numberText(cells.upper[bucket] ?? 0)}`;
      parts.push(`${bounds}:${numberText(cells.bucketCount[bucket] ?? 0)}`);
    }
    texts.set(only === undefined ? series * steps + step : step, `{${parts.join(', ')}}`);
  }
  return texts;
}
