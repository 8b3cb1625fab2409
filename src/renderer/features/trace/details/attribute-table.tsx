// Attributes of a span or of what belongs to it, with what can be done with each.
import type { ReactNode } from 'react';
import type { Attribute } from '../../../../contract/values.ts';
import { AttributeList } from '../../../ui/attribute-list.tsx';
import { AttributeActions } from './attribute-actions.tsx';

interface AttributeTableProps {
  readonly attributes: readonly Attribute[];
  /** How many there are without the filter. */
  readonly of: number;
}

export function AttributeTable({ attributes, of }: AttributeTableProps): ReactNode {
  return (
    <AttributeList
      attributes={attributes}
      of={of}
      toolsOf={(attribute) => <AttributeActions attribute={attribute} />}
    />
  );
}
