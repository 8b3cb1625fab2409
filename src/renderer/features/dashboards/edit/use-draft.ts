// What is being changed of a dashboard and not saved yet. It is kept in this window's storage as Grafana's JSON, so that a
// reload or a closed window loses nothing.
import { useEffect, useMemo, useRef, useState } from 'react';
import { exportDashboard } from '../../../../contract/dashboards/grafana/export-dashboard.ts';
import { importDashboard } from '../../../../contract/dashboards/grafana/import-dashboard.ts';
import type { Dashboard } from '../../../../contract/dashboards/model.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useNotify } from '../../../ui/notices.tsx';
import { readStored, writeStored } from '../../../ui/stored.ts';
import { beginHistory, redo, step, undo, type History } from './model/history.ts';

export interface Draft {
  readonly dashboard: Dashboard;
  /** Other than what is saved. */
  readonly changed: boolean;
  readonly saving: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Grows when states are gone back or forth: fields that hold a text of their own begin anew. */
  readonly turn: number;
  /** Changes with the same mark, one after the other, are undone together. */
  readonly change: (next: (dashboard: Dashboard) => Dashboard, mark?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Back to what is saved. */
  readonly discard: () => void;
  /** false: it could not be saved; the user was told. */
  readonly save: () => Promise<boolean>;
}

/** Between the last change and writing it into the storage, milliseconds. */
const rest = 300;

export function useDraft(id: string, saved: Dashboard): Draft {
  const notify = useNotify();
  const { mutateAsync, isPending } = useCommand('dashboards.save', ['dashboards.list', 'dashboards.get']);
  const [seen, setSeen] = useState(saved);
  const [base, setBase] = useState(saved);
  const [history, setHistory] = useState(() => {
    const kept = keptDraft(id, saved);
    return kept === undefined ? beginHistory(saved) : step(beginHistory(saved), kept);
  });
  const [turn, setTurn] = useState(0);
  const changed = history.present !== base;
  if (saved !== seen) {
    setSeen(saved);
    // Changed elsewhere, by a pinned chart say.
    if (!changed && exportDashboard(saved) !== exportDashboard(base)) {
      setBase(saved);
      setHistory(beginHistory(saved));
    }
  }
  const keep = useRef<() => void>(undefined);
  useEffect(() => {
    const write = (): void => {
      keep.current = undefined;
      writeStored(nameOf(id), changed ? exportDashboard(history.present) : '');
    };
    keep.current = write;
    const timer = setTimeout(write, rest);
    return () => clearTimeout(timer);
  }, [id, changed, history.present]);
  useEffect(() => {
    const flush = (): void => keep.current?.();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, []);
  const actions = useMemo(() => {
    const turned = (how: (history: History<Dashboard>) => History<Dashboard>) => (): void => {
      setHistory(how);
      setTurn((now) => now + 1);
    };
    return {
      change: (next: (dashboard: Dashboard) => Dashboard, mark?: string) =>
        setHistory((now) => step(now, next(now.present), mark)),
      undo: turned(undo),
      redo: turned(redo),
      discard: turned((now) => step(now, base)),
    };
  }, [base]);
  const { present } = history;
  return {
    dashboard: present,
    changed,
    saving: isPending,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    turn,
    ...actions,
    async save() {
      try {
        await mutateAsync({ text: exportDashboard(present), id });
        setBase(present);
        return true;
      } catch (error) {
        notify('error', `The dashboard was not saved. ${error instanceof Error ? error.message : String(error)}`);
        return false;
      }
    },
  };
}

function nameOf(id: string): string {
  return `dashboard-draft:${id}`;
}

function keptDraft(id: string, saved: Dashboard): Dashboard | undefined {
  const text = readStored(nameOf(id));
  if (typeof text !== 'string' || text === '' || text === exportDashboard(saved)) return undefined;
  const outcome = importDashboard(text, id);
  return outcome.kind === 'dashboard' ? { ...outcome.dashboard, id } : undefined;
}
