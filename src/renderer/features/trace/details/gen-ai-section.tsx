// What a span of a model, an agent or a tool says, above its attributes; nothing for other spans.
import type { ReactNode } from 'react';
import type { RunId } from '../../../../contract/ids.ts';
import type { SpanDetails, TraceColumns } from '../../../../contract/traces.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { ChatStep } from '../chat/chat-step.tsx';
import { FoldSection } from '../../../ui/fold-section.tsx';

interface GenAiSectionProps {
  readonly run: RunId;
  readonly columns: TraceColumns;
  readonly span: SpanDetails;
}

/** Prefixes and keys of which a span has one if it may be a step; the engine decides. */
const hints = /^(gen_ai\.|llm\.|openinference\.|traceloop\.|__autotraced__$|turn_id$|tool_name$|input$)/;

export function GenAiSection({ run, columns, span }: GenAiSectionProps): ReactNode {
  const { traceId } = columns;
  const { spanId } = span;
  const likely = span.attributes.some(({ key }) => hints.test(key));
  const { data } = useAnswer('trace.genAi', likely ? { run, traceId, spanId } : undefined);
  const { data: settings } = useAnswer('settings.get', {});
  const step = data?.steps[0];
  if (step === undefined) return undefined;
  return (
    <FoldSection name="trace:section:gen-ai" title="Conversation">
      <ChatStep step={{ ...step, depth: 0 }} repeated={0} prices={settings?.prices ?? []} selected={false} />
    </FoldSection>
  );
}
