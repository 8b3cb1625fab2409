// What is compared: for each side a run and a time, for both an operation and a search.
import { ArrowLeftRight, RotateCw } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { isoOfUnixNanos, unixNanosOfIso } from '../../../../contract/iso-time.ts';
import type { UnixNanos } from '../../../../contract/time.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import type { GroupsComparison, GroupSide } from '../../../routes/compare-groups-route.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { formatCount } from '../../../ui/number-text.ts';
import { SearchField, type SearchFieldHandle } from '../../../ui/search-field/search-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { formatDayTime } from '../../../ui/time-text.ts';
import { useCommands } from '../../../ui/use-commands.tsx';
import { useGroupVocabulary } from './use-group-vocabulary.ts';
import styles from './groups.module.css';

interface GroupFormProps {
  readonly view: GroupsComparison;
  readonly onChange: (patch: Partial<GroupsComparison>) => void;
  readonly onSwap: () => void;
  readonly busy: boolean;
  readonly onRefresh: () => void;
  /** The engine's complaint about the search. */
  readonly trouble: string | undefined;
}

export function GroupForm({ view, onChange, onSwap, busy, onRefresh, trouble }: GroupFormProps): ReactNode {
  const vocabulary = useGroupVocabulary(view.right.run);
  const field = useRef<SearchFieldHandle>(null);
  const form = useRef<HTMLElement>(null);
  useCommands([
    {
      id: 'compare.search',
      title: 'Search in both groups',
      group: 'Compare',
      keys: '/',
      run: () => field.current?.focus(),
    },
  ]);
  return (
    <header ref={form} className={styles['form']} aria-busy={busy}>
      <div className={styles['line']}>
        <h1 className={styles['title']}>Compare groups</h1>
        <SearchField
          className={styles['where']}
          label="Traces of both groups"
          placeholder="Both groups: such as service = api and name = checkout"
          domain="spans"
          value={view.where}
          onApply={(where) => onChange({ where })}
          vocabulary={vocabulary}
          recent="groups"
          keeps="The last search that was right is compared."
          trouble={trouble}
          onLeave={() => form.current?.parentElement?.querySelector<HTMLElement>('[role="grid"]')?.focus()}
          handle={field}
        />
        <span className={styles['tools']}>
          <IconButton label="Swap the sides" keys="x" onClick={onSwap}>
            <ArrowLeftRight size={15} />
          </IconButton>
          <IconButton label="Compare again" keys="r" disabled={busy} onClick={onRefresh}>
            <RotateCw size={15} />
          </IconButton>
        </span>
      </div>
      <div className={styles['sides']}>
        <Side name="Left" side={view.left} onChange={(left) => onChange({ left })} />
        <Side name="Right" side={view.right} onChange={(right) => onChange({ right })} />
      </div>
    </header>
  );
}

interface SideProps {
  readonly name: 'Left' | 'Right';
  readonly side: GroupSide;
  readonly onChange: (side: GroupSide) => void;
}

function Side({ name, side, onChange }: SideProps): ReactNode {
  const { data: runs = [] } = useAnswer('runs.list', {});
  const known = runs.filter((run) => run.trouble === undefined);
  const options = known.map((run) => ({
    value: run.id,
    label: run.name === '' ? formatDayTime(run.startedAt) : run.name,
    detail: `${formatCount(run.traces)} traces`,
  }));
  if (!known.some(({ id }) => id === side.run)) options.push({ value: side.run, label: side.run, detail: 'not here' });
  return (
    <section className={styles['side']} data-side={name.toLowerCase()} aria-label={`${name} group`}>
      <span className={styles['faint']}>{name}</span>
      <Select
        label={`${name} run`}
        labelHidden
        value={side.run}
        options={options}
        onChange={(run) => onChange({ ...side, run })}
      />
      <Moment
        label={`${name} from`}
        placeholder="from the beginning"
        value={side.from}
        onCommit={(from) => onChange({ ...side, from })}
      />
      <Moment
        label={`${name} to`}
        placeholder="to the end"
        value={side.to}
        onCommit={(to) => onChange({ ...side, to })}
      />
    </section>
  );
}

interface MomentProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: UnixNanos | undefined;
  readonly onCommit: (value: UnixNanos | undefined) => void;
}

function Moment({ label, placeholder, value, onCommit }: MomentProps): ReactNode {
  const initial = value === undefined ? '' : isoOfUnixNanos(value);
  return (
    <Draft
      key={initial}
      label={label}
      placeholder={placeholder}
      className={styles['moment']}
      initial={initial}
      onCommit={(text) => {
        const time = unixNanosOfIso(text);
        if (text !== '' && time === undefined) return 'Such as 2026-01-15T09:30:00Z';
        onCommit(time);
        return undefined;
      }}
    />
  );
}

interface DraftProps {
  readonly label: string;
  readonly placeholder: string;
  readonly className: string | undefined;
  readonly initial: string;
  /** Answers what is wrong with the text, if anything. */
  readonly onCommit: (text: string) => string | undefined;
}

/** A field that acts when it is left or Enter is pressed. */
function Draft({ label, placeholder, className, initial, onCommit }: DraftProps): ReactNode {
  const [text, setText] = useState(initial);
  const [trouble, setTrouble] = useState<string>();
  const commit = (): void => {
    if (text.trim() !== initial) setTrouble(onCommit(text.trim()));
  };
  return (
    <TextField
      label={label}
      labelHidden
      mono
      {...(className === undefined ? {} : { className })}
      placeholder={placeholder}
      value={text}
      trouble={trouble}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}
