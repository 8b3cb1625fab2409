// How much changed between two states around a span: each amount leads to where it was.
import type { ReactNode } from 'react';
import type { RunId } from '../../../../contract/ids.ts';
import type { StoredProfile } from '../../../../contract/profiles/list.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { Link } from '../../../routes/use-place.tsx';
import { changeLink } from './profile-links.ts';
import { changesBetween } from './state-change.ts';
import styles from './details.module.css';

interface SpanChangeProps {
  readonly run: RunId;
  /** For links. */
  readonly param: RunId | undefined;
  readonly before: StoredProfile;
  readonly after: StoredProfile;
}

/** Files of that many bytes are not read for a line of text. */
const mostBytes = 4 * 1024 * 1024;

export function SpanChange({ run, param, before, after }: SpanChangeProps): ReactNode {
  const small = before.bytes + after.bytes <= mostBytes;
  const first = useAnswer('profiles.open', small ? { run, profile: before.profile } : undefined);
  const last = useAnswer('profiles.open', small ? { run, profile: after.profile } : undefined);
  if (first.data === undefined || last.data === undefined) return undefined;
  const changes = changesBetween(first.data, last.data);
  if (changes.length === 0) return undefined;
  return (
    <p className={styles['changes']}>
      {changes.map(({ type, text }) => (
        <Link key={type} href={changeLink({ before, after }, type, param)} title={`Show where, by ${type}`}>
          {text}
        </Link>
      ))}
    </p>
  );
}
