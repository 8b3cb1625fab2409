// Short words about something that just happened and is not on screen otherwise: a file that could not be opened, say.
// Good news leaves by itself; bad news stays until it is dismissed. Never used for copying.
import { CircleAlert, Info, X } from 'lucide-react';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import { withNotice, type Notice } from './notice-list.ts';
import styles from './notices.module.css';

type Notify = (tone: Notice['tone'], text: string) => void;

const NotifyContext = createContext<Notify>(() => undefined);

export function useNotify(): Notify {
  return useContext(NotifyContext);
}

const stay = 5000;

export function Notices({ children }: { readonly children: ReactNode }): ReactNode {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const notify = useCallback<Notify>((tone, text) => {
    setNotices((before) => withNotice(before, tone, text));
  }, []);
  const dismiss = useCallback((id: number) => setNotices((before) => before.filter((notice) => notice.id !== id)), []);
  const shown = useMemo(
    () => notices.map((notice) => <NoticeLine key={notice.id} notice={notice} dismiss={dismiss} />),
    [notices, dismiss],
  );
  return (
    <NotifyContext value={notify}>
      {children}
      <div role="status" aria-live="polite" className={styles['notices']}>
        {shown}
      </div>
    </NotifyContext>
  );
}

function NoticeLine({
  notice,
  dismiss,
}: {
  readonly notice: Notice;
  readonly dismiss: (id: number) => void;
}): ReactNode {
  useEffect(() => {
    if (notice.tone === 'error') return undefined;
    const timer = setTimeout(() => dismiss(notice.id), stay);
    return () => clearTimeout(timer);
  }, [notice, dismiss]);
  return (
    <div className={styles['notice']} data-tone={notice.tone}>
      {notice.tone === 'error' ? <CircleAlert size={15} /> : <Info size={15} />}
      <span className={styles['text']}>{notice.text}</span>
      <IconButton label="Dismiss" onClick={() => dismiss(notice.id)}>
        <X size={13} />
      </IconButton>
    </div>
  );
}
