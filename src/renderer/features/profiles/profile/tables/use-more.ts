// How many rows are asked for: a step at first, more on demand, a step again for another list.
import { useState } from 'react';

export function useMore(
  step: number,
  most: number,
  list: string,
): { readonly limit: number; readonly more: () => void } {
  const [asked, setAsked] = useState({ list, limit: step });
  const limit = asked.list === list ? asked.limit : step;
  return { limit, more: () => setAsked({ list, limit: Math.min(most, limit + step) }) };
}
