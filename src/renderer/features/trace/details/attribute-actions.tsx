// What can be done with an attribute's value: list the traces that have it, those that have another one, or find the spans
// of this trace that have it.
import { Ban, ListFilter, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { textForm } from '../../../../contract/text-form.ts';
import type { Attribute } from '../../../../contract/values.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { tracesLink } from '../../../routes/traces-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { attributeCondition } from '../../../ui/search-field/conditions.ts';
import { useTraceAddress } from '../use-trace-address.ts';
import styles from './details.module.css';

/** A longer value is no handy condition. */
const longest = 1000;

export function AttributeActions({ attribute: { key, value } }: { readonly attribute: Attribute }): ReactNode {
  const { param } = useSelectedRun();
  const address = useTraceAddress();
  const text = textForm(value);
  if (key === '' || text.length > longest) return undefined;
  const same = attributeCondition(key, '=', text);
  const other = attributeCondition(key, '!=', text);
  return (
    <>
      <Link
        href={tracesLink({ run: param, filter: { where: same } })}
        className={styles['action']}
        aria-label={`Traces where ${same}`}
        title={`Filter by this\nTraces where ${same}`}
      >
        <ListFilter size={13} aria-hidden="true" />
      </Link>
      <Link
        href={tracesLink({ run: param, filter: { where: other } })}
        className={styles['action']}
        aria-label={`Traces where ${other}`}
        title={`Exclude this\nTraces where ${other}`}
      >
        <Ban size={13} aria-hidden="true" />
      </Link>
      <IconButton label="Find in this trace" onClick={() => address.change({ find: same })}>
        <Search size={13} />
      </IconButton>
    </>
  );
}
