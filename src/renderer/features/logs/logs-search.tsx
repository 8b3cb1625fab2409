// The search of the page, and the conditions it consists of.
import { Search } from 'lucide-react';
import { useEffect, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import { readSearch } from '../../../contract/search/check.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './logs-page.module.css';

export interface SearchHandle {
  readonly focus: () => void;
}

interface LogsSearchProps {
  readonly where: string;
  readonly onWhere: (where: string) => void;
  readonly onLeave: () => void;
  readonly handle: Ref<SearchHandle>;
}

export function LogsSearch({ where, onWhere, onLeave, handle }: LogsSearchProps): ReactNode {
  const [text, setText] = useState(where);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setText(where), [where]);
  useImperativeHandle(handle, () => ({ focus: () => (input.current?.focus(), input.current?.select()) }));
  const read = readSearch(text, 'logs');
  return (
    <TextField
      ref={input}
      label="Search log records"
      labelHidden
      mono
      placeholder='severity >= warn and "connection refused"'
      value={text}
      trouble={read.kind === 'wrong' ? read.problem.message : undefined}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && read.kind !== 'wrong') {
          onWhere(text.trim());
          onLeave();
        } else if (event.key === 'Escape') {
          setText(where);
          onLeave();
        }
      }}
      before={<Search size={13} aria-hidden="true" />}
      className={styles['search']}
    />
  );
}
