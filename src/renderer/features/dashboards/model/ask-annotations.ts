// The marks of a dashboard's annotations over its time.
import { framesOfResult } from '../../../../contract/dashboards/frames-of-result.ts';
import type { Annotation } from '../../../../contract/dashboards/annotation.ts';
import { interpolate } from '../../../../contract/dashboards/variables/interpolate.ts';
import { niceStep } from '../../../../contract/dashboards/variables/intervals.ts';
import { parseStep } from '../../../../contract/dashboards/variables/step-text.ts';
import type { TimeRange } from '../../../../contract/dashboards/variables/time-range.ts';
import type { ChosenValue } from '../../../../contract/dashboards/variables/variable.ts';
import type { RunId } from '../../../../contract/ids.ts';
import type { Client } from '../../../data/client.ts';
import { annotationMarks, type AnnotationMark } from './annotation-marks.ts';
import { scopeOf } from './ask-variables.ts';

export interface AnnotationAsk {
  readonly run: RunId;
  /** Those that are switched on. */
  readonly annotations: readonly Annotation[];
  readonly values: ReadonlyMap<string, ChosenValue>;
  readonly range: TimeRange;
  readonly dashboard: string;
}

export interface AnnotationAnswer {
  readonly marks: readonly AnnotationMark[];
  /** By the name of the annotation. */
  readonly problems: ReadonlyMap<string, string>;
}

const mostMarks = 500;
const mostSteps = 1000;

export async function askAnnotations(
  client: Pick<Client, 'call'>,
  ask: AnnotationAsk,
  signal: AbortSignal,
): Promise<AnnotationAnswer> {
  const problems = new Map<string, string>();
  const marks = await Promise.all(
    ask.annotations.map(async (annotation) => {
      try {
        return await marksOf(client, ask, annotation, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        problems.set(annotation.name, error instanceof Error ? error.message : String(error));
        return [];
      }
    }),
  );
  for (const [index, { name }] of ask.annotations.entries()) {
    const count = marks[index]?.length ?? 0;
    if (count > mostMarks) problems.set(name, `${count} marks; the first ${mostMarks} are shown.`);
  }
  return { marks: marks.flatMap((list) => list.slice(0, mostMarks)), problems };
}

async function marksOf(
  client: Pick<Client, 'call'>,
  { run, values, range, dashboard }: AnnotationAsk,
  annotation: Annotation,
  signal: AbortSignal,
): Promise<readonly AnnotationMark[]> {
  const bare = scopeOf(values, range, dashboard);
  const least = niceStep((range.to - range.from) / mostSteps);
  const wanted = parseStep(interpolate(annotation.step, bare, 'plain'));
  const rough = Math.max(1000, least, wanted ?? 0);
  const write = (step: number): string =>
    interpolate(annotation.expression, { ...bare, interval: step, rateInterval: 4 * step }, 'promql');
  const spacing = wanted ?? (await client.call('metrics.spacing', { run, query: write(rough) }, signal)).millis;
  const step = Math.max(1000, least, spacing);
  const start = Math.floor(range.from / step) * step;
  const end = Math.max(start, Math.floor(range.to / step) * step);
  const { result } = await client.call('metrics.query', { run, query: write(step), start, end, step }, signal);
  if (result.kind === 'failed') throw new Error(result.remark.text);
  const frames = framesOfResult(result, {
    target: { format: 'time_series', id: '' },
    expression: annotation.expression,
    legend: '',
    targets: 1,
  });
  return annotationMarks(annotation, frames, step, range);
}
