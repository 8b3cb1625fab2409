// Names of OpenTelemetry metrics as Prometheus writes them. Source: prometheus/otlptranslator.
import { cleanUnit, unitWords } from './unit-name.ts';

/** `translation_strategy` of Prometheus. */
export type TranslationStrategy =
  | 'UnderscoreEscapingWithSuffixes'
  | 'UnderscoreEscapingWithoutSuffixes'
  | 'NoUTF8EscapingWithSuffixes'
  | 'NoTranslation';

export interface NamedMetric {
  readonly name: string;
  /** UCUM, as sent. */
  readonly unit: string;
  readonly kind: 'gauge' | 'counter' | 'other';
}

export type TranslatedName =
  | { readonly kind: 'ok'; readonly name: string }
  | { readonly kind: 'fail'; readonly reason: string };

/** `namespace` stands in front of every name; usually empty. Fails where nothing of the name is left. */
export function translateMetricName(
  metric: NamedMetric,
  strategy: TranslationStrategy = 'UnderscoreEscapingWithSuffixes',
  namespace = '',
): TranslatedName {
  switch (strategy) {
    case 'UnderscoreEscapingWithSuffixes':
      return checked(metric.name, escapedWithSuffixes(metric, namespace));
    case 'UnderscoreEscapingWithoutSuffixes':
      return checked(metric.name, escaped(metric.name, namespace));
    case 'NoUTF8EscapingWithSuffixes':
      return { kind: 'ok', name: withSuffixes(metric, namespace) };
    case 'NoTranslation':
      return { kind: 'ok', name: prefixed(metric.name, namespace) };
  }
}

function checked(name: string, translated: string): TranslatedName {
  const failed = `normalization for metric ${JSON.stringify(name)} resulted in`;
  if (translated === '') return { kind: 'fail', reason: `${failed} empty name` };
  if (translated !== name && /^_+$/.test(translated))
    return { kind: 'fail', reason: `${failed} invalid name ${JSON.stringify(translated)}` };
  return { kind: 'ok', name: translated };
}

function escapedWithSuffixes({ name, unit, kind }: NamedMetric, namespace: string): string {
  let tokens = name.split(/[^a-zA-Z0-9:]+/).filter((token) => token !== '');
  const words = unitWords(unit);
  for (const suffix of [cleanUnit(words.main), cleanUnit(words.per)])
    if (suffix !== '' && !tokens.includes(suffix)) tokens.push(suffix);
  if (kind === 'counter') tokens = atTheEnd(tokens, 'total');
  if (kind === 'gauge' && unit === '1') tokens = atTheEnd(tokens, 'ratio');
  return withoutDigitFirst(prefixed(tokens.join('_'), namespace, tokens.length === 0));
}

function escaped(name: string, namespace: string): string {
  const clean = (text: string): string =>
    text
      .split(/[^a-zA-Z0-9:_]+/)
      .filter((token) => token !== '')
      .join('_');
  return namespace === '' ? withoutDigitFirst(clean(name)) : `${clean(namespace)}_${clean(name)}`;
}

function withSuffixes({ name, unit, kind }: NamedMetric, namespace: string): string {
  const { main, per } = unitWords(unit);
  const last = kind === 'counter' ? 'total' : kind === 'gauge' && unit === '1' ? 'ratio' : '';
  let result = prefixed(name, namespace);
  if (last !== '') result = withoutEnd(result, last);
  if (per !== '') result = withoutEnd(result, per);
  if (main !== '' && !result.endsWith(main)) result += `_${main}`;
  if (per !== '') result += `_${per}`;
  return last === '' ? result : `${result}_${last}`;
}

function prefixed(name: string, namespace: string, nothing = false): string {
  if (namespace === '') return name;
  return nothing ? namespace : `${namespace}_${name}`;
}

function atTheEnd(tokens: readonly string[], last: string): string[] {
  return [...tokens.filter((token) => token !== last), last];
}

/** Without the suffix and the one character before it, whatever that is. */
function withoutEnd(name: string, suffix: string): string {
  return name.endsWith(suffix) && name.length > suffix.length + 1 ? name.slice(0, -(suffix.length + 1)) : name;
}

function withoutDigitFirst(name: string): string {
  return /^[0-9]/.test(name) ? `_${name}` : name;
}
