// `refresh` of a dashboard: `10s`, `1m`, false, '' or 'auto'.
import { parseStep } from '../variables/step-text.ts';

export function refreshMillis(value: unknown): number | undefined {
  return typeof value === 'string' ? parseStep(value) : undefined;
}

export function refreshText(millis: number | undefined): string {
  if (millis === undefined) return '';
  if (millis % 60_000 === 0) return `${millis / 60_000}m`;
  return millis % 1000 === 0 ? `${millis / 1000}s` : `${millis}ms`;
}
