// The native menu, from the same command table as the palette. Edit, window and application items are Electron's roles.
import type { MenuItemConstructorOptions } from 'electron';
import { commands, type Command } from '../../contract/commands.ts';

/** `act` is told the id of the chosen command. */
export function menuTemplate(
  platform: NodeJS.Platform,
  act: (id: Command['id']) => void,
): MenuItemConstructorOptions[] {
  const items = (menu: Command['menu']): MenuItemConstructorOptions[] =>
    commands
      .filter((one) => one.menu === menu)
      .map((one) => ({
        label: one.title,
        click: () => act(one.id),
        ...(one.accelerator === undefined ? {} : { accelerator: one.accelerator }),
      }));
  const mac = platform === 'darwin';
  const separator = { type: 'separator' } as const;
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: [...items('File'), separator, { role: mac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...items('View'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        separator,
        { role: 'reload' },
        { role: 'toggleDevTools' },
      ],
    },
    { label: 'Go', submenu: items('Go') },
    { role: 'windowMenu' },
    { label: 'Help', role: 'help', submenu: items('Help') },
  ];
}
