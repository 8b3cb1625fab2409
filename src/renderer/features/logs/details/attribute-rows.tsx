// Keys and values with what can be done with each: keep only records that have it, leave those out, show it as a column.
import { Columns3, Filter, FilterX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { textForm } from '../../../../contract/text-form.ts';
import type { Attribute } from '../../../../contract/values.ts';
import { BreakableName } from '../../../ui/breakable-name.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { formatCount } from '../../../ui/number-text.ts';
import { ValueViewer } from '../../../ui/value-viewer.tsx';
import type { RecordActions } from './record-actions.ts';
import styles from './record.module.css';

interface AttributeRowsProps {
  readonly attributes: readonly Attribute[];
  /** How a search names one of them. */
  readonly fieldOf: (key: string) => string;
  readonly actions: RecordActions;
}

const atFirst = 200;

export function AttributeRows({ attributes, fieldOf, actions }: AttributeRowsProps): ReactNode {
  const [all, setAll] = useState(false);
  if (attributes.length === 0) return <p className={styles['none']}>No attributes</p>;
  const shown = all ? attributes : attributes.slice(0, atFirst);
  return (
    <>
      <dl className={styles['table']}>
        {shown.map(({ key, value }, index) => (
          <div key={`${key} ${index}`} className={styles['attribute']}>
            <dt title={key}>
              <BreakableName text={key} />
            </dt>
            <dd>
              <ValueViewer
                name={key}
                value={value}
                tools={<FieldTools field={fieldOf(key)} value={textForm(value)} actions={actions} />}
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

interface FieldToolsProps {
  readonly field: string;
  readonly value: string;
  readonly actions: RecordActions;
}

export function FieldTools({ field, value, actions }: FieldToolsProps): ReactNode {
  return (
    <>
      <IconButton label={`Only records with this ${field}`} onClick={() => actions.filter(field, value, true)}>
        <Filter size={12} />
      </IconButton>
      <IconButton label={`Leave out this ${field}`} onClick={() => actions.filter(field, value, false)}>
        <FilterX size={12} />
      </IconButton>
      <IconButton label={`Show ${field} as a column`} onClick={() => actions.addColumn(field)}>
        <Columns3 size={12} />
      </IconButton>
    </>
  );
}
