// The annotations of the dashboard as marks of one chart, and after them the starts and exits of processes.
import { useMemo, type ReactNode } from 'react';
import { namedColour } from '../../../draw/named-colour.ts';
import type { ChartEvent } from '../../../draw/time-chart/chart-data.ts';
import { processMarks } from '../../../draw/time-marks.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import type { AnnotationMark } from '../model/annotation-marks.ts';
import { usePanelSurround } from '../panel-surround.ts';
import extras from './chart-extras.module.css';
import styles from './panels.module.css';

interface ChartEvents {
  readonly events: readonly ChartEvent[];
  readonly tip: (index: number) => ReactNode;
}

export function useChartEvents(panel: number, formatTime: (time: number) => string): ChartEvents {
  const theme = useTheme();
  const { marks, processes } = usePanelSurround();
  const own = useMemo(() => marks.filter((mark) => isFor(mark, panel)), [marks, panel]);
  const ofProcesses = useMemo(() => processMarks(processes, theme), [processes, theme]);
  const events = useMemo(
    () => [
      ...own.map(({ annotation, time, end }) => ({
        time,
        end,
        colour: namedColour(annotation.colour, theme) ?? theme.accent,
      })),
      ...ofProcesses,
    ],
    [own, ofProcesses, theme],
  );
  const tip = (index: number): ReactNode =>
    index < own.length ? (
      <Words mark={own[index]} formatTime={formatTime} />
    ) : (
      <div className={extras['eventWords']}>{ofProcesses[index - own.length]?.text}</div>
    );
  return { events, tip };
}

function isFor({ annotation: { panels } }: AnnotationMark, panel: number): boolean {
  return panels === undefined || panels.ids.includes(panel) !== panels.exclude;
}

interface WordsProps {
  readonly mark: AnnotationMark | undefined;
  readonly formatTime: (time: number) => string;
}

function Words({ mark, formatTime }: WordsProps): ReactNode {
  if (mark === undefined) return undefined;
  const { title, text, tags, time, end } = mark;
  return (
    <div className={extras['eventWords']}>
      <strong>{title}</strong> {text}
      {tags.length === 0 ? '' : ` [${tags.join(', ')}]`}{' '}
      <span className={styles['faint']}>
        {formatTime(time)}
        {end === undefined ? '' : ` to ${formatTime(end)}`}
      </span>
    </div>
  );
}
