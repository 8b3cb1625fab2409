// Lines over time, with a legend of their figures, exemplars as dots and the dashboard's annotations as marks.
import { useMemo, useState, type ReactNode } from 'react';
import { shownValue } from '../../../../contract/dashboards/format/shown-value.ts';
import type { TimeSeriesPanel } from '../../../../contract/dashboards/panels.ts';
import { TimeChart } from '../../../draw/time-chart/time-chart.tsx';
import { useTheme } from '../../../draw/use-theme.ts';
import { formatDayTime } from '../../../ui/time-text.ts';
import { useZoneChoice } from '../../../ui/zone-choice.ts';
import { chartAxis } from '../model/chart-axes.ts';
import { chartThresholds } from '../model/chart-thresholds.ts';
import { linesOf, type Line } from '../model/lines.ts';
import { usePanelSurround } from '../panel-surround.ts';
import { ExemplarList, useExemplarMarks } from './exemplar-list.tsx';
import { Legend } from './legend.tsx';
import type { PanelProps } from './panel-props.ts';
import { PointLinks, type LinkedPoint } from './point-links.tsx';
import styles from './panels.module.css';
import { useExemplars } from './use-exemplars.ts';
import { useChartEvents } from './use-chart-events.tsx';

const utc = (): number => 0;

export function TimeSeries({ panel, result, onZoom, onReset }: PanelProps<TimeSeriesPanel>): ReactNode {
  const theme = useTheme();
  const [zone] = useZoneChoice();
  const { scope } = usePanelSurround();
  const [alone, setAlone] = useState<string>();
  const [point, setPoint] = useState<LinkedPoint>();
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
  const formatTime = (time: number): string => formatDayTime(BigInt(Math.round(time)) * 1_000_000n, zone);
  const found = useExemplars(result);
  const exemplars = useExemplarMarks(found, axes.left.format);
  const { lane } = usePanelSurround();
  const events = useChartEvents(panel.id, formatTime);
  const openLinks = ({ settings, series, labels }: Line, at: number): void => {
    const time = times[at];
    const value = series.values[at] ?? undefined;
    if (settings.links === undefined || time === undefined) return;
    const { text } = shownValue(value, settings, false);
    setPoint({
      links: settings.links,
      data: { value, text, time, name: series.name, labels, row: [] },
      moment: formatTime(time),
    });
  };
  const stackings = lines.map(({ settings }) => settings.draw?.stacking);
  const { legend } = panel;
  const listed = lines.filter(({ inLegend }) => inLegend);
  return (
    <div className={legend.placement === 'right' ? styles['beside'] : styles['column']}>
      <div className={styles['column']}>
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
            lane={lane}
            marks={exemplars.marks}
            markTip={exemplars.tip}
            onMark={exemplars.open}
            events={events.events}
            eventTip={events.tip}
            tip={tip}
            onPoint={(at, index) => {
              const line = lines[index];
              if (line !== undefined) openLinks(line, at);
            }}
            formatTime={formatTime}
            offsetMinutes={zone === 'utc' ? utc : undefined}
            onZoom={onZoom}
            onReset={onReset}
          />
        </div>
        <ExemplarList exemplars={found} format={axes.left.format} formatTime={formatTime} />
      </div>
      {legend.shown && listed.length > 0 ? (
        <Legend
          lines={listed}
          legend={legend}
          alone={alone}
          onAlone={setAlone}
          onLinks={(line) =>
            openLinks(
              line,
              line.series.values.findLastIndex((value) => value !== null),
            )
          }
        />
      ) : undefined}
      {point === undefined || scope === undefined ? undefined : (
        <PointLinks point={point} scope={scope} onClose={() => setPoint(undefined)} />
      )}
    </div>
  );
}
