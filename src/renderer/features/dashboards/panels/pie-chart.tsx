// Shares of a whole.
import { useMemo, type ReactNode } from 'react';
import { formatValue } from '../../../../contract/dashboards/format/format-value.ts';
import type { PieChartPanel } from '../../../../contract/dashboards/panels.ts';
import { namedColour } from '../../../draw/named-colour.ts';
import { serviceColours } from '../../../draw/palette.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { readingsOf } from '../model/readings.ts';
import { DataLinks } from './data-links.tsx';
import type { PanelProps } from './panel-props.ts';
import styles from './panels.module.css';
import own from './pie-chart.module.css';

export function PieChart({ panel, result }: PanelProps<PieChartPanel>): ReactNode {
  const theme = useTheme();
  const slices = useMemo(() => {
    const readings = readingsOf(result.frames, panel.fields, panel.reduce).filter(
      ({ shown }) => (shown.number ?? 0) > 0,
    );
    const total = readings.reduce((sum, { shown }) => sum + (shown.number ?? 0), 0);
    const colours = serviceColours(
      readings.map(({ name }) => name),
      theme.scheme,
    );
    let from = 0;
    return readings.map(({ key, name, shown, settings, data }) => {
      const share = (shown.number ?? 0) / total;
      const asked = settings.colour?.mode === 'fixed' ? settings.colour.fixed : undefined;
      const slice = {
        key,
        name,
        links: settings.links,
        data,
        text: shown.text,
        share,
        from,
        colour: (asked === undefined ? undefined : namedColour(asked, theme)) ?? colours(name).fill,
      };
      from += share;
      return slice;
    });
  }, [result, panel, theme]);
  return (
    <div className={own['pie']}>
      <svg
        viewBox="-52 -52 104 104"
        role="img"
        aria-label={`${panel.title}: ${slices.length} shares; the list beside it says them.`}
      >
        {slices.map(({ key, from, share, colour, name, text }) => (
          <path
            key={key}
            d={wedge(from, share, panel.donut ? 28 : 0)}
            fill={colour}
            stroke={theme.raised}
            strokeWidth={0.8}
          >
            <title>{`${name}: ${text}`}</title>
          </path>
        ))}
      </svg>
      <ul className={own['shares']}>
        {slices.map(({ key, name, text, share, colour, links, data }) => (
          <li key={key} className={styles['barName']}>
            <span className={styles['swatch']} style={{ background: colour }} />{' '}
            <DataLinks links={links} data={data}>
              {name}
            </DataLinks>{' '}
            <span className="numeric">
              {text} ({formatValue(share, 'percentunit')})
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function wedge(from: number, share: number, hole: number): string {
  const point = (radius: number, turn: number): string => {
    const angle = (turn - 0.25) * 2 * Math.PI;
    return `${(radius * Math.cos(angle)).toFixed(3)} ${(radius * Math.sin(angle)).toFixed(3)}`;
  };
  // A whole circle has no beginning that differs from its end.
  const end = from + Math.min(share, 0.9999);
  const long = share > 0.5 ? 1 : 0;
  const inner = hole === 0 ? 'L0 0' : `L${point(hole, end)} A${hole} ${hole} 0 ${long} 0 ${point(hole, from)}`;
  return `M${point(50, from)} A50 50 0 ${long} 1 ${point(50, end)} ${inner} Z`;
}
