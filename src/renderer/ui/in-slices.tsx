// Many parts that appear at once, made in slices of a few milliseconds: keys and pointer are served between them. Until they
// are all there, the lighter words that wait for them are shown.
import { useDeferredValue, type ReactNode } from 'react';

interface InSlicesProps {
  readonly waiting: ReactNode;
  readonly children: ReactNode;
}

/** Concerns the first time only; later changes of the children are shown at once. A new `key` begins anew. */
export function InSlices({ waiting, children }: InSlicesProps): ReactNode {
  const made = useDeferredValue(true, false);
  return made ? children : waiting;
}
