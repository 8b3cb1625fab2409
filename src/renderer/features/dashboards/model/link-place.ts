// Where an address of a link leads: to a dashboard (`/d/<uid>/<name>?var-a=b&from=...`), to the web, or to a part of Grafana that
// is not here. Nothing is opened by this.

export type LinkPlace =
  | {
      readonly kind: 'dashboard';
      readonly id: string;
      readonly from: string | undefined;
      readonly to: string | undefined;
      readonly variables: Readonly<Record<string, readonly string[]>>;
      /** Number of the panel that is shown alone. */
      readonly panel: string | undefined;
    }
  | { readonly kind: 'web'; readonly url: URL }
  | { readonly kind: 'nowhere' };

export function linkPlace(address: string): LinkPlace {
  const text = address.trim();
  const dashboard = /^\/?d\/([\w-]+)(?:\/[^?#]*)?(?:\?([^#]*))?(?:#.*)?$/.exec(text);
  if (dashboard !== null) return dashboardPlace(dashboard[1] ?? '', dashboard[2] ?? '');
  // An address without a scheme is one of Grafana itself, unless it names a host.
  const url = URL.canParse(text) ? new URL(text) : text.startsWith('//') ? parsed(`https:${text}`) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return { kind: 'nowhere' };
  return { kind: 'web', url };
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function dashboardPlace(id: string, query: string): LinkPlace {
  const search = new URLSearchParams(query);
  const variables: Record<string, readonly string[]> = {};
  for (const key of new Set(search.keys())) {
    if (key.startsWith('var-') && key.length > 4) variables[key.slice(4)] = search.getAll(key);
  }
  const panel = /\d+$/.exec(search.get('viewPanel') ?? '')?.[0];
  return {
    kind: 'dashboard',
    id,
    from: search.get('from') ?? undefined,
    to: search.get('to') ?? undefined,
    variables,
    panel,
  };
}
