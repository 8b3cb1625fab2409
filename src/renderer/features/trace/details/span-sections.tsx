// Everything that was sent about a span, in sections that can be closed; one filter for all attributes.
import { Search } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import type { RunId } from '../../../../contract/ids.ts';
import type { Attribute } from '../../../../contract/values.ts';
import type { SpanDetails, TraceColumns } from '../../../../contract/traces.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { AttributeTable } from './attribute-table.tsx';
import { GenAiSection } from './gen-ai-section.tsx';
import { Dropped, FoldSection } from '../../../ui/fold-section.tsx';
import { EventList } from './event-list.tsx';
import { Fact } from './fact.tsx';
import { LinkList } from './link-list.tsx';
import { matchingAttributes } from './matching-attributes.ts';
import { senderName } from './sender-name.ts';
import { SpanProfiles } from './span-profiles.tsx';
import styles from './details.module.css';

interface SpanSectionsProps {
  readonly run: RunId;
  readonly columns: TraceColumns;
  readonly span: SpanDetails;
  /** The section of the span's log records. */
  readonly logs: ReactNode;
}

export function SpanSections({ run, columns, span, logs }: SpanSectionsProps): ReactNode {
  const [filter, setFilter] = useState('');
  const { resource, scope } = span;
  const table = (attributes: readonly Attribute[]): ReactNode => (
    <AttributeTable attributes={matchingAttributes(attributes, filter)} of={attributes.length} />
  );
  return (
    <>
      <TextField
        label="Filter attributes"
        labelHidden
        placeholder="Filter attributes"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          if (filter === '') event.currentTarget.blur();
          else setFilter('');
        }}
        before={<Search size={13} aria-hidden="true" />}
        className={styles['filter']}
      />
      <GenAiSection run={run} columns={columns} span={span} />
      <FoldSection name="trace:section:attributes" title="Attributes" count={span.attributes.length}>
        {table(span.attributes)}
        <Dropped count={span.droppedAttributes} what="attribute" />
      </FoldSection>
      {logs}
      <SpanProfiles run={run} columns={columns} span={span} />
      {span.events.length > 0 || span.droppedEvents > 0 ? (
        <FoldSection name="trace:section:events" title="Events" count={span.events.length}>
          <EventList events={span.events} spanStart={span.start} filter={filter} />
          <Dropped count={span.droppedEvents} what="event" />
        </FoldSection>
      ) : undefined}
      {span.links.length > 0 || span.droppedLinks > 0 ? (
        <FoldSection name="trace:section:links" title="Links" count={span.links.length}>
          <LinkList columns={columns} links={span.links} filter={filter} />
          <Dropped count={span.droppedLinks} what="link" />
        </FoldSection>
      ) : undefined}
      <FoldSection name="trace:section:resource" title="Resource" count={resource.attributes.length}>
        {table(resource.attributes)}
        <Dropped count={resource.droppedAttributes} what="attribute" />
        <Schema url={resource.schemaUrl} />
      </FoldSection>
      <FoldSection name="trace:section:scope" title="Scope" note={`${scope.name} ${scope.version}`.trim()}>
        <dl className={styles['facts']}>
          <Fact name="Name">{scope.name === '' ? <span className={styles['dim']}>none</span> : scope.name}</Fact>
          {scope.version === '' ? undefined : <Fact name="Version">{scope.version}</Fact>}
        </dl>
        {scope.attributes.length > 0 ? table(scope.attributes) : undefined}
        <Dropped count={scope.droppedAttributes} what="attribute" />
        <Schema url={scope.schemaUrl} />
      </FoldSection>
      <FoldSection name="trace:section:sender" title="Sender" note={senderName(resource.sender)}>
        <dl className={styles['facts']}>
          <Fact name="From">
            {resource.sender === '' ? <span className={styles['dim']}>not known</span> : senderName(resource.sender)}
          </Fact>
          <Fact name="Service">{serviceLabel(resource.service)}</Fact>
          <Fact name="Trace flags">{`0x${span.flags.toString(16).padStart(2, '0')}`}</Fact>
        </dl>
      </FoldSection>
    </>
  );
}

function Schema({ url }: { readonly url: string }): ReactNode {
  return url === '' ? undefined : <p className={styles['schema']}>schema {url}</p>;
}
