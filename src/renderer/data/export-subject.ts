// What is to be exported, said by a page and heard by the dialog, which every page shares.
import { create } from 'zustand';
import type { CsvTable, ExportSignal, ExportWhat } from '../../contract/exports.ts';
import type { RunId } from '../../contract/ids.ts';

export interface ExportSubject {
  /** For the title, after "Export": `3 traces`, `run before the cache change`. */
  readonly title: string;
  readonly run: RunId;
  readonly what: ExportWhat;
  /** What it may hold; a run holds all. */
  readonly signals: readonly Exclude<ExportSignal, 'all'>[];
  /** CSV tables that make sense, the likeliest first. */
  readonly tables: readonly CsvTable[];
}

interface SubjectState {
  readonly subject: ExportSubject | undefined;
}

export const useExportSubject = create<SubjectState>(() => ({ subject: undefined }));

/** Opens the dialog. */
export function openExport(subject: ExportSubject): void {
  useExportSubject.setState({ subject });
}

export function closeExport(): void {
  useExportSubject.setState({ subject: undefined });
}
