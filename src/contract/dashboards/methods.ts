// Dashboards that a user imported or made; those that come with the app (built-in/) are data of the window.
import type { Dashboard } from './model.ts';
import type { ImportReport } from './grafana/import-report.ts';

export interface DashboardInfo {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly panels: number;
  /** When the file was last written, Unix milliseconds. */
  readonly changed: number;
  /** Why the file cannot be read; then everything else but the id is empty. */
  readonly broken: string | undefined;
}

export interface StoredDashboard {
  readonly dashboard: Dashboard;
  readonly report: ImportReport;
}

/** Most UTF-16 units of a dashboard's JSON. */
export const maxDashboardText = 8_000_000;

export interface DashboardMethods {
  /** By title. */
  'dashboards.list': { request: Record<string, never>; answer: readonly DashboardInfo[] };
  'dashboards.get': { request: { readonly id: string }; answer: StoredDashboard };
  /**
   * Keeps a dashboard given as Grafana's JSON of any version. With `id` it replaces that one (or makes it); without, it takes
   * the uid of the file, or one like it that is free. What is no dashboard fails with `bad-request`.
   */
  'dashboards.save': {
    request: { readonly text: string; readonly id?: string | undefined };
    answer: StoredDashboard;
  };
  'dashboards.delete': { request: { readonly id: string }; answer: Record<string, never> };
}
