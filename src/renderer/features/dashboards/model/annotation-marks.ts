// Moments and stretches out of the answer to an annotation's query: every value that is not 0 is one, and those that follow
// each other step by step are a stretch.
import { legendText } from '../../../../contract/dashboards/format/legend.ts';
import { labelText, numberOf, timeField, type Frame } from '../../../../contract/dashboards/frame.ts';
import type { Annotation } from '../../../../contract/dashboards/annotation.ts';
import type { TimeRange } from '../../../../contract/dashboards/variables/time-range.ts';

export interface AnnotationMark {
  readonly annotation: Annotation;
  /** Unix milliseconds. */
  readonly time: number;
  /** Of a stretch. */
  readonly end: number | undefined;
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
}

/** `step` milliseconds. By time. */
export function annotationMarks(
  annotation: Annotation,
  frames: readonly Frame[],
  step: number,
  range: TimeRange,
): readonly AnnotationMark[] {
  return frames
    .flatMap((frame) => marksOf(annotation, frame, step))
    .filter(({ time, end }) => (end ?? time) >= range.from && time <= range.to)
    .toSorted((a, b) => a.time - b.time);
}

function marksOf(annotation: Annotation, frame: Frame, step: number): readonly AnnotationMark[] {
  const times = timeField(frame)?.values ?? [];
  const field = frame.fields.find(({ kind }) => kind === 'number');
  if (field === undefined) return [];
  const { labels } = field;
  const fill = (format: string): string => legendText(format, labels, [labels], annotation.expression);
  const words = {
    annotation,
    title: annotation.title === '' ? (labels['__name__'] ?? annotation.name) : fill(annotation.title),
    text: annotation.text === '' ? plainLabels(labels) : fill(annotation.text),
    tags: annotation.tags.flatMap((name) => labels[name] ?? []),
  };
  const stretches: { time: number; end: number }[] = [];
  times.forEach((cell, row) => {
    const value = numberOf(field.values[row]);
    const at = numberOf(cell);
    if (at === undefined || value === undefined || Number.isNaN(value) || value === 0) return;
    const time = annotation.valueIsTime ? value : at;
    const last = stretches.at(-1);
    if (last !== undefined && time - last.end <= step && time >= last.end) last.end = time;
    else stretches.push({ time, end: time });
  });
  return stretches.map(({ time, end }) => ({ ...words, time, end: end === time ? undefined : end }));
}

function plainLabels(labels: Readonly<Record<string, string>>): string {
  const { __name__: _name, ...rest } = labels;
  return Object.keys(rest).length === 0 ? '' : labelText(rest);
}
