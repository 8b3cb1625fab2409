// Data links of graph panels: `options.dataLinks`.
import type { FieldLink } from '../field-config.ts';
import { objectAt, objectsAt, textAt, type JsonObject } from './read-json.ts';

export function readLinkList(panel: JsonObject): readonly FieldLink[] | undefined {
  const links = objectsAt(objectAt(panel, 'options'), 'dataLinks').flatMap((one) => {
    const url = textAt(one, 'url');
    return url === '' ? [] : [{ title: textAt(one, 'title') || url, url }];
  });
  return links.length === 0 ? undefined : links;
}
