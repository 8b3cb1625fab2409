// What is being imported, in the corner of every page, with its progress and a way to stop it. When what this window
// began has ended it goes to the run, and says what was left out or went wrong.
import { Square } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import type { RunId } from '../../contract/ids.ts';
import type { ImportInfo } from '../../contract/imports.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useCommand } from '../data/use-command.ts';
import { allocationsLink } from '../routes/allocations-route.ts';
import { importsLink, isImportsRoute } from '../routes/imports-route.ts';
import { profileLink } from '../routes/profile-route.ts';
import { tracesLink } from '../routes/traces-route.ts';
import { Link, useNavigate, usePlacePart } from '../routes/use-place.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { itemsText } from '../ui/items-text.ts';
import { formatBytes, formatCount, plural } from '../ui/number-text.ts';
import { useNotify } from '../ui/notices.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { goNext, importEnded, useImportsStore, wentNext, type NextRun } from './imports-store.ts';
import styles from './imports-tray.module.css';

export function ImportsTray(): ReactNode {
  const { data: imports = [] } = useAnswer('imports.list', {});
  const sending = useImportsStore((state) => state.sending);
  const cancel = useCommand('imports.cancel', ['imports.list']);
  useEnds(imports);
  const running = imports.filter((one) => one.endedAt === undefined).toReversed();
  // The page of imports shows the same, and more; only uploads are not there.
  const listed = usePlacePart(isImportsRoute);
  const shown = listed ? [] : running;
  // The desktop sends nothing: the engine reads the file, and lists it.
  const uploads = sending.filter(({ share }) => share !== undefined);
  if (uploads.length + shown.length === 0) return undefined;
  return (
    <section className={styles['tray']} aria-label="Imports under way">
      <Link className={styles['title']} href={importsLink()}>
        Importing
      </Link>
      {uploads.map(({ key, name, share, cancel: stop }) => (
        <Line
          key={key}
          name={name}
          share={share}
          words={`sending, ${Math.floor((share ?? 0) * 100)} %`}
          onStop={stop}
        />
      ))}
      {shown.map((one) => (
        <Line
          key={one.id}
          name={one.name}
          share={one.state === 'waiting' || one.bytesTotal === 0 ? undefined : one.bytesRead / one.bytesTotal}
          words={one.state === 'waiting' ? 'waiting' : progressWords(one)}
          onStop={() => cancel.mutate({ id: one.id })}
        />
      ))}
    </section>
  );
}

interface LineProps {
  readonly name: string;
  readonly share: number | undefined;
  readonly words: string;
  readonly onStop: () => void;
}

function Line({ name, share, words, onStop }: LineProps): ReactNode {
  return (
    <div className={styles['line']}>
      <span className={styles['name']} title={name}>
        {name}
      </span>
      <span className={styles['words']}>{words}</span>
      <IconButton label={`Cancel the import of ${name}`} onClick={onStop}>
        <Square size={12} />
      </IconButton>
      <ProgressBar label={`Import of ${name}`} share={share} className={styles['bar']} />
    </div>
  );
}

function progressWords(info: ImportInfo): string {
  return `${formatBytes(info.bytesRead)} of ${formatBytes(info.bytesTotal)}, ${itemsText(info)}`;
}

/** Sees the imports of this window to their end. */
function useEnds(imports: readonly ImportInfo[]): void {
  const { sending, mine, next } = useImportsStore();
  const navigate = useNavigate();
  const notify = useNotify();
  useEffect(() => {
    for (const one of imports.toSorted((a, b) => a.startedAt - b.startedAt)) {
      if (one.endedAt === undefined || !mine.includes(one.id)) continue;
      importEnded(one.id);
      if (one.run !== undefined && one.state !== 'cancelled')
        goNext({
          run: one.run,
          live: one.into === 'live',
          profile: one.profile,
          format: one.format,
          began: one.startedAt,
        });
      if (one.state === 'failed')
        notify(
          'error',
          `${one.name} was not imported${one.run === undefined ? '' : ' to its end'}. ${one.error ?? ''}`,
        );
      else if (one.state === 'cancelled') notify('info', cancelledWords(one));
      else if (one.format !== 'otter') notify('info', doneWords(one));
    }
  }, [imports, mine, notify]);
  const busy = sending.length > 0 || mine.length > 0;
  useEffect(() => {
    if (busy || next === undefined) return;
    wentNext();
    const run = next.live ? undefined : next.run;
    navigate(hrefOf(next, run));
  }, [busy, next, navigate]);
}

/** The page that shows most of what was imported. */
function hrefOf({ profile, format }: NextRun, run: RunId | undefined): string {
  if (profile === undefined) return tracesLink({ run });
  return format === 'dhat' ? allocationsLink({ run, profile }) : profileLink({ run, profile });
}

function doneWords(info: ImportInfo): string {
  const left = info.skipped.reduce((sum, one) => sum + one.count, 0);
  return `${info.name}: ${itemsText(info)} imported${left === 0 ? '.' : `; ${formatCount(left)} skipped, see Imports.`}`;
}

function cancelledWords({ name, into, spans, logs, samples, profiles }: ImportInfo): string {
  if (into === 'new') return `The import of ${name} was cancelled; its run was removed.`;
  return `The import of ${name} was cancelled; ${plural(spans + logs + samples + profiles, 'record')} stay in the live run.`;
}
