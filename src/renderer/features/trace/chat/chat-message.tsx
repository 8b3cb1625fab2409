// One message: who says it, and its parts. All of it is telemetry, shown as plain text.
import { Brain, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GenAiMessage, GenAiPart } from '../../../../contract/genai.ts';
import { cx } from '../../../ui/cx.ts';
import { formatCount } from '../../../ui/number-text.ts';
import { ValueViewer } from '../../../ui/value-viewer.tsx';
import styles from './chat.module.css';

const known: ReadonlySet<string> = new Set(['system', 'user', 'assistant', 'tool']);

export function ChatMessage({ message }: { readonly message: GenAiMessage }): ReactNode {
  const { role, parts } = message;
  return (
    <div className={cx(styles['message'], known.has(role) && styles[role])}>
      <div className={styles['role']}>{role}</div>
      <div className={styles['parts']}>
        {parts.map((part, i) => (
          <ChatPart key={i} role={role} part={part} />
        ))}
      </div>
    </div>
  );
}

function ChatPart({ role, part }: { readonly role: string; readonly part: GenAiPart }): ReactNode {
  return (
    <div className={cx(styles['part'], styles[part.kind])}>
      <PartHead part={part} />
      {part.text === '' && part.kind === 'call' ? undefined : (
        <ValueViewer name={`${role} message`} value={part.text} />
      )}
      {part.cut === 0 ? undefined : (
        <p className={styles['note']}>{formatCount(part.cut)} more characters are in the span’s attributes</p>
      )}
    </div>
  );
}

function PartHead({ part }: { readonly part: GenAiPart }): ReactNode {
  switch (part.kind) {
    case 'text':
      return undefined;
    case 'reasoning':
      return (
        <div className={styles['partHead']}>
          <Brain size={12} aria-hidden="true" /> reasoning
        </div>
      );
    case 'call':
      return (
        <div className={styles['partHead']}>
          <Wrench size={12} aria-hidden="true" /> calls <b>{part.name === '' ? 'a tool' : part.name}</b>
          <CallId id={part.id} />
        </div>
      );
    case 'result':
      return (
        <div className={styles['partHead']}>
          <Wrench size={12} aria-hidden="true" /> result
          <CallId id={part.id} />
        </div>
      );
    case 'other':
      return <div className={styles['partHead']}>{part.type}</div>;
  }
}

function CallId({ id }: { readonly id: string }): ReactNode {
  return id === '' ? undefined : <span className={styles['callId']}>{id}</span>;
}
