// Renames fields by an expression and what to write for it (`$1`).
import { fieldName, type Frame } from '../frame.ts';
import { parsePattern } from '../format/pattern.ts';
import { textAt, type JsonObject } from '../grafana/read-json.ts';

export function renameByRegex(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const pattern = parsePattern(textAt(options, 'regex'));
  if (pattern === undefined || textAt(options, 'regex') === '') return frames;
  const to = textAt(options, 'renamePattern');
  return frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => {
      const name = fieldName(field, frame);
      const next = field.kind === 'time' ? name : name.replace(pattern, to);
      return next === name ? field : { ...field, displayName: next };
    }),
  }));
}
