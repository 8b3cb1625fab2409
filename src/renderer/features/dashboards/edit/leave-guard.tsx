// Asks before another page is gone to while changes are not saved.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useRouter } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import type { Draft } from './use-draft.ts';

interface LeaveGuardProps {
  readonly draft: Draft;
  /** Path of the dashboard; what lies below it is no leaving. */
  readonly path: string;
}

export function LeaveGuard({ draft, path }: LeaveGuardProps): ReactNode {
  const router = useRouter();
  const [wanted, setWanted] = useState<string>();
  const passing = useRef(false);
  const { changed } = draft;
  useEffect(() => {
    if (!changed) return undefined;
    return router.guard((href) => {
      if (passing.current || href === path || href.startsWith(`${path}?`)) return true;
      setWanted(href);
      return false;
    });
  }, [router, changed, path]);
  const go = (): void => {
    if (wanted === undefined) return;
    passing.current = true;
    router.navigate(wanted);
  };
  const saveAndGo = async (): Promise<void> => {
    if (await draft.save()) go();
  };
  return (
    <Dialog
      open={wanted !== undefined}
      onClose={() => setWanted(undefined)}
      title="Changes are not saved"
      size="small"
      actions={
        <>
          <Button onClick={() => setWanted(undefined)}>Stay</Button>
          <Button onClick={go}>Leave, keep the draft</Button>
          <Button
            look="danger"
            onClick={() => {
              draft.discard();
              go();
            }}
          >
            Discard
          </Button>
          <Button look="primary" disabled={draft.saving} onClick={() => void saveAndGo()}>
            Save
          </Button>
        </>
      }
    >
      “{draft.dashboard.title}” has changes that are not saved. A draft stays in this window until it is saved or
      discarded.
    </Dialog>
  );
}
