// The trace as a conversation. Steps are found by their spans: the selection is the same as in the other views.
import { MessagesSquare } from 'lucide-react';
import { useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { costText } from '../../../../contract/prices.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useAnswer } from '../../../data/use-answer.ts';
import { tracesLink } from '../../../routes/traces-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { useCommands } from '../../../ui/use-commands.tsx';
import { useTraceAddress } from '../use-trace-address.ts';
import type { TraceViewProps } from '../views/trace-view.ts';
import { ChatStep } from './chat-step.tsx';
import { chatTotals, type ChatTotals } from './chat-totals.ts';
import { heardBefore } from './heard-before.ts';
import styles from './chat.module.css';

export function ChatView({ run, model, onOpen }: TraceViewProps): ReactNode {
  useSyncExternalStore(model.subscribe, () => model.revision);
  const { traceId } = model.columns;
  const { data, error } = useAnswer('trace.genAi', { run, traceId }, { keepPrevious: true });
  const { data: settings } = useAnswer('settings.get', {});
  const prices = settings?.prices;
  const steps = data?.steps;
  const repeated = useMemo(() => heardBefore(steps ?? []), [steps]);
  const totals = useMemo(() => chatTotals(steps ?? [], prices ?? []), [steps, prices]);
  const list = useRef<HTMLDivElement>(null);
  const ref = model.selected < 0 ? undefined : model.index.refOf(model.selected);
  const current =
    ref === undefined
      ? -1
      : (steps ?? []).findIndex((one) => one.spanId === ref.spanId && one.occurrence === ref.occurrence);
  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const select = (index: number): void => {
    const step = steps?.[index];
    if (step !== undefined) model.select(model.index.rowOf(step));
  };
  useCommands([
    {
      id: 'chat.next',
      title: 'Next step',
      group: 'Trace',
      keys: ['j'],
      run: () => select(Math.min(current + 1, (steps?.length ?? 0) - 1)),
    },
    {
      id: 'chat.previous',
      title: 'Previous step',
      group: 'Trace',
      keys: ['k'],
      run: () => select(Math.max(current - 1, 0)),
    },
  ]);
  if (error !== null) return <EmptyState title="The steps could not be read">{error.message}</EmptyState>;
  if (steps === undefined) return <div className={styles['view']} aria-busy="true" />;
  if (steps.length === 0) return <NoSteps />;
  return (
    <div className={styles['view']}>
      <Totals totals={totals} more={data?.more ?? 0} />
      <div ref={list} className={styles['steps']} tabIndex={0} aria-label="Conversation">
        {steps.map((step, i) => (
          <ChatStep
            key={`${step.spanId} ${step.occurrence}`}
            step={step}
            repeated={repeated[i] ?? 0}
            prices={prices ?? []}
            selected={i === current}
            onSelect={() => {
              select(i);
              onOpen();
              // The keys move on from here.
              list.current?.focus({ preventScroll: true });
            }}
          />
        ))}
      </div>
    </div>
  );
}

function Totals({ totals, more }: { readonly totals: ChatTotals; readonly more: number }): ReactNode {
  const { models, tools, failed, input, output, costs, unpriced } = totals;
  const facts = [
    plural(models, 'model call'),
    plural(tools, 'tool call'),
    failed === 0 ? '' : `${formatCount(failed)} failed`,
    input === undefined ? '' : `${formatCount(input)} → ${formatCount(output ?? 0)} tokens`,
    costs.map(costText).join(' + '),
    unpriced > 0
      ? costs.length === 0
        ? 'no prices configured (Settings)'
        : `${plural(unpriced, 'call')} without a price`
      : '',
    more === 0 ? '' : `${plural(more, 'further step')} not shown`,
  ].filter((fact) => fact !== '');
  return (
    <ul className={styles['totals']} aria-label="Totals">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}

/** A span that a convention knows, as a search. */
const conversations = [
  'gen_ai.operation.name',
  'gen_ai.request.model',
  'gen_ai.response.model',
  'gen_ai.tool.name',
  'llm.request.type',
  'openinference.span.kind',
  'traceloop.span.kind',
]
  .map((key) => `${key} exists`)
  .join(' or ');

function NoSteps(): ReactNode {
  const { param } = useSelectedRun();
  const { linkWith } = useTraceAddress();
  return (
    <EmptyState
      icon={<MessagesSquare size={28} />}
      title="No conversation in this trace"
      actions={
        <>
          <Link href={linkWith({ view: 'waterfall' })} replace>
            To the waterfall
          </Link>
          <Link href={tracesLink({ run: param, filter: { where: conversations } })}>
            Look for traces with language models
          </Link>
        </>
      }
    >
      Spans of language models, agents and tools are shown here as messages and tool calls: those with OpenTelemetry’s{' '}
      <code>gen_ai.*</code> attributes, OpenInference’s, OpenLLMetry’s, or Llama Stack’s own. This trace has none.
    </EmptyState>
  );
}
