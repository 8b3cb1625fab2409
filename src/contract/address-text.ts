// An address as people write it and URLs take it.

/** `host:port`; an IPv6 address in brackets. */
export function addressText({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
