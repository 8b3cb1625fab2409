// A bar per reading, its length the value between the limits; lying or standing.
import { useMemo, type ReactNode } from 'react';
import type { BarGaugePanel } from '../../../../contract/dashboards/panels.ts';
import { namedColour } from '../../../draw/named-colour.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { readingsOf } from '../model/readings.ts';
import { DataLinks } from './data-links.tsx';
import type { PanelProps } from './panel-props.ts';
import styles from './panels.module.css';

export function BarGauge({ panel, result }: PanelProps<BarGaugePanel>): ReactNode {
  const theme = useTheme();
  const readings = useMemo(() => readingsOf(result.frames, panel.fields, panel.reduce), [result, panel]);
  const standing = panel.orientation === 'vertical';
  return (
    <ul className={styles[standing ? 'columns' : 'bars']} data-display={panel.display}>
      {readings.map(({ key, name, shown, settings, data }) => {
        const colour =
          (shown.colour === undefined ? undefined : namedColour(shown.colour, theme, shown.share)) ?? theme.accent;
        const length = `${(shown.share ?? 0) * 100}%`;
        return (
          <li key={key} className={styles[standing ? 'barColumn' : 'barRow']}>
            <span className={styles['barName']} title={name}>
              <DataLinks links={settings.links} data={data}>
                {name}
              </DataLinks>
            </span>
            <span className={styles['barTrack']}>
              <span
                className={styles['bar']}
                style={standing ? { height: length, color: colour } : { width: length, color: colour }}
              />
            </span>
            <span className="numeric">{shown.text}</span>
          </li>
        );
      })}
    </ul>
  );
}
