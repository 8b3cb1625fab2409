// `<data>/settings.json`. A file that cannot be understood is left as it is, reported, and the defaults hold.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { systemCode } from './engine-failure.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import { defaultSettings, type Settings } from '../../contract/runs.ts';

export interface SettingsFile {
  readonly current: Settings;
  /** Written before it counts. Throws a system error when it cannot be written. */
  change(settings: Settings): void;
}

export async function openSettings(path: string, report: (problem: ProblemReport) => void): Promise<SettingsFile> {
  const state = { current: await read(path, report) };
  return {
    get current() {
      return state.current;
    },
    change(settings) {
      const next = `${path}.tmp`;
      writeFileSync(next, `${JSON.stringify(settings, undefined, 2)}\n`, { mode: 0o600 });
      renameSync(next, path);
      state.current = settings;
    },
  };
}

async function read(path: string, report: (problem: ProblemReport) => void): Promise<Settings> {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') report(broken(path, error instanceof Error ? error.message : String(error)));
    return defaultSettings;
  }
  try {
    const { settings } = await import('../serve/schemas/settings.ts');
    const found: unknown = JSON.parse(content);
    // A file from before a setting was there has its default.
    const result = settings.safeParse(
      typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...defaultSettings, ...found } : found,
    );
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    report(broken(path, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`));
  } catch (error) {
    report(broken(path, error instanceof Error ? error.message : String(error)));
  }
  return defaultSettings;
}

function broken(path: string, why: string): ProblemReport {
  return {
    code: 'settings-broken',
    severity: 'warning',
    subject: path,
    message: `The settings could not be read (${why}). The defaults are in use; saving the settings replaces the file.`,
  };
}
