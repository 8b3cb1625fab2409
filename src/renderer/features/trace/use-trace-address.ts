// The trace page's address: what it asks for can be changed in parts. Changes replace, because they adjust how one
// trace is shown; Back goes to where the trace was opened.
import { parseTraceRoute, traceLink, type TraceView } from '../../routes/trace-route.ts';
import { usePlace, useRouter } from '../../routes/use-place.tsx';

type Change = Partial<Omit<TraceView, 'traceId' | 'span' | 'run'>>;

interface TraceAddress {
  readonly linkWith: (change: Change) => string;
  readonly change: (change: Change) => void;
}

export function useTraceAddress(): TraceAddress {
  const router = useRouter();
  usePlace();
  const linkWith = (change: Change): string => {
    const view = parseTraceRoute(router.place);
    return view === undefined ? router.place.path : traceLink({ ...view, ...change });
  };
  return { linkWith, change: (change) => router.navigate(linkWith(change), { replace: true }) };
}
