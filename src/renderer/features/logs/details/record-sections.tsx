// Everything that was sent about a record: body, exception, attributes, resource, scope.
import type { ReactNode } from 'react';
import type { LogDetails } from '../../../../contract/logs.ts';
import { fieldText } from '../../../../contract/search/print.ts';
import { quoted } from '../../../../contract/search/tokens.ts';
import { stackLines } from '../../../ui/stack-frames.ts';
import { textOfValue } from '../../../ui/value-text.ts';
import { AttributeRows } from './attribute-rows.tsx';
import type { RecordActions } from './record-actions.ts';
import { RecordBody } from './record-body.tsx';
import { StackTrace } from '../../../ui/stack-trace.tsx';
import { Dropped, FoldSection } from '../../../ui/fold-section.tsx';
import styles from './record.module.css';

interface RecordSectionsProps {
  readonly record: LogDetails;
  readonly actions: RecordActions;
}

export function RecordSections({ record, actions }: RecordSectionsProps): ReactNode {
  const { resource, scope } = record;
  return (
    <>
      <FoldSection name="logs:section:body" title="Body">
        <RecordBody body={record.body} />
      </FoldSection>
      <ExceptionSection record={record} />
      <FoldSection name="logs:section:attributes" title="Attributes" count={record.attributes.length}>
        <AttributeRows attributes={record.attributes} fieldOf={fieldText} actions={actions} />
        <Dropped count={record.droppedAttributes} what="attribute" />
      </FoldSection>
      <FoldSection
        name="logs:section:resource"
        title="Resource"
        count={resource.attributes.length}
        note={resource.service}
      >
        <AttributeRows attributes={resource.attributes} fieldOf={within('resource')} actions={actions} />
        <Dropped count={resource.droppedAttributes} what="attribute" />
        <Schema url={resource.schemaUrl} />
      </FoldSection>
      <FoldSection name="logs:section:scope" title="Scope" note={`${scope.name} ${scope.version}`.trim()}>
        <p>
          {scope.name === '' ? <span className={styles['dim']}>no name</span> : scope.name} {scope.version}
        </p>
        {scope.attributes.length > 0 ? (
          <AttributeRows attributes={scope.attributes} fieldOf={within('scope')} actions={actions} />
        ) : undefined}
        <Dropped count={scope.droppedAttributes} what="attribute" />
        <Schema url={scope.schemaUrl} />
      </FoldSection>
    </>
  );
}

function ExceptionSection({ record }: { readonly record: LogDetails }): ReactNode {
  const textOf = (key: string): string =>
    textOfValue(record.attributes.find((attribute) => attribute.key === key)?.value);
  const type = textOf('exception.type');
  const message = textOf('exception.message');
  const stack = textOf('exception.stacktrace');
  if (type === '' && message === '' && stack === '') return undefined;
  return (
    <FoldSection name="logs:section:exception" title="Exception">
      <p className={styles['exception']}>
        <strong>{type}</strong> {message}
      </p>
      {stack === '' ? undefined : (
        <StackTrace
          lines={
            stackLines(stack) ??
            stack.split('\n').map((text) => ({ text, kind: 'head', frame: undefined, library: false }))
          }
          text={stack}
        />
      )}
    </FoldSection>
  );
}

/** `resource.host.name`, or quoted after the prefix where the key is no plain word. */
function within(prefix: 'resource' | 'scope'): (key: string) => string {
  return (key) => (/^[\w.-]+$/.test(key) ? `${prefix}.${key}` : `${prefix}.${quoted(key)}`);
}

function Schema({ url }: { readonly url: string }): ReactNode {
  return url === '' ? undefined : <p className={styles['schema']}>schema {url}</p>;
}
