// One or several calculations over the values of a field.
import { ChevronDown } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { calcTitle } from '../../../../contract/dashboards/format/reduce-names.ts';
import type { ReduceCalc } from '../../../../contract/dashboards/panels.ts';
import { Button } from '../../../ui/button.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import styles from './edit.module.css';

interface CalcsFieldProps {
  readonly label: string;
  readonly value: readonly ReduceCalc[];
  readonly onChange: (value: readonly ReduceCalc[]) => void;
}

export const calcs: readonly ReduceCalc[] = [
  'lastNotNull',
  'last',
  'mean',
  'min',
  'max',
  'sum',
  'count',
  'firstNotNull',
  'range',
  'diff',
  'median',
  'p95',
  'p99',
  'stdDev',
  'changeCount',
  'distinctCount',
];

export function CalcsField({ label, value, onChange }: CalcsFieldProps): ReactNode {
  const [open, setOpen] = useState(false);
  const words = value.map(calcTitle).join(', ') || 'none';
  const listed = [...calcs, ...value.filter((calc) => !calcs.includes(calc))];
  return (
    <div className={styles['calcs']}>
      <span>{label}</span>
      <Popover
        label={label}
        open={open}
        onOpen={setOpen}
        trigger={
          <Button aria-label={`${label}: ${words}`}>
            <span className={styles['clip']}>{words}</span> <ChevronDown size={13} aria-hidden="true" />
          </Button>
        }
      >
        <div className={styles['choices']}>
          {listed.map((calc) => (
            <Checkbox
              key={calc}
              label={calcTitle(calc)}
              checked={value.includes(calc)}
              onChange={(wanted) => onChange(wanted ? [...value, calc] : value.filter((one) => one !== calc))}
            />
          ))}
        </div>
      </Popover>
    </div>
  );
}
