// Exemplars of a panel: dots of its chart that open the trace, and the same as a menu for keys.
import { useMemo, type ReactNode } from 'react';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import type { ChartMark } from '../../../draw/time-chart/chart-data.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { traceLink } from '../../../routes/trace-route.ts';
import { useNavigate } from '../../../routes/use-place.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { plural } from '../../../ui/number-text.ts';
import type { PanelExemplar } from '../model/ask-exemplars.ts';
import extras from './chart-extras.module.css';

interface ExemplarMarks {
  readonly marks: readonly ChartMark[];
  readonly tip: (index: number) => ReactNode;
  readonly open: (index: number) => void;
}

export function useExemplarMarks(
  exemplars: readonly PanelExemplar[],
  format: (value: number) => string,
): ExemplarMarks {
  const theme = useTheme();
  const open = useOpenTrace();
  const marks = useMemo(
    () => exemplars.map(({ time, value }) => ({ time, value, colour: theme.warning })),
    [exemplars, theme],
  );
  return {
    marks,
    tip: (index) => `exemplar ${format(exemplars[index]?.value ?? 0)}, click for its trace`,
    open: (index) => open(exemplars[index]),
  };
}

function useOpenTrace(): (exemplar: PanelExemplar | undefined) => void {
  const { param } = useSelectedRun();
  const navigate = useNavigate();
  return (exemplar) => {
    if (exemplar === undefined) return;
    navigate(traceLink({ traceId: exemplar.traceId, span: exemplar.span, run: param }));
  };
}

/** More entries of a menu help nobody. */
const mostEntries = 20;

interface ExemplarListProps {
  readonly exemplars: readonly PanelExemplar[];
  readonly format: (value: number) => string;
  readonly formatTime: (time: number) => string;
}

/** The greatest first. */
export function ExemplarList({ exemplars, format, formatTime }: ExemplarListProps): ReactNode {
  const open = useOpenTrace();
  if (exemplars.length === 0) return undefined;
  const entries = exemplars
    .toSorted((a, b) => b.value - a.value)
    .slice(0, mostEntries)
    .map((one) => ({
      kind: 'item' as const,
      label: format(one.value),
      detail: formatTime(one.time),
      onSelect: () => open(one),
    }));
  return (
    <Menu
      entries={[{ kind: 'heading', label: 'Traces of the slowest or largest' }, ...entries]}
      trigger={
        <button type="button" className={extras['exemplars']}>
          {plural(exemplars.length, 'exemplar')}
        </button>
      }
    />
  );
}
