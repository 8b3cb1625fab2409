// What the test of a target found: its families, and what is wrong with the page.
import type { ReactNode } from 'react';
import type { LintFinding } from '../../../contract/exposition.ts';
import type { FoundFamily, TargetTrial } from '../../../contract/scrape.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { formatBytes, formatCount, plural } from '../../ui/number-text.ts';
import { sentence } from '../../ui/sentence.ts';
import { VirtualTable, type Column } from '../../ui/virtual-table.tsx';
import styles from './metrics-targets.module.css';
import { tookText } from './target-columns.tsx';

const formats = { text: 'Prometheus text', openmetrics: 'OpenMetrics', protobuf: 'Prometheus protobuf' } as const;
const tones = { error: 'error', warning: 'warning', info: 'neutral' } as const satisfies Record<string, Tone>;

const columns: readonly Column<FoundFamily>[] = [
  { id: 'name', title: 'Metric', width: 200, grow: 2, cell: ({ name }) => <Clipped text={name} /> },
  { id: 'type', title: 'Type', width: 84, cell: ({ type }) => type },
  {
    id: 'series',
    title: 'Series',
    width: 68,
    align: 'end',
    cell: ({ series }) => <span className="numeric">{formatCount(series)}</span>,
  },
  { id: 'help', title: 'Help', width: 120, grow: 3, cell: ({ help }) => <Clipped text={help} /> },
];

export function TrialResult({ trial }: { readonly trial: TargetTrial }): ReactNode {
  return (
    <section aria-label="Result of the test" className={styles['trial']}>
      {trial.kind === 'failed' ? (
        <p className={styles['failed']} role="alert">
          {sentence(trial.reason)} {trial.advice}
        </p>
      ) : (
        <>
          <p role="status">
            {plural(trial.samples, 'sample')} of {plural(trial.familyCount, 'metric')}, {formatBytes(trial.bytes)} of{' '}
            {formats[trial.format]} in {tookText(trial.durationMillis)}.
            {trial.note === '' ? undefined : <span className={styles['note']}> {trial.note}</span>}
          </p>
          {trial.families.length === 0 ? undefined : (
            <div className={styles['families']}>
              <VirtualTable
                label="Metrics found"
                columns={columns}
                count={trial.families.length}
                rowAt={(row) => trial.families[row]}
                selected={undefined}
                onSelect={() => undefined}
              />
            </div>
          )}
        </>
      )}
      <Findings findings={trial.findings} />
    </section>
  );
}

function Findings({ findings }: { readonly findings: readonly LintFinding[] }): ReactNode {
  if (findings.length === 0) return undefined;
  return (
    <>
      <h3 className={styles['findingsHead']}>{plural(findings.length, 'remark')} on the page</h3>
      <ul className={styles['findings']} tabIndex={0} aria-label="Remarks">
        {findings.map(({ rule, severity, line, subject, message }, i) => (
          <li key={i} className={styles['finding']}>
            <Badge tone={tones[severity]}>{severity}</Badge>
            <span>
              {line > 0 ? <span className={styles['second']}>line {formatCount(line)} </span> : undefined}
              {subject === '' ? undefined : <code>{subject}</code>} {message}{' '}
              <span className={styles['second']}>{rule}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Clipped({ text }: { readonly text: string }): ReactNode {
  return (
    <span className={styles['clipped']} title={text}>
      {text}
    </span>
  );
}
