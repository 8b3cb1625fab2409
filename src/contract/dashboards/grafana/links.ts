// Links of dashboards and panels.
import type { DashboardLink } from '../model.ts';
import { flagAt, textAt, type JsonObject } from './read-json.ts';

/** Links to a list of dashboards by tag have no address of their own and are left out. */
export function readLink(json: JsonObject): readonly DashboardLink[] {
  const url = textAt(json, 'url');
  if (url === '') return [];
  return [{ title: textAt(json, 'title') || url, url, newTab: flagAt(json, 'targetBlank') }];
}
