// The queries of a panel, and how all of them are asked.
import type { ReactNode } from 'react';
import type { Target } from '../../../../contract/dashboards/model.ts';
import type { PanelWithData } from '../../../../contract/dashboards/panels.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { AskedTarget } from '../model/ask-panel.ts';
import { newTarget } from './model/new-panel.ts';
import { NumberField } from './number-field.tsx';
import { TargetEditor } from './target-editor.tsx';
import { useVocabulary } from './use-vocabulary.ts';
import styles from './edit.module.css';

interface QueriesEditorProps {
  readonly panel: PanelWithData;
  readonly asked: readonly AskedTarget[];
  readonly onChange: (panel: PanelWithData, mark?: string) => void;
}

export function QueriesEditor({ panel, asked, onChange }: QueriesEditorProps): ReactNode {
  const vocabulary = useVocabulary();
  const { targets } = panel;
  const put = (next: readonly Target[], mark?: string): void => onChange({ ...panel, targets: next }, mark);
  const move = (at: number, by: -1 | 1): void => {
    const target = targets[at];
    if (target !== undefined && at + by >= 0) put(targets.toSpliced(at, 1).toSpliced(at + by, 0, target));
  };
  return (
    <div className={styles['stack']}>
      {targets.map((target, at) => (
        <TargetEditor
          key={target.id}
          target={target}
          asked={asked.find((one) => one.target.id === target.id)}
          vocabulary={vocabulary}
          taken={new Set(targets.map(({ id }) => id))}
          onChange={(next, mark) => put(targets.with(at, next), mark)}
          onCopy={() => put(targets.toSpliced(at + 1, 0, { ...target, id: newTarget(targets).id }))}
          onRemove={targets.length === 1 ? undefined : () => put(targets.toSpliced(at, 1))}
          onMove={(by) => move(at, by)}
        />
      ))}
      <div className={styles['line']}>
        <Button onClick={() => put([...targets, newTarget(targets)])}>Add a query</Button>
      </div>
      <div className={styles['queryOptions']}>
        <NumberField
          label="Most points"
          placeholder="width of the panel"
          value={panel.maxPoints}
          onChange={(maxPoints) => onChange({ ...panel, maxPoints }, 'points')}
        />
        <Step
          label="Min step"
          hint="auto"
          value={panel.interval}
          onChange={(interval) => onChange({ ...panel, interval }, 'step')}
        />
        <Step
          label="Own range"
          hint="of the dashboard"
          value={panel.timeFrom}
          onChange={(timeFrom) => onChange({ ...panel, timeFrom }, 'from')}
        />
        <Step
          label="Shifted by"
          hint="none"
          value={panel.timeShift}
          onChange={(timeShift) => onChange({ ...panel, timeShift }, 'shift')}
        />
      </div>
    </div>
  );
}

interface StepProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Step({ label, hint, value, onChange }: StepProps): ReactNode {
  return (
    <TextField
      label={label}
      placeholder={hint}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  );
}
