// The groups that have a colour, most spans first; a click dims the spans of all others.
import { CircleAlert } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import type { TraceColumns } from '../../../contract/traces.ts';
import { coloursOf } from '../../draw/waterfall/colouring.ts';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import { useTheme } from '../../draw/use-theme.ts';
import { FittingRow, type FittingItem } from '../../ui/fitting-row.tsx';
import { formatCount } from '../../ui/number-text.ts';
import { groupFacts, type GroupFact } from './group-facts.ts';
import styles from './trace-header.module.css';

/** More groups than these are told as a number: nobody reads a legend of thousands. */
const mostShown = 100;

interface ColourLegendProps {
  readonly model: WaterfallModel;
  readonly columns: TraceColumns;
}

export function ColourLegend({ model, columns }: ColourLegendProps): ReactNode {
  const { scheme } = useTheme();
  const { highlighted, colouring } = model;
  const colours = useMemo(() => coloursOf(colouring, scheme), [colouring, scheme]);
  const groups = useMemo(() => groupFacts(columns, colouring), [columns, colouring]);
  const items = useMemo(() => {
    const shown = groups.slice(0, mostShown).map((group): FittingItem => {
      const toggle = (): void => model.highlight(group.index);
      const chosen = highlighted === group.index;
      const label = labelOf(group, colouring.by);
      const dot = <span className={styles['dot']} style={{ background: colours[group.index]?.fill }} />;
      const detail = (
        <span className={styles['count']}>
          {formatCount(group.spans)}
          {group.errors > 0 ? (
            <CircleAlert size={12} className={styles['failed']} aria-label={`${group.errors} with errors`} />
          ) : undefined}
        </span>
      );
      return {
        key: String(group.index),
        shown: (
          <button
            type="button"
            className={styles['entry']}
            aria-pressed={chosen}
            title={titleOf(label, group)}
            onClick={toggle}
          >
            {dot}
            <span className={styles['entryName']}>{label}</span>
            {detail}
          </button>
        ),
        entry: { kind: 'item', label, icon: dot, detail, ...(chosen ? { checked: true } : {}), onSelect: toggle },
      };
    });
    const rest = groups.length - shown.length;
    if (rest <= 0) return shown;
    const label = `${formatCount(rest)} more`;
    const onSelect = (): void => undefined;
    return [
      ...shown,
      { key: 'rest', shown: <span>{label}</span>, entry: { kind: 'item', label, disabled: true, onSelect } as const },
    ];
  }, [groups, model, highlighted, colours, colouring]);
  const what = nameOf(colouring.by);
  return (
    <div className={styles['legend']} role="group" aria-label={what}>
      <FittingRow label={`${what} of the trace`} items={items} />
    </div>
  );
}

function nameOf(by: string): string {
  if (by.startsWith('@')) return `Values of ${by.slice(1)}`;
  return by === 'kind' ? 'Kinds' : by === 'status' ? 'Statuses' : 'Services';
}

function labelOf({ name }: GroupFact, by: string): string {
  if (by === 'service') return serviceLabel(name);
  return name === '' ? '(empty)' : name;
}

function titleOf(label: string, { spans, errors }: GroupFact): string {
  return `${label}: ${formatCount(spans)} spans, ${formatCount(errors)} with errors. Click to dim the others.`;
}
