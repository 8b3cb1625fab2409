// logs.facets: how many records of which service, severity, scope, event name, and value of one field.
import type { LogFacets, LogFacetsRequest } from '../../../contract/logs.ts';
import type { Field } from '../../../contract/search/fields.ts';
import { textForm } from '../../../contract/text-form.ts';
import type { Alive } from '../../store/reader-face.ts';
import { attributeField, fieldValues } from './log-field.ts';
import type { LogSearches, MatchingRows } from './log-matches.ts';
import { logRange } from './log-range.ts';
import type { LogPart, LogRun } from './log-run.ts';
import { scanLogs, type KeptSums } from './log-scan.ts';
import { TextCounts } from './text-counts.ts';

/** Texts of values are counted up to this length. */
const longestValue = 512;

export interface FacetSums {
  readonly severities: Uint32Array;
  readonly services: TextCounts;
  readonly scopes: TextCounts;
  readonly eventNames: TextCounts;
  readonly values: TextCounts;
}

type AskedField = Exclude<Field, { readonly kind: 'property' }> | undefined;

export function logsFacets(
  run: LogRun,
  searches: LogSearches,
  kept: KeptSums<FacetSums>,
  request: LogFacetsRequest,
  alive: Alive,
): LogFacets {
  run.refresh();
  const matches = searches.of(request.where);
  const { field } = request;
  const asked = field === undefined ? undefined : attributeField(field);
  const all = noSums();
  const reach = scanLogs(
    { run, matches, range: logRange(request), alive },
    kept.of(JSON.stringify([field, request.where.trim()])),
    (part, rows) => sumsOf(run, part, rows, asked),
    (sums) => {
      sums.severities.forEach((count, severity) => {
        all.severities[severity] = (all.severities[severity] as number) + count;
      });
      for (const facet of ['services', 'scopes', 'eventNames', 'values'] as const) all[facet].addAll(sums[facet]);
    },
  );
  return {
    ...reach,
    total: all.severities.reduce((sum, one) => sum + one, 0),
    severities: all.severities,
    services: all.services.top(1000),
    scopes: all.scopes.top(1000),
    eventNames: all.eventNames.top(1000),
    values: all.values.top(200),
    valuesAreExact: all.values.exact,
  };
}

function noSums(): FacetSums {
  return {
    severities: new Uint32Array(25),
    services: new TextCounts(),
    scopes: new TextCounts(),
    eventNames: new TextCounts(),
    values: new TextCounts(),
  };
}

function sumsOf(run: LogRun, part: LogPart, rows: MatchingRows, asked: AskedField): FacetSums {
  const sums = noSums();
  const { reader } = run;
  const block = run.open(part);
  const wanted = (row: number): boolean => rows === 'all' || (rows !== 'none' && rows[row] === 1);
  const byNumber = (numbers: Uint32Array): Map<number, number> => {
    const counts = new Map<number, number>();
    for (let row = 0; row < block.count; row++) {
      if (wanted(row)) counts.set(numbers[row] as number, (counts.get(numbers[row] as number) ?? 0) + 1);
    }
    return counts;
  };
  for (let row = 0; row < block.count; row++) {
    const severity = block.severity[row] as number;
    if (wanted(row)) sums.severities[severity] = (sums.severities[severity] as number) + 1;
  }
  for (const [resource, count] of byNumber(block.resource))
    sums.services.add(reader.serviceName(reader.serviceOfResource(resource)), count);
  for (const [scope, count] of byNumber(block.scope)) sums.scopes.add(reader.scope(scope).name, count);
  for (const [name, count] of byNumber(block.eventName))
    if (name !== 0) sums.eventNames.add(block.strings.text(name), count);
  if (asked !== undefined) {
    const valueOf = fieldValues(reader, block, asked);
    for (let row = 0; row < block.count; row++) {
      const value = wanted(row) ? valueOf(row) : undefined;
      if (value !== undefined) sums.values.add(textForm(value).slice(0, longestValue), 1);
    }
  }
  return sums;
}
