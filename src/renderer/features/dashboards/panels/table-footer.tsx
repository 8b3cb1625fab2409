// A calculation over each column of numbers, below the table.
import type { ReactNode } from 'react';
import { settingsOf } from '../../../../contract/dashboards/format/field-match.ts';
import { calcTitle } from '../../../../contract/dashboards/format/reduce-names.ts';
import { reduceCells } from '../../../../contract/dashboards/format/reduce.ts';
import { shownValue } from '../../../../contract/dashboards/format/shown-value.ts';
import type { FieldConfig } from '../../../../contract/dashboards/field-config.ts';
import type { Frame } from '../../../../contract/dashboards/frame.ts';
import type { ReduceCalc } from '../../../../contract/dashboards/panels.ts';
import { displayName } from '../model/lines.ts';
import styles from './table-footer.module.css';

interface TableFooterProps {
  readonly frame: Frame;
  readonly fields: FieldConfig;
  readonly calc: ReduceCalc;
  /** Names of the columns; empty: all numbers. */
  readonly wanted: readonly string[];
}

export function TableFooter({ frame, fields, calc, wanted }: TableFooterProps): ReactNode {
  const columns = frame.fields.flatMap((field) => {
    const settings = settingsOf(fields, field, frame);
    const name = displayName(field, frame, settings);
    const isWanted = wanted.length === 0 || wanted.includes(name) || wanted.includes(field.name);
    if (field.kind !== 'number' || settings.draw?.hidden === true || !isWanted) return [];
    const value = reduceCells(field.values, calc);
    return [{ name, text: calc === 'count' ? String(field.values.length) : shownValue(value, settings, false).text }];
  });
  return (
    <dl className={styles['tableFooter']} aria-label={calcTitle(calc)}>
      <dt>{calcTitle(calc)}</dt>
      {columns.map(({ name, text }) => (
        <dd key={name}>
          {name} <span className="numeric">{text}</span>
        </dd>
      ))}
    </dl>
  );
}
