// Values of an annotation's query as moments and stretches with their words.
import { expect, test } from 'vitest';
import type { Annotation } from '../../../../../../src/contract/dashboards/annotation.ts';
import type { Frame } from '../../../../../../src/contract/dashboards/frame.ts';
import { annotationMarks } from '../../../../../../src/renderer/features/dashboards/model/annotation-marks.ts';

const annotation: Annotation = {
  name: 'Deploys',
  kind: 'promql',
  expression: 'deploy',
  enabled: true,
  hidden: false,
  colour: 'red',
  title: 'Deploy {{version}}',
  text: '',
  tags: ['version', 'none'],
  step: '',
  valueIsTime: false,
  panels: undefined,
};

const frame = (labels: Readonly<Record<string, string>>, values: readonly (number | undefined)[]): Frame => ({
  target: '',
  name: '',
  fields: [
    { name: 'Time', kind: 'time', labels: {}, values: values.map((_, at) => at * 10) },
    { name: 'Value', kind: 'number', labels, values },
  ],
});

const range = { from: 0, to: 100 };

test('what is not 0 is marked; neighbours are one stretch', () => {
  const frames = [frame({ version: 'v2' }, [0, 0, 1, 1, 1, 0, Number.NaN, undefined, 3])];
  expect(annotationMarks(annotation, frames, 10, range)).toMatchObject([
    { time: 20, end: 40, title: 'Deploy v2', text: '{version="v2"}', tags: ['v2'] },
    { time: 80, end: undefined },
  ]);
});

test('by time over all series, and only within the range', () => {
  const frames = [frame({ version: 'b' }, [0, 0, 0, 0, 1]), frame({ version: 'a' }, [0, 1])];
  const titles = (from: number) => annotationMarks(annotation, frames, 10, { from, to: 100 }).map(({ title }) => title);
  expect(titles(0)).toEqual(['Deploy a', 'Deploy b']);
  expect(titles(20)).toEqual(['Deploy b']);
});

test('the value itself may be the moment', () => {
  const marks = annotationMarks({ ...annotation, valueIsTime: true }, [frame({}, [55, 55, 55, 70])], 10, range);
  expect(marks.map(({ time, end }) => [time, end])).toEqual([
    [55, undefined],
    [70, undefined],
  ]);
});
