// Keys and values. An owner of thousands of attributes shows the first few hundred until asked for all. Keys that begin with
// two underscores are its sender's own bookkeeping (Llama Stack's `__ttl__`): they are shown when asked for, or filtered for.
import { useState, type ReactNode } from 'react';
import type { Attribute } from '../../contract/values.ts';
import { unitNote } from './attribute-unit.ts';
import { Button } from './button.tsx';
import { formatCount, plural } from './number-text.ts';
import { BreakableName } from './breakable-name.tsx';
import { ValueViewer } from './value-viewer.tsx';
import styles from './attribute-list.module.css';

interface AttributeListProps {
  readonly attributes: readonly Attribute[];
  /** How many there are without a filter. */
  readonly of: number;
  /** What can be done with one, beside its value. */
  readonly toolsOf: (attribute: Attribute) => ReactNode;
}

const atFirst = 200;

export function AttributeList({ attributes, of, toolsOf }: AttributeListProps): ReactNode {
  const [all, setAll] = useState(false);
  const [inner, setInner] = useState(false);
  if (attributes.length === 0)
    return (
      <p className={styles['none']}>{of === 0 ? 'No attributes' : `None of ${formatCount(of)} matches the filter`}</p>
    );
  const internal = attributes.filter(({ key }) => key.startsWith('__')).length;
  // Who filters means what was found, and an owner of nothing else has it shown.
  const hides = !inner && internal > 0 && internal < attributes.length && attributes.length === of;
  const listed = hides ? attributes.filter(({ key }) => !key.startsWith('__')) : attributes;
  const shown = all ? listed : listed.slice(0, atFirst);
  return (
    <>
      <dl>
        {shown.map((attribute, index) => (
          <div key={`${attribute.key} ${index}`} className={styles['attribute']}>
            <dt title={attribute.key}>
              <BreakableName text={attribute.key} />
            </dt>
            <dd>
              <ValueViewer
                name={attribute.key}
                value={attribute.value}
                note={unitNote(attribute.key, attribute.value)}
                tools={toolsOf(attribute)}
              />
            </dd>
          </div>
        ))}
      </dl>
      {shown.length < listed.length ? (
        <Button onClick={() => setAll(true)}>Show all {formatCount(listed.length)}</Button>
      ) : undefined}
      {hides ? (
        <Button onClick={() => setInner(true)}>Show {plural(internal, 'internal attribute')}</Button>
      ) : undefined}
      {inner && internal > 0 ? (
        <Button onClick={() => setInner(false)}>Hide {plural(internal, 'internal attribute')}</Button>
      ) : undefined}
    </>
  );
}
