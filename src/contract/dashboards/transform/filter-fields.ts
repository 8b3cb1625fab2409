// Keeps or drops fields by name or expression. Frames that keep no field are dropped.
import { fieldName, type Frame } from '../frame.ts';
import { parsePattern } from '../format/pattern.ts';
import { isObject, textAt, textsAt, type JsonObject } from '../grafana/read-json.ts';

export function filterFields(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const include = matcher(options['include']);
  const exclude = matcher(options['exclude']);
  return frames
    .map((frame) => ({
      ...frame,
      fields: frame.fields.filter((field) => {
        const names = [fieldName(field, frame), field.name];
        return (include === undefined || names.some(include)) && (exclude === undefined || !names.some(exclude));
      }),
    }))
    .filter((frame) => frame.fields.length > 0);
}

function matcher(value: unknown): ((name: string) => boolean) | undefined {
  if (!isObject(value)) return undefined;
  const names = textsAt(value, 'names');
  const text = textAt(value, 'pattern');
  const pattern = text === '' ? undefined : parsePattern(text);
  if (names.length === 0 && pattern === undefined) return undefined;
  return (name) => {
    if (pattern !== undefined) pattern.lastIndex = 0;
    return names.includes(name) || (pattern?.test(name) ?? false);
  };
}
