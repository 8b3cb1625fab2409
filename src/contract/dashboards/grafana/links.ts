// Links of dashboards and panels.
import type { DashboardLink } from '../model.ts';
import { compact, flagAt, textAt, textsAt, type JsonObject } from './read-json.ts';

export function readLink(json: JsonObject): readonly DashboardLink[] {
  const url = textAt(json, 'url');
  const base = compact({
    title: textAt(json, 'title') || url,
    url,
    newTab: flagAt(json, 'targetBlank'),
    keepTime: flagAt(json, 'keepTime') || undefined,
    includeVars: flagAt(json, 'includeVars') || undefined,
  });
  if (json['type'] === 'dashboards') return [{ ...base, url: '', tags: textsAt(json, 'tags') }];
  return url === '' ? [] : [base];
}
