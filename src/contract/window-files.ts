// Which file of the built window a path asks for: one rule for both who serve it (the desktop's app:// protocol and the
// HTTP surface). Paths that name no file are pages of the window's own router and get index.html.

export interface WindowFile {
  /** Below the folder of the built window, with `/` between; never leads out of it. */
  readonly name: string;
  /** `undefined` for what the window has none of. */
  readonly type: string | undefined;
  /** The path was a page's, not a file's. */
  readonly page: boolean;
}

const types: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.map', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.wasm', 'application/wasm'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.webmanifest', 'application/manifest+json'],
]);

/** `path` is the still encoded path of a URL. `undefined` when it is malformed or climbs out. */
export function windowFile(path: string): WindowFile | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const steps = decoded.split('/').filter((one) => one !== '' && one !== '.');
  // A backslash divides and a colon names a drive or a stream on Windows.
  if (/[\0\\:]/.test(decoded) || steps.includes('..')) return undefined;
  const ending = /.(\.[^.]*)$/.exec(steps.at(-1) ?? '')?.[1];
  if (ending === undefined) return { name: 'index.html', type: types.get('.html'), page: true };
  return { name: steps.join('/'), type: types.get(ending), page: false };
}
