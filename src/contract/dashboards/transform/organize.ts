// Leaves fields out, orders and renames them.
import { fieldName, type Frame } from '../frame.ts';
import { finite, objectAt, textAt, type JsonObject } from '../grafana/read-json.ts';

export function organize(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const excluded = objectAt(options, 'excludeByName');
  const included = objectAt(options, 'includeByName');
  const places = objectAt(options, 'indexByName');
  const renamed = objectAt(options, 'renameByName');
  const onlyIncluded = Object.values(included).includes(true);
  return frames.map((frame) => {
    const named = frame.fields.map((field, index) => ({ field, index, name: fieldName(field, frame) }));
    const kept = named.filter(
      ({ name, field }) =>
        excluded[name] !== true &&
        excluded[field.name] !== true &&
        (!onlyIncluded || included[name] === true || included[field.name] === true),
    );
    const place = (name: string, own: string): number => finite(places[name]) ?? finite(places[own]) ?? Infinity;
    const ordered = kept.toSorted((a, b) => {
      const left = place(a.name, a.field.name);
      const right = place(b.name, b.field.name);
      return left === right ? a.index - b.index : left - right;
    });
    return {
      ...frame,
      fields: ordered.map(({ field, name }) => {
        const to = textAt(renamed, name) || textAt(renamed, field.name);
        return to === '' ? field : { ...field, name: to, displayName: to };
      }),
    };
  });
}
