// A value with all the room there is: wrap or scroll, laid out or as it was sent, copy.
import { useMemo, useState, type ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { cx } from './cx.ts';
import { Dialog } from './dialog.tsx';
import { layoutJson, textOfPieces } from './json-text.ts';
import { formatCount } from './number-text.ts';
import { ShownText } from './shown-text.tsx';
import { Checkbox } from './toggle.tsx';
import styles from './value-viewer.module.css';

/** Characters drawn at most; copying always takes the whole. */
const drawn = 200_000;

export function ValueDialog({
  name,
  text,
  onClose,
}: {
  readonly name: string;
  readonly text: string;
  readonly onClose: () => void;
}): ReactNode {
  const [wrap, setWrap] = useState(true);
  const [formatted, setFormatted] = useState(true);
  const laidOut = useMemo(() => (text.length <= drawn ? layoutJson(text) : undefined), [text]);
  const pieces = formatted ? laidOut : undefined;
  const shown = text.length > drawn ? text.slice(0, drawn) : text;
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={<span className="numeric">{name}</span>}
      actions={
        <>
          <div className={styles['options']}>
            <Checkbox label="Wrap lines" checked={wrap} onChange={setWrap} />
            {laidOut === undefined ? undefined : (
              <Checkbox label="Format JSON" checked={formatted} onChange={setFormatted} />
            )}
            <span className={styles['size']}>
              {formatCount(text.length)} characters
              {text.length > drawn ? `, the first ${formatCount(drawn)} shown` : ''}
            </span>
          </div>
          <CopyButton wide label="Copy value" text={() => (pieces === undefined ? text : textOfPieces(pieces))} />
        </>
      }
    >
      <pre tabIndex={0} className={cx(styles['full'], wrap && styles['wrap'])}>
        <ShownText text={shown} pieces={pieces} />
      </pre>
    </Dialog>
  );
}
