// Runs between shell and page, sandboxed: hands over one port and the few calls of HostBridge. Built as CommonJS.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { HostBridge, HostFile } from '../contract/host.ts';

const told = (channel: string, listener: (value: string) => void): void => {
  ipcRenderer.on(channel, (_event, value: unknown) => {
    if (typeof value === 'string') listener(value);
  });
};

ipcRenderer.on('host:port', (event) => {
  window.postMessage({ kind: 'otterscope:port' }, window.location.origin, event.ports);
});

const host: HostBridge = {
  platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
  requestPort: () => ipcRenderer.send('host:port'),
  openFiles: () => ipcRenderer.invoke('host:choose-files') as Promise<readonly HostFile[]>,
  dropped: (file) =>
    ipcRenderer.invoke('host:dropped', file instanceof File ? webUtils.getPathForFile(file) : '') as Promise<HostFile>,
  openAsRun: (token, into) => ipcRenderer.invoke('host:open-run', token, into) as Promise<string>,
  saveFile: (name, bytes) => ipcRenderer.invoke('host:save', name, bytes) as Promise<boolean>,
  saveExport: (exportId, name) => ipcRenderer.invoke('host:save-export', exportId, name) as Promise<boolean>,
  openExternal: (url) => ipcRenderer.invoke('host:external', url) as Promise<void>,
  openEditor: (...place) => ipcRenderer.invoke('host:editor', ...place) as Promise<void>,
  onCommand: (listener) => told('host:command', listener),
  onOpenRun: (listener) => told('host:opened', listener),
  onNavigate: (listener) => told('host:navigate', listener),
  onEngine: (listener) => told('host:engine', listener),
};

contextBridge.exposeInMainWorld('host', host);
