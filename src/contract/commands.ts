// App-wide commands: one table for the native menu (shell) and the command palette (window).
// Commands that belong to one page are listed by that page's feature.

export type CommandId =
  | 'run.new'
  | 'run.open'
  | 'run.importLive'
  | 'go.traces'
  | 'go.logs'
  | 'go.metrics'
  | 'go.profiles'
  | 'go.map'
  | 'go.sources'
  | 'go.runs'
  | 'go.imports'
  | 'go.problems'
  | 'go.settings'
  | 'go.back'
  | 'go.forward'
  | 'palette'
  | 'shortcuts'
  | 'theme.toggle'
  | 'span.test';

export interface Command {
  readonly id: CommandId;
  readonly title: string;
  /** Electron accelerator; the page binds the same keys in a browser. */
  readonly accelerator?: string;
  readonly menu: 'File' | 'Go' | 'View' | 'Help';
}

export const commands: readonly Command[] = [
  { id: 'run.new', title: 'New run', accelerator: 'CmdOrCtrl+Shift+N', menu: 'File' },
  { id: 'run.open', title: 'Open files …', accelerator: 'CmdOrCtrl+O', menu: 'File' },
  { id: 'run.importLive', title: 'Import files into the live run …', menu: 'File' },
  { id: 'palette', title: 'Command palette', accelerator: 'CmdOrCtrl+K', menu: 'View' },
  { id: 'theme.toggle', title: 'Switch between light and dark', menu: 'View' },
  { id: 'go.back', title: 'Back', accelerator: 'Alt+Left', menu: 'Go' },
  { id: 'go.forward', title: 'Forward', accelerator: 'Alt+Right', menu: 'Go' },
  { id: 'go.traces', title: 'Traces', menu: 'Go' },
  { id: 'go.logs', title: 'Logs', menu: 'Go' },
  { id: 'go.metrics', title: 'Metrics', menu: 'Go' },
  { id: 'go.profiles', title: 'Profiles', menu: 'Go' },
  { id: 'go.map', title: 'Service map', menu: 'Go' },
  { id: 'go.sources', title: 'Sources', menu: 'Go' },
  { id: 'go.runs', title: 'Runs', menu: 'Go' },
  { id: 'go.imports', title: 'Imports', menu: 'Go' },
  { id: 'go.problems', title: 'Problems', menu: 'Go' },
  { id: 'go.settings', title: 'Settings', menu: 'Go' },
  { id: 'span.test', title: 'Send a test span', menu: 'Help' },
  { id: 'shortcuts', title: 'Keyboard shortcuts', menu: 'Help' },
];
