// Keys and values with what can be done with each: keep only records that have it, leave those out, show it as a column.
import { Columns3, Filter, FilterX } from 'lucide-react';
import type { ReactNode } from 'react';
import { textForm } from '../../../../contract/text-form.ts';
import type { Attribute } from '../../../../contract/values.ts';
import { AttributeList } from '../../../ui/attribute-list.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { RecordActions } from './record-actions.ts';

interface AttributeRowsProps {
  readonly attributes: readonly Attribute[];
  /** How a search names one of them. */
  readonly fieldOf: (key: string) => string;
  readonly actions: RecordActions;
}

export function AttributeRows({ attributes, fieldOf, actions }: AttributeRowsProps): ReactNode {
  return (
    <AttributeList
      attributes={attributes}
      of={attributes.length}
      toolsOf={({ key, value }) => <FieldTools field={fieldOf(key)} value={textForm(value)} actions={actions} />}
    />
  );
}

interface FieldToolsProps {
  readonly field: string;
  readonly value: string;
  readonly actions: RecordActions;
}

function FieldTools({ field, value, actions }: FieldToolsProps): ReactNode {
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
