// Content-Type of a scraped page to the format it is read with.
import type { ExpositionFormat, ExpositionType, NameEscaping } from '../../../contract/exposition.ts';

const mediaTypes: Readonly<Record<string, ExpositionFormat>> = {
  'text/plain': 'text',
  'application/openmetrics-text': 'openmetrics',
  'application/vnd.google.protobuf': 'protobuf',
};

const escapings: readonly NameEscaping[] = ['allow-utf-8', 'underscores', 'dots', 'values'];

/** `undefined` when the type is missing or not one of an exposition. */
export function expositionType(contentType: string | undefined): ExpositionType | undefined {
  const [media = '', ...rest] = (contentType ?? '').split(';');
  const format = mediaTypes[media.trim().toLowerCase()];
  if (format === undefined) return undefined;
  const parameters = new Map(rest.map((one) => parameter(one)));
  if (format === 'protobuf') {
    const proto = parameters.get('proto');
    const encoding = parameters.get('encoding');
    if (proto !== undefined && proto !== 'io.prometheus.client.MetricFamily') return undefined;
    if (encoding !== undefined && encoding !== 'delimited') return undefined;
  }
  const escaping = escapings.find((one) => one === parameters.get('escaping'));
  return { format, escaping: escaping ?? 'allow-utf-8' };
}

function parameter(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at < 0) return [text.trim().toLowerCase(), ''];
  const value = text.slice(at + 1).trim();
  return [text.slice(0, at).trim().toLowerCase(), /^"(.*)"$/.exec(value)?.[1] ?? value];
}
