// Lines over time, with a legend of their figures.
import { useMemo, useState, type ReactNode } from 'react';
import type { TimeSeriesPanel } from '../../../../contract/dashboards/panels.ts';
import { TimeChart } from '../../../draw/time-chart/time-chart.tsx';
import { useTheme } from '../../../draw/use-theme.ts';
import { formatDayTime } from '../../../ui/time-text.ts';
import { useZoneChoice } from '../../../ui/zone-choice.ts';
import { chartAxis } from '../model/chart-axes.ts';
import { chartThresholds } from '../model/chart-thresholds.ts';
import { linesOf } from '../model/lines.ts';
import { Legend } from './legend.tsx';
import type { PanelProps } from './panel-props.ts';
import styles from './panels.module.css';

const utc = (): number => 0;

export function TimeSeries({ panel, result, onZoom, onReset }: PanelProps<TimeSeriesPanel>): ReactNode {
  const theme = useTheme();
  const [zone] = useZoneChoice();
  const [alone, setAlone] = useState<string>();
  const { times, lines } = useMemo(() => linesOf(result.frames, panel.fields, theme), [result, panel, theme]);
  const { defaults } = panel.fields;
  const data = useMemo(
    () => ({
      times,
      series: lines.map(({ series }) => ({ ...series, hidden: alone !== undefined && series.key !== alone })),
    }),
    [times, lines, alone],
  );
  const axes = useMemo(() => {
    const settingsAt = (side: 'left' | 'right') =>
      lines.filter(({ series }) => (series.axis ?? 'left') === side).map(({ settings }) => settings);
    const right = settingsAt('right');
    return {
      left: chartAxis(settingsAt('left'), defaults),
      right: right.length === 0 ? undefined : chartAxis(right, defaults),
    };
  }, [lines, defaults]);
  const thresholds = useMemo(
    () =>
      chartThresholds(
        defaults,
        lines.map(({ settings }) => settings),
        theme,
      ),
    [defaults, lines, theme],
  );
  const tip = useMemo(() => ({ mode: panel.tooltip, sort: panel.tooltipSort ?? 'desc' }), [panel]);
  const stackings = lines.map(({ settings }) => settings.draw?.stacking);
  const { legend } = panel;
  const listed = lines.filter(({ inLegend }) => inLegend);
  return (
    <div className={legend.placement === 'right' ? styles['beside'] : styles['column']}>
      <div className={styles['chart']}>
        <TimeChart
          summary={`${panel.title}: ${lines.length} series over time. The legend has their figures.`}
          data={data}
          from={result.range.from}
          to={result.range.to}
          stack={stackings.includes('percent') ? 'percent' : stackings.includes('normal') ? 'normal' : 'none'}
          axis={axes.left}
          rightAxis={axes.right}
          thresholds={thresholds}
          tip={tip}
          formatTime={(time) => formatDayTime(BigInt(Math.round(time)) * 1_000_000n, zone)}
          offsetMinutes={zone === 'utc' ? utc : undefined}
          onZoom={onZoom}
          onReset={onReset}
        />
      </div>
      {legend.shown && listed.length > 0 ? (
        <Legend lines={listed} legend={legend} alone={alone} onAlone={setAlone} />
      ) : undefined}
    </div>
  );
}
