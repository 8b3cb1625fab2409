// Bars per row of a table: one group per row, one bar per column of numbers.
import { useMemo, type ReactNode } from 'react';
import { settingsOf } from '../../../../contract/dashboards/format/field-match.ts';
import { shownValue } from '../../../../contract/dashboards/format/shown-value.ts';
import { fieldName, numberOf, rowCount, textOf } from '../../../../contract/dashboards/frame.ts';
import type { BarChartPanel } from '../../../../contract/dashboards/panels.ts';
import { serviceColours } from '../../../draw/palette.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { displayName } from '../model/lines.ts';
import type { PanelProps } from './panel-props.ts';
import styles from './panels.module.css';

const mostGroups = 200;

export function BarChart({ panel, result }: PanelProps<BarChartPanel>): ReactNode {
  const theme = useTheme();
  const { groups, most, names } = useMemo(() => groupsOf(panel, result), [panel, result]);
  const colours = useMemo(() => serviceColours(names, theme.scheme), [names, theme.scheme]);
  return (
    <ul className={styles['bars']}>
      {groups.map(({ key, name, bars }) => (
        <li key={key} className={styles['group']}>
          <span className={styles['barName']} title={name}>
            {name}
          </span>
          {bars.map((bar) => (
            <span key={bar.name} className={styles['groupBar']} title={`${bar.name}: ${bar.text}`}>
              <span className={styles['barTrack']}>
                <span
                  className={styles['bar']}
                  style={{
                    width: `${most === 0 ? 0 : (Math.max(0, bar.value) / most) * 100}%`,
                    background: colours(bar.name).fill,
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
      const bars = numbers.map((field) => {
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
