// What an import did with each panel, in words for whoever brought the file.

export interface PanelReport {
  readonly panel: number;
  readonly title: string;
  /** As the file names it. */
  readonly type: string;
  /** `degraded`: shown, with something missing. `unsupported`: shown as queries and a table of their results. */
  readonly outcome: 'ok' | 'degraded' | 'unsupported';
  readonly reasons: readonly string[];
}

export interface ImportReport {
  readonly format: 'classic' | 'v2';
  readonly panels: readonly PanelReport[];
  /** About the dashboard as a whole: variables, annotations. */
  readonly notes: readonly string[];
}

/** Collects reasons while a dashboard is read. */
export interface ReportKeeper {
  note(text: string): void;
  panel(panel: { readonly id: number; readonly title: string; readonly type: string }): PanelNotes;
  report(format: ImportReport['format']): ImportReport;
}

export interface PanelNotes {
  degraded(why: string): void;
  unsupported(why: string): void;
}

export function keepReport(): ReportKeeper {
  const notes = new Set<string>();
  const panels: {
    panel: number;
    title: string;
    type: string;
    outcome: PanelReport['outcome'];
    reasons: string[];
  }[] = [];
  return {
    note: (text) => void notes.add(text),
    panel({ id, title, type }) {
      const entry = { panel: id, title, type, outcome: 'ok' as PanelReport['outcome'], reasons: [] as string[] };
      panels.push(entry);
      const add = (why: string): void => void (entry.reasons.includes(why) || entry.reasons.push(why));
      return {
        degraded(why) {
          if (entry.outcome === 'ok') entry.outcome = 'degraded';
          add(why);
        },
        unsupported(why) {
          entry.outcome = 'unsupported';
          add(why);
        },
      };
    },
    report: (format) => ({ format, panels, notes: [...notes] }),
  };
}
