// Whether anybody can see this page; a hidden one asks the engine for nothing.

export interface PageVisibility {
  readonly visible: boolean;
  subscribe(listener: () => void): () => void;
}

export function pageVisibility(page: Document): PageVisibility {
  return {
    get visible() {
      return !page.hidden;
    },
    subscribe(listener) {
      page.addEventListener('visibilitychange', listener);
      return () => page.removeEventListener('visibilitychange', listener);
    },
  };
}
