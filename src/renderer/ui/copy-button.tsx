// Copies a text; the icon turns into a check for a moment, nothing else moves.
import { Check, Copy, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import { IconButton } from './icon-button.tsx';

interface CopyButtonProps {
  /** Made when needed, so that large values are not built for nothing. */
  readonly text: string | (() => string);
  /** What is copied, e.g. `Copy value`. */
  readonly label: string;
  /** true: the label stands beside the icon. */
  readonly wide?: boolean;
  readonly className?: string | undefined;
  /** Instead of the usual one, where several stand side by side. */
  readonly icon?: ReactNode;
}

export function CopyButton({ text, label, wide = false, className, icon: own }: CopyButtonProps): ReactNode {
  const [done, setDone] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (done === undefined) return undefined;
    const timer = setTimeout(() => setDone(undefined), 1200);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = (): void => {
    void copyText(typeof text === 'string' ? text : text()).then((worked) => setDone(worked ? 'copied' : 'failed'));
  };
  const icon =
    done === 'copied' ? <Check size={13} /> : done === 'failed' ? <X size={13} /> : (own ?? <Copy size={13} />);
  const status = done === 'copied' ? 'Copied' : done === 'failed' ? 'Could not copy' : label;
  if (wide) {
    return (
      <Button onClick={copy} className={className}>
        {icon}
        <span aria-live="polite">{status}</span>
      </Button>
    );
  }
  return (
    <IconButton label={status} onClick={copy} className={className}>
      {icon}
    </IconButton>
  );
}
