// The body of a record with room: JSON laid out, stack traces with their frames, anything else as plain text.
import { useMemo, useState, type ReactNode } from 'react';
import type { AttributeValue } from '../../../../contract/values.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { cx } from '../../../ui/cx.ts';
import { layoutJson, textOfPieces } from '../../../ui/json-text.ts';
import { ShownText } from '../../../ui/shown-text.tsx';
import { stackLines } from '../../../ui/stack-frames.ts';
import { Checkbox } from '../../../ui/toggle.tsx';
import { textOfValue } from '../../../ui/value-text.ts';
import { plural } from '../../../ui/number-text.ts';
import { StackTrace } from '../../../ui/stack-trace.tsx';
import styles from './record.module.css';

/** Characters drawn at most; copying always takes the whole. */
const drawn = 50_000;

export function RecordBody({ body }: { readonly body: AttributeValue }): ReactNode {
  const [wrap, setWrap] = useState(true);
  const text = useMemo(() => textOfValue(body), [body]);
  const stack = useMemo(() => stackLines(text), [text]);
  const pieces = useMemo(() => (text.length <= drawn ? layoutJson(text) : undefined), [text]);
  if (body === undefined || text === '') return <p className={styles['none']}>No body</p>;
  if (stack !== undefined) return <StackTrace lines={stack} text={text} />;
  return (
    <div className={styles['bodyBox']}>
      <pre tabIndex={0} className={cx(styles['body'], wrap && styles['wrapped'])}>
        <ShownText text={text.length > drawn ? text.slice(0, drawn) : text} pieces={pieces} />
      </pre>
      <div className={styles['bodyTools']}>
        <Checkbox label="Wrap" checked={wrap} onChange={setWrap} />
        <span className={styles['dim']}>
          {plural(text.length, 'character')}
          {text.length > drawn ? `, the first ${drawn.toLocaleString('en')} shown` : ''}
        </span>
        <CopyButton label="Copy body" text={() => (pieces === undefined ? text : textOfPieces(pieces))} />
      </div>
    </div>
  );
}
