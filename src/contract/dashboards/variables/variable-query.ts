// The questions of a query variable: `label_values(metric{...}, label)`, `label_names()`, `metrics(re)`, `query_result(expr)`.

export type VariableQuestion =
  | { readonly kind: 'label-values'; readonly label: string; readonly selector: string }
  | { readonly kind: 'label-names'; readonly selector: string }
  | { readonly kind: 'metrics'; readonly pattern: string }
  | { readonly kind: 'query-result'; readonly expression: string }
  /** Anything else is a selector whose series are listed. */
  | { readonly kind: 'series'; readonly selector: string }
  | { readonly kind: 'nothing' };

/** Of a text without variables. */
export function parseVariableQuery(text: string): VariableQuestion {
  const query = text.trim();
  if (query === '') return { kind: 'nothing' };
  const call = /^(label_values|label_names|metrics|query_result)\s*\((.*)\)\s*$/s.exec(query);
  const inner = call?.[2]?.trim() ?? '';
  const [, name = ''] = call ?? [];
  switch (name) {
    case 'label_values': {
      const comma = inner.lastIndexOf(',');
      const label = inner.slice(comma + 1).trim();
      return { kind: 'label-values', label: unquote(label), selector: comma < 0 ? '' : inner.slice(0, comma).trim() };
    }
    case 'label_names':
      return { kind: 'label-names', selector: inner };
    case 'metrics':
      return { kind: 'metrics', pattern: inner };
    case 'query_result':
      return { kind: 'query-result', expression: inner };
    default:
      return { kind: 'series', selector: query };
  }
}

function unquote(label: string): string {
  return /^"(.*)"$/.exec(label)?.[1] ?? label;
}

/** A row of `query_result` as a text: the series, its value and its time in milliseconds. */
export function resultText(series: string, value: number, time: number): string {
  return `${series} ${value} ${time}`;
}
