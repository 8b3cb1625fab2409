// Where each platform wants a program to keep its data; the same for the desktop app and headless, so that both see the same runs.

/** `platform` as Node names it; `home` and the variables of `env` in the platform's spelling. */
export function defaultDataFolder(
  platform: string,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const set = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  if (platform === 'win32') return `${set('APPDATA') ?? `${home}\\AppData\\Roaming`}\\otterscope\\data`;
  if (platform === 'darwin') return `${home}/Library/Application Support/otterscope/data`;
  return `${set('XDG_DATA_HOME') ?? `${home}/.local/share`}/otterscope`;
}
