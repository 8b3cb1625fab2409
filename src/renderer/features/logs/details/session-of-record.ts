// The session that a log record names, itself or by its resource, as the engine finds it.
import type { LogDetails } from '../../../../contract/logs.ts';
import { sessionKeys, sessionValues } from '../../../../contract/session-keys.ts';
import type { SessionId } from '../../../../contract/sessions.ts';
import { textForm } from '../../../../contract/text-form.ts';
import type { Attribute } from '../../../../contract/values.ts';

/** @param more keys of the settings */
export function sessionOfRecord(
  { attributes, resource }: Pick<LogDetails, 'attributes' | 'resource'>,
  more: readonly string[],
): SessionId | undefined {
  const keys = [...sessionKeys, ...more];
  const own = byKey(attributes, keys);
  if (own !== '') return own as SessionId;
  for (const { key, begins } of sessionValues) {
    const text = byKey(attributes, [key]);
    if (text.startsWith(begins)) return text as SessionId;
  }
  return (byKey(resource.attributes, keys) || undefined) as SessionId | undefined;
}

/** The text of the first of the keys that is there. */
function byKey(attributes: readonly Attribute[], keys: readonly string[]): string {
  for (const key of keys) {
    const text = textForm(attributes.find((attribute) => attribute.key === key)?.value);
    if (text !== '') return text;
  }
  return '';
}
