// What was recorded: the program, its times on a line with the moment of the greatest heap, ways to the other views.
import { ArrowLeft, Flame } from 'lucide-react';
import type { ReactNode } from 'react';
import { dhatNumber } from '../../../contract/profiles/dhat-number.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { profileLink } from '../../routes/profile-route.ts';
import { profilesLink } from '../../routes/profiles-route.ts';
import { Link } from '../../routes/use-place.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Caution } from '../../ui/caution.tsx';
import { ItemHeader } from '../../ui/item-header.tsx';
import { plural } from '../../ui/number-text.ts';
import type { AllocationsScreen } from './allocations-screen.ts';
import { shareText } from './allocation-values.tsx';
import { HeapCourse } from './heap-course.tsx';
import styles from './allocations-header.module.css';

export function AllocationsHeader({ screen }: { readonly screen: AllocationsScreen }): ReactNode {
  const { param } = useSelectedRun();
  const { file, opened } = screen;
  const { facts, notes } = opened;
  const { data } = useAnswer('profiles.open', { run: file.run, profile: file.profile });
  const name = data?.stored.name ?? '';
  return (
    <>
      <ItemHeader
        back={
          <Link href={profilesLink({ run: param, selected: file.profile })} aria-label="To the list of profiles">
            <ArrowLeft size={15} />
          </Link>
        }
        name={name === '' ? 'Allocations' : name}
        beside={<Badge>{facts.mode}</Badge>}
        facts={
          <>
            <code title={facts.command}>{facts.command}</code>
            <span>PID {facts.processId}</span>
            <span>{plural(opened.points, 'program point')}</span>
          </>
        }
        actions={
          <Link href={profileLink({ profile: file.profile, run: param, type: sampleTypeOf(screen) })}>
            <Flame size={13} aria-hidden="true" /> Flame graph
          </Link>
        }
      />
      <Times screen={screen} />
      {notes.map((note) => (
        <Caution key={note} whole>
          {note}
        </Caution>
      ))}
    </>
  );
}

/** The value of a flame graph that is sorted by here. */
function sampleTypeOf({ place }: AllocationsScreen): string {
  const types = ['total_bytes', 'total_blocks', 'total_blocks', 'total_blocks', 'total_bytes', 'total_blocks'];
  const rest = ['total_bytes', 'total_blocks', 't-gmax_bytes', 't-end_bytes', 'reads', 'reads', 'writes', 'writes'];
  return [...types, ...rest][place.metric] ?? 'total_bytes';
}

function Times({ screen }: { readonly screen: AllocationsScreen }): ReactNode {
  const { facts, totals } = screen.opened;
  const { timeAtEnd, timeAtPeak, units, hasLifetimes } = facts;
  const amount = (bytes: number, blocks: number): string =>
    `${dhatNumber(bytes)} ${units.bytes} in ${dhatNumber(blocks)} ${units.blocks}`;
  const peak = timeAtPeak ?? 0;
  return (
    <dl className={styles['times']}>
      <div>
        <dt>Total</dt>
        <dd>{amount(totals.totalBytes, totals.totalBlocks)}</dd>
      </div>
      {hasLifetimes ? (
        <>
          <div>
            <dt>t-gmax</dt>
            <dd>
              <span title={`${shareText(peak, timeAtEnd)} of program duration`}>
                {dhatNumber(peak)} {units.time} ({shareText(peak, timeAtEnd)})
              </span>
              {': '}
              {amount(totals.peakBytes, totals.peakBlocks)}
            </dd>
          </div>
        </>
      ) : undefined}
      <div>
        <dt>t-end</dt>
        <dd>
          {dhatNumber(timeAtEnd)} {units.time}
          {hasLifetimes ? `: ${amount(totals.endBytes, totals.endBlocks)}` : ''}
        </dd>
      </div>
      <HeapCourse opened={screen.opened} />
    </dl>
  );
}
