// Groups of bars beside each other, standing: one bar per column of numbers, or one on top of the other.
import type { ReactNode } from 'react';
import type { BarChartPanel } from '../../../../contract/dashboards/panels.ts';
import styles from './panels.module.css';
import own from './standing-bars.module.css';

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

interface StandingBarsProps {
  readonly groups: readonly { readonly key: string; readonly name: string; readonly bars: readonly Bar[] }[];
  readonly names: readonly string[];
  /** What the whole height stands for; of shares each group's own sum. */
  readonly whole: number;
  readonly stacking: BarChartPanel['stacking'];
  readonly colourOf: (name: string) => string;
}

export function StandingBars({ groups, names, whole, stacking, colourOf }: StandingBarsProps): ReactNode {
  return (
    <div className={styles['column']}>
      <ul className={own['standing']} data-stacked={stacking === 'none' ? undefined : ''}>
        {groups.map(({ key, name, bars }) => {
          const sum = bars.reduce((total, { value }) => total + Math.max(0, value), 0);
          const all = stacking === 'percent' ? sum : whole;
          return (
            <li key={key}>
              <span className={own['standingBars']}>
                {bars.map((bar) => (
                  <span
                    key={bar.name}
                    title={`${name}, ${bar.name}: ${bar.text}`}
                    style={{
                      height: `${all <= 0 ? 0 : (Math.max(0, bar.value) / all) * 100}%`,
                      background: colourOf(bar.name),
                    }}
                  >
                    <span className={own['standingText']}>{bar.text}</span>
                  </span>
                ))}
              </span>
              <span className={styles['barName']} title={name}>
                {name}
              </span>
            </li>
          );
        })}
      </ul>
      {names.length > 1 ? (
        <p className={styles['stackWords']}>
          {names.map((name) => (
            <span key={name}>
              <span className={styles['swatch']} style={{ background: colourOf(name) }} /> {name}
            </span>
          ))}
        </p>
      ) : undefined}
    </div>
  );
}
