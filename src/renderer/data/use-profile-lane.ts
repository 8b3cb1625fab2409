// The profiles of a stretch of time for the lanes of time axes: what was captured or came then, and where it leads.
import { useMemo } from 'react';
import { profileKinds, profileKindTitles } from '../../contract/profiles/kinds.ts';
import type { ProfileMarks } from '../../contract/profiles/marks.ts';
import { profileName } from '../../contract/profiles/profile-name.ts';
import type { RunId } from '../../contract/ids.ts';
import { unixNanosOfMillis } from '../../contract/time.ts';
import { profileLink } from '../routes/profile-route.ts';
import { profilesLink } from '../routes/profiles-route.ts';
import { useNavigate } from '../routes/use-place.tsx';
import { useSelectedRun } from './selected-run.tsx';
import { usePacedAnswer } from './use-paced-answer.ts';

interface ProfileLaneEntry {
  /** Unix milliseconds. */
  readonly time: number;
  readonly end: number | undefined;
  readonly kind: string;
  readonly text: string;
  readonly href: string;
}

export interface ProfileLane {
  readonly nouns: readonly [one: string, many: string];
  /** The oldest first. */
  readonly entries: readonly ProfileLaneEntry[];
  readonly total: number;
  readonly listHref: (from: number, to: number) => string;
  readonly onOpen: (href: string) => void;
  readonly formatTime: (time: number) => string;
}

/** Ranges are asked for in these steps, so that a following chart does not ask with every sample. */
const stepMillis = 10_000;
/** Milliseconds between two questions. */
const pace = 2000;
const most = 5000;
const nouns = ['profile', 'profiles'] as const;

/**
 * `undefined` where there are none, or no time. The same object while nothing changed.
 * @param formatTime the same function while it says the same
 * @param from, to Unix milliseconds; without `to` up to now, as it goes on
 */
export function useProfileLane(
  from: number,
  to: number | undefined,
  formatTime: (time: number) => string,
): ProfileLane | undefined {
  const { run, live, param } = useSelectedRun();
  const navigate = useNavigate();
  const request =
    run === undefined || !(from > 0 && (to === undefined || to > from))
      ? undefined
      : {
          run,
          from: unixNanosOfMillis(Math.floor(from / stepMillis) * stepMillis),
          to: unixNanosOfMillis(to === undefined ? farAhead : Math.ceil(to / stepMillis) * stepMillis),
          limit: most,
        };
  const { data } = usePacedAnswer('profiles.marks', request, pace, live, 'profiles');
  return useMemo((): ProfileLane | undefined => {
    if (data === undefined || data.profile.length === 0) return undefined;
    return {
      nouns,
      entries: entriesOf(data, param),
      total: data.total,
      listHref: (first, last) => {
        // Both ends belong to a profile that is all there is between them.
        const range = { from: unixNanosOfMillis(Math.floor(first)), to: unixNanosOfMillis(Math.ceil(last) + 1) };
        return profilesLink({ run: param, range, flat: true });
      },
      onOpen: navigate,
      formatTime,
    };
  }, [data, param, navigate, formatTime]);
}

/** Unix milliseconds in the year 2200. */
const farAhead = 7_258_118_400_000;

function entriesOf(marks: ProfileMarks, run: RunId | undefined): readonly ProfileLaneEntry[] {
  const { texts } = marks;
  return Array.from(marks.profile, (profile, row) => {
    const time = marks.start[row] as number;
    const duration = marks.duration[row] as number;
    const kind = profileKinds[marks.kind[row] as number] ?? 'other';
    const service = texts[marks.service[row] as number] ?? '';
    const name = profileName({ name: texts[marks.name[row] as number] ?? '', kind, services: [service] });
    return {
      time,
      end: duration > 0 ? time + duration : undefined,
      kind: profileKindTitles[kind],
      text:
        (service === '' || name.includes(service) ? name : `${name}, ${service}`) +
        (marks.timed[row] === 0 ? ' (no time of its own, marked when it came)' : ''),
      href: profileLink({ profile, run }),
    };
  });
}
