// The door for Grafana's dashboards: takes a JSON text, finds out which format it is, answers our model with a report.
// Formats: classic of every schema version, also wrapped in `{"dashboard": ...}` and with `__inputs`; V2 resources.
import type { Dashboard } from '../model.ts';
import { readClassic } from './classic.ts';
import { keepReport, type ImportReport } from './import-report.ts';
import { isObject, type JsonObject } from './read-json.ts';
import { readV2 } from './v2.ts';

export type ImportOutcome =
  | { readonly kind: 'dashboard'; readonly dashboard: Dashboard; readonly report: ImportReport }
  | { readonly kind: 'refused'; readonly reason: string };

/** `newId` names a dashboard that has no uid of its own. */
export function importDashboard(text: string, newId: string): ImportOutcome {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    return refused(`This is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return importDashboardJson(found, newId);
}

export function importDashboardJson(found: unknown, newId: string): ImportOutcome {
  if (!isObject(found)) return refused('A dashboard is a JSON object; this file holds something else.');
  const keeper = keepReport();
  const v2 = asV2(found);
  if (v2 !== undefined) {
    if (!isObject(v2.spec['elements'])) return refused('This V2 dashboard has no elements.');
    return { kind: 'dashboard', dashboard: readV2(v2, newId, keeper), report: keeper.report('v2') };
  }
  const classic = asClassic(found);
  if (classic === undefined) {
    return refused('This JSON has neither "panels" nor "rows" nor "spec.elements", so it is no Grafana dashboard.');
  }
  return { kind: 'dashboard', dashboard: readClassic(classic, newId, keeper), report: keeper.report('classic') };
}

function refused(reason: string): ImportOutcome {
  return { kind: 'refused', reason };
}

function asV2(found: JsonObject): { spec: JsonObject; name: string } | undefined {
  const { spec, metadata } = found;
  if (isObject(spec) && (isObject(spec['elements']) || isObject(spec['layout']))) {
    const name = isObject(metadata) ? metadata['name'] : undefined;
    return { spec, name: typeof name === 'string' ? name : '' };
  }
  if (isObject(found['elements']) && isObject(found['layout'])) return { spec: found, name: '' };
  const inner = found['dashboard'];
  return isObject(inner) ? asV2(inner) : undefined;
}

function asClassic(found: JsonObject): JsonObject | undefined {
  if (Array.isArray(found['panels']) || Array.isArray(found['rows'])) return found;
  for (const key of ['dashboard', 'spec']) {
    const inner = found[key];
    if (isObject(inner)) {
      const classic = asClassic(inner);
      if (classic !== undefined) return classic;
    }
  }
  // A dashboard without any panel is one too.
  return typeof found['title'] === 'string' && ('schemaVersion' in found || 'templating' in found) ? found : undefined;
}
