// Where the window is running, and what it can do outside of itself: the desktop shell's calls or their browser fallback.
import { editorAddress, type EditorId, type SourcePlace } from '../../contract/editors.ts';
import type { HostBridge } from '../../contract/host.ts';
import type { ImportWish } from '../../contract/imports.ts';

/** A file that the user picked or dropped. On the desktop only its token is known here; the shell opens it by path. */
export type ChosenFile =
  | { readonly kind: 'token'; readonly token: string; readonly name: string }
  | { readonly kind: 'file'; readonly file: File; readonly name: string };

export interface Host {
  readonly desktop: boolean;
  readonly mac: boolean;
  /** Lets the user pick files; empty when cancelled. */
  chooseFiles(): Promise<readonly ChosenFile[]>;
  /** What was dropped on the window; things that are no files on disk are left out. */
  dropped(files: Iterable<File>): Promise<readonly ChosenFile[]>;
  /** Opens or imports a file of kind `token`; answers the id of its run when that is done. */
  openToken(token: string, into: ImportWish): Promise<string>;
  /** Desktop: asks for a place, and the engine writes the export there; false when cancelled. `undefined` in a browser. */
  readonly saveExport: ((exportId: string, name: string) => Promise<boolean>) | undefined;
  /** Browser: downloads. Desktop: saves where the user says; false when cancelled. */
  save(name: string, content: Uint8Array | Blob): Promise<boolean>;
  /** Opens an http(s) address outside of the app. Ask the user first. */
  openExternal(url: URL): void;
  /** Opens a file of this machine in an editor, by the address that the editor registered with the system. */
  openEditor(editor: EditorId, place: SourcePlace): void;
  /** The shell's own wishes: menu commands, files opened from outside, links, an engine that is back. */
  listen(listeners: HostListeners): void;
}

export interface HostListeners {
  onCommand(id: string): void;
  onOpenRun(run: string): void;
  onNavigate(path: string): void;
  onEngineReady(): void;
}

declare global {
  interface Window {
    readonly host?: HostBridge;
  }
}

export function createHost(bridge: HostBridge | undefined): Host {
  return bridge === undefined ? browserHost() : desktopHost(bridge);
}

function desktopHost(bridge: HostBridge): Host {
  return {
    desktop: true,
    mac: bridge.platform === 'darwin',
    async chooseFiles() {
      return (await bridge.openFiles()).map(({ token, name }) => ({ kind: 'token', token, name }));
    },
    async dropped(files) {
      const known = await Promise.allSettled([...files].map((file) => bridge.dropped(file)));
      return known.flatMap((one) =>
        one.status === 'fulfilled' ? [{ kind: 'token' as const, token: one.value.token, name: one.value.name }] : [],
      );
    },
    openToken: (token, into) => bridge.openAsRun(token, into),
    saveExport: (exportId, name) => bridge.saveExport(exportId, name),
    save: async (name, content) =>
      bridge.saveFile(name, content instanceof Blob ? new Uint8Array(await content.arrayBuffer()) : content),
    openExternal(url) {
      if (isWeb(url)) void bridge.openExternal(url.href);
    },
    openEditor(editor, { path, line, column }) {
      void bridge.openEditor(editor, path, line, column);
    },
    listen({ onCommand, onOpenRun, onNavigate, onEngineReady }) {
      bridge.onCommand(onCommand);
      bridge.onOpenRun(onOpenRun);
      bridge.onNavigate(onNavigate);
      bridge.onEngine((state) => {
        if (state === 'ready') onEngineReady();
      });
    },
  };
}

function browserHost(): Host {
  return {
    desktop: false,
    mac: navigator.platform.startsWith('Mac'),
    chooseFiles: () =>
      new Promise((resolve) => {
        const input = document.createElement('input');
        input.type = 'file';
        input.multiple = true;
        input.addEventListener('change', () => resolve(chosen(input.files ?? [])));
        input.addEventListener('cancel', () => resolve([]));
        input.click();
      }),
    dropped: (files) => Promise.resolve(chosen(files)),
    openToken: () => Promise.reject(new Error('Only the desktop app opens files by token.')),
    saveExport: undefined,
    save(name, content) {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content.slice()]));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      return Promise.resolve(true);
    },
    openExternal(url) {
      if (isWeb(url)) window.open(url.href, '_blank', 'noopener,noreferrer');
    },
    openEditor(editor, place) {
      const address = editorAddress(editor, place);
      if (address === undefined) return;
      const link = document.createElement('a');
      link.href = address;
      link.click();
    },
    listen: () => undefined,
  };
}

function chosen(files: Iterable<File>): readonly ChosenFile[] {
  return [...files].map((file) => ({ kind: 'file', file, name: file.name }));
}

function isWeb(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}
