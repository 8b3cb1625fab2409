// Stacks of the series that only ever become more, or that have been waiting for minutes: each with its course.
import { ChevronRight, TriangleAlert } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { mostGoroutineDumps, type GoroutineSuspect } from '../../../../../contract/profiles/goroutine-views.ts';
import type { ProfileRef } from '../../../../../contract/profiles/view.ts';
import { useAnswer } from '../../../../data/use-answer.ts';
import cells from '../../../../ui/cell-text.module.css';
import { formatCount, plural } from '../../../../ui/number-text.ts';
import { CourseLine } from '../compare/course-line.tsx';
import type { ProfileScreen } from '../profile-screen.ts';
import styles from './leak-suspicion.module.css';

interface LeakSuspicionProps {
  readonly screen: ProfileScreen;
  readonly onSelect: (key: string) => void;
}

export function LeakSuspicion({ screen, onSelect }: LeakSuspicionProps): ReactNode {
  const [open, setOpen] = useState(true);
  const dumps = useDumps(screen);
  const { data } = useAnswer('goroutines.series', dumps === undefined ? undefined : { dumps });
  if (data === undefined || dumps === undefined || data.suspects.length === 0) return undefined;
  const { suspects } = data;
  const ofWhat = screen.stored.series === '' ? 'of this run' : 'of this program';
  return (
    <section className={styles['suspicion']} aria-label="Leak suspicion">
      <button type="button" className={styles['suspicionHead']} aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronRight size={13} className={styles['chevron']} aria-hidden="true" />
        <TriangleAlert size={13} aria-hidden="true" />
        {plural(suspects.length, 'stack')} may be a leak
        <span className={cells['faint']}>
          {dumps.length > 1 ? `over ${plural(dumps.length, 'dump')} ${ofWhat}` : 'in this dump alone'}
        </span>
      </button>
      {open ? (
        <ul className={styles['suspects']}>
          {suspects.map((suspect) => (
            <li key={suspect.group.key}>
              <button type="button" className={styles['suspect']} onClick={() => onSelect(suspect.group.key)}>
                <CourseLine values={suspect.counts} />
                <span className={cells['number']}>{formatCount(suspect.group.count)}</span>
                <code className={cells['clipped']}>{suspect.group.frames[0]?.function ?? ''}</code>
                <span className={cells['faint']}>{reasonText(suspect)}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : undefined}
    </section>
  );
}

/** The dumps of the series, or those that came as files, up to the one that is looked at, in the order of time. */
function useDumps({ run, stored, view }: ProfileScreen): readonly ProfileRef[] | undefined {
  const { series, start, kind, format } = stored;
  const { data } = useAnswer('profiles.list', {
    run,
    ...(series === '' ? { kind } : { series }),
    text: '',
    offset: 0,
    limit: 1000,
  });
  const { profile, part } = view;
  return useMemo(() => {
    const own = { run, profile, part };
    return data?.profiles
      .filter((one) => one.unshown === undefined && one.start <= start && one.profile !== profile)
      .filter((one) => one.series === series && one.format === format)
      .slice(0, mostGoroutineDumps - 1)
      .map((one): ProfileRef => ({ run, profile: one.profile, part: 0 }))
      .reverse()
      .concat(own);
  }, [run, profile, part, series, start, format, data]);
}

function reasonText({ why, counts, group }: GoroutineSuspect): string {
  if (why === 'grows') return `from ${formatCount(counts[0] ?? 0)}, never fewer`;
  return `${formatCount(group.waiting)} waiting for up to ${group.waitMinutes} min`;
}
