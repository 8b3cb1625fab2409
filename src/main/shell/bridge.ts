// The calls a window may make. Every one of them is checked for its sender before it does anything:
// the main frame of a page of ours, and arguments of the right shape.
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { editorIds, type EditorId, type SourcePlace } from '../../contract/editors.ts';
import type { HostFile } from '../../contract/host.ts';
import type { ImportWish } from '../../contract/imports.ts';
import { isExternalLink, isOwnPage } from './lock-down.ts';

export interface BridgeActions {
  requestPort(contentsId: number): void;
  chooseFiles(contentsId: number): Promise<readonly HostFile[]>;
  addDropped(path: string): HostFile;
  openAsRun(token: string, into: ImportWish): Promise<string>;
  saveFile(contentsId: number, name: string, bytes: Uint8Array): Promise<boolean>;
  saveExport(contentsId: number, exportId: string, name: string): Promise<boolean>;
  openExternal(url: string): Promise<void>;
  /** Rejects what is no place in a file. */
  openEditor(editor: EditorId, place: SourcePlace): Promise<void>;
}

type AnyEvent = Pick<IpcMainInvokeEvent | IpcMainEvent, 'senderFrame' | 'sender'>;

/** senderFrame may be null after a navigation. */
export function isTrusted(event: AnyEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && isOwnPage(frame.url);
}

const refused = (channel: string): Error => new Error(`${channel}: refused`);

export function installBridge(ipc: Pick<IpcMain, 'handle' | 'on'>, actions: BridgeActions): void {
  const handle = <T>(
    channel: string,
    act: (contentsId: number, args: readonly unknown[]) => Promise<T> | undefined,
  ): void =>
    ipc.handle(channel, async (event, ...args: unknown[]) => {
      const answer = isTrusted(event) ? act(event.sender.id, args) : undefined;
      if (answer === undefined) throw refused(channel);
      return answer;
    });

  ipc.on('host:port', (event) => {
    if (isTrusted(event)) actions.requestPort(event.sender.id);
  });
  handle('host:choose-files', (contents) => actions.chooseFiles(contents));
  handle('host:dropped', (_contents, [path]) =>
    typeof path === 'string' && path !== '' ? Promise.resolve(actions.addDropped(path)) : undefined,
  );
  handle('host:open-run', (_contents, [token, into]) =>
    typeof token === 'string' && (into === 'new' || into === 'live' || into === 'auto')
      ? actions.openAsRun(token, into)
      : undefined,
  );
  handle('host:save', (contents, [name, bytes]) =>
    typeof name === 'string' && bytes instanceof Uint8Array ? actions.saveFile(contents, name, bytes) : undefined,
  );
  handle('host:save-export', (contents, [id, name]) =>
    typeof id === 'string' && typeof name === 'string' ? actions.saveExport(contents, id, name) : undefined,
  );
  handle('host:external', (_contents, [url]) =>
    typeof url === 'string' && isExternalLink(url) ? actions.openExternal(url) : undefined,
  );
  handle('host:editor', (_contents, [editor, path, line, column]) => {
    const id = editorIds.find((one) => one === editor);
    const isPlace =
      typeof path === 'string' && typeof line === 'number' && ['number', 'undefined'].includes(typeof column);
    if (id === undefined || !isPlace) return undefined;
    return actions.openEditor(id, { path, line, column: typeof column === 'number' ? column : undefined });
  });
}
