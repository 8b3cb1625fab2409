// Variables as `templating.list` has them.
import { allOption, type Variable } from '../variables/variable.ts';
import { keepReport } from './import-report.ts';
import { readTemplating } from './templating.ts';
import { writeKnown } from './write-over.ts';

const sorts = [
  'none',
  'alphabetical',
  'alphabetical-desc',
  'numerical',
  'numerical-desc',
  'alphabetical-any-case',
  'alphabetical-any-case-desc',
  'natural',
  'natural-desc',
];

const source = { type: 'prometheus', uid: '${datasource}' };

export function exportVariable(variable: Variable): Record<string, unknown> {
  const written = writeVariable(variable);
  if (variable.source === undefined) return written;
  return writeKnown(variable.source, written, (json) => {
    const [read] = readTemplating([json], keepReport());
    return read === undefined ? {} : writeVariable(read);
  });
}

function writeVariable(variable: Variable): Record<string, unknown> {
  const base = {
    name: variable.name,
    label: variable.label,
    description: variable.description,
    hide: variable.hide === 'variable' ? 2 : variable.hide === 'label' ? 1 : 0,
    ...currentOf(variable),
  };
  switch (variable.kind) {
    case 'query':
      return {
        ...base,
        ...choosable(variable),
        type: 'query',
        datasource: source,
        definition: variable.query,
        query: { query: variable.query, refId: 'StandardVariableQuery' },
        regex: variable.regex,
        sort: sorts.indexOf(variable.sort),
        refresh: variable.refresh === 'time' ? 2 : variable.refresh === 'load' ? 1 : 0,
        options: [],
      };
    case 'custom': {
      const options = variable.options.map(({ text, value }) => ({
        text,
        value,
        selected: variable.current.includes(value),
      }));
      const query = variable.options
        .map(({ text, value }) => (text === value ? comma(value) : `${comma(text)} : ${comma(value)}`))
        .join(',');
      return { ...base, ...choosable(variable), type: 'custom', query, options };
    }
    case 'interval':
      return {
        ...base,
        type: 'interval',
        query: variable.options.join(','),
        auto: variable.auto,
        auto_count: variable.autoCount,
        auto_min: variable.autoMin,
        refresh: 2,
        options: variable.options.map((value) => ({ text: value, value, selected: variable.current.includes(value) })),
      };
    case 'textbox':
      return { ...base, type: 'textbox', query: variable.current[0] ?? '', options: [] };
    case 'constant':
      return { ...base, type: 'constant', query: variable.current[0] ?? '', options: [] };
    case 'datasource':
      return { ...base, ...choosable(variable), type: 'datasource', query: variable.type, options: [], refresh: 1 };
    case 'adhoc':
      return { ...base, type: 'adhoc', datasource: source, filters: variable.filters };
  }
}

function comma(text: string): string {
  return text.replaceAll(',', '\\,');
}

function choosable(variable: { readonly multi: boolean; readonly includeAll: boolean; readonly allValue: string }) {
  return {
    multi: variable.multi,
    includeAll: variable.includeAll,
    allValue: variable.allValue === '' ? null : variable.allValue,
  };
}

function currentOf(variable: Variable): Record<string, unknown> {
  const { current } = variable;
  if (current.length === 0) return { current: {} };
  const texts = current.map((value) => (value === allOption ? 'All' : value));
  const multi = 'multi' in variable && variable.multi;
  return {
    current: { selected: true, text: multi ? texts : (texts[0] ?? ''), value: multi ? current : (current[0] ?? '') },
  };
}
