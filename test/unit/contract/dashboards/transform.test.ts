import { expect, test } from 'vitest';
import { fieldName, textOf, type Cell, type Frame } from '../../../../src/contract/dashboards/frame.ts';
import { transformFrames } from '../../../../src/contract/dashboards/transform/transform.ts';

const series = (
  target: string,
  name: string,
  labels: Record<string, string>,
  values: readonly Cell[],
  times = [10, 20],
): Frame => ({
  target,
  name,
  fields: [
    { name: 'Time', kind: 'time', labels: {}, values: times },
    { name: 'Value', kind: 'number', labels, values },
  ],
});

const table = (target: string, columns: Record<string, readonly Cell[]>): Frame => ({
  target,
  name: '',
  fields: Object.entries(columns).map(([name, values]) => ({
    name,
    kind: name === 'Time' ? 'time' : typeof values[0] === 'string' ? 'string' : 'number',
    labels: {},
    values,
  })),
});

const step = (id: string, options: Record<string, unknown> = {}) => ({ id, options, disabled: false, filter: '' });

/** Columns by the name on screen; a frame in a cell by its name. */
function shown(frames: readonly Frame[]) {
  return frames.map((frame) =>
    Object.fromEntries(
      frame.fields.map((field) => [
        fieldName(field, frame),
        field.values.map((cell) => (typeof cell === 'object' ? `<${textOf(cell)}>` : cell)),
      ]),
    ),
  );
}

const done = (frames: readonly Frame[], ...steps: ReturnType<typeof step>[]) => shown(transformFrames(frames, steps));

const a = series('A', 'cpu', { job: 'a' }, [1, 2]);
const b = series('B', 'mem', { job: 'b' }, [3, undefined]);

test('merge, organize and sortBy: the table of several instant queries', () => {
  const first = table('A', { Time: [5, 5], entry: ['x', 'y'], 'Value #A': [1, 2] });
  const second = table('B', { Time: [5, 5], entry: ['y', 'x'], 'Value #B': [20, 10] });
  expect(
    done(
      [first, second],
      step('merge'),
      step('organize', {
        excludeByName: { Time: true },
        indexByName: { 'Value #B': 0, entry: 1 },
        renameByName: { 'Value #B': 'Messages' },
      }),
      step('sortBy', { sort: [{ field: 'Messages', desc: true }] }),
    ),
  ).toEqual([{ Messages: [20, 10], entry: ['y', 'x'], 'Value #A': [2, 1] }]);
});

test('joinByField puts series beside each other by time', () => {
  const late = series('C', 'late', {}, [7], [20]);
  expect(done([a, b, late], step('joinByField'))).toEqual([
    { Time: [10, 20], cpu: [1, 2], mem: [3, undefined], late: [undefined, 7] },
  ]);
  expect(done([a, late], step('joinByField', { byField: 'Time', mode: 'inner' }))).toEqual([
    { Time: [20], cpu: [2], late: [7] },
  ]);
});

test('calculateField: over the row, of two fields, with a number', () => {
  const joined = table('A', { Time: [1, 2], x: [4, 6], y: [1, 3] });
  expect(
    done([joined], step('calculateField', { mode: 'reduceRow', reduce: { reducer: 'sum' }, alias: 'both' })),
  ).toEqual([{ Time: [1, 2], x: [4, 6], y: [1, 3], both: [5, 9] }]);
  expect(
    done(
      [joined],
      step('calculateField', { mode: 'binary', binary: { left: 'x', operator: '/', right: 'y' }, replaceFields: true }),
    ),
  ).toEqual([{ Time: [1, 2], 'x / y': [4, 2] }]);
  expect(
    done(
      [joined],
      step('calculateField', {
        mode: 'binary',
        binary: { left: { matcher: { id: 'byName', options: 'x' } }, operator: '*', right: { fixed: '2' } },
        alias: 'double',
        replaceFields: true,
      }),
    ),
  ).toEqual([{ Time: [1, 2], double: [8, 12] }]);
  expect(
    done(
      [a, b],
      step('calculateField', { mode: 'reduceRow', reduce: { reducer: 'sum' }, alias: 'sum', replaceFields: true }),
    ),
  ).toEqual([{ Time: [10, 20], sum: [4, 2] }]);
});

test('timeSeriesTable: a row per series with its trend', () => {
  expect(done([a, series('A', 'two', { job: 'c' }, [5, 6])], step('timeSeriesTable', { A: { stat: 'max' } }))).toEqual([
    { job: ['a', 'c'], 'Trend #A': ['<cpu>', '<two>'], 'Value #A': [2, 6] },
  ]);
});

test('renameByRegex', () => {
  expect(done([a], step('renameByRegex', { regex: '^c(.*)', renamePattern: 'k-$1' }))).toEqual([
    { Time: [10, 20], 'k-pu': [1, 2] },
  ]);
});

test('filterFieldsByName by names and by expression', () => {
  const frame = table('A', { Time: [1], cpu: [2], mem: [3] });
  expect(done([frame], step('filterFieldsByName', { include: { names: ['Time', 'mem'] } }))).toEqual([
    { Time: [1], mem: [3] },
  ]);
  expect(done([frame], step('filterFieldsByName', { exclude: { pattern: '/^(Time|cpu)$/' } }))).toEqual([{ mem: [3] }]);
});

test('labelsToFields as columns', () => {
  expect(done([a, b], step('labelsToFields', { mode: 'columns' }))).toEqual([
    { Time: [10, 20, 10, 20], job: ['a', 'a', 'b', 'b'], Value: [1, 2, 3, undefined] },
  ]);
  expect(done([a], step('labelsToFields', { mode: 'rows' }))).toEqual([{ label: ['job'], value: ['a'] }]);
});

test('seriesToRows, newest first', () => {
  expect(done([a, b], step('seriesToRows'))).toEqual([
    { Time: [20, 20, 10, 10], Metric: ['cpu', 'mem', 'cpu', 'mem'], Value: [2, undefined, 1, 3] },
  ]);
});

const rows = table('A', { Time: [1, 2, 3], job: ['a', 'b', 'a'], n: [1, 2, 4] });

test('groupBy', () => {
  const options = {
    fields: {
      job: { operation: 'groupby', aggregations: [] },
      n: { operation: 'aggregate', aggregations: ['sum', 'max'] },
    },
  };
  expect(done([rows], step('groupBy', options))).toEqual([{ job: ['a', 'b'], 'n (sum)': [5, 2], 'n (max)': [4, 2] }]);
});

test('formatTime', () => {
  const times = table('A', { Time: [Date.parse('2026-03-04T05:06:07Z')], n: [1] });
  expect(done([times], step('formatTime', { timeField: 'Time', outputFormat: 'YYYY-MM-DD [at] HH:mm' }))).toEqual([
    { Time: ['2026-03-04 at 05:06'], n: [1] },
  ]);
});

test('partitionByValues', () => {
  expect(done([rows], step('partitionByValues', { fields: ['job'] })).map((one) => Object.values(one))).toEqual([
    [
      [1, 3],
      [1, 4],
    ],
    [[2], [2]],
  ]);
});

test('filterByValue', () => {
  const filter = (id: string, value: unknown) => ({ fieldName: 'n', config: { id, options: { value } } });
  expect(
    done([rows], step('filterByValue', { type: 'include', match: 'any', filters: [filter('greater', 1)] })),
  ).toMatchObject([{ n: [2, 4] }]);
  expect(
    done(
      [rows],
      step('filterByValue', { type: 'exclude', match: 'all', filters: [filter('greater', 1), filter('lower', 3)] }),
    ),
  ).toMatchObject([{ n: [1, 4] }]);
});

test('reduce to rows and in place', () => {
  expect(done([a, b], step('reduce', { reducers: ['max', 'lastNotNull'] }))).toEqual([
    { Field: ['cpu', 'mem'], Max: [2, 3], Last: [2, 3] },
  ]);
  expect(done([a], step('reduce', { mode: 'reduceFields', reducers: ['sum'] }))).toEqual([{ cpu: [3] }]);
});

test('convertFieldType', () => {
  const frame = table('A', { x: ['1', 'no'] });
  expect(
    done([frame], step('convertFieldType', { conversions: [{ targetField: 'x', destinationType: 'number' }] })),
  ).toEqual([{ x: [1, undefined] }]);
});

test('groupingToMatrix', () => {
  const frame = table('A', { r: ['x', 'x', 'y'], c: ['1', '2', '1'], v: [1, 2, 3] });
  expect(
    done([frame], step('groupingToMatrix', { rowField: 'r', columnField: 'c', valueField: 'v', emptyValue: 'zero' })),
  ).toEqual([{ 'r\\c': ['x', 'y'], '1': [1, 3], '2': [2, 0] }]);
});

test('disabled and unknown steps do nothing; a filter limits a step to its target', () => {
  expect(done([a], step('spatial'), { ...step('reduce'), disabled: true })).toEqual(shown([a]));
  const limited = { ...step('reduce', { mode: 'reduceFields', reducers: ['sum'] }), filter: 'B' };
  expect(done([a, b], limited)).toEqual([{ mem: [3] }, { Time: [10, 20], cpu: [1, 2] }]);
});
