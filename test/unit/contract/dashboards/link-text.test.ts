// Addresses of links with value, labels, row, time and variables written in, encoded where they stand.
import { expect, test } from 'vitest';
import { linkTitle, linkUrl, type LinkedData } from '../../../../src/contract/dashboards/variables/link-text.ts';
import type { Scope } from '../../../../src/contract/dashboards/variables/interpolate.ts';
import type { Variable } from '../../../../src/contract/dashboards/variables/variable.ts';

const job: Variable = {
  kind: 'custom',
  name: 'job',
  label: '',
  description: '',
  hide: 'no',
  current: [],
  multi: true,
  includeAll: false,
  allValue: '',
  options: [],
};
const chosen = ['a b', 'c&d'].map((value) => ({ text: value, value }));
const scope: Scope = {
  values: new Map([['job', { variable: job, chosen, all: false }]]),
  from: 1000,
  to: 2000,
  interval: undefined,
  rateInterval: undefined,
  dashboard: 'Board',
};
const data: LinkedData = {
  value: 0.5,
  text: '50 %',
  time: 1500,
  name: 'GET /x',
  labels: { route: '/x', 'a.b': 'y' },
  row: [
    { name: 'Trace ID', value: 'abc', text: 'abc' },
    { name: 'Duration', value: 12, text: '12 ms' },
  ],
};

test.each([
  ['https://h/?q=${__value.raw}&t=${__value.time}&n=${__value.numeric}', 'https://h/?q=0.5&t=1500&n=0.5'],
  ['https://h/${__series.name}', 'https://h/GET%20%2Fx'],
  ['https://h/${__field.labels.route}/${__field.labels["a.b"]}', 'https://h/%2Fx/y'],
  ['https://h/${__field.labels.route:raw}', 'https://h//x'],
  [
    'https://h/${__data.fields["Trace ID"]}/${__data.fields[1].text}/${__data.fields.Duration}',
    'https://h/abc/12%20ms/12',
  ],
  ['https://h/$__cell/${__cell_1}', 'https://h/0.5/12'],
  ['/d/x?${__url_time_range}&${__all_variables}', '/d/x?from=1000&to=2000&var-job=a%20b&var-job=c%26d'],
  ['/d/x?${job:queryparam}', '/d/x?var-job=a%20b&var-job=c%26d'],
  ['/d/x?var-job=$job', '/d/x?var-job=%7Ba%20b%2Cc%26d%7D'],
  ['https://h/${__other}/$nothing', 'https://h/${__other}/$nothing'],
])('%s', (url, wanted) => {
  expect(linkUrl(url, scope, data)).toBe(wanted);
});

test('titles are plain texts', () => {
  expect(linkTitle('${__series.name} of $job at ${__value.text}', scope, data)).toBe('GET /x of a b + c&d at 50 %');
  expect(linkTitle('${__value.raw} of $job', scope, undefined)).toBe('${__value.raw} of a b + c&d');
});
