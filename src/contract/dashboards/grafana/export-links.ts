// Links of dashboards and panels.
import type { DashboardLink } from '../model.ts';
import { compact } from './read-json.ts';

export function exportLinks(links: readonly DashboardLink[]): readonly Record<string, unknown>[] {
  return links.map(({ title, url, newTab, tags, keepTime, includeVars }) => ({
    ...compact({ keepTime, includeVars }),
    title,
    targetBlank: newTab,
    ...(tags === undefined ? { url, type: 'link' } : { tags, type: 'dashboards', asDropdown: true }),
  }));
}
