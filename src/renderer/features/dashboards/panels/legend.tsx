// The series of a chart with their figures, as a list or as a table; a click shows one of them alone.
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { calcTitle } from '../../../../contract/dashboards/format/reduce-names.ts';
import { reduceCells } from '../../../../contract/dashboards/format/reduce.ts';
import { shownValue } from '../../../../contract/dashboards/format/shown-value.ts';
import { numberOf } from '../../../../contract/dashboards/frame.ts';
import type { LegendOptions, ReduceCalc } from '../../../../contract/dashboards/panels.ts';
import type { Line } from '../model/lines.ts';
import extras from './chart-extras.module.css';
import styles from './panels.module.css';

/** Rows of a legend beyond this are counted only. */
const mostRows = 100;

interface LegendProps {
  readonly lines: readonly Line[];
  readonly legend: LegendOptions;
  readonly alone: string | undefined;
  readonly onAlone: (key: string | undefined) => void;
  /** Shows the links of a series that has some, for its last value. */
  readonly onLinks: (line: Line) => void;
}

export function Legend({ lines, legend, alone, onAlone, onLinks }: LegendProps): ReactNode {
  const { calcs } = legend;
  const rows = sorted(lines, legend).slice(0, mostRows);
  const mark = (line: Line): ReactNode => (
    <>
      {key(line)}
      {line.settings.links === undefined ? undefined : (
        <button
          type="button"
          className={extras['linkMark']}
          aria-label={`Links of ${line.series.name}`}
          onClick={() => onLinks(line)}
        >
          <ExternalLink size={11} />
        </button>
      )}
    </>
  );
  const key = ({ series, title }: Line): ReactNode => (
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
  if (legend.mode !== 'table') {
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

/** By a column's title as Grafana writes it (`Last *`), or by name. */
function sorted(lines: readonly Line[], { sortBy, descending, calcs, mode }: LegendOptions): readonly Line[] {
  if (sortBy === undefined || mode !== 'table') return lines;
  const sign = descending === true ? -1 : 1;
  if (sortBy === 'Name') {
    return lines.toSorted((a, b) => sign * a.series.name.localeCompare(b.series.name, 'en', { numeric: true }));
  }
  const calc = calcs.find((one) => calcTitle(one) === sortBy.replace(/ \*$/, ''));
  if (calc === undefined) return lines;
  const value = ({ cells }: Line): number => numberOf(reduceCells(cells, calc)) ?? -Infinity;
  return lines
    .map((line) => ({ line, value: value(line) }))
    .toSorted((a, b) => (a.value === b.value ? 0 : sign * (a.value - b.value)))
    .map(({ line }) => line);
}
