// What is being captured at the moment, and what came of the last ones: progress, cancel, the server's own words.
import { CircleCheck, CircleAlert, CircleDot, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { CaptureStatus } from '../../../../contract/profiles/captures.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { profileLink } from '../../../routes/profile-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { formatBytes, plural } from '../../../ui/number-text.ts';
import { sentence } from '../../../ui/sentence.ts';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { draftOfCapture, useAskedCaptures } from './asked-captures.ts';
import { CaptureDialog } from './capture-dialog.tsx';
import { goProfileTitles } from './capture-form.ts';
import styles from './capture.module.css';

/** Of those that have ended, unless all are asked for. */
const mostShown = 3;

export function CaptureStrip(): ReactNode {
  const { data: captures = [] } = useAnswer('captures.list', {});
  const clear = useCommand('captures.clear', ['captures.list']);
  const [all, setAll] = useState(false);
  const [again, setAgain] = useState<CaptureStatus>();
  const asked = useAskedCaptures();
  if (captures.length === 0) return undefined;
  const running = captures.filter(({ state }) => !isOver(state));
  const ended = captures.filter(({ state }) => isOver(state));
  const shown = all ? ended : ended.slice(0, mostShown);
  return (
    <section className={styles['strip']} aria-label="Captures">
      <ul>
        {[...running, ...shown].map((capture) => (
          <CaptureLine key={capture.id} capture={capture} onAgain={() => setAgain(capture)} />
        ))}
        {ended.length > mostShown ? (
          <li>
            <Button look="ghost" onClick={() => setAll(!all)}>
              {all ? 'Fewer' : `${ended.length - mostShown} more that ended`}
            </Button>
          </li>
        ) : undefined}
      </ul>
      {ended.length > 0 ? (
        <IconButton label="Take those that ended off the list" onClick={() => clear.mutate({})}>
          <X size={14} />
        </IconButton>
      ) : undefined}
      {again === undefined ? undefined : (
        <CaptureDialog
          from={draftOfCapture(asked, again)}
          instead={isOver(again.state) ? undefined : again.id}
          onClose={() => setAgain(undefined)}
        />
      )}
    </section>
  );
}

interface CaptureLineProps {
  readonly capture: CaptureStatus;
  readonly onAgain: () => void;
}

function CaptureLine({ capture, onAgain }: CaptureLineProps): ReactNode {
  const { run: looked } = useSelectedRun();
  const cancel = useCommand('captures.cancel', ['captures.list']);
  const { id, order, state, stored, storedCount, failure } = capture;
  const [newest] = stored;
  const over = isOver(state);
  return (
    <li className={styles['line']}>
      <StateIcon state={state} />
      <span className={styles['what']} title={order.url}>
        <strong>{subjectText(capture)}</strong> of {order.service === '' ? order.url : order.service}
      </span>
      {over ? undefined : <Progress capture={capture} />}
      {failure === undefined ? undefined : (
        <span className={styles['failed']}>
          {sentence(failure.reason)} {failure.advice}
        </span>
      )}
      {state === 'cancelled' ? <span className={styles['hint']}>cancelled</span> : undefined}
      {newest === undefined ? undefined : (
        <Link
          href={profileLink({ profile: newest.profile, run: newest.run === looked ? undefined : newest.run })}
          className={styles['result']}
        >
          {storedCount === 1 ? 'Open the profile' : `Open the newest of ${plural(storedCount, 'profile')}`}
        </Link>
      )}
      {over ? undefined : (
        <Button look="ghost" onClick={() => cancel.mutate({ id })}>
          {order.everySeconds > 0 ? 'Stop' : 'Cancel'}
        </Button>
      )}
      {over || order.everySeconds > 0 ? (
        <Button look="ghost" onClick={onAgain}>
          {over ? 'Again…' : 'Change…'}
        </Button>
      ) : undefined}
    </li>
  );
}

function StateIcon({ state }: Pick<CaptureStatus, 'state'>): ReactNode {
  if (state === 'failed') return <CircleAlert size={14} className={styles['failed']} aria-label="failed" />;
  if (state === 'done') return <CircleCheck size={14} className={styles['done']} aria-label="done" />;
  return <CircleDot size={14} aria-hidden="true" />;
}

/** Time that has passed of what it takes, each quarter of a second: the service itself says nothing before its end. */
function Progress({ capture }: { readonly capture: CaptureStatus }): ReactNode {
  const { state, roundStartedAt, nextAt, expectedMillis, bytes } = capture;
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  if (state === 'pausing')
    return <span className={styles['hint']}>next in {Math.max(0, Math.ceil((nextAt - now) / 1000))} s</span>;
  const passed = Math.max(0, now - roundStartedAt);
  const share = expectedMillis > 0 && bytes === 0 ? Math.min(1, passed / expectedMillis) : undefined;
  return (
    <span className={styles['progress']}>
      <ProgressBar label="Progress of the capture" share={share} className={styles['bar']} />
      <span className={styles['hint']}>
        {bytes > 0
          ? formatBytes(bytes)
          : expectedMillis > 0
            ? `${Math.min(passed, expectedMillis) < 1000 ? 0 : Math.floor(Math.min(passed, expectedMillis) / 1000)} of ${Math.round(expectedMillis / 1000)} s`
            : 'asking'}
      </span>
    </span>
  );
}

function isOver(state: CaptureStatus['state']): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

function subjectText({ order: { subject, everySeconds } }: CaptureStatus): string {
  const what =
    subject.kind === 'go'
      ? goProfileTitles[subject.profile]
      : subject.kind === 'streamkit'
        ? subject.profile === 'cpu'
          ? 'CPU'
          : 'Heap'
        : 'Profile';
  return everySeconds > 0 ? `${what} every ${everySeconds} s` : what;
}
