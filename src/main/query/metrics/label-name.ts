// Keys of OpenTelemetry attributes as Prometheus' label names. Source: prometheus/otlptranslator, with the two options that
// Prometheus' configuration has on by default: runs of underscores stay, and `_x` becomes `key_x`.
import type { TranslatedName } from './metric-name.ts';

export interface LabelNameOptions {
  /** Runs of underscores stay as they are. */
  readonly keepRuns: boolean;
  /** A name with one underscore in front gets `key` before it. */
  readonly keyBeforeUnderscore: boolean;
}

export const prometheusLabelNames: LabelNameOptions = { keepRuns: true, keyBeforeUnderscore: true };

/** Fails for the empty key and for one of which nothing but underscores is left. */
export function translateLabelName(key: string, options: LabelNameOptions = prometheusLabelNames): TranslatedName {
  if (key === '') return { kind: 'fail', reason: 'label name is empty' };
  const name = prefixed(options.keepRuns ? key.replace(/[^a-zA-Z0-9]/gu, '_') : collapsed(key), options);
  return /^_*$/.test(name)
    ? {
        kind: 'fail',
        reason: `normalization for label name ${JSON.stringify(key)} resulted in invalid name ${JSON.stringify(name)}`,
      }
    : { kind: 'ok', name };
}

/** `__x__` is a reserved name and keeps its underscores. */
function collapsed(key: string): string {
  const reserved = key.length >= 4 && key.startsWith('__') && key.endsWith('__');
  const inner = (reserved ? key.slice(2, -2) : key).replace(/[^a-zA-Z0-9]+/gu, '_');
  return reserved ? `__${inner}__` : inner;
}

function prefixed(name: string, { keyBeforeUnderscore }: LabelNameOptions): string {
  if (/^[0-9]/.test(name)) return `key_${name}`;
  return keyBeforeUnderscore && /^_(?!_)/.test(name) ? `key${name}` : name;
}
