// Which time is shown, at which step, and whether it follows.
import { Pause, Play } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { Pill } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select, type Option } from '../../ui/select.tsx';
import { formatDayTime, type Zone } from '../../ui/time-text.ts';
import type { MetricsAddress } from './use-metrics-address.ts';
import type { MetricTime } from './use-metric-time.ts';

const minute = 60_000;
const lasts: readonly (readonly [millis: number, words: string])[] = [
  [minute, 'Last minute'],
  [5 * minute, 'Last 5 minutes'],
  [15 * minute, 'Last 15 minutes'],
  [30 * minute, 'Last 30 minutes'],
  [60 * minute, 'Last hour'],
  [180 * minute, 'Last 3 hours'],
  [720 * minute, 'Last 12 hours'],
  [1440 * minute, 'Last day'],
  [7 * 1440 * minute, 'Last week'],
];

const steps: readonly number[] = [1000, 5000, 10_000, 15_000, 30_000, minute, 5 * minute, 15 * minute, 60 * minute];

interface TimeControlsProps {
  readonly address: MetricsAddress;
  readonly time: MetricTime;
  readonly zone: Zone;
}

/** Drawn anew only when something of it changes, not with each tick of the clock. */
export const TimeControls = memo(function TimeControls({ address, time, zone }: TimeControlsProps): ReactNode {
  const { live } = useSelectedRun();
  const { view, change } = address;
  const held = view.from !== undefined;
  const known = lasts.some(([millis]) => millis === view.last);
  const options: Option<string>[] = [
    ...(held ? [{ value: 'held', label: heldText(time, zone) }] : []),
    ...lasts.map(([millis, label]) => ({ value: String(millis), label })),
    ...(known ? [] : [{ value: String(view.last), label: `Last ${stepText(view.last)}` }]),
  ];
  return (
    <>
      {live ? (
        <Pill tone={time.following ? 'ok' : 'neutral'} active={time.following}>
          {time.following ? 'Following' : 'Held'}
        </Pill>
      ) : undefined}
      {live ? (
        <IconButton
          label={time.following ? 'Hold what is shown' : 'Follow again'}
          keys="space"
          onClick={time.following ? time.pause : time.reset}
        >
          {time.following ? <Pause size={14} /> : <Play size={14} />}
        </IconButton>
      ) : held ? (
        <Button onClick={time.reset}>Whole end of the run</Button>
      ) : undefined}
      <Select
        label="Time"
        labelHidden
        value={held ? 'held' : String(view.last)}
        options={options}
        onChange={(value) => {
          if (value !== 'held') change({ last: Number(value), from: undefined, to: undefined });
        }}
      />
      <Select
        label="Step"
        labelHidden
        value={view.step === undefined ? 'auto' : String(view.step)}
        options={[
          {
            value: 'auto',
            label: view.step === undefined ? `Step ${stepText(time.at.step)}, automatic` : 'Step automatic',
          },
          ...[...new Set([...steps, ...(view.step === undefined ? [] : [view.step])])]
            .sort((a, b) => a - b)
            .map((millis) => ({ value: String(millis), label: `Step ${stepText(millis)}` })),
        ]}
        onChange={(value) => change({ step: value === 'auto' ? undefined : Number(value) }, 'adjust')}
      />
    </>
  );
}, sameControls);

function sameControls(a: TimeControlsProps, b: TimeControlsProps): boolean {
  return (
    a.address.view === b.address.view &&
    a.zone === b.zone &&
    a.time.following === b.time.following &&
    a.time.at.step === b.time.at.step &&
    (b.time.following || (a.time.from === b.time.from && a.time.to === b.time.to))
  );
}

function stepText(millis: number): string {
  if (millis < 1000) return `${millis} ms`;
  if (millis < minute) return `${millis / 1000} s`;
  return millis < 60 * minute ? `${Math.round(millis / minute)} min` : `${Math.round(millis / (6 * minute)) / 10} h`;
}

function heldText({ from, to }: MetricTime, zone: Zone): string {
  const text = (millis: number): string => formatDayTime(BigInt(Math.round(millis)) * 1_000_000n, zone);
  const [first, last] = [text(from), text(to)];
  return `${first} to ${first.slice(0, 10) === last.slice(0, 10) ? last.slice(11) : last}`;
}
