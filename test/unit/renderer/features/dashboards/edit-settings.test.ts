import { expect, test } from 'vitest';
import { exportDashboardJson } from '../../../../../src/contract/dashboards/grafana/export-dashboard.ts';
import { importDashboardJson } from '../../../../../src/contract/dashboards/grafana/import-dashboard.ts';
import {
  fieldProperties,
  propertiesOf,
} from '../../../../../src/renderer/features/dashboards/edit/model/field-properties.ts';
import { asKind, newPanel, panelKinds } from '../../../../../src/renderer/features/dashboards/edit/model/new-panel.ts';
import { newProperty } from '../../../../../src/renderer/features/dashboards/edit/model/new-property.ts';
import {
  newTransformation,
  optionAt,
  organized,
  transformations,
  withOption,
  withOrganized,
} from '../../../../../src/renderer/features/dashboards/edit/model/transformations.ts';
import {
  asVariable,
  isUsed,
  moveVariable,
  nameTrouble,
  newVariable,
  removeVariable,
  variableKinds,
} from '../../../../../src/renderer/features/dashboards/edit/model/variables.ts';
import { newDashboard } from '../../../../../src/renderer/features/dashboards/model/edit-dashboard.ts';
import { modelOf } from '../../../../support/dashboards/model-of.ts';

test.each(fieldProperties.map((property) => [property.id, property] as const))(
  'the setting %s is set, kept in a file as default and override, and taken away without a trace',
  (_, property) => {
    const settings = newProperty(property, {});
    expect(property.get(settings)).toBeDefined();
    const fields = { defaults: settings, overrides: [{ matcher: { kind: 'byName', name: 'a' } as const, settings }] };
    const panel = { ...asKind(newPanel('timeseries', 1), 'timeseries'), fields };
    const outcome = importDashboardJson(exportDashboardJson({ ...newDashboard('D'), panels: [panel] }), 'x');
    expect(modelOf(outcome.kind === 'dashboard' ? outcome.dashboard.panels : outcome)).toEqual(modelOf([panel]));
    expect(property.set(settings, undefined)).toEqual({});
  },
);

test('only what a kind draws is offered for it', () => {
  const ids = propertiesOf('stat', false).map(({ id }) => id);
  expect(ids).toContain('unit');
  expect(ids).not.toContain('width');
  expect(propertiesOf('timeseries', true).map(({ id }) => id)).toContain('negative');
});

test.each(panelKinds)('a new $title is the same after it was written and read', ({ kind }) => {
  const panels = [newPanel(kind, 1)];
  const outcome = importDashboardJson(exportDashboardJson({ ...newDashboard('D'), panels }), 'x');
  expect(modelOf(outcome.kind === 'dashboard' ? outcome.dashboard.panels : outcome)).toEqual(modelOf(panels));
});

test.each(variableKinds)('a new variable of kind $kind is the same after it was written and read', ({ kind }) => {
  const variables = [asVariable({ name: 'v', label: 'V', description: 'd', hide: 'label' }, kind)];
  const outcome = importDashboardJson(exportDashboardJson({ ...newDashboard('D'), variables }), 'x');
  expect(modelOf(outcome.kind === 'dashboard' ? outcome.dashboard.variables : outcome)).toEqual(modelOf(variables));
});

test('variables have names of their own, an order, and uses', () => {
  const first = newVariable([]);
  const second = newVariable([first]);
  expect(nameTrouble(second.name, [first.name])).toBeUndefined();
  expect(nameTrouble(first.name, [first.name])).toMatch(/another/);
  expect(['', 'a b', '__x'].map((name) => nameTrouble(name, []))).not.toContain(undefined);
  const panel = newPanel('stat', 1);
  if (panel.kind !== 'stat') throw new Error('no stat');
  const targets = panel.targets.map((target) => ({ ...target, expression: `x{job=~"$${first.name}"}` }));
  const dashboard = { ...newDashboard('D'), variables: [first, second], panels: [{ ...panel, targets }] };
  expect([first, second].map(({ name }) => isUsed(dashboard, name))).toEqual([true, false]);
  expect(moveVariable(dashboard, second.name, -1).variables).toEqual([second, first]);
  expect(moveVariable(dashboard, first.name, -1)).toBe(dashboard);
  expect(removeVariable(dashboard, first.name).variables).toEqual([second]);
});

test('options of transformations are set at their place and leave the others', () => {
  const options = withOption({ other: 1 }, ['sort', 0, 'field'], 'Value');
  expect(options).toEqual({ other: 1, sort: [{ field: 'Value' }] });
  expect(withOption(options, ['sort', 0, 'desc'], true)).toEqual({ other: 1, sort: [{ field: 'Value', desc: true }] });
  expect(optionAt(options, ['sort', 0, 'field'])).toBe('Value');
  expect(withOption({ a: 1, b: 2 }, ['a'], undefined)).toEqual({ b: 2 });
  expect(transformations.map(({ id }) => newTransformation(id).id)).toEqual(transformations.map(({ id }) => id));
});

test('fields are ordered, hidden and renamed; what is unknown stays', () => {
  const options = { renameByName: { a: 'Alpha' }, excludeByName: { b: true }, indexByName: { c: 0, a: 1 }, x: 1 };
  const fields = organized(options, ['c', 'Alpha', 'd']);
  expect(fields.map(({ name, hidden, renamed }) => `${name} ${hidden} ${renamed}`)).toEqual([
    'c false ',
    'a false Alpha',
    'b true ',
    'd false ',
  ]);
  expect(organized(withOrganized(options, fields), ['c', 'Alpha', 'd'])).toEqual(fields);
  expect(withOrganized(options, fields)).toMatchObject({ x: 1 });
});
