// One browser window: sandboxed, its place remembered, reloaded once when its renderer dies.
import { join } from 'node:path';
import type { BrowserWindow, Screen } from 'electron';
import { origin } from './app-protocol.ts';
import { restoreState, saveState } from './window-state.ts';

export interface WindowParts {
  readonly BrowserWindow: typeof BrowserWindow;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly preload: string;
  readonly stateFolder: string;
  /** Called when the renderer died for the second time within a minute. */
  readonly rendererLost: (reason: string) => void;
  readonly now: () => number;
}

export function openMainWindow(parts: WindowParts): BrowserWindow {
  const statePath = join(parts.stateFolder, 'window.json');
  const state = restoreState(
    statePath,
    parts.screen.getAllDisplays().map((one) => one.workArea),
  );
  const window = new parts.BrowserWindow({
    ...state.bounds,
    minWidth: 800,
    minHeight: 500,
    title: 'Otterscope',
    show: false,
    webPreferences: {
      preload: parts.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => saveState(statePath, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  let diedAt = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    const again = parts.now() - diedAt < 60_000;
    diedAt = parts.now();
    if (again) parts.rendererLost(details.reason);
    else window.webContents.reload();
  });
  void window.loadURL(`${origin}/`);
  return window;
}
