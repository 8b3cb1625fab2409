// `<data>/settings.json`. A file that cannot be understood is left as it is, reported, and the defaults hold.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { systemCode } from './engine-failure.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import { defaultSettings, type Settings } from '../../contract/runs.ts';
import { newTarget, type ScrapeTarget } from '../../contract/scrape.ts';

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
      typeof found === 'object' && found !== null && !Array.isArray(found)
        ? { ...defaultSettings, ...found, ...(await usableTargets(found, path, report)) }
        : found,
    );
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    report(broken(path, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`));
  } catch (error) {
    report(broken(path, error instanceof Error ? error.message : String(error)));
  }
  return defaultSettings;
}

/** A target that was written by hand needs but an address and a job; one that cannot be used is told of and left out. */
async function usableTargets(
  found: object,
  path: string,
  report: (problem: ProblemReport) => void,
): Promise<{ readonly targets?: readonly ScrapeTarget[] }> {
  if (!('targets' in found) || !Array.isArray(found.targets)) return {};
  const { scrapeTarget } = await import('../serve/schemas/targets.ts');
  const targets = new Map<string, ScrapeTarget>();
  for (const [i, one] of (found.targets as readonly unknown[]).entries()) {
    const given: object = typeof one === 'object' && one !== null ? one : {};
    const result = scrapeTarget.safeParse({ ...newTarget, id: `target-${i + 1}`, ...given });
    if (result.success && !targets.has(result.data.id)) targets.set(result.data.id, result.data);
    else {
      const [issue] = result.error?.issues ?? [];
      const why = issue === undefined ? 'its id is that of another one' : `${issue.path.join('.')} ${issue.message}`;
      report({
        code: 'settings-broken',
        severity: 'warning',
        subject: `${path}: targets[${i}]`,
        message: `A metrics target is left out: ${why.trim()}. Saving the settings removes it from the file.`,
      });
    }
  }
  return { targets: [...targets.values()] };
}

function broken(path: string, why: string): ProblemReport {
  return {
    code: 'settings-broken',
    severity: 'warning',
    subject: path,
    message: `The settings could not be read (${why}). The defaults are in use; saving the settings replaces the file.`,
  };
}
