// The program points of one DHAT file: opened by its address, then shown in tabs; says why where it cannot be.
import { FileQuestion } from 'lucide-react';
import { useCallback, useMemo, type ReactNode } from 'react';
import type { AllocationFile } from '../../../contract/profiles/allocations.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { allocationsLink, parseAllocationsRoute, type AllocationsPlace } from '../../routes/allocations-route.ts';
import { profileLink } from '../../routes/profile-route.ts';
import { profilesLink } from '../../routes/profiles-route.ts';
import { Link, useNavigate, usePlace } from '../../routes/use-place.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FullColumn } from '../../ui/full-column.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AllocationsHeader } from './allocations-header.tsx';
import type { AllocationsScreen } from './allocations-screen.ts';
import { CompareTab } from './compare/compare-tab.tsx';
import { FunctionsTab } from './functions/functions-tab.tsx';
import { QuestionsTab } from './points/questions-tab.tsx';
import { TreeTab } from './tree/tree-tab.tsx';

/** Nodes are numbers of one tree; points of questions are those of the tree as the file has it. */
function isAsInFile({ frames, from, find }: AllocationsPlace): boolean {
  return frames === 'line' && from === 'allocation' && find === '';
}

export function AllocationsPage(): ReactNode {
  const { run, param } = useSelectedRun();
  const at = usePlace();
  const place = useMemo(() => parseAllocationsRoute(at), [at]);
  const number = place?.profile;
  const file = useMemo(
    (): AllocationFile | undefined =>
      run === undefined || number === undefined ? undefined : { run, profile: number },
    [run, number],
  );
  const { data, error } = useAnswer('allocations.open', file);
  const navigate = useNavigate();
  const change = useCallback(
    (patch: Partial<AllocationsPlace>, push = false) => {
      if (place !== undefined) navigate(allocationsLink({ ...place, run: param, ...patch }), { replace: !push });
    },
    [navigate, place, param],
  );
  if (place === undefined || file === undefined || run === undefined) return undefined;
  const gone = error?.code === 'not-found';
  if (data === undefined || gone)
    return (
      <FullColumn busy={error === null}>
        <PageHeader title="Allocations" facts={error === null ? 'are being read' : undefined} />
        {error === null ? undefined : (
          <EmptyState
            icon={<FileQuestion size={28} />}
            title={gone ? 'This profile is not here' : 'There are no program points to show'}
            actions={
              <>
                {gone ? undefined : <Link href={profileLink({ profile: file.profile, run: param })}>The profile</Link>}
                <Link href={profilesLink({ run: param })}>All profiles of the run</Link>
              </>
            }
          >
            {error.message}
          </EmptyState>
        )}
      </FullColumn>
    );
  const screen: AllocationsScreen = { run, file, opened: data, place, change };
  return (
    <FullColumn>
      <AllocationsHeader screen={screen} />
      {data.points === 0 ? (
        <EmptyState title="The program allocated nothing">
          The file of {data.facts.command || 'this program'} has no program points. A program that loads a library of
          its own for memory is seen by DHAT only where that library is replaced (Valgrind's --soname-synonyms).
        </EmptyState>
      ) : (
        <Tabs<AllocationsPlace['tab']>
          label="Views of the allocations"
          fills
          value={place.tab}
          onChange={(tab) => change(isAsInFile(place) ? { tab } : { tab, node: undefined })}
          tabs={[
            { id: 'tree', title: 'Program points', content: <TreeTab screen={screen} /> },
            { id: 'questions', title: 'Questions', content: <QuestionsTab screen={screen} /> },
            { id: 'functions', title: 'Functions', content: <FunctionsTab screen={screen} /> },
            { id: 'compare', title: 'Compare', content: <CompareTab screen={screen} /> },
          ]}
        />
      )}
    </FullColumn>
  );
}
