// A job's run report, in the order in which one looks for what went wrong: error, times, memory; then what explains them.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { AttributeList } from '../../../ui/attribute-list.tsx';
import { FoldSection } from '../../../ui/fold-section.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ValueViewer } from '../../../ui/value-viewer.tsx';
import type { ReportParts } from './report-parts.ts';
import styles from './run-report.module.css';
import { TimingBars } from './timing-bars.tsx';

interface RunReportProps {
  readonly parts: ReportParts;
  /** The way to its trace, its events. */
  readonly ways: ReactNode;
  readonly onClose: () => void;
}

const noTools = (): undefined => undefined;

export function RunReport({ parts, ways, onClose }: RunReportProps): ReactNode {
  const { about, artifacts, batch, cacheHits, config, error, metrics, modules, others, peakMemory, placement } = parts;
  const state = parts.state || (error === '' ? 'succeeded' : 'failed');
  return (
    <aside className={styles['report']} aria-label="Run report">
      <header className={styles['head']}>
        <h2>Run report</h2>
        <span className={state === 'failed' ? styles['failed'] : styles['quiet']}>{state}</span>
        <IconButton label="Close the run report" onClick={onClose}>
          <X size={14} />
        </IconButton>
      </header>
      <div className={styles['body']}>
        {error === '' ? undefined : (
          <div className={styles['error']} role="alert">
            <ValueViewer name="error" value={error} tools={undefined} />
          </div>
        )}
        <TimingBars timings={parts.timings} queueMillis={parts.queueMillis} />
        <dl className={styles['facts']}>
          <Fact name="Peak memory">
            {peakMemory === undefined
              ? 'not measured'
              : `${peakMemory.toLocaleString('en', { maximumFractionDigits: 1 })} MiB`}
          </Fact>
          <Fact name="Cache hits">{cacheHits.length === 0 ? 'none' : cacheHits.join(', ')}</Fact>
          <Fact name="Placement">
            {placement.length === 0 ? 'not told' : placement.map(([part, device]) => `${part} on ${device}`).join(', ')}
          </Fact>
          <Fact name="Batch">{batch === '' ? 'not told' : batch}</Fact>
        </dl>
        {modules.length === 0 ? undefined : (
          <FoldSection name="run-report.backend" title="Backend" count={modules.length}>
            {modules.map(({ module, attempts }) => (
              <div key={module} className={styles['module']}>
                <h4>{module}</h4>
                <ol>
                  {attempts.map(({ level, ok, selected, reason }, index) => (
                    <li key={`${level} ${index}`} className={ok ? undefined : styles['refused']}>
                      {level}: {ok ? 'worked' : 'failed'}
                      {selected ? ', taken' : ''}
                      {reason === '' ? '' : `, ${reason}`}
                    </li>
                  ))}
                </ol>
              </div>
            ))}
          </FoldSection>
        )}
        <FoldSection name="run-report.about" title="Job">
          <AttributeList attributes={about} of={about.length} toolsOf={noTools} />
        </FoldSection>
        {metrics.length === 0 ? undefined : (
          <FoldSection name="run-report.metrics" title="Metrics" count={metrics.length}>
            <AttributeList attributes={metrics} of={metrics.length} toolsOf={noTools} />
          </FoldSection>
        )}
        {artifacts.length === 0 ? undefined : (
          <FoldSection name="run-report.artifacts" title="Artifacts" count={artifacts.length}>
            {artifacts.map((artifact, index) => (
              <ValueViewer key={index} name={`artifact ${index + 1}`} value={artifact} tools={undefined} />
            ))}
          </FoldSection>
        )}
        {config === undefined ? undefined : (
          <FoldSection name="run-report.config" title="Configuration">
            <ValueViewer name="config_resolved" value={config} tools={undefined} />
          </FoldSection>
        )}
        {others.length === 0 ? undefined : (
          <FoldSection name="run-report.others" title="Others" count={others.length}>
            <AttributeList attributes={others} of={others.length} toolsOf={noTools} />
          </FoldSection>
        )}
        <p className={styles['ways']}>{ways}</p>
      </div>
    </aside>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
