// Rules of what is taken out before it leaves, and a look at what that would be.
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ContractError } from '../../../contract/errors.ts';
import type { ExportOrder, RedactionPreview } from '../../../contract/exports.ts';
import { parseRedaction } from '../../../contract/redaction.ts';
import { useClient } from '../../data/data-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './export-dialog.module.css';
import { PreviewTable } from './preview-table.tsx';

interface RedactionSectionProps {
  readonly order: ExportOrder;
  readonly rules: string;
  readonly onChange: (rules: string) => void;
}

const placeholder = 'remove any http.request.header.*\nreplace log /token|secret/i\nreplace body /\\b\\d{16}\\b/';

export function RedactionSection({ order, rules, onChange }: RedactionSectionProps): ReactNode {
  const [open, setOpen] = useState(false);
  const preview = usePreview(order);
  const { rules: parsed, mistakes } = parseRedaction(rules);
  const [mistake] = mistakes;
  return (
    <section>
      <Button look="ghost" aria-expanded={open} onClick={() => setOpen(!open)} className={styles['fold']}>
        {open ? <ChevronDown size={13} /> : <ChevronRight size={13} />}
        Take out what must not leave
        {open || parsed.length === 0 ? undefined : ` (${parsed.length} rules)`}
      </Button>
      {open ? (
        <div className={styles['form']}>
          <TextArea
            label="Rules, one per line: remove or replace, where, key or /expression/"
            rows={4}
            value={rules}
            placeholder={placeholder}
            trouble={mistake === undefined ? undefined : `Line ${mistake.line}: ${mistake.message}`}
            hint="Where: span, event, link, resource, scope, log, any for attributes by key; body, status, text for expressions."
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <div className={styles['preview']}>
            <Button disabled={parsed.length === 0 || mistake !== undefined || preview.busy} onClick={preview.look}>
              Preview
            </Button>
            {preview.busy ? (
              <>
                <span role="status">Looking at everything that would be exported…</span>
                <Button look="ghost" onClick={preview.stop}>
                  Stop
                </Button>
              </>
            ) : undefined}
            {preview.trouble === undefined ? undefined : <span className={styles['bad']}>{preview.trouble}</span>}
          </div>
          {preview.answer === undefined ? undefined : (
            <PreviewTable preview={preview.answer} ofTraces={order.table === 'traces'} />
          )}
        </div>
      ) : undefined}
    </section>
  );
}

interface Preview {
  readonly busy: boolean;
  readonly answer: RedactionPreview | undefined;
  readonly trouble: string | undefined;
  readonly look: () => void;
  readonly stop: () => void;
}

/** An answer counts only for the rules it was asked with. */
function usePreview({ run, what, signal, table, redact }: ExportOrder): Preview {
  const client = useClient();
  const [state, setState] = useState<Pick<Preview, 'busy' | 'answer' | 'trouble'>>(nothing);
  const asked = useRef<AbortController>(undefined);
  useEffect(() => {
    setState(nothing);
    return () => asked.current?.abort();
  }, [redact, signal, table]);
  const look = (): void => {
    const abort = new AbortController();
    asked.current = abort;
    setState({ ...nothing, busy: true });
    client.call('export.preview', { run, what, signal, table, redact }, abort.signal).then(
      (answer) => setState({ ...nothing, answer }),
      (error: unknown) => {
        if (error instanceof ContractError && error.code === 'cancelled') return;
        setState({ ...nothing, trouble: error instanceof Error ? error.message : String(error) });
      },
    );
  };
  const stop = (): void => {
    asked.current?.abort();
    setState(nothing);
  };
  return { ...state, look, stop };
}

const nothing = { busy: false, answer: undefined, trouble: undefined } as const;
