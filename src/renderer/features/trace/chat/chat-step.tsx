// One step: its head with model or tool, time, tokens and cost; what was said before is folded into a line.
import {
  ArrowDownToLine,
  Bot,
  ChevronRight,
  Database,
  MessageSquare,
  ShieldCheck,
  TriangleAlert,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { GenAiStep, GenAiStepKind } from '../../../../contract/genai.ts';
import { costOf, costText, type ModelPrice } from '../../../../contract/prices.ts';
import { formatDuration } from '../../../../contract/duration-text.ts';
import { cx } from '../../../ui/cx.ts';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { ValueViewer } from '../../../ui/value-viewer.tsx';
import { ChatMessage } from './chat-message.tsx';
import styles from './chat.module.css';

const icons: Readonly<Record<GenAiStepKind, LucideIcon>> = {
  model: MessageSquare,
  tool: Wrench,
  agent: Bot,
  embedding: ArrowDownToLine,
  retrieval: Database,
  guard: ShieldCheck,
};

/** Pixels. Steps share their right edge, however deep they are. */
const widest = 1080;
const indent = ({ depth }: GenAiStep): number => Math.min(depth, 8) * 16;

interface ChatStepProps {
  readonly step: GenAiStep;
  /** Input messages that an earlier step has shown. */
  readonly repeated: number;
  readonly prices: readonly ModelPrice[];
  readonly selected: boolean;
  readonly onSelect?: (() => void) | undefined;
}

export function ChatStep({ step, repeated, prices, selected, onSelect }: ChatStepProps): ReactNode {
  const [open, setOpen] = useState(false);
  const { kind, tool, input, output } = step;
  const Icon = icons[kind];
  const title = titleOf(step);
  const shown = open ? input : input.slice(repeated);
  return (
    <article
      className={cx(styles['step'], selected && styles['selected'])}
      style={{ marginInlineStart: `${indent(step)}px`, maxWidth: `${widest - indent(step)}px` }}
      aria-label={`${kind} ${title}`}
      aria-current={selected ? 'true' : undefined}
    >
      <header className={styles['stepHead']}>
        <Icon size={13} aria-hidden="true" />
        {onSelect === undefined ? (
          <b>{title}</b>
        ) : (
          <button type="button" className={styles['title']} onClick={onSelect} title={`Span ${step.name}`}>
            {title}
          </button>
        )}
        <StepFacts step={step} prices={prices} />
      </header>
      {step.failed ? (
        <p className={styles['failed']}>
          <TriangleAlert size={12} aria-hidden="true" /> {step.problem === '' ? 'failed' : step.problem}
        </p>
      ) : undefined}
      {repeated === 0 ? undefined : (
        <button type="button" className={styles['earlier']} aria-expanded={open} onClick={() => setOpen(!open)}>
          <ChevronRight size={12} aria-hidden="true" className={styles['chevron']} />
          {plural(repeated, 'earlier message')}
        </button>
      )}
      {shown.map((message, i) => (
        <ChatMessage key={`in ${i}`} message={message} />
      ))}
      {output.map((message, i) => (
        <ChatMessage key={`out ${i}`} message={message} />
      ))}
      {tool === undefined ? undefined : (
        <div className={styles['toolCall']}>
          <Half name="arguments" text={tool.arguments} />
          <Half name="result" text={tool.result} />
        </div>
      )}
      {kind === 'model' && input.length + output.length === 0 ? (
        <p className={styles['note']}>
          No messages were sent with this span. Many instrumentations leave content out unless asked to record it.
        </p>
      ) : undefined}
    </article>
  );
}

function titleOf({ kind, tool, agent, model, name }: GenAiStep): string {
  if (tool !== undefined) return tool.name;
  if (kind === 'agent' && agent !== '') return agent;
  return kind === 'model' && model !== '' ? model : name;
}

function StepFacts({ step, prices }: { readonly step: GenAiStep; readonly prices: readonly ModelPrice[] }): ReactNode {
  const { usage, model, provider, finish, parameters } = step;
  const cost = costOf(model, usage, prices);
  const facts = [
    provider,
    formatDuration(step.duration),
    tokensText(step),
    cost === undefined ? '' : costText(cost),
    finish.length === 0 ? '' : `stopped: ${finish.join(', ')}`,
    ...parameters.map(({ name, value }) => `${name} ${value}`),
  ].filter((fact) => fact !== '');
  return (
    <ul className={styles['facts']}>
      {facts.map((fact, i) => (
        <li key={i}>{fact}</li>
      ))}
    </ul>
  );
}

function tokensText({ usage: { input, output, cachedInput, reasoning } }: GenAiStep): string {
  if (input === undefined && output === undefined) return '';
  const cached = cachedInput === undefined || cachedInput === 0 ? '' : ` (${formatCount(cachedInput)} cached)`;
  const thought = reasoning === undefined || reasoning === 0 ? '' : ` (${formatCount(reasoning)} reasoning)`;
  return `${formatCount(input ?? 0)}${cached} → ${formatCount(output ?? 0)}${thought} tokens`;
}

function Half({ name, text }: { readonly name: string; readonly text: string }): ReactNode {
  return (
    <div className={styles['half']}>
      <div className={styles['role']}>{name}</div>
      {text === '' ? <span className={styles['note']}>not sent</span> : <ValueViewer name={name} value={text} />}
    </div>
  );
}
