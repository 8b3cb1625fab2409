// One profile: opened by its address, then shown by profile-views.tsx; says why where it cannot be.
import { FileQuestion } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAnswer } from '../../../data/use-answer.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { profilesLink } from '../../../routes/profiles-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { InSlices } from '../../../ui/in-slices.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { profileName } from '../../../../contract/profiles/profile-name.ts';
import { useSaveProfile } from '../use-save-profile.ts';
import { OpenedViews } from './profile-views.tsx';
import { useProfileAddress } from './use-profile-address.ts';

export function ProfilePage(): ReactNode {
  const { run, param } = useSelectedRun();
  const { place, change } = useProfileAddress();
  const save = useSaveProfile();
  const number = place?.profile;
  const { data, error } = useAnswer(
    'profiles.open',
    run === undefined || number === undefined ? undefined : { run, profile: number },
  );
  if (place === undefined || run === undefined) return undefined;
  // What was shown of a profile that is gone cannot be gone on with.
  const gone = error?.code === 'not-found';
  if (data === undefined || gone)
    return (
      <FullColumn busy={error === null}>
        <PageHeader title="Profile" facts={error === null ? 'is being read' : undefined} />
        {error === null ? undefined : (
          <EmptyState
            icon={<FileQuestion size={28} />}
            title={gone ? 'This profile is not here' : 'The profile could not be opened'}
            actions={<Link href={profilesLink({ run: param })}>All profiles of the run</Link>}
          >
            {error.message}
          </EmptyState>
        )}
      </FullColumn>
    );
  if (data.kind === 'unshown')
    return (
      <FullColumn>
        <PageHeader title={profileName(data.stored)} />
        <EmptyState
          icon={<FileQuestion size={28} />}
          title="Kept, but not shown"
          actions={
            <>
              <Button onClick={() => save(data.stored)}>Save the file as received</Button>
              <Link href={profilesLink({ run: param })}>All profiles of the run</Link>
            </>
          }
        >
          {data.reason}
        </EmptyState>
      </FullColumn>
    );
  return (
    <InSlices
      key={`${run}/${data.stored.profile}`}
      waiting={
        <FullColumn busy>
          <PageHeader title={profileName(data.stored)} />
        </FullColumn>
      }
    >
      <OpenedViews run={run} opened={data} place={place} change={change} />
    </InSlices>
  );
}
