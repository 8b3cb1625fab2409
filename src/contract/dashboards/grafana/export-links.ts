// Links of dashboards and panels.
import type { DashboardLink } from '../model.ts';

export function exportLinks(links: readonly DashboardLink[]): readonly Record<string, unknown>[] {
  return links.map(({ title, url, newTab }) => ({ title, url, targetBlank: newTab, type: 'link' }));
}
