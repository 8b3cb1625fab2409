// What a window's calls do: ports, dialogs, files by token, links. bridge.ts has checked the caller before.
import { writeFile } from 'node:fs/promises';
import type * as Electron from 'electron';
import { editorAddress } from '../../contract/editors.ts';
import type { ImportWish } from '../../contract/imports.ts';
import type { BridgeActions } from './bridge.ts';
import type { ChosenFiles } from './chosen-files.ts';
import { isExternalLink } from './lock-down.ts';

export interface WindowActionParts {
  readonly files: ChosenFiles;
  /** Takes the engine's end of a new channel. */
  readonly connect: (port: Electron.MessagePortMain) => void;
  /** A window has its end too: from now on it can be told things. */
  readonly connected: () => void;
  /** Opens a run file or imports another; answers the run's id. */
  readonly openPath: (path: string, into: ImportWish) => Promise<string>;
  /** Has the engine write a started export into a file. */
  readonly writeExport: (exportId: string, path: string) => void;
}

type Parts = Pick<typeof Electron, 'BrowserWindow' | 'dialog' | 'MessageChannelMain' | 'shell'>;

/** By name for the dialog alone: what a file is, its content says. */
const fileFilters = [
  {
    name: 'Runs, traces, logs and profiles',
    extensions: (
      'otter json jsonl ndjson log pb proto bin db trace gz zst ' +
      'pprof prof cpuprofile heapprofile heap folded collapsed txt out'
    ).split(' '),
  },
  { name: 'All files', extensions: ['*'] },
];

export function windowActions(
  electron: Parts,
  { files, connect, connected, openPath, writeExport }: WindowActionParts,
): BridgeActions {
  const { BrowserWindow, dialog, MessageChannelMain, shell } = electron;
  const windowOf = (contentsId: number): Electron.BrowserWindow | undefined =>
    BrowserWindow.getAllWindows().find((one) => one.webContents.id === contentsId);

  /** `undefined` when the dialog was cancelled. */
  async function savePath(contentsId: number, name: string): Promise<string | undefined> {
    const window = windowOf(contentsId);
    const options = { defaultPath: name };
    const { filePath, canceled } = await (window === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options));
    return canceled || filePath === '' ? undefined : filePath;
  }

  return {
    requestPort(contentsId) {
      const { port1, port2 } = new MessageChannelMain();
      connect(port1);
      windowOf(contentsId)?.webContents.postMessage('host:port', null, [port2]);
      connected();
    },
    async chooseFiles(contentsId) {
      const window = windowOf(contentsId);
      const options: Electron.OpenDialogOptions = { properties: ['openFile', 'multiSelections'], filters: fileFilters };
      const { filePaths } = await (window === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options));
      return filePaths.map((path) => files.add(path));
    },
    addDropped: (path) => files.add(path),
    async openAsRun(token, into) {
      const path = files.path(token);
      if (path === undefined) throw new Error('that file was not chosen by the user');
      return openPath(path, into);
    },
    async saveFile(contentsId, name, bytes) {
      const path = await savePath(contentsId, name);
      if (path !== undefined) await writeFile(path, bytes);
      return path !== undefined;
    },
    async saveExport(contentsId, exportId, name) {
      const path = await savePath(contentsId, name);
      if (path !== undefined) writeExport(exportId, path);
      return path !== undefined;
    },
    openExternal: async (url) => {
      if (isExternalLink(url)) await shell.openExternal(url);
    },
    async openEditor(editor, place) {
      const address = editorAddress(editor, place);
      if (address === undefined) throw new Error('that is no place in a file');
      await shell.openExternal(address);
    },
  };
}
