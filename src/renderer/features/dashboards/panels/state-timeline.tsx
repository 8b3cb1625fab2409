// What state each series was in, and for how long.
import { useMemo, type ReactNode } from 'react';
import { shownValue } from '../../../../contract/dashboards/format/shown-value.ts';
import { numberOf, timeField } from '../../../../contract/dashboards/frame.ts';
import type { StateTimelinePanel } from '../../../../contract/dashboards/panels.ts';
import { settingsOf } from '../../../../contract/dashboards/format/field-match.ts';
import { namedColour } from '../../../draw/named-colour.ts';
import { serviceColours } from '../../../draw/palette.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { formatDayTime } from '../../../ui/time-text.ts';
import { useZoneChoice } from '../../../ui/zone-choice.ts';
import { displayName } from '../model/lines.ts';
import { CellCanvas } from './cell-canvas.tsx';
import type { PanelProps } from './panel-props.ts';
import styles from './panels.module.css';

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly colour: string | undefined;
}

interface Lane {
  readonly key: string;
  readonly name: string;
  readonly stretches: readonly Stretch[];
}

const mostLanes = 200;

export function StateTimeline({ panel, result }: PanelProps<StateTimelinePanel>): ReactNode {
  const theme = useTheme();
  const [zone] = useZoneChoice();
  const { from, to } = result.range;
  const lanes = useMemo(() => lanesOf(panel, result), [panel, result]);
  const cells = useMemo(() => {
    const states = [...new Set(lanes.flatMap(({ stretches }) => stretches.map(({ text }) => text)))];
    const colours = serviceColours(states, theme.scheme);
    return lanes.flatMap(({ stretches }, row) =>
      stretches.map(({ from: start, to: end, text, colour }) => ({
        x: (start - from) / (to - from),
        y: row / lanes.length,
        w: (end - start) / (to - from),
        h: 1 / lanes.length,
        colour: (colour === undefined ? undefined : namedColour(colour, theme)) ?? colours(text).fill,
        text: panel.history ? undefined : text,
        ink: colour === undefined ? colours(text).ink : '#0b0f14',
      })),
    );
  }, [lanes, theme, from, to, panel]);
  const wordsAt = (x: number, y: number): string | undefined => {
    const lane = lanes[Math.floor(y * lanes.length)];
    const time = from + x * (to - from);
    const stretch = lane?.stretches.find((one) => one.from <= time && time < one.to);
    if (lane === undefined || stretch === undefined) return undefined;
    return `${lane.name}: ${stretch.text}, since ${formatDayTime(BigInt(Math.round(stretch.from)) * 1_000_000n, zone)}`;
  };
  return (
    <div className={styles['lanes']}>
      <ol className={styles['laneNames']}>
        {lanes.map(({ key, name, stretches }) => (
          <li key={key} title={name}>
            {name}
            <span className="visually-hidden">: {stretches.at(-1)?.text ?? 'nothing'}</span>
          </li>
        ))}
      </ol>
      <CellCanvas
        summary={`${panel.title}: states of ${lanes.length} series over time`}
        cells={cells}
        gap={2}
        font={theme.font}
        wordsAt={wordsAt}
      />
    </div>
  );
}

function lanesOf(
  panel: StateTimelinePanel,
  { frames, step }: PanelProps<StateTimelinePanel>['result'],
): readonly Lane[] {
  const lanes = frames.flatMap((frame, index) => {
    const time = timeField(frame);
    if (time === undefined) return [];
    return frame.fields.flatMap((field): readonly Lane[] => {
      if (field.kind === 'time') return [];
      const settings = settingsOf(panel.fields, field, frame);
      const stretches: Stretch[] = [];
      field.values.forEach((cell, row) => {
        const at = numberOf(time.values[row]);
        if (at === undefined || cell === undefined) return;
        const next = numberOf(time.values[row + 1]) ?? at + (Number.isFinite(step) ? step : 1000);
        const { text, colour } = shownValue(cell, settings, true);
        const last = stretches.at(-1);
        if (panel.mergeValues && !panel.history && last?.text === text && last.to === at) {
          stretches[stretches.length - 1] = { ...last, to: next };
        } else stretches.push({ from: at, to: next, text, colour });
      });
      const name = displayName(field, frame, settings);
      return [{ key: `${index} ${name}`, name, stretches }];
    });
  });
  return lanes.slice(0, mostLanes);
}
