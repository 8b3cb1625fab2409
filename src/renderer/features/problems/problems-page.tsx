// All problems, the newest first, with what to do about each.
import { CheckCircle2, CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../../contract/problems.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { useCommand } from '../../data/use-command.ts';
import { sourcesLink } from '../../routes/sources-route.ts';
import { Link } from '../../routes/use-place.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, plural } from '../../ui/number-text.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { formatAge, formatDayTime } from '../../ui/time-text.ts';
import { problemAdvice } from './problem-advice.ts';
import styles from './problems-page.module.css';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

export function ProblemsPage(): ReactNode {
  const { data: problems, error } = useAnswer('problems.list', {});
  const { param } = useSelectedRun();
  const clear = useCommand('problems.clear', ['problems.list']);
  const newestFirst = [...(problems ?? [])].sort((a, b) => b.lastAt - a.lastAt);
  return (
    <>
      <PageHeader
        title="Problems"
        facts={problems === undefined ? undefined : plural(problems.length, 'problem')}
        actions={
          <Button disabled={newestFirst.length === 0 || clear.isPending} onClick={() => clear.mutate({})}>
            Clear all
          </Button>
        }
      />
      {error !== null ? <EmptyState title="The list could not be read">{error.message}</EmptyState> : undefined}
      {problems !== undefined && newestFirst.length === 0 ? (
        <EmptyState
          icon={<CheckCircle2 size={28} strokeWidth={1.5} />}
          title="No problems"
          actions={<Link href={sourcesLink(param)}>See in Sources what arrives</Link>}
        >
          Refused requests, taken ports, disk trouble and the like would be listed here.
        </EmptyState>
      ) : undefined}
      {newestFirst.length > 0 ? (
        <ul className={styles['list']}>
          {newestFirst.map((problem) => (
            <ProblemEntry key={`${problem.code} ${problem.subject}`} problem={problem} />
          ))}
        </ul>
      ) : undefined}
    </>
  );
}

function ProblemEntry({ problem }: { readonly problem: Problem }): ReactNode {
  const { param } = useSelectedRun();
  const { title, advice } = problemAdvice[problem.code];
  const Icon = icons[problem.severity];
  const aboutIngest = [
    'ingest-refused',
    'ingest-rejected-items',
    'wrong-protocol',
    'wrong-path',
    'port-taken',
  ].includes(problem.code);
  return (
    <li className={styles['entry']} data-severity={problem.severity}>
      <Icon size={16} className={styles['icon']} aria-label={problem.severity} />
      <div className={styles['words']}>
        <div className={styles['head']}>
          <h2 className={styles['title']}>{title}</h2>
          {problem.subject === '' ? undefined : <span className={styles['subject']}>{problem.subject}</span>}
          {problem.count > 1 ? <Badge>{formatCount(problem.count)}×</Badge> : undefined}
        </div>
        <p className={styles['message']}>{problem.message}</p>
        <p className={styles['advice']}>
          {advice} {aboutIngest ? <Link href={sourcesLink(param)}>Open Sources</Link> : undefined}
        </p>
      </div>
      <div className={styles['side']}>
        <time title={whenText(problem)}>{formatAge(Date.now() - problem.lastAt)}</time>
        <CopyButton
          label="Copy problem"
          text={() => `${title}: ${problem.subject}\n${problem.message}\n${whenText(problem)}`}
        />
      </div>
    </li>
  );
}

function whenText(problem: Problem): string {
  const text = (millis: number): string => formatDayTime(BigInt(Math.floor(millis)) * 1_000_000n);
  return problem.count > 1
    ? `${formatCount(problem.count)} times, first ${text(problem.firstAt)}, last ${text(problem.lastAt)}`
    : text(problem.lastAt);
}
