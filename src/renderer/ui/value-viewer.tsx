// Shows one value of telemetry: wraps, lays out JSON, folds after three lines, copies, opens in full.
// The tools appear on hover or focus; everything is plain text to the browser.
import { Maximize2 } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { cx } from './cx.ts';
import { IconButton } from './icon-button.tsx';
import { layoutJson, type Piece } from './json-text.ts';
import { ShownText } from './shown-text.tsx';
import { kindOfValue, textOfValue, type ShownValue } from './value-text.ts';
import { ValueDialog } from './value-dialog.tsx';
import styles from './value-viewer.module.css';

interface ValueViewerProps {
  /** Names the value in the full view, e.g. its attribute key. */
  readonly name: string;
  readonly value: ShownValue;
  /** Drawn in the row of tools, e.g. a filter button. */
  readonly tools?: ReactNode;
  /** Said behind the value, e.g. what it amounts to in its unit. */
  readonly note?: string;
}

/** Characters drawn in place; the full view shows more. */
const inPlace = 4000;

export function ValueViewer({ name, value, tools, note = '' }: ValueViewerProps): ReactNode {
  const [open, setOpen] = useState(false);
  const [full, setFull] = useState(false);
  const [folded, setFolded] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const kind = kindOfValue(value);
  const text = useMemo(() => textOfValue(value), [value]);
  const pieces = useMemo(
    () => (kind === 'text' || kind === 'array' || kind === 'map' ? layoutShort(text) : undefined),
    [kind, text],
  );

  useLayoutEffect(() => {
    const element = body.current;
    if (element !== null && !open) setFolded(element.scrollHeight > element.clientHeight + 1);
  }, [text, open]);

  return (
    <div className={styles['viewer']}>
      <div
        ref={body}
        className={cx(
          styles['body'],
          styles[kind],
          pieces !== undefined && styles['laidOut'],
          !open && styles['folded'],
        )}
      >
        {kind === 'empty' ? (
          <span className={styles['nothing']}>empty</span>
        ) : text === '' ? (
          <span className={styles['nothing']}>""</span>
        ) : undefined}
        <ShownText text={text.length > inPlace ? `${text.slice(0, inPlace)}…` : text} pieces={pieces} />
        {note === '' ? undefined : <span className={styles['note']}> {note}</span>}
      </div>
      {folded || open ? (
        <button type="button" className={styles['more']} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Less' : 'More'}
        </button>
      ) : undefined}
      <div className={styles['tools']}>
        {tools}
        <CopyButton text={text} label="Copy value" />
        <IconButton label="Open in full" onClick={() => setFull(true)}>
          <Maximize2 size={13} />
        </IconButton>
      </div>
      {full ? <ValueDialog name={name} text={text} onClose={() => setFull(false)} /> : undefined}
    </div>
  );
}

function layoutShort(text: string): readonly Piece[] | undefined {
  return text.length <= inPlace ? layoutJson(text) : undefined;
}
