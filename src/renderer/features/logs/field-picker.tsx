// A card with a search field for the fields that records have: attributes, values of bodies, of resources and scopes.
import { useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Popover } from '../../ui/popover.tsx';
import styles from './logs-page.module.css';

interface FieldPickerProps {
  readonly label: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly trigger: ReactElement;
  readonly taken: readonly string[];
  readonly onPick: (field: string) => void;
}

const words = { log: 'record', resource: 'resource', scope: 'scope', body: 'body' } as const;

export function FieldPicker({ label, open, onOpen, trigger, taken, onPick }: FieldPickerProps): ReactNode {
  return (
    <Popover trigger={trigger} label={label} open={open} onOpen={onOpen}>
      <Picker label={label} taken={taken} onPick={onPick} />
    </Popover>
  );
}

function Picker({ label, taken, onPick }: Pick<FieldPickerProps, 'label' | 'taken' | 'onPick'>): ReactNode {
  const { run } = useSelectedRun();
  const [text, setText] = useState('');
  const { data } = useAnswer('logs.fields', run === undefined ? undefined : { run }, { live: false });
  const suggestions = useMemo(
    () =>
      (data?.fields ?? [])
        .filter(({ field }) => !taken.includes(field))
        .map(({ field, of }) => ({ value: field, detail: words[of] })),
    [data, taken],
  );
  return (
    <div className={styles['picker']}>
      <Combobox
        label={label}
        value={text}
        suggestions={suggestions}
        onText={setText}
        onCommit={(field) => {
          if (field.trim() !== '' && suggestions.some(({ value }) => value === field)) onPick(field);
        }}
        placeholder="http.route, body.user.id"
        mono
        takesFirst
      />
    </div>
  );
}
