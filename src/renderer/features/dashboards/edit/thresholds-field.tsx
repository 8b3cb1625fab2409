// Limits from which on another colour holds; the first colour holds below all of them.
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Thresholds, ThresholdStep } from '../../../../contract/dashboards/field-config.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import { ColourField } from './colour-field.tsx';
import { NumberField } from './number-field.tsx';
import styles from './edit.module.css';

interface ThresholdsFieldProps {
  readonly value: Thresholds | undefined;
  readonly onChange: (value: Thresholds | undefined) => void;
}

const colours = ['green', 'orange', 'red', 'dark-red'];
const none: Thresholds = { mode: 'absolute', steps: [] };

export function ThresholdsField({ value = none, onChange }: ThresholdsFieldProps): ReactNode {
  const { steps, mode } = value;
  const put = (next: readonly ThresholdStep[]): void =>
    onChange(next.length === 0 ? undefined : { mode, steps: inOrder(next) });
  const set = (at: number, patch: Partial<ThresholdStep>): void =>
    put(steps.with(at, { ...known(steps[at]), ...patch }));
  const add = (): void => {
    const last = steps.at(-1)?.value ?? -Infinity;
    const step = { value: Number.isFinite(last) ? last + 10 : 80, colour: colours[Math.min(steps.length, 3)] ?? 'red' };
    put(
      steps.length === 0
        ? [
            { value: -Infinity, colour: 'green' },
            { ...step, colour: 'red' },
          ]
        : [...steps, step],
    );
  };
  return (
    <fieldset className={styles['list']}>
      <legend>Thresholds</legend>
      {steps.map((step, at) => (
        <div key={at} className={styles['line']}>
          {at === 0 ? (
            <span className={styles['base']}>Base</span>
          ) : (
            <NumberField
              label={`Threshold ${at}`}
              labelHidden
              value={step.value}
              onChange={(next) => {
                if (next !== undefined) set(at, { value: next });
              }}
            />
          )}
          <ColourField
            label={at === 0 ? 'Colour of the base' : `Colour of threshold ${at}`}
            labelHidden
            value={step.colour}
            onChange={(colour) => set(at, { colour })}
          />
          <IconButton
            label={at === 0 ? 'Remove all thresholds' : `Remove threshold ${at}`}
            onClick={() => put(at === 0 ? [] : steps.toSpliced(at, 1))}
          >
            <X size={13} />
          </IconButton>
        </div>
      ))}
      <div className={styles['line']}>
        <Button onClick={add}>
          <Plus size={13} /> Threshold
        </Button>
        {steps.length === 0 ? undefined : (
          <Select
            label="Thresholds are"
            labelHidden
            value={mode}
            options={[
              { value: 'absolute', label: 'Values' },
              { value: 'percentage', label: 'Percent of min to max' },
            ]}
            onChange={(next) => onChange({ mode: next, steps })}
          />
        )}
      </div>
    </fieldset>
  );
}

function known(step: ThresholdStep | undefined): ThresholdStep {
  return step ?? { value: 0, colour: 'green' };
}

/** Rising; the first one is the base. */
function inOrder(steps: readonly ThresholdStep[]): readonly ThresholdStep[] {
  return steps
    .toSorted((a, b) => a.value - b.value)
    .map((step, at) => (at === 0 ? { ...step, value: -Infinity } : step));
}
