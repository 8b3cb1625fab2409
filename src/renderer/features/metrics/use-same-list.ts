// The list as it was while its items are the same, so that what is made of it need not be made anew.
import { useRef } from 'react';

export function useSameList<Item>(list: readonly Item[]): readonly Item[] {
  const kept = useRef(list);
  const same = kept.current.length === list.length && list.every((item, at) => item === kept.current[at]);
  if (!same) kept.current = list;
  return kept.current;
}
