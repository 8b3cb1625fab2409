// Two traces: asked for, and asked for again while one of them still grows.
import { CircleAlert, GitCompareArrows } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useAnswer } from '../../../data/use-answer.ts';
import type { TracesComparison, TraceSide } from '../../../routes/compare-route.ts';
import { traceLink } from '../../../routes/trace-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { CompareScreen } from './compare-screen.tsx';

export function CompareTraces({ view }: { readonly view: TracesComparison }): ReactNode {
  const { left, right } = view;
  const { data, error, refetch } = useAnswer('traces.compare', { left, right }, { keepPrevious: true });
  const versions = `${useVersion(left)} ${useVersion(right)}`;
  useEffect(() => {
    void refetch({ cancelRefetch: false });
  }, [versions, refetch]);
  if (data !== undefined && error === null) return <CompareScreen comparison={data} view={view} />;
  if (error === null)
    return (
      <EmptyState icon={<GitCompareArrows size={28} />} title="Comparing…">
        Both traces are being read and laid over each other.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<CircleAlert size={28} />}
      title={error.code === 'not-found' ? 'One of the two is not here' : 'The traces could not be compared'}
      actions={
        <>
          <Button onClick={() => void refetch()}>Try again</Button>
          <Link href={traceLink(left)}>To the left trace</Link>
          <Link href={traceLink(right)}>To the right trace</Link>
        </>
      }
    >
      {error.message}
    </EmptyState>
  );
}

function useVersion(side: TraceSide): number | undefined {
  return useAnswer('trace.version', side, { keepPrevious: true }).data?.version;
}
