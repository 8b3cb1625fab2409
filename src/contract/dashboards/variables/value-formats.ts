// How the values of a variable are written into a text: `${name:format}`. Without a format PromQL gets what is safe within
// its quoted texts: escaped, and several values as alternatives of an expression.
import type { ChosenValue } from './variable.ts';
import { isChoosable } from './variable.ts';

/** `url`: encoded for an address. */
export type ValueFormat = 'promql' | 'plain' | 'url';

/** `format` as written after the colon, or undefined; `otherwise` is the way of the text it stands in. */
export function formatValues(chosen: ChosenValue, format: string | undefined, otherwise: ValueFormat): string {
  const { variable } = chosen;
  if (chosen.all && isChoosable(variable) && variable.allValue !== '' && format !== 'text') return variable.allValue;
  const values = chosen.chosen.map((one) => one.value);
  if (format === undefined) {
    if (otherwise === 'url') return formatValues(chosen, 'percentencode', otherwise);
    return otherwise === 'promql'
      ? forPromql(values, isChoosable(variable) && (variable.multi || variable.includeAll))
      : values.join(' + ');
  }
  const [kind = ''] = format.split(':');
  switch (kind) {
    case 'regex':
      return alternatives(values.map(escapeRegex));
    case 'pipe':
      return values.join('|');
    case 'glob':
      return values.length > 1 ? `{${values.join(',')}}` : (values[0] ?? '');
    case 'json':
      return JSON.stringify(values.length === 1 ? values[0] : values);
    case 'queryparam':
      return values.map((value) => `var-${variable.name}=${encodeURIComponent(value)}`).join('&');
    case 'percentencode':
      return encodeURIComponent(values.length > 1 ? `{${values.join(',')}}` : (values[0] ?? ''));
    case 'doublequote':
      return values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(',');
    case 'singlequote':
      return values.map((value) => `'${value.replaceAll("'", "\\'")}'`).join(',');
    case 'sqlstring':
      return values.map((value) => `'${value.replaceAll("'", "''")}'`).join(',');
    case 'text':
      return chosen.all ? 'All' : chosen.chosen.map((one) => one.text).join(' + ');
    default:
      // csv, raw, and whatever is not known
      return values.join(',');
  }
}

function forPromql(values: readonly string[], expression: boolean): string {
  if (!expression) return values.map((value) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')).join(',');
  return alternatives(values.map(escapeForQuoted));
}

function alternatives(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : `(${values.join('|')})`;
}

function escapeRegex(value: string): string {
  return value.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');
}

/** An expression that matches the value, as it stands between double quotes in PromQL. */
function escapeForQuoted(value: string): string {
  return value
    .replaceAll('\\', '\\\\\\\\')
    .replace(/[$^*{}[\]+?.()|]/g, '\\\\$&')
    .replaceAll('"', '\\"');
}
