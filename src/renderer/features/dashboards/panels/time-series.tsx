// Lines over time, with a legend of their figures.
import { useMemo, useState, type ReactNode } from 'react';
import { formatValue } from '../../../../contract/dashboards/format/format-value.ts';
import { calcTitle } from '../../../../contract/dashboards/format/reduce-names.ts';
import { reduceCells } from '../../../../contract/dashboards/format/reduce.ts';
import { shownValue } from '../../../../contract/dashboards/format/shown-value.ts';
import { thresholdValue } from '../../../../contract/dashboards/format/threshold.ts';
import type { FieldSettings } from '../../../../contract/dashboards/field-config.ts';
import type { ReduceCalc, TimeSeriesPanel } from '../../../../contract/dashboards/panels.ts';
import { namedColour } from '../../../draw/named-colour.ts';
import type { ChartAxis, ChartThreshold } from '../../../draw/time-chart/chart-data.ts';
import { TimeChart } from '../../../draw/time-chart/time-chart.tsx';
import type { Theme } from '../../../draw/theme.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { formatDayTime } from '../../../ui/time-text.ts';
import { useZoneChoice } from '../../../ui/zone-choice.ts';
import { linesOf, type Line } from '../model/lines.ts';
import type { PanelProps } from './panel-props.ts';
import styles from './panels.module.css';

export function TimeSeries({ panel, result, onZoom, onReset }: PanelProps<TimeSeriesPanel>): ReactNode {
  const theme = useTheme();
  const [zone] = useZoneChoice();
  const [alone, setAlone] = useState<string>();
  const { times, lines } = useMemo(() => linesOf(result.frames, panel.fields, theme), [result, panel, theme]);
  const { draw } = panel.fields.defaults;
  const data = useMemo(
    () => ({
      times,
      series: lines.map(({ series }) => ({ ...series, hidden: alone !== undefined && series.key !== alone })),
    }),
    [times, lines, alone],
  );
  const left = lines.find(({ series }) => series.axis !== 'right');
  const right = lines.find(({ series }) => series.axis === 'right');
  const axis = useMemo(() => axisOf(left?.settings ?? panel.fields.defaults), [left, panel]);
  const rightAxis = useMemo(() => (right === undefined ? undefined : axisOf(right.settings)), [right]);
  const thresholds = useMemo(() => thresholdsOf(panel, theme), [panel, theme]);
  const stack =
    draw?.stacking ?? lines.find(({ settings }) => settings.draw?.stacking !== undefined)?.settings.draw?.stacking;
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
          stack={stack ?? 'none'}
          style={draw?.style === 'bars' || draw?.style === 'points' ? draw.style : 'line'}
          axis={axis}
          rightAxis={rightAxis}
          thresholds={thresholds}
          formatTime={(time) => formatDayTime(BigInt(Math.round(time)) * 1_000_000n, zone)}
          onZoom={onZoom}
          onReset={onReset}
        />
      </div>
      {legend.shown && listed.length > 0 ? (
        <Legend lines={listed} calcs={legend.calcs} table={legend.mode === 'table'} alone={alone} onAlone={setAlone} />
      ) : undefined}
    </div>
  );
}

/** Rows of a legend beyond this are counted only. */
const mostRows = 100;

interface LegendProps {
  readonly lines: readonly Line[];
  readonly calcs: readonly ReduceCalc[];
  readonly table: boolean;
  readonly alone: string | undefined;
  readonly onAlone: (key: string | undefined) => void;
}

function Legend({ lines, calcs, table, alone, onAlone }: LegendProps): ReactNode {
  const rows = lines.slice(0, mostRows);
  const mark = ({ series, title }: Line): ReactNode => (
    <button
      type="button"
      className={styles['key']}
      aria-pressed={alone === series.key}
      data-faint={alone !== undefined && alone !== series.key ? '' : undefined}
      title={title}
      onClick={() => onAlone(alone === series.key ? undefined : series.key)}
    >
      <span className={styles['swatch']} style={{ background: series.colour }} />
      <span className={styles['keyText']}>{series.name}</span>
    </button>
  );
  const more =
    lines.length > rows.length ? <p className={styles['faint']}>and {lines.length - rows.length} more</p> : undefined;
  if (!table) {
    return (
      <div className={styles['legend']}>
        {rows.map((line) => (
          <span key={line.series.key} className={styles['entry']}>
            {mark(line)}
            {calcs.map((calc) => (
              <span key={calc} className={styles['faint']}>
                {calcTitle(calc)}: <span className="numeric">{figure(line, calc)}</span>
              </span>
            ))}
          </span>
        ))}
        {more}
      </div>
    );
  }
  return (
    <div className={styles['legend']}>
      <table className={styles['figures']}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            {calcs.map((calc) => (
              <th key={calc} scope="col">
                {calcTitle(calc)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((line) => (
            <tr key={line.series.key}>
              <td>{mark(line)}</td>
              {calcs.map((calc) => (
                <td key={calc} className="numeric">
                  {figure(line, calc)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </div>
  );
}

function figure({ cells, settings }: Line, calc: ReduceCalc): string {
  return shownValue(reduceCells(cells, calc), settings, false).text;
}

function axisOf(settings: FieldSettings): ChartAxis {
  const { unit, decimals, draw } = settings;
  return {
    format: (value) => formatValue(value, unit, decimals),
    base: unit !== undefined && /bytes$|^binBps$/.test(unit) && !unit.startsWith('dec') ? 2 : 10,
    log: draw?.scale?.kind === 'log' ? true : undefined,
    min: settings.min ?? draw?.axisSoftMin,
    max: settings.max,
  };
}

function thresholdsOf({ fields }: TimeSeriesPanel, theme: Theme): readonly ChartThreshold[] {
  const { thresholds, draw, min, max } = fields.defaults;
  const how = draw?.thresholds ?? 'off';
  if (thresholds === undefined || how === 'off') return [];
  return thresholds.steps.flatMap((step): readonly ChartThreshold[] => {
    const colour = namedColour(step.colour, theme);
    const value = thresholdValue(step, thresholds.mode, min, max);
    if (colour === undefined || colour === 'transparent' || !Number.isFinite(value)) return [];
    return [{ value, colour, fill: how !== 'line' }];
  });
}
