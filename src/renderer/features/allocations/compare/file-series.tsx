// Peak and remains of each DHAT file of the run, in the order in which they came: bars, and a step to any of them. Files of
// other modes than the one that is looked at have sums of something else: they have no bars.
import type { ReactNode } from 'react';
import type { AllocationFile } from '../../../../contract/profiles/allocations.ts';
import { dhatNumber } from '../../../../contract/profiles/dhat-number.ts';
import type { StoredProfile } from '../../../../contract/profiles/list.ts';
import { useAnswers } from '../../../data/use-answers.ts';
import { formatDayTime } from '../../../ui/time-text.ts';
import type { AllocationsScreen } from '../allocations-screen.ts';
import styles from './file-series.module.css';

/** The newest of them: each is decoded for its two bars. */
const most = 12;

interface FileSeriesProps {
  readonly screen: AllocationsScreen;
  readonly files: readonly StoredProfile[];
}

export function FileSeries({ screen, files }: FileSeriesProps): ReactNode {
  const { run, file, change, opened } = screen;
  const shown = files.slice(-most);
  const answers = useAnswers(
    'allocations.open',
    shown.map(({ profile }): AllocationFile => ({ run, profile })),
  );
  const { mode, hasLifetimes, units } = opened.facts;
  const { bytes } = units;
  const sizes = answers.map(({ data }) =>
    data === undefined || data.facts.mode !== mode
      ? undefined
      : {
          total: data.totals.totalBytes,
          peak: data.facts.hasLifetimes ? data.totals.peakBytes : data.totals.totalBytes,
          end: data.facts.hasLifetimes ? data.totals.endBytes : 0,
        },
  );
  const tallest = Math.max(1, ...sizes.map((size) => size?.peak ?? 0));
  return (
    <div className={styles['series']} role="group" aria-label="DHAT files of the run">
      {shown.map((one, at) => {
        const size = sizes[at];
        const other = answers[at]?.data?.facts.mode;
        const words =
          size === undefined
            ? `${one.name}${other === undefined || other === mode ? '' : `, of the mode ${other}`}`
            : !hasLifetimes
              ? `${one.name}, ${formatDayTime(one.receivedAt)}: ${dhatNumber(size.total)} ${bytes} in all`
              : `${one.name}, ${formatDayTime(one.receivedAt)}: ${dhatNumber(size.peak)} ${bytes} at t-gmax, ${dhatNumber(size.end)} at t-end, ${dhatNumber(size.total)} in all`;
        return (
          <button
            key={one.profile}
            type="button"
            className={styles['seriesFile']}
            aria-pressed={one.profile === file.profile}
            title={words}
            aria-label={words}
            onClick={() => change({ profile: one.profile, base: { profile: file.profile, run: undefined } }, true)}
          >
            <svg viewBox="0 0 10 40" preserveAspectRatio="none" aria-hidden="true">
              <rect
                className={styles['peakBar']}
                x="0"
                width="6"
                y={40 - (40 * (size?.peak ?? 0)) / tallest}
                height={(40 * (size?.peak ?? 0)) / tallest}
              />
              <rect
                className={styles['endBar']}
                x="6"
                width="4"
                y={40 - (40 * (size?.end ?? 0)) / tallest}
                height={(40 * (size?.end ?? 0)) / tallest}
              />
            </svg>
            <span>{one.name}</span>
          </button>
        );
      })}
      <p className={styles['legend']}>
        <i className={styles['peakKey']} /> {hasLifetimes ? 'At t-gmax' : 'Total'}
        {hasLifetimes ? (
          <>
            <i className={styles['endKey']} /> At t-end
          </>
        ) : undefined}
      </p>
    </div>
  );
}
