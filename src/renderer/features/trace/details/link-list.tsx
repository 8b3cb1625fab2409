// Links to other spans: into this trace, into another stored one, or, where it was not received, an id to copy.
import { CornerDownRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SpanLink, TraceColumns } from '../../../../contract/traces.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { traceLink } from '../../../routes/trace-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { AttributeTable } from './attribute-table.tsx';
import { Fact, Id } from './fact.tsx';
import { matchingAttributes } from './matching-attributes.ts';
import { Dropped } from '../../../ui/fold-section.tsx';
import styles from './details.module.css';

interface LinkListProps {
  readonly columns: TraceColumns;
  readonly links: readonly SpanLink[];
  readonly filter: string;
}

export function LinkList({ columns, links, filter }: LinkListProps): ReactNode {
  return (
    <ol className={styles['events']}>
      {links.map((link, index) => (
        <li key={index} className={styles['event']}>
          <Target link={link} here={link.traceId === columns.traceId} />
          <dl className={styles['facts']}>
            <Fact name="Trace id">
              <Id label="Copy trace id" text={link.traceId} />
            </Fact>
            <Fact name="Span id">
              <Id label="Copy span id" text={link.spanId} />
            </Fact>
            {link.traceState === '' ? undefined : <Fact name="Trace state">{link.traceState}</Fact>}
          </dl>
          {link.attributes.length > 0 ? (
            <AttributeTable attributes={matchingAttributes(link.attributes, filter)} of={link.attributes.length} />
          ) : undefined}
          <Dropped count={link.droppedAttributes} what="attribute" />
        </li>
      ))}
    </ol>
  );
}

function Target({ link, here }: { readonly link: SpanLink; readonly here: boolean }): ReactNode {
  const { param } = useSelectedRun();
  if (!here && !link.known) return <p className={styles['dim']}>Not in this run</p>;
  return (
    <Link href={traceLink({ traceId: link.traceId, span: link.spanId, run: param })} className={styles['target']}>
      <CornerDownRight size={13} aria-hidden="true" /> {here ? 'Go to this span' : 'Open the linked trace'}
    </Link>
  );
}
