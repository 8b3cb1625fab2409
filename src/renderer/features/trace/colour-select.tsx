// What the colours of spans say: service, kind, status, or any attribute that the trace has.
import { Palette } from 'lucide-react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { RunId } from '../../../contract/ids.ts';
import type { TraceColumns } from '../../../contract/traces.ts';
import { useAnswer } from '../../data/use-answer.ts';
import type { ColourBy } from '../../routes/trace-route.ts';
import { Combobox, type Suggestion } from '../../ui/combobox.tsx';
import styles from './trace-header.module.css';

const fixed: readonly (readonly [by: ColourBy, text: string])[] = [
  ['service', 'Service'],
  ['kind', 'Span kind'],
  ['status', 'Status'],
];

interface ColourSelectProps {
  readonly run: RunId;
  readonly columns: TraceColumns;
  readonly by: ColourBy;
  readonly onChange: (by: ColourBy) => void;
}

export function ColourSelect({ run, columns, by, onChange }: ColourSelectProps): ReactNode {
  const shown = fixed.find(([one]) => one === by)?.[1] ?? by.slice(1);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const keys = useAnswer('trace.attributeKeys', { run, traceId: columns.traceId }).data?.keys;
  const suggestions = useMemo(
    (): readonly Suggestion[] => [
      ...fixed.map(([, value]) => ({ value })),
      ...(keys ?? []).map((value) => ({ value, detail: 'attribute' })),
    ],
    [keys],
  );
  const commit = (asked: string): void => {
    const wanted = asked.trim();
    const known = fixed.find(([, name]) => name.toLowerCase() === wanted.toLowerCase());
    if (wanted === '') setText(shown);
    else onChange(known === undefined ? `@${wanted}` : known[0]);
  };
  return (
    <div className={styles['colourBy']} title="What the colours say">
      <Palette size={14} aria-hidden="true" />
      <Combobox
        label="Colour by"
        labelHidden
        value={text}
        suggestions={suggestions}
        onText={setText}
        onCommit={commit}
        placeholder="Colour by…"
        clearable={false}
        className={styles['colourField']}
      />
    </div>
  );
}
