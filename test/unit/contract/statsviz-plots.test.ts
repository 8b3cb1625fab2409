import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { statsvizDashboard } from '../../../src/contract/dashboards/built-in/statsviz.ts';
import { statsvizEvents, statsvizPlots } from '../../../src/contract/statsviz-plots.ts';
import { valueOfJson } from '../../../src/contract/value-of-json.ts';

const [first = ''] = readFileSync(
  new URL('../../fixtures/systems/statsviz-0.8.1.jsonl', import.meta.url),
  'utf8',
).split('\n');
const { data } = JSON.parse(first) as { readonly data: unknown };
const program = { instance: 'box:11445', service: 'kronk' };

test('a description reads alike from the message and from the attribute that it was stored as', () => {
  const plots = statsvizPlots(data);
  expect(statsvizPlots(valueOfJson(data))).toEqual(plots);
  expect(statsvizEvents(data)).toEqual(['lastgc']);
  expect(plots.map(({ unit }) => unit).filter((unit) => !['', 'By', 's', 's/s'].includes(unit))).toEqual([]);
  const overall = plots.find(({ name }) => name === 'cpu-overall');
  expect(overall).toMatchObject({ kind: 'lines', stacked: true, unit: 's/s', events: 'lastgc' });
  expect(overall?.info).not.toMatch(/[<>]/);
});

test('lines, stacks, bars and heat maps become panels; marks are on those that ask for them', () => {
  const plots = statsvizPlots(data);
  const { panels, annotations } = statsvizDashboard(plots, [program], program);
  const titled = (title: string) => panels.find((panel) => panel.title === title);
  expect(titled('CPU (Overall)')).toMatchObject({
    kind: 'timeseries',
    fields: {
      defaults: { unit: 'short', draw: { axisLabel: 'cpu-seconds / second' } },
      overrides: [
        { matcher: { name: 'user' }, settings: { draw: { style: 'bars', stacking: 'normal' } } },
        { matcher: { name: 'scavenge' } },
        { matcher: { name: 'idle' } },
        { matcher: { name: 'gc total' } },
        { matcher: { name: 'total' }, settings: { draw: { style: 'line', stacking: 'none' } } },
      ],
    },
  });
  expect(titled('Heap Allocation & Free Rates')).toMatchObject({
    fields: { overrides: [{ settings: { colour: { fixed: 'rgb(66, 133, 244)' } } }, {}] },
  });
  expect(titled('Size Classes')).toMatchObject({
    kind: 'heatmap',
    yUnit: 'bytes',
    targets: [{ expression: '{"statsviz.size_classes", instance="$instance"}', format: 'heatmap' }],
  });
  expect(titled('Stop-the-world Pause Latencies (Total)')).toMatchObject({
    kind: 'heatmap',
    yUnit: 's',
    targets: [{ expression: 'increase({"statsviz.total_pauses_gc", instance="$instance"}[$__rate_interval])' }],
  });
  const marked = new Set(annotations?.flatMap((one) => one.panels?.ids ?? []));
  expect(panels.filter(({ id }) => marked.has(id)).map(({ title }) => title)).toEqual(
    plots.filter(({ events }) => events === 'lastgc').map(({ title }) => title),
  );
});

test('what is odd is taken as far as it goes', () => {
  const odd = {
    series: [
      { name: 'a b', type: 'heatmap', custom_data: [3, 2, 1] },
      { name: 'a(b)', type: 'pie', subplots: [{ unitfmt: '%{y:.4s}B/s' }, null, 7, { name: '1' }] },
      { name: '∅', infoText: '<img src=x onerror="a"><b>1</b> &lt; <i>2</i>.<br>So' },
      { name: '__proto__', layout: [] },
      { name: '' },
      { name: 7 },
      null,
      'text',
    ],
    events: 7,
  };
  const plots = statsvizPlots(odd);
  expect(plots.map(({ kind, metric, unit, info }) => [kind, metric, unit, info])).toEqual([
    ['lines', 'statsviz.a_b', '', ''],
    ['lines', 'statsviz.a_b_2', 'By/s', ''],
    ['lines', 'statsviz.plot', '', '1 < 2. So'],
    ['lines', 'statsviz.proto', '', ''],
  ]);
  expect(plots[1]).toMatchObject({ lines: [{ name: '1' }, { name: '2' }, { name: '3' }, { name: '1 (2)' }] });
  expect(statsvizEvents(odd)).toEqual([]);
  for (const nothing of [undefined, null, 7, 'x', [], {}, { series: {} }]) expect(statsvizPlots(nothing)).toEqual([]);
  expect(statsvizDashboard(plots, [program], program).panels).toHaveLength(4);
});
