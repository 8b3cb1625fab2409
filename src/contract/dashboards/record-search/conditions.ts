// Conditions of LogQL and TraceQL in the search language. A label that was not sent counts as empty, as it does there.

export type TextOperator = '=' | '!=' | '=~' | '!~';

/** `fields`: written as the search language has them; one of them has to fit. */
export function textCondition(fields: readonly string[], operator: TextOperator, value: string): string {
  if (operator === '!=' || operator === '!~') {
    const same = textCondition(fields, operator === '!=' ? '=' : '=~', value);
    const [field = 'service'] = fields;
    // Not to be `.*` is not possible.
    return negated(same === '' ? `${field} exists or ${field} not exists` : same);
  }
  if (operator === '=') {
    return value === ''
      ? allOf(fields.map((field) => `${field} not exists`))
      : anyOf(fields.map((one) => `${one} = ${quote(value)}`));
  }
  if (value === '.*') return '';
  if (value === '.+') return anyOf(fields.map((field) => `${field} exists`));
  const fits = anyOf(fields.map((field) => `${field} =~ ${quote(anchored(value))}`));
  return matchesNothing(value) ? anyOf([fits, allOf(fields.map((field) => `${field} not exists`))]) : fits;
}

/** `value` as the search language reads numbers, durations and sizes. */
export function orderCondition(fields: readonly string[], operator: string, value: string): string {
  const sign = operator === '==' ? '=' : operator;
  if (sign === '!=') return negated(anyOf(fields.map((field) => `${field} = ${value}`)));
  return anyOf(fields.map((field) => `${field} ${sign} ${value}`));
}

export function anyOf(parts: readonly string[]): string {
  return joined(parts, ' or ');
}

export function allOf(parts: readonly string[]): string {
  return joined(parts, ' and ');
}

export function negated(condition: string): string {
  return `not (${condition})`;
}

export function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}

function joined(parts: readonly string[], word: string): string {
  const said = parts.filter((part) => part !== '');
  return said.length > 1 ? `(${said.join(word)})` : (said[0] ?? '');
}

/** Labels are compared as a whole. A leading `(?i)` stays in front. */
function anchored(pattern: string): string {
  const [flags = ''] = /^\(\?[a-z]+\)/.exec(pattern) ?? [];
  return `${flags}^(?:${pattern.slice(flags.length)})$`;
}

function matchesNothing(pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern.replace(/^\(\?[a-z]+\)/, '')})$`, 's').test('');
  } catch {
    return false;
  }
}
