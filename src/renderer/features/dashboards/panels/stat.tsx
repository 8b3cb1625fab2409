// Large numbers, perhaps over a line of how they came about.
import { useMemo, type ReactNode } from 'react';
import type { StatPanel } from '../../../../contract/dashboards/panels.ts';
import { namedColour } from '../../../draw/named-colour.ts';
import type { Theme } from '../../../draw/theme.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { cx } from '../../../ui/cx.ts';
import { readingsOf, type Reading } from '../model/readings.ts';
import { DataLinks } from './data-links.tsx';
import type { PanelProps } from './panel-props.ts';
import styles from './panels.module.css';
import { TrendLine } from './trend-line.tsx';

export function Stat({ panel, result }: PanelProps<StatPanel>): ReactNode {
  const theme = useTheme();
  const readings = useMemo(() => readingsOf(result.frames, panel.fields, panel.reduce), [result, panel]);
  return (
    <div className={cx(styles['tiles'], panel.orientation === 'vertical' ? styles['rows'] : undefined)}>
      {readings.map((reading) => (
        <Tile key={reading.key} reading={reading} panel={panel} theme={theme} named={readings.length > 1} />
      ))}
    </div>
  );
}

interface TileProps {
  readonly reading: Reading;
  readonly panel: StatPanel;
  readonly theme: Theme;
  readonly named: boolean;
}

function Tile({ reading, panel, theme, named }: TileProps): ReactNode {
  const { shown, name, trend } = reading;
  const colour = shown.colour === undefined ? undefined : namedColour(shown.colour, theme, shown.share);
  const filled = panel.colour === 'background' && colour !== undefined && colour !== 'transparent';
  const withName = panel.text === 'name' || panel.text === 'value_and_name' || (panel.text === 'auto' && named);
  return (
    <div className={cx(styles['tile'], filled && styles['filled'])} style={filled ? { background: colour } : undefined}>
      {withName ? <div className={styles['tileName']}>{name}</div> : undefined}
      {panel.text === 'name' || panel.text === 'none' ? undefined : (
        <div
          className={styles['big']}
          style={
            panel.colour === 'value' && colour !== undefined && colour !== 'transparent' ? { color: colour } : undefined
          }
        >
          <DataLinks links={reading.settings.links} data={reading.data}>
            {shown.text}
          </DataLinks>
        </div>
      )}
      {panel.graph === 'area' && trend.length > 1 ? (
        <TrendLine values={trend} colour={filled ? 'currentColor' : (colour ?? theme.accent)} />
      ) : undefined}
    </div>
  );
}
