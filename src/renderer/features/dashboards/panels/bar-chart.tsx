// Bars per row of a table: one group per row, one bar per column of numbers; lying here, standing in standing-bars.tsx.
import { useMemo, type ReactNode } from 'react';
import { settingsOf } from '../../../../contract/dashboards/format/field-match.ts';
import { shownValue } from '../../../../contract/dashboards/format/shown-value.ts';
import { fieldName, numberOf, rowCount, textOf } from '../../../../contract/dashboards/frame.ts';
import type { BarChartPanel } from '../../../../contract/dashboards/panels.ts';
import { serviceColours } from '../../../draw/palette.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { displayName } from '../model/lines.ts';
import { StandingBars, type Bar } from './standing-bars.tsx';
import type { PanelProps } from './panel-props.ts';
import styles from './panels.module.css';

const mostGroups = 200;

export function BarChart({ panel, result }: PanelProps<BarChartPanel>): ReactNode {
  const theme = useTheme();
  const { groups, most, names } = useMemo(() => groupsOf(panel, result), [panel, result]);
  const mostSum = groups.reduce((high, { bars }) => Math.max(high, sum(bars)), 0);
  const colours = useMemo(() => serviceColours(names, theme.scheme), [names, theme.scheme]);
  const colourOf = (one: string): string => colours(one).fill;
  if (panel.orientation !== 'horizontal') {
    const whole = panel.stacking === 'none' ? most : mostSum;
    return <StandingBars groups={groups} names={names} whole={whole} stacking={panel.stacking} colourOf={colourOf} />;
  }
  return (
    <ul className={styles['bars']}>
      {groups.map(({ key, name, bars }) => (
        <li key={key} className={styles['group']}>
          <span className={styles['barName']} title={name}>
            {name}
          </span>
          {panel.stacking === 'none' ? undefined : (
            <Stack bars={bars} whole={panel.stacking === 'percent' ? sum(bars) : mostSum} colourOf={colourOf} />
          )}
          {(panel.stacking === 'none' ? bars : []).map((bar) => (
            <span key={bar.name} className={styles['groupBar']} title={`${bar.name}: ${bar.text}`}>
              <span className={styles['barTrack']}>
                <span
                  className={styles['bar']}
                  style={{
                    width: `${most === 0 ? 0 : (Math.max(0, bar.value) / most) * 100}%`,
                    background: colourOf(bar.name),
                  }}
                />
              </span>
              <span className="numeric">{bar.text}</span>
              {names.length > 1 ? <span className={styles['faint']}>{bar.name}</span> : undefined}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

interface StackProps {
  readonly bars: readonly Bar[];
  /** What the whole length stands for. */
  readonly whole: number;
  readonly colourOf: (name: string) => string;
}

/** The bars of a group one after the other. */
function Stack({ bars, whole, colourOf }: StackProps): ReactNode {
  return (
    <>
      <span className={styles['stack']}>
        {bars.map(({ name, value, text }) => (
          <span
            key={name}
            title={`${name}: ${text}`}
            style={{ width: `${whole === 0 ? 0 : (Math.max(0, value) / whole) * 100}%`, background: colourOf(name) }}
          />
        ))}
      </span>
      <span className={styles['stackWords']}>
        {bars.map(({ name, text }) => (
          <span key={name}>
            <span className={styles['swatch']} style={{ background: colourOf(name) }} /> {name}{' '}
            <span className="numeric">{text}</span>
          </span>
        ))}
      </span>
    </>
  );
}

function sum(bars: readonly Bar[]): number {
  return bars.reduce((total, { value }) => total + Math.max(0, value), 0);
}

function groupsOf(panel: BarChartPanel, { frames }: PanelProps<BarChartPanel>['result']) {
  const names = new Set<string>();
  let most = 0;
  const groups = frames.flatMap((frame, index) => {
    const x =
      frame.fields.find((field) => fieldName(field, frame) === panel.xField || field.name === panel.xField) ??
      frame.fields.find(({ kind }) => kind === 'string') ??
      frame.fields.find(({ kind }) => kind === 'time');
    const numbers = frame.fields.filter(({ kind }) => kind === 'number');
    const last = x?.kind === 'time' ? Math.max(0, rowCount(frame) - 1) : 0;
    return Array.from({ length: rowCount(frame) - last }, (_, at) => {
      const row = at + last;
      const bars = numbers.map((field): Bar => {
        const settings = settingsOf(panel.fields, field, frame);
        const value = numberOf(field.values[row]) ?? 0;
        const name = displayName(field, frame, settings);
        most = Math.max(most, value);
        names.add(name);
        return { name, value, text: shownValue(field.values[row], settings, false).text };
      });
      const name = x === undefined || x.kind === 'time' ? frame.name : textOf(x.values[row]);
      return { key: `${index} ${row}`, name, bars };
    });
  });
  return { groups: groups.slice(0, mostGroups), most, names: [...names] };
}
