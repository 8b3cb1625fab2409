// `<data>/dashboards/<id>.json`: each file is Grafana's JSON as it was brought or as it was last changed here, so that files
// can be carried either way by hand. They are read when asked for; a file that cannot be read is listed with its reason.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './data-folder.ts';
import { systemCode } from './engine-failure.ts';
import { isDashboardId } from '../../contract/dashboards/dashboard-id.ts';
import { importDashboard, type ImportOutcome } from '../../contract/dashboards/grafana/import-dashboard.ts';
import {
  maxDashboardText,
  type DashboardInfo,
  type DashboardMethods,
  type StoredDashboard,
} from '../../contract/dashboards/methods.ts';
import { allPanels } from '../../contract/dashboards/panel-ids.ts';
import { ContractError } from '../../contract/errors.ts';

export interface DashboardFiles {
  list(): readonly DashboardInfo[];
  get(id: string): StoredDashboard;
  save(request: DashboardMethods['dashboards.save']['request']): StoredDashboard;
  delete(id: string): void;
}

interface Known {
  readonly stamp: string;
  readonly outcome: ImportOutcome;
}

export function createDashboardFiles(folder: string, onChange: () => void): DashboardFiles {
  const known = new Map<string, Known>();
  const pathOf = (id: string): string => join(folder, `${id}.json`);

  /** Read anew only when the file has changed. */
  function read(id: string): ImportOutcome & { readonly changed: number } {
    const path = pathOf(id);
    const { mtimeMs, size } = statSync(path);
    const stamp = `${mtimeMs} ${size}`;
    const found = known.get(id);
    const outcome = found?.stamp === stamp ? found.outcome : parse(path, size, id);
    known.set(id, { stamp, outcome });
    return { ...outcome, changed: mtimeMs };
  }

  function get(id: string): StoredDashboard {
    const outcome = attempt(`The dashboard ${id} cannot be read`, () => read(id));
    if (outcome.kind === 'refused') throw new ContractError('not-found', `The dashboard ${id}: ${outcome.reason}`);
    return { dashboard: { ...outcome.dashboard, id }, report: outcome.report };
  }

  function isTaken(id: string): boolean {
    return ids().includes(id);
  }

  function ids(): readonly string[] {
    try {
      return readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length))
        .filter(isDashboardId);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return [];
      throw failure('The dashboards cannot be listed', error);
    }
  }

  return {
    list() {
      const infos = ids().flatMap((id): readonly DashboardInfo[] => {
        try {
          return [infoOf(id, read(id))];
        } catch (error) {
          // Gone between listing and reading.
          if (systemCode(error) === 'ENOENT') return [];
          return [
            infoOf(id, { kind: 'refused', reason: error instanceof Error ? error.message : String(error), changed: 0 }),
          ];
        }
      });
      return infos.toSorted((a, b) => a.title.localeCompare(b.title, 'en') || (a.id < b.id ? -1 : 1));
    },
    get,
    save({ text, id }) {
      const outcome = importDashboard(text, id ?? newId());
      if (outcome.kind === 'refused') throw new ContractError('bad-request', outcome.reason);
      const own = id ?? freeId(outcome.dashboard.id, isTaken);
      const path = pathOf(own);
      attempt('The dashboard could not be saved', () => {
        makeFolder(folder);
        writeFileSync(`${path}.tmp`, text, { mode: 0o600 });
        renameSync(`${path}.tmp`, path);
      });
      known.delete(own);
      onChange();
      return get(own);
    },
    delete(id) {
      if (!isTaken(id)) throw new ContractError('not-found', `There is no dashboard ${id}.`);
      attempt('The dashboard could not be deleted', () => rmSync(pathOf(id)));
      known.delete(id);
      onChange();
    },
  };
}

function parse(path: string, size: number, id: string): ImportOutcome {
  // A unit of UTF-16 takes up to three bytes.
  if (size > maxDashboardText * 3) return { kind: 'refused', reason: 'The file is too large for a dashboard.' };
  return importDashboard(readFileSync(path, 'utf8'), id);
}

function infoOf(id: string, outcome: ImportOutcome & { readonly changed: number }): DashboardInfo {
  const { changed } = outcome;
  if (outcome.kind === 'refused') {
    return { id, title: id, description: '', tags: [], panels: 0, changed, broken: outcome.reason };
  }
  const { title, description, tags, panels } = outcome.dashboard;
  const count = allPanels(panels).filter(({ kind }) => kind !== 'row').length;
  return { id, title, description, tags, panels: count, changed, broken: undefined };
}

function newId(): string {
  return randomUUID().slice(0, 8);
}

function freeId(wanted: string, isTaken: (id: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  const base = wanted.slice(0, 70);
  for (let number = 2; number < 1000; number++) {
    const id = `${base}-${number}`;
    if (!isTaken(id)) return id;
  }
  return newId();
}

function attempt<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw failure(what, error);
  }
}

function failure(what: string, error: unknown): ContractError {
  const code = systemCode(error);
  const why = error instanceof Error ? error.message : String(error);
  if (code === 'ENOENT') return new ContractError('not-found', `${what}: there is no such file.`);
  return new ContractError(code === 'ENOSPC' ? 'disk-full' : 'disk-error', `${what}: ${why}`);
}
