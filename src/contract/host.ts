// The few calls a window may make on the desktop shell, handed over by the preload. Absent in a browser.
import type { ImportWish } from './imports.ts';

/** A file the user chose or dropped. The page never sees or sends a path of its own making. */
export interface HostFile {
  readonly token: string;
  readonly name: string;
}

export interface HostBridge {
  readonly platform: 'darwin' | 'linux' | 'win32';
  /** Asks for a fresh MessagePort to the engine; it arrives by window.postMessage as `otterscope:port`. */
  requestPort(): void;
  openFiles(): Promise<readonly HostFile[]>;
  /** Registers a dropped File and answers its token; rejects for what is no file on disk. */
  dropped(file: unknown): Promise<HostFile>;
  /** Opens the chosen run file, or imports another kind of file; the answer, when it is done, is the run id. */
  openAsRun(token: string, into: ImportWish): Promise<string>;
  /** Saves bytes where the user says; false when the dialog was cancelled. */
  saveFile(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Asks where the file of a started export goes and has the engine write it; false when the dialog was cancelled. */
  saveExport(exportId: string, name: string): Promise<boolean>;
  /** Opens http(s) links in the user's browser. */
  openExternal(url: string): Promise<void>;
  /** Opens a file in an editor of `contract/editors.ts`, by the address that the editor registered. */
  openEditor(editor: string, path: string, line: number, column: number | undefined): Promise<void>;
  onCommand(listener: (command: string) => void): void;
  onOpenRun(listener: (run: string) => void): void;
  onNavigate(listener: (path: string) => void): void;
  /** `ready` after a (re)start of the engine: ask for a new port. `restarting` while it is down. */
  onEngine(listener: (state: string) => void): void;
}
