// The Content-Security-Policy of the window, sent as a response header by whoever serves it
// (the desktop's app:// protocol and the HTTP surface), so that both have the same rules.

/** `connect` lists further addresses the page may open, e.g. its own `ws://host:port`. */
export function contentSecurityPolicy(options: { readonly connect: readonly string[] }): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...options.connect].join(' ')}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
