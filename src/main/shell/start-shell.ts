// Puts the shell together: lock, scheme, window, menu, engine, files. Given Electron's main-process module, so a fake one will do.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { defaultDataFolder } from '../../contract/default-data-folder.ts';
import type { EngineProcessConfig } from '../../contract/engine-process.ts';
import type { ImportWish } from '../../contract/imports.ts';
import { appProtocol, scheme, schemePrivileges } from './app-protocol.ts';
import { installBridge } from './bridge.ts';
import { createChosenFiles } from './chosen-files.ts';
import { createEngineSupervisor } from './engine-supervisor.ts';
import { lockDownContents, lockDownSession } from './lock-down.ts';
import { openMainWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import {
  createOpenRequests,
  dataFolderOf,
  linkScheme,
  requestOfLink,
  requestsOfArguments,
  type OpenRequest,
} from './open-requests.ts';
import { windowActions } from './window-actions.ts';

export type ElectronMain = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
  | 'utilityProcess'
  | 'crashReporter'
>;

/** `outFolder` is the folder that holds main/, preload/ and renderer/ of the build. */
export async function startShell(electron: ElectronMain, outFolder: string): Promise<void> {
  const { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session, shell, utilityProcess } = electron;
  app.enableSandbox();
  if (!app.requestSingleInstanceLock()) return app.quit();
  electron.crashReporter.start({ uploadToServer: false });
  protocol.registerSchemesAsPrivileged([schemePrivileges]);
  lockDownContents(app, shell);
  app.setAsDefaultProtocolClient(linkScheme);

  const requests = createOpenRequests();
  const ownArguments = (argv: readonly string[]): readonly string[] => argv.slice(app.isPackaged ? 1 : 2);
  requests.add(...requestsOfArguments(ownArguments(process.argv), process.cwd()));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    requests.add({ kind: 'file', path });
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const request = requestOfLink(url);
    if (request !== undefined) requests.add(request);
  });
  app.on('second-instance', (_event, argv, folder) => {
    requests.add(...requestsOfArguments(ownArguments(argv), folder));
    showWindow();
  });

  await app.whenReady();
  protocol.handle(scheme, appProtocol(join(outFolder, 'renderer')));
  lockDownSession(session.defaultSession);

  const tellAll = (channel: string, value: string): void =>
    BrowserWindow.getAllWindows().forEach((one) => one.webContents.send(channel, value));

  const config: EngineProcessConfig = {
    dataFolder: dataFolderOf(process.argv) ?? defaultDataFolder(process.platform, app.getPath('home'), process.env),
    grpcPort: 4317,
    httpPort: 4318,
  };
  const engine = createEngineSupervisor(
    {
      fork: () =>
        utilityProcess.fork(join(outFolder, 'main', 'engine-process.js'), [JSON.stringify(config)], {
          serviceName: 'Otterscope engine',
        }),
      now: Date.now,
      later: setTimeout,
    },
    {
      ready: () => tellAll('host:engine', 'ready'),
      restarting: () => tellAll('host:engine', 'restarting'),
      gaveUp: (reason) => dialog.showErrorBox('The engine stopped', reason),
    },
  );

  function showWindow(): void {
    const [open] = BrowserWindow.getAllWindows();
    if (open !== undefined) {
      if (open.isMinimized()) open.restore();
      return open.focus();
    }
    openMainWindow({
      BrowserWindow,
      screen,
      preload: join(outFolder, 'preload', 'index.cjs'),
      stateFolder: app.getPath('userData'),
      rendererLost: (reason) =>
        dialog.showErrorBox('The window stopped', `It was reloaded and stopped again: ${reason}.`),
      now: Date.now,
    });
  }

  const openPath = async (path: string, into: ImportWish): Promise<string> => {
    const run = await engine.openFile(path, into);
    app.addRecentDocument(path);
    return run;
  };
  const take = (request: OpenRequest): void => {
    if (request.kind === 'page') return tellAll('host:navigate', request.path);
    openPath(request.path, 'auto').then(
      (run) => tellAll('host:opened', run),
      (error: Error) => dialog.showErrorBox('The file could not be opened', `${request.path}\n${error.message}`),
    );
  };

  installBridge(
    ipcMain,
    windowActions(electron, {
      files: createChosenFiles(randomUUID),
      connect: (port) => engine.connect(port),
      connected: () => requests.deliverTo(take),
      openPath,
      writeExport: engine.writeExport,
    }),
  );

  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, (id) => tellAll('host:command', id))));
  engine.start();
  showWindow();
  app.on('activate', showWindow);
  app.on('window-all-closed', () => app.quit());
  let sealed = false;
  let sealing: Promise<void> | undefined;
  app.on('before-quit', (event) => {
    if (sealed) return;
    event.preventDefault();
    sealing ??= engine.stop().then(() => {
      sealed = true;
      app.quit();
    });
  });
}
