// An address as people write it and URLs take it.

const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** `host:port`; an IPv6 address in brackets. */
export function addressText({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What this machine dials to reach a listener: one that listens on all addresses is reached by the loopback one. */
export function dialText({ host, port }: { readonly host: string; readonly port: number }): string {
  return addressText({ host: everywhere[host] ?? host, port });
}
