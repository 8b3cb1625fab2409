// What the timeline shows: lanes, bands, types, turns, and the text that is looked for. All of it is in the address.
import { useMemo, type ReactNode } from 'react';
import type { SessionTimeline } from '../../../../contract/sessions.ts';
import type { ProcessMark } from '../../../data/use-process-marks.ts';
import type { SessionView } from '../../../routes/sessions-route.ts';
import { Button } from '../../../ui/button.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Choices } from './choices.tsx';
import { countedLanes, countedTexts } from './item-filter.ts';
import { ProcessMenu } from './process-menu.tsx';
import styles from './session-page.module.css';

interface TimelineToolsProps {
  readonly view: SessionView;
  readonly data: SessionTimeline;
  /** Items in the filter, and those of them that have the looked-for text. */
  readonly shown: number;
  readonly found: number;
  readonly onChange: (patch: Partial<SessionView>) => void;
  /** Enter in the text field; `by` is -1 with Shift. */
  readonly onStep: (by: 1 | -1) => void;
  readonly processes: readonly ProcessMark[];
  /** Unix milliseconds. */
  readonly onTime: (time: number) => void;
}

export function TimelineTools(props: TimelineToolsProps): ReactNode {
  const { view, data, shown, found, onChange, onStep, processes, onTime } = props;
  const types = useMemo(() => countedTexts(data.name, data.texts), [data]);
  const turns = useMemo(() => countedTexts(data.turn, data.texts), [data]);
  const lanes = useMemo(() => countedLanes(data), [data]);
  const filtered = view.types.length + view.turns.length + view.only.length > 0;
  return (
    <div className={styles['tools']}>
      <Select
        label="Lanes"
        value={view.lanes}
        options={[
          { value: 'node', label: 'Lanes: nodes' },
          { value: 'service', label: 'Lanes: services' },
          { value: 'stage', label: 'Lanes: stages' },
        ]}
        labelHidden
        onChange={(next) => onChange({ lanes: next, only: [] })}
      />
      <Select
        label="Bands"
        value={view.bands}
        options={[
          { value: 'turn', label: 'Bands: turns' },
          { value: 'correlation', label: 'Bands: correlations' },
          { value: 'none', label: 'No bands' },
        ]}
        labelHidden
        onChange={(bands) => onChange({ bands })}
      />
      <Choices
        one="type"
        many="types"
        from={types}
        chosen={view.types}
        onChoose={(next) => onChange({ types: next })}
      />
      <Choices one="lane" many="lanes" from={lanes} chosen={view.only} onChoose={(only) => onChange({ only })} />
      {turns.length === 0 && view.turns.length === 0 ? undefined : (
        <Choices
          one="turn"
          many="turns"
          from={turns}
          chosen={view.turns}
          onChoose={(next) => onChange({ turns: next })}
        />
      )}
      <ProcessMenu processes={processes} onTime={onTime} />
      <TextField
        label="Find in the session"
        labelHidden
        name="session-find"
        placeholder="Find in the session"
        value={view.find}
        onChange={(event) => onChange({ find: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
        }}
      />
      <span className={styles['second']} role="status">
        {view.find.trim() === '' ? '' : plural(found, 'match', 'matches')}
        {filtered ? ` ${formatCount(shown)} of ${plural(data.items, 'item')} shown` : ''}
      </span>
      {filtered ? <Button onClick={() => onChange({ types: [], turns: [], only: [] })}>Show all</Button> : undefined}
    </div>
  );
}
