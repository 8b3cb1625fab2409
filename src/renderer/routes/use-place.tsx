// React's view of the router: the current place, navigation, and links that keep the run being looked at.
import {
  createContext,
  useCallback,
  useContext,
  useSyncExternalStore,
  type AnchorHTMLAttributes,
  type ReactNode,
} from 'react';
import type { Place, Router } from './router.ts';

const RouterContext = createContext<Router | undefined>(undefined);

export function RouterProvider({
  router,
  children,
}: {
  readonly router: Router;
  readonly children: ReactNode;
}): ReactNode {
  return <RouterContext value={router}>{children}</RouterContext>;
}

export function useRouter(): Router {
  const router = useContext(RouterContext);
  if (router === undefined) throw new Error('useRouter outside of RouterProvider');
  return router;
}

export function usePlace(): Place {
  const router = useRouter();
  return useSyncExternalStore(router.subscribe, () => router.place);
}

/** What `select` reads of the place: whoever asks for a part is drawn anew only when that part changes. */
export function usePlacePart<T extends string | boolean | undefined>(select: (place: Place) => T): T {
  const router = useRouter();
  return useSyncExternalStore(router.subscribe, () => select(router.place));
}

export function useNavigate(): Router['navigate'] {
  const router = useRouter();
  return useCallback((href, options) => router.navigate(href, options), [router]);
}

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
  readonly replace?: boolean;
}

/** An anchor into this app; modified clicks (new tab, new window) stay with the browser. */
export function Link({ href, replace = false, onClick, ...rest }: LinkProps): ReactNode {
  const navigate = useNavigate();
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (
          event.defaultPrevented ||
          event.button !== 0 ||
          event.metaKey ||
          event.ctrlKey ||
          event.shiftKey ||
          event.altKey
        )
          return;
        event.preventDefault();
        navigate(href, { replace });
      }}
    />
  );
}
