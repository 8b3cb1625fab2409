// Untrusted text on the page: plain, or as coloured JSON; addresses in it can be opened by a click after a question.
import { useMemo, type ReactNode } from 'react';
import { cx } from './cx.ts';
import type { Piece } from './json-text.ts';
import { useLinkOpener } from './link-opener.tsx';
import { linksInText } from './links-in-text.ts';
import styles from './value-viewer.module.css';

export function ShownText({
  text,
  pieces,
}: {
  readonly text: string;
  readonly pieces: readonly Piece[] | undefined;
}): ReactNode {
  if (pieces === undefined) return <Linked text={text} />;
  return pieces.map((piece, index) => {
    if (piece.kind === 'space') return piece.text;
    const content = piece.kind === 'string' && piece.text.includes('://') ? <Linked text={piece.text} /> : piece.text;
    return (
      <span key={index} className={styles[piece.kind]}>
        {content}
      </span>
    );
  });
}

function Linked({ text }: { readonly text: string }): ReactNode {
  const open = useLinkOpener();
  const parts = useMemo(
    () => (open !== undefined && text.includes('://') ? linksInText(text) : undefined),
    [open, text],
  );
  if (parts === undefined || open === undefined) return text;
  return parts.map((part, index) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      <button
        key={index}
        type="button"
        className={cx(styles['link'])}
        title={`Open ${part.url.host}…`}
        onClick={() => open(part.url)}
      >
        {part.text}
      </button>
    ),
  );
}
