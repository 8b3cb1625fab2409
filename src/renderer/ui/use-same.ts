// The same object as long as it says the same, so that what is made of it can be kept.
import { useRef } from 'react';

/** `next` is small and of JSON's values: it is compared by its text. */
export function useSame<T>(next: T): T {
  const kept = useRef(next);
  if (kept.current !== next && JSON.stringify(kept.current) !== JSON.stringify(next)) kept.current = next;
  return kept.current;
}
