// What the timeline shows: lanes, bands, types, turns, and the text that is looked for. All of it is in the address.
import { useMemo, type ReactNode } from 'react';
import type { SessionTimeline } from '../../../../contract/sessions.ts';
import { sessionLink, type SessionView } from '../../../routes/sessions-route.ts';
import { useNavigate } from '../../../routes/use-place.tsx';
import { plural } from '../../../ui/number-text.ts';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { countedTexts } from './item-filter.ts';
import styles from './session-page.module.css';

interface TimelineToolsProps {
  readonly view: SessionView;
  readonly data: SessionTimeline;
  /** Items that have the looked-for text. */
  readonly found: number;
}

/** Types and turns that can be chosen from. */
const most = 200;

export function TimelineTools({ view, data, found }: TimelineToolsProps): ReactNode {
  const navigate = useNavigate();
  const change = (patch: Partial<SessionView>): void => navigate(sessionLink({ ...view, ...patch }), { replace: true });
  const types = useMemo(() => countedTexts(data.name, data.texts).slice(0, most), [data]);
  const turns = useMemo(() => countedTexts(data.turn, data.texts).slice(0, most), [data]);
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
        onChange={(lanes) => change({ lanes })}
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
        onChange={(bands) => change({ bands })}
      />
      <Select
        label="Type"
        value={view.types[0] ?? ''}
        options={[
          { value: '', label: 'All types' },
          ...types.map(([text, count]) => ({ value: text, label: text, detail: String(count) })),
        ]}
        labelHidden
        onChange={(type) => change({ types: type === '' ? [] : [type] })}
      />
      {turns.length === 0 ? undefined : (
        <Select
          label="Turn"
          value={view.turns[0] ?? ''}
          options={[
            { value: '', label: 'All turns' },
            ...turns.map(([text, count]) => ({ value: text, label: text, detail: String(count) })),
          ]}
          labelHidden
          onChange={(turn) => change({ turns: turn === '' ? [] : [turn] })}
        />
      )}
      <TextField
        label="Find in the session"
        labelHidden
        placeholder="Find in the session"
        value={view.find}
        onChange={(event) => change({ find: event.target.value })}
      />
      {view.find.trim() === '' ? undefined : (
        <span className={styles['second']} role="status">
          {plural(found, 'match', 'matches')}
        </span>
      )}
    </div>
  );
}
