// Where the window is: a thin store over the history API. Pages read it through the hooks in use-place.ts
// and build addresses with the link function of each route file; nobody concatenates paths by hand.

export interface Place {
  /** Path without origin, search and hash; always starts with `/`. */
  readonly path: string;
  readonly search: URLSearchParams;
  /** Grows or shrinks with the position in the history; used for scroll restoring. */
  readonly key: string;
}

export interface Router {
  readonly place: Place;
  /** The place was gone to from another one of this app, not opened by its address; holds over a reload. */
  readonly came: boolean;
  /** Goes to an address of this app. Selecting pushes; adjusting what is already selected replaces. */
  navigate(href: string, options?: { readonly replace?: boolean }): void;
  back(): void;
  forward(): void;
  subscribe(listener: () => void): () => void;
}

/** The part of `window` that routing needs. */
export interface RouterHost {
  readonly location: { readonly pathname: string; readonly search: string; readonly href: string };
  readonly history: Pick<History, 'pushState' | 'replaceState' | 'back' | 'forward' | 'state'>;
  addEventListener(type: 'popstate', listener: () => void): void;
}

/** The key of a place that nobody navigated to. */
const opened = 'start';

export function createRouter(host: RouterHost): Router {
  const listeners = new Set<() => void>();
  let sequence = 0;
  const read = (): Place => ({
    path: host.location.pathname,
    search: new URLSearchParams(host.location.search),
    key: keyOf(host.history.state) ?? opened,
  });
  let place = read();
  const changed = (): void => {
    place = read();
    for (const listener of listeners) listener();
  };
  host.addEventListener('popstate', changed);
  return {
    get place() {
      return place;
    },
    get came() {
      return place.key !== opened;
    },
    navigate(href, options) {
      const target = new URL(href, host.location.href);
      const next = target.pathname + target.search;
      if (next === host.location.pathname + host.location.search) return;
      if (options?.replace === true) host.history.replaceState({ key: place.key }, '', next);
      else host.history.pushState({ key: `${Date.now().toString(36)}-${++sequence}` }, '', next);
      changed();
    },
    back: () => host.history.back(),
    forward: () => host.history.forward(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function keyOf(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('key' in state)) return undefined;
  return typeof state.key === 'string' ? state.key : undefined;
}
