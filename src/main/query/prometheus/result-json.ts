// What a query evaluates to, as the Prometheus API writes it: labels as objects, numbers as texts, times in seconds.
import { withSamples } from '../metric-answers/with-samples.ts';
import type { EvaluatedValue } from '../promql/engine/evaluate.ts';
import type { Labels } from '../promql/engine/labels.ts';
import { stepMillis, type Steps } from '../promql/engine/steps.ts';
import { absentSample, histogramSample, type RangeSeries, type StepSeries } from '../promql/engine/value.ts';
import type { FloatHistogram } from '../promql/histogram/float-histogram.ts';
import { goJsonFloat, goPlainFloat } from '../promql/histogram/go-float.ts';
import { histogramJson } from '../promql/histogram/histogram-json.ts';
import type { JsonPieces } from './json-pieces.ts';

/** Writes `"resultType":…,"result":…`. At most `limit` series (0: all); answers whether there were more. */
export function writeResult(value: EvaluatedValue, limit: number, json: JsonPieces): boolean {
  switch (value.kind) {
    case 'scalar':
      // Never with an exponent, unlike the numbers of series.
      json.add(`"resultType":"scalar","result":[${value.timeMillis / 1000},"${goPlainFloat(value.value)}"]`);
      return false;
    case 'string':
      json.add(`"resultType":"string","result":[${value.timeMillis / 1000},${JSON.stringify(value.value)}]`);
      return false;
    case 'vector': {
      json.add('"resultType":"vector","result":[');
      const present = withSamples(value.series, json.alive);
      writeVector(limited(present, limit), timeText(value.timeMillis), json);
      json.add(']');
      return isCut(present, limit);
    }
    case 'matrix': {
      json.add('"resultType":"matrix","result":[');
      const present = withSamples(value.series, json.alive);
      writeMatrix(limited(present, limit), value.steps, json);
      json.add(']');
      return isCut(present, limit);
    }
    case 'ranges': {
      json.add('"resultType":"matrix","result":[');
      writeRanges(limited(value.series, limit), json);
      json.add(']');
      return isCut(value.series, limit);
    }
  }
}

/** Unix seconds, with three decimals where they are not whole. */
export function timeText(millis: number): string {
  const size = Math.abs(millis);
  const fraction = size % 1000;
  const text = fraction === 0 ? '' : `.${String(fraction).padStart(3, '0')}`;
  return `${millis < 0 ? '-' : ''}${Math.trunc(size / 1000)}${text}`;
}

export function labelsJson(labels: Labels): string {
  let text = '{';
  for (const [name, value] of labels.entries())
    text += `${text === '{' ? '' : ','}${JSON.stringify(name)}:${JSON.stringify(value)}`;
  return `${text}}`;
}

function limited<Series>(series: readonly Series[], limit: number): readonly Series[] {
  return isCut(series, limit) ? series.slice(0, limit) : series;
}

function isCut(series: readonly unknown[], limit: number): boolean {
  return limit > 0 && series.length > limit;
}

function writeVector(series: readonly StepSeries[], time: string, json: JsonPieces): void {
  for (const [at, { labels, values, kinds, histograms }] of series.entries()) {
    const head = `${at === 0 ? '' : ','}{"metric":${labelsJson(labels)},`;
    const histogram = histograms?.[0];
    if (kinds[0] === histogramSample && histogram !== undefined)
      json.add(`${head}"histogram":[${time},${histogramText(histogram)}]}`);
    else json.add(`${head}"value":[${time},"${goJsonFloat(values[0] as number)}"]}`);
  }
}

function writeMatrix(series: readonly StepSeries[], steps: Steps, json: JsonPieces): void {
  // Each series has the same times: their texts are made once.
  const heads = Array.from({ length: steps.count }, (_, step) => `[${timeText(stepMillis(steps, step))},`);
  for (const [at, { labels, values, kinds, histograms }] of series.entries()) {
    json.add(`${at === 0 ? '' : ','}{"metric":${labelsJson(labels)}`);
    let text = '';
    for (let step = 0; step < kinds.length; step++) {
      if (kinds[step] === absentSample || kinds[step] === histogramSample) continue;
      text += `${text === '' ? '' : ','}${heads[step]}"${goJsonFloat(values[step] as number)}"]`;
    }
    if (text !== '') json.add(`,"values":[${text}]`);
    if (histograms !== undefined) {
      let more = '';
      for (let step = 0; step < kinds.length; step++) {
        const histogram = histograms[step];
        if (kinds[step] !== histogramSample || histogram === undefined) continue;
        more += `${more === '' ? '' : ','}${heads[step]}${histogramText(histogram)}]`;
      }
      if (more !== '') json.add(`,"histograms":[${more}]`);
    }
    json.add('}');
  }
}

function writeRanges(series: readonly RangeSeries[], json: JsonPieces): void {
  for (const [at, { labels, times, values, histogramTimes, histograms }] of series.entries()) {
    json.add(`${at === 0 ? '' : ','}{"metric":${labelsJson(labels)}`);
    let text = '';
    for (let i = 0; i < times.length; i++)
      text += `${i === 0 ? '' : ','}[${timeText(times[i] as number)},"${goJsonFloat(values[i] as number)}"]`;
    if (text !== '') json.add(`,"values":[${text}]`);
    let more = '';
    for (const [i, histogram] of histograms.entries())
      more += `${i === 0 ? '' : ','}[${timeText(histogramTimes[i] as number)},${histogramText(histogram)}]`;
    if (more !== '') json.add(`,"histograms":[${more}]`);
    json.add('}');
  }
}

function histogramText(histogram: FloatHistogram): string {
  return JSON.stringify(histogramJson(histogram));
}
