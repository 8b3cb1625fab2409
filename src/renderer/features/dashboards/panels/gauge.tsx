// A dial per reading, coloured by its thresholds.
import { useMemo, type ReactNode } from 'react';
import { defaultThresholds, thresholdValue } from '../../../../contract/dashboards/format/threshold.ts';
import type { GaugePanel } from '../../../../contract/dashboards/panels.ts';
import { namedColour } from '../../../draw/named-colour.ts';
import type { Theme } from '../../../draw/theme.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { readingsOf, type Reading } from '../model/readings.ts';
import { DataLinks } from './data-links.tsx';
import type { PanelProps } from './panel-props.ts';
import styles from './panels.module.css';

export function Gauge({ panel, result }: PanelProps<GaugePanel>): ReactNode {
  const theme = useTheme();
  const readings = useMemo(() => readingsOf(result.frames, panel.fields, panel.reduce), [result, panel]);
  return (
    <div className={styles['tiles']}>
      {readings.map((reading) => (
        <Dial
          key={reading.key}
          reading={reading}
          theme={theme}
          marks={panel.thresholdMarkers}
          named={readings.length > 1}
        />
      ))}
    </div>
  );
}

interface DialProps {
  readonly reading: Reading;
  readonly theme: Theme;
  readonly marks: boolean;
  readonly named: boolean;
}

/** Degrees of the dial's beginning and its length; up is 0. */
const begin = -120;
const sweep = 240;

function Dial({ reading: { shown, settings, name, data }, theme, marks, named }: DialProps): ReactNode {
  const { min = 0, max = 100, thresholds = defaultThresholds } = settings;
  const colour =
    (shown.colour === undefined ? undefined : namedColour(shown.colour, theme, shown.share)) ?? theme.accent;
  const shareOf = (value: number): number => Math.min(1, Math.max(0, (value - min) / (max - min || 1)));
  return (
    <figure className={styles['dial']} aria-label={`${name}: ${shown.text}`}>
      <svg viewBox="0 0 120 98" aria-hidden="true">
        <path d={arc(48, 0, 1)} fill="none" stroke={theme.line} strokeWidth={13} />
        {shown.share === undefined ? undefined : (
          <path d={arc(48, 0, shown.share)} fill="none" stroke={colour} strokeWidth={13} />
        )}
        {marks
          ? thresholds.steps.map((step, index) => {
              const from = Number.isFinite(step.value) ? shareOf(thresholdValue(step, thresholds.mode, min, max)) : 0;
              const next = thresholds.steps[index + 1];
              const to = next === undefined ? 1 : shareOf(thresholdValue(next, thresholds.mode, min, max));
              if (to <= from) return undefined;
              return (
                <path
                  key={step.value}
                  d={arc(57, from, to)}
                  fill="none"
                  stroke={namedColour(step.colour, theme)}
                  strokeWidth={3}
                />
              );
            })
          : undefined}
        <text x={60} y={66} textAnchor="middle" className={styles['dialText']} fill={theme.text}>
          {shown.text}
        </text>
      </svg>
      {named || settings.links !== undefined ? (
        <figcaption className={styles['tileName']}>
          <DataLinks links={settings.links} data={data}>
            {name}
          </DataLinks>
        </figcaption>
      ) : undefined}
    </figure>
  );
}

function arc(radius: number, from: number, to: number): string {
  const point = (share: number): string => {
    const angle = ((begin + share * sweep - 90) * Math.PI) / 180;
    return `${(60 + radius * Math.cos(angle)).toFixed(2)} ${(60 + radius * Math.sin(angle)).toFixed(2)}`;
  };
  const long = (to - from) * sweep > 180 ? 1 : 0;
  return `M${point(from)} A${radius} ${radius} 0 ${long} 1 ${point(to)}`;
}
