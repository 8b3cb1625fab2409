// A bar per reading, its length the value between the limits.
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
  return (
    <ul className={styles['bars']}>
      {readings.map(({ key, name, shown, settings, data }) => {
        const colour =
          (shown.colour === undefined ? undefined : namedColour(shown.colour, theme, shown.share)) ?? theme.accent;
        return (
          <li key={key} className={styles['barRow']}>
            <span className={styles['barName']} title={name}>
              <DataLinks links={settings.links} data={data}>
                {name}
              </DataLinks>
            </span>
            <span className={styles['barTrack']}>
              <span className={styles['bar']} style={{ width: `${(shown.share ?? 0) * 100}%`, background: colour }} />
            </span>
            <span className="numeric">{shown.text}</span>
          </li>
        );
      })}
    </ul>
  );
}
