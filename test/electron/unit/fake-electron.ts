// A stand-in for Electron's main-process module: records what the shell does with it and lets a test play the system's part.
import { EventEmitter } from 'node:events';
import type { ElectronMain } from '../../../src/main/shell/start-shell.ts';

export class FakeContents extends EventEmitter {
  readonly mainFrame = { url: 'app://otterscope/' };
  readonly sent: unknown[][] = [];
  readonly ports: unknown[][] = [];
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  reloads = 0;
  readonly id: number;
  constructor(id: number) {
    super();
    this.id = id;
  }
  getURL = (): string => this.mainFrame.url;
  setWindowOpenHandler = (handler: (details: { url: string }) => { action: string }): void => {
    this.openHandler = handler;
  };
  send = (...message: unknown[]): number => this.sent.push(message);
  postMessage = (channel: string, message: unknown, ports: unknown[]): number =>
    this.ports.push([channel, message, ...ports]);
  reload = (): number => (this.reloads += 1);
}

export class FakeChild extends EventEmitter {
  readonly received: { kind: string; ports: number }[] = [];
  killed = false;
  postMessage(message: { kind: string }, transfer: unknown[] = []): void {
    this.received.push({ ...message, ports: transfer.length });
  }
  kill(): boolean {
    this.killed = true;
    return true;
  }
}

export interface FakeElectron {
  readonly module: ElectronMain;
  readonly app: EventEmitter & { quits: number; recent: string[]; sandboxed: boolean };
  readonly children: FakeChild[];
  readonly forked: { path: string; args: string[] }[];
  readonly windows: {
    readonly webContents: FakeContents;
    readonly options: { webPreferences: Record<string, unknown> };
    focused: number;
    loaded: string;
  }[];
  readonly ipc: {
    handlers: Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>;
    events: EventEmitter;
  };
  readonly opened: string[];
  readonly errors: string[];
  protocolHandler: ((request: Request) => Promise<Response>) | undefined;
  permission: ((contents: unknown, permission: string, answer: (yes: boolean) => void) => void) | undefined;
  menu: { label?: string; submenu?: { label?: string; click?: () => void }[] }[];
  chosen: string[];
}

export function fakeElectron(options: { lock?: boolean; folder: string }): FakeElectron {
  const app = Object.assign(new EventEmitter(), {
    quits: 0,
    recent: [] as string[],
    sandboxed: false,
    isPackaged: true,
    enableSandbox: () => (app.sandboxed = true),
    requestSingleInstanceLock: () => options.lock ?? true,
    setAsDefaultProtocolClient: () => true,
    whenReady: () => Promise.resolve(),
    getPath: () => options.folder,
    addRecentDocument: (path: string) => app.recent.push(path),
    quit: () => (app.quits += 1),
  });
  const ipcEvents = new EventEmitter();
  const handlers = new Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>();
  const fake: FakeElectron = {
    app,
    children: [],
    forked: [],
    windows: [],
    ipc: { handlers, events: ipcEvents },
    opened: [],
    errors: [],
    protocolHandler: undefined,
    permission: undefined,
    menu: [],
    chosen: [],
    module: undefined as never,
  };
  class Window extends EventEmitter {
    static getAllWindows = (): unknown[] => fake.windows;
    readonly webContents = new FakeContents(fake.windows.length + 1);
    readonly options: { webPreferences: Record<string, unknown> };
    focused = 0;
    loaded = '';
    constructor(given: { webPreferences: Record<string, unknown> }) {
      super();
      this.options = given;
      fake.windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
    loadURL = (url: string): Promise<void> => {
      this.loaded = url;
      return Promise.resolve();
    };
    isMinimized = (): boolean => false;
    restore = (): void => undefined;
    maximize = (): void => undefined;
    show = (): void => undefined;
    focus = (): number => (this.focused += 1);
    getNormalBounds = (): object => ({ x: 5, y: 6, width: 900, height: 700 });
    isMaximized = (): boolean => false;
  }
  const module = {
    app,
    BrowserWindow: Window,
    crashReporter: { start: () => undefined },
    dialog: {
      showErrorBox: (title: string, words: string) => fake.errors.push(`${title}: ${words}`),
      showOpenDialog: () => Promise.resolve({ filePaths: fake.chosen, canceled: false }),
      showSaveDialog: () => Promise.resolve({ filePath: fake.chosen[0] ?? '', canceled: fake.chosen.length === 0 }),
    },
    ipcMain: {
      handle: (channel: string, handler: never) => handlers.set(channel, handler),
      on: (channel: string, listener: never) => ipcEvents.on(channel, listener),
    },
    Menu: { buildFromTemplate: (template: never) => (fake.menu = template), setApplicationMenu: () => undefined },
    MessageChannelMain: class {
      port1 = { end: 1 };
      port2 = { end: 2 };
    },
    protocol: {
      registerSchemesAsPrivileged: () => undefined,
      handle: (_scheme: string, handler: (request: Request) => Promise<Response>) => (fake.protocolHandler = handler),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: never) => (fake.permission = handler),
        setPermissionCheckHandler: () => undefined,
        setDevicePermissionHandler: () => undefined,
      },
    },
    shell: { openExternal: (url: string) => Promise.resolve(fake.opened.push(url)) },
    utilityProcess: {
      fork: (path: string, args: string[]) => {
        const child = new FakeChild();
        fake.children.push(child);
        fake.forked.push({ path, args });
        return child;
      },
    },
  };
  return Object.assign(fake, { module: module as unknown as ElectronMain });
}

/** An IPC event from the main frame of one of our pages. */
export function trustedEvent(contents: FakeContents): { sender: FakeContents; senderFrame: unknown } {
  return { sender: contents, senderFrame: contents.mainFrame };
}
