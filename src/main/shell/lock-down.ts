// Denies by default what a console never needs: navigation away, new windows, webviews, permissions.
// Telemetry is untrusted text, so a link in it must not be able to do more than ask to be opened outside.
import type { App, Session, Shell, WebContents } from 'electron';
import { origin } from './app-protocol.ts';

/** http(s) only, by parsing: never by looking for a substring. */
export function isExternalLink(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return (
    url !== undefined &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === ''
  );
}

export function isOwnPage(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && `${url.protocol}//${url.host}` === origin;
}

/** Applies to every web contents that will ever be made. */
export function lockDownContents(app: Pick<App, 'on'>, shell: Pick<Shell, 'openExternal'>): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    const stay = (details: { url: string; preventDefault: () => void }): void => {
      if (!isOwnPage(details.url)) details.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (isExternalLink(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}

const allowed = new Set(['clipboard-sanitized-write', 'notifications']);

export function lockDownSession(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(allowed.has(permission) && isOwnPage(contents.getURL())),
  );
  session.setPermissionCheckHandler((_contents, permission, from) => allowed.has(permission) && isOwnPage(`${from}/`));
  session.setDevicePermissionHandler(() => false);
}
