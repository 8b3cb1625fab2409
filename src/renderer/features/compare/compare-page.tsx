// The page that compares: what the address names decides what is laid side by side.
import { GitCompareArrows } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { parseCompareGroups } from '../../routes/compare-groups-route.ts';
import { parseCompareTraces } from '../../routes/compare-route.ts';
import { tracesLink } from '../../routes/traces-route.ts';
import { Link, usePlace } from '../../routes/use-place.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CompareGroups } from './groups/compare-groups.tsx';
import { CompareTraces } from './traces/compare-traces.tsx';

export function ComparePage(): ReactNode {
  const place = usePlace();
  const traces = useMemo(() => parseCompareTraces(place), [place]);
  const groups = useMemo(() => parseCompareGroups(place), [place]);
  if (groups !== undefined) return <CompareGroups view={groups} />;
  if (traces !== undefined) return <CompareTraces view={traces} />;
  return (
    <EmptyState
      icon={<GitCompareArrows size={28} />}
      title="Nothing to compare yet"
      actions={<Link href={tracesLink()}>To the traces</Link>}
    >
      Mark two traces in the list with <kbd>v</kbd>, or press <kbd>v</kbd> while looking at one.
    </EmptyState>
  );
}
