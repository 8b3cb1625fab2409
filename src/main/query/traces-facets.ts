// traces.facets: what the filter bar offers, from the small tables that the writer keeps.
import type { FacetsAnswer } from '../../contract/traces.ts';
import type { RunReader } from '../store/reader-face.ts';

/** Services that were only seen in logs have no spans. */
export const servicesSql = 'SELECT name, spans, errors FROM services WHERE spans > 0 ORDER BY spans DESC, name';
export const operationsOfServiceSql =
  'SELECT name, spans FROM operations WHERE service_no = ? ORDER BY spans DESC LIMIT 1000';
export const operationsSql =
  'SELECT name, sum(spans) AS spans FROM operations GROUP BY name ORDER BY 2 DESC, 1 LIMIT 1000';
export const attributeKeysSql = 'SELECT key FROM attribute_keys ORDER BY key LIMIT 2000';

export function tracesFacets(reader: RunReader, request: { readonly service?: string | undefined }): FacetsAnswer {
  reader.refresh();
  const { db } = reader;
  const { service } = request;
  return {
    services: db.prepare(servicesSql).all() as FacetsAnswer['services'],
    operations: (service === undefined
      ? db.prepare(operationsSql).all()
      : db.prepare(operationsOfServiceSql).all(reader.serviceNumber(service))) as FacetsAnswer['operations'],
    attributeKeys: db.prepare(attributeKeysSql).pluck().all() as string[],
  };
}
