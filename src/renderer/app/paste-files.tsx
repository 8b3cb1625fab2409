// Files or JSON pasted outside of a text field are offered for import: nothing is read before the user agrees.
import { useEffect, useState, type ReactNode } from 'react';
import type { ImportWish } from '../../contract/imports.ts';
import type { ChosenFile, Host } from '../host/host.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatBytes, plural } from '../ui/number-text.ts';
import { Select } from '../ui/select.tsx';
import styles from './paste-files.module.css';
import type { ImportFiles } from './use-import-files.ts';

interface Pasted {
  readonly files: readonly ChosenFile[];
  /** Beginning of a pasted text. */
  readonly text: string | undefined;
  readonly size: number;
}

/** Characters of a pasted text that are shown. */
const shown = 400;

const targets = [
  { value: 'auto', label: 'A run of its own; profiles: the live run' },
  { value: 'new', label: 'A run of its own' },
  { value: 'live', label: 'The live run' },
] as const;

export function PasteFiles({ host, onFiles }: { readonly host: Host; readonly onFiles: ImportFiles }): ReactNode {
  const [pasted, setPasted] = useState<Pasted>();
  const [into, setInto] = useState<ImportWish>('auto');
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || isField(event.target)) return;
      const data = event.clipboardData;
      if (data === null) return;
      const files = [...data.files];
      const text = data.getData('text/plain');
      if (files.length > 0) {
        event.preventDefault();
        void host.dropped(files).then((chosen) => {
          // The desktop knows no path of what was only copied as an image or a text.
          if (chosen.length > 0)
            setPasted({ files: chosen, text: undefined, size: files.reduce((sum, one) => sum + one.size, 0) });
        });
      } else if (/^\s*[[{]/.test(text)) {
        event.preventDefault();
        const file = new File([text], 'pasted.json');
        setPasted({
          files: [{ kind: 'file', file, name: file.name }],
          text: text.trimStart().slice(0, shown),
          size: file.size,
        });
      }
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [host]);
  if (pasted === undefined) return undefined;
  const close = (): void => setPasted(undefined);
  const submit = (): void => {
    close();
    onFiles(pasted.files, into);
  };
  return (
    <Dialog
      open
      onClose={close}
      title={
        pasted.text === undefined ? `Import ${plural(pasted.files.length, 'pasted file')}?` : 'Import the pasted text?'
      }
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button look="primary" autoFocus onClick={submit}>
            Import
          </Button>
        </>
      }
    >
      <div className={styles['body']}>
        <p>
          {pasted.text === undefined ? pasted.files.map(({ name }) => name).join(', ') : 'JSON'},{' '}
          {formatBytes(pasted.size)}
        </p>
        {pasted.text === undefined ? undefined : <pre className={styles['text']}>{pasted.text}</pre>}
        <Select label="Import into" value={into} options={targets} onChange={setInto} />
      </div>
    </Dialog>
  );
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable], [role="textbox"]') !== null;
}
