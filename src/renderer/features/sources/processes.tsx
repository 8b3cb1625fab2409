// Processes of this machine that send: what they use now, with their course on the metrics page.
import type { ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import type { WatchedProcess } from '../../../contract/processes.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { metricsLink } from '../../routes/metrics-route.ts';
import { Link } from '../../routes/use-place.tsx';
import { Pill } from '../../ui/badge.tsx';
import { formatBytes } from '../../ui/number-text.ts';
import { formatAge } from '../../ui/time-text.ts';
import styles from './processes.module.css';

export function Processes(): ReactNode {
  const { data: processes = [] } = useAnswer('processes.list', {});
  if (processes.length === 0) return undefined;
  return (
    <section aria-label="Processes" className={styles['processes']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Process</th>
            <th scope="col">Services</th>
            <th scope="col" className={styles['number']}>
              pid
            </th>
            <th scope="col" className={styles['number']}>
              CPU
            </th>
            <th scope="col" className={styles['number']}>
              Memory
            </th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {processes.toReversed().map((one) => (
            <Row key={`${one.pid} ${one.startedAt}`} process={one} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ process }: { readonly process: WatchedProcess }): ReactNode {
  const { pid, name, services, startedAt, endedAt, cpuCores, memoryBytes } = process;
  const sentFor = services.map((service) => serviceLabel(service)).join(', ');
  return (
    <tr className={endedAt === undefined ? undefined : styles['ended']}>
      <td className={styles['name']} title={name}>
        <Link href={metricsLink({ queries: coursesOf(pid) })}>{name}</Link>
      </td>
      <td className={styles['name']} title={sentFor}>
        {sentFor}
      </td>
      <td className={styles['number']}>{pid}</td>
      <td className={styles['number']} title="of the last five seconds; 100 % is one core">
        {cpuCores === undefined ? '–' : `${(cpuCores * 100).toFixed(cpuCores < 0.1 ? 1 : 0)} %`}
      </td>
      <td className={styles['number']}>{memoryBytes === undefined ? '–' : formatBytes(memoryBytes)}</td>
      <td>
        {endedAt === undefined ? (
          <Pill tone="ok">started {formatAge(Date.now() - startedAt)}</Pill>
        ) : (
          <Pill>ended {formatAge(Date.now() - endedAt)}</Pill>
        )}
      </td>
    </tr>
  );
}

function coursesOf(pid: number) {
  return [
    { text: `sum(process_cpu_utilization_ratio{process_pid="${pid}"})`, name: 'CPU (all cores are 1)', hidden: false },
    { text: `process_memory_usage_bytes{process_pid="${pid}"}`, name: 'memory', hidden: true },
  ];
}
