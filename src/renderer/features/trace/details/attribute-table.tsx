// Keys and values. A span with thousands of attributes shows the first few hundred until asked for all.
import { useState, type ReactNode } from 'react';
import type { Attribute } from '../../../../contract/values.ts';
import { Button } from '../../../ui/button.tsx';
import { formatCount } from '../../../ui/number-text.ts';
import { BreakableName } from '../../../ui/breakable-name.tsx';
import { ValueViewer } from '../../../ui/value-viewer.tsx';
import { AttributeActions } from './attribute-actions.tsx';
import styles from './details.module.css';

interface AttributeTableProps {
  readonly attributes: readonly Attribute[];
  /** How many there are without the filter. */
  readonly of: number;
}

const atFirst = 200;

export function AttributeTable({ attributes, of }: AttributeTableProps): ReactNode {
  const [all, setAll] = useState(false);
  if (attributes.length === 0)
    return (
      <p className={styles['none']}>{of === 0 ? 'No attributes' : `None of ${formatCount(of)} matches the filter`}</p>
    );
  const shown = all ? attributes : attributes.slice(0, atFirst);
  return (
    <>
      <dl className={styles['table']}>
        {shown.map((attribute, index) => (
          <div key={`${attribute.key} ${index}`} className={styles['attribute']}>
            <dt title={attribute.key}>
              <BreakableName text={attribute.key} />
            </dt>
            <dd>
              <ValueViewer
                name={attribute.key}
                value={attribute.value}
                tools={<AttributeActions attribute={attribute} />}
              />
            </dd>
          </div>
        ))}
      </dl>
      {shown.length < attributes.length ? (
        <Button onClick={() => setAll(true)}>Show all {formatCount(attributes.length)}</Button>
      ) : undefined}
    </>
  );
}
