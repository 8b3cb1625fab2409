// The request line as a URL of this server; what it holds comes from anybody.

/** `undefined` when the request line holds no path of this server. Leading slashes are folded, or `//x` and `/\x` would name a host. */
export function requestUrl(target: string | undefined): URL | undefined {
  if (target?.startsWith('/') !== true) return undefined;
  return URL.parse(`http://localhost${target.replace(/^[/\\]+/, '/')}`) ?? undefined;
}
