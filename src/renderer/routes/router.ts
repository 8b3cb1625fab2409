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
  /** Goes back to the page from which this path was come to; false, and nothing, where it was opened by its address. */
  leave(): boolean;
  subscribe(listener: () => void): () => void;
  /** `may` is asked before each `navigate`, with path and query; false: it stays. The history's own ways are not held up. */
  guard(may: (href: string) => boolean): () => void;
}

/** The part of `window` that routing needs. */
export interface RouterHost {
  readonly location: { readonly pathname: string; readonly search: string; readonly href: string };
  readonly history: Pick<History, 'pushState' | 'replaceState' | 'back' | 'forward' | 'go' | 'state'>;
  addEventListener(type: 'popstate', listener: () => void): void;
}

/** The key of a place that nobody navigated to. */
const opened = 'start';

/** What is kept with each entry of the history. */
interface Entry {
  readonly key: string;
  /** Entries of the same path directly before this one. */
  readonly before: number;
  /** The first of them was come to from another path of this app. */
  readonly entered: boolean;
}

export function createRouter(host: RouterHost): Router {
  const listeners = new Set<() => void>();
  const guards = new Set<(href: string) => boolean>();
  let sequence = 0;
  const read = (): Place => ({
    path: host.location.pathname,
    search: new URLSearchParams(host.location.search),
    key: entryOf(host.history.state).key,
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
      for (const may of guards) if (!may(next)) return;
      const entry = entryOf(host.history.state);
      if (options?.replace === true) host.history.replaceState(entry, '', next);
      else {
        const key = `${Date.now().toString(36)}-${++sequence}`;
        const stays = target.pathname === host.location.pathname;
        const pushed: Entry = stays ? { ...entry, key, before: entry.before + 1 } : { key, before: 0, entered: true };
        host.history.pushState(pushed, '', next);
      }
      changed();
    },
    back: () => host.history.back(),
    forward: () => host.history.forward(),
    leave() {
      const { before, entered } = entryOf(host.history.state);
      if (entered) host.history.go(-before - 1);
      return entered;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    guard(may) {
      guards.add(may);
      return () => guards.delete(may);
    },
  };
}

function entryOf(state: unknown): Entry {
  if (typeof state !== 'object' || state === null || !('key' in state) || typeof state.key !== 'string')
    return { key: opened, before: 0, entered: false };
  const before = 'before' in state && typeof state.before === 'number' ? state.before : 0;
  return { key: state.key, before, entered: 'entered' in state && state.entered === true };
}
