// Addresses to give away. In a browser the page's own; on the desktop a link that the system hands to the app.

/** `path` with its search, as routes/ builds it. */
export function permalink(path: string, { protocol, origin }: Pick<Location, 'protocol' | 'origin'>): string {
  return protocol === 'http:' || protocol === 'https:' ? origin + path : `otterscope://page${path}`;
}
