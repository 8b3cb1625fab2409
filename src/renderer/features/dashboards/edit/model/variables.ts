// Variables as they begin, turned into another kind, named and ordered.
import type { Dashboard } from '../../../../../contract/dashboards/model.ts';
import type { Variable } from '../../../../../contract/dashboards/variables/variable.ts';

export type VariableKind = Variable['kind'];

export const variableKinds: readonly { readonly kind: VariableKind; readonly title: string }[] = [
  { kind: 'query', title: 'Query' },
  { kind: 'custom', title: 'Custom' },
  { kind: 'interval', title: 'Interval' },
  { kind: 'textbox', title: 'Text box' },
  { kind: 'constant', title: 'Constant' },
  { kind: 'datasource', title: 'Data source' },
  { kind: 'adhoc', title: 'Ad hoc filters' },
];

/** Keeps the name and what both kinds know. */
export function asVariable(
  variable: Pick<Variable, 'name' | 'label' | 'description' | 'hide'>,
  kind: VariableKind,
): Variable {
  const { name, label, description, hide } = variable;
  const base = { name, label, description, hide, current: [] };
  const choosable = {
    multi: 'multi' in variable && variable.multi === true,
    includeAll: 'includeAll' in variable && variable.includeAll === true,
    allValue: '',
  };
  switch (kind) {
    case 'query':
      return { ...base, ...choosable, kind, query: '', regex: '', sort: 'alphabetical', refresh: 'time' };
    case 'custom':
      return { ...base, ...choosable, kind, options: [] };
    case 'interval':
      return { ...base, kind, options: ['1m', '5m', '15m', '1h'], auto: true, autoCount: 30, autoMin: '10s' };
    case 'textbox':
    case 'constant':
      return { ...base, kind, current: [''] };
    case 'datasource':
      return { ...base, ...choosable, kind, type: 'prometheus' };
    case 'adhoc':
      return { ...base, kind, filters: [] };
  }
}

export function newVariable(taken: readonly Variable[]): Variable {
  const names = new Set(taken.map(({ name }) => name));
  let name = 'job';
  for (let number = 1; names.has(name); number++) name = `var${number}`;
  return asVariable({ name, label: '', description: '', hide: 'no' }, 'query');
}

/** Why a name cannot be used; undefined: it can. */
export function nameTrouble(name: string, others: readonly string[]): string | undefined {
  if (name === '') return 'A variable needs a name.';
  if (!/^\w+$/.test(name)) return 'Letters, digits and _ only.';
  if (name.startsWith('__')) return 'Names that begin with __ are those of the app.';
  return others.includes(name) ? 'There is another variable of this name.' : undefined;
}

export function changeVariable(dashboard: Dashboard, name: string, next: Variable): Dashboard {
  return { ...dashboard, variables: dashboard.variables.map((one) => (one.name === name ? next : one)) };
}

export function removeVariable(dashboard: Dashboard, name: string): Dashboard {
  return { ...dashboard, variables: dashboard.variables.filter((one) => one.name !== name) };
}

/** A variable may only speak of those before it. */
export function moveVariable(dashboard: Dashboard, name: string, by: -1 | 1): Dashboard {
  const { variables } = dashboard;
  const at = variables.findIndex((one) => one.name === name);
  const variable = variables[at];
  if (variable === undefined || at + by < 0 || at + by >= variables.length) return dashboard;
  return { ...dashboard, variables: variables.toSpliced(at, 1).toSpliced(at + by, 0, variable) };
}

/** Whether anything of the dashboard speaks of it. */
export function isUsed({ panels, variables }: Dashboard, name: string): boolean {
  const pattern = new RegExp(`\\$${name}\\b|\\$\\{${name}[}:.]|\\[\\[${name}(:\\w+)?\\]\\]`);
  const text = JSON.stringify([panels, variables.filter((one) => one.name !== name)], (key: string, value: unknown) =>
    key === 'source' && typeof value === 'object' ? undefined : value,
  );
  return pattern.test(text) || panels.some(({ repeat }) => repeat?.variable === name);
}
