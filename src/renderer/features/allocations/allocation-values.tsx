// Numbers of program points in tables: the value in DHAT's form, with its share of the whole file behind it.
import type { ReactNode } from 'react';
import { dhatNumber, dhatPercent } from '../../../contract/profiles/dhat-number.ts';
import type { DhatUnits } from '../../../contract/profiles/dhat.ts';
import type { AllocationColumn } from '../../../contract/profiles/allocations.ts';
import styles from './allocation-values.module.css';
import cells from '../../ui/cell-text.module.css';
import { cx } from '../../ui/cx.ts';

/** Nothing where it is not recorded. `whole` NaN or absent: no share. */
export function AllocationValue({ value, whole }: { readonly value: number; readonly whole?: number }): ReactNode {
  if (Number.isNaN(value)) return undefined;
  const share = whole === undefined ? undefined : shareText(value, whole);
  return (
    <span className={cx(cells['number'], value === 0 && styles['zero'])}>
      {dhatNumber(value)}
      {share === undefined ? undefined : <span className={styles['share']}>{share}</span>}
    </span>
  );
}

/** Pixels of a column whose numbers are at most `whole`, and of its heading. */
export function valueWidth(whole: number, title: string): number {
  return Math.ceil(Math.max(dhatNumber(Math.round(whole)).length * 7.4, title.length * 6.8) + 20);
}

/** The same, with shares behind the numbers. */
export function shareWidth(whole: number, title: string): number {
  return Math.max(valueWidth(whole, '') + 58, valueWidth(0, title));
}

/** As DHAT's viewer has it: at most two decimals, 0 of 0 is 0. */
export function shareText(value: number, whole: number): string {
  return dhatPercent(value === 0 ? 0 : value / whole);
}

export function columnTitle(column: AllocationColumn, units: DhatUnits): string {
  const titles: Readonly<Record<AllocationColumn, string>> = {
    totalBytes: `Total, ${units.bytes}`,
    totalBlocks: `Total, ${units.blocks}`,
    lifetimes: `Lifetimes, ${units.time}`,
    peakBytes: `At t-gmax, ${units.bytes}`,
    peakBlocks: `At t-gmax, ${units.blocks}`,
    endBytes: `At t-end, ${units.bytes}`,
    endBlocks: `At t-end, ${units.blocks}`,
    readBytes: `Reads, ${units.bytes}`,
    writeBytes: `Writes, ${units.bytes}`,
  };
  return titles[column];
}

/** The columns that the file records. */
export function recordedColumns(facts: {
  readonly hasLifetimes: boolean;
  readonly hasAccesses: boolean;
}): readonly AllocationColumn[] {
  return [
    'totalBytes',
    'totalBlocks',
    ...(facts.hasLifetimes ? (['peakBytes', 'peakBlocks', 'endBytes', 'endBlocks', 'lifetimes'] as const) : []),
    ...(facts.hasAccesses ? (['readBytes', 'writeBytes'] as const) : []),
  ];
}
