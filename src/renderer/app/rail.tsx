// Navigation on the left: one icon per page; problems carry a count.
import type { ReactNode } from 'react';
import type { Feature } from '../features/feature.ts';
import { useSelectedRun } from '../data/selected-run.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { Link, usePlacePart } from '../routes/use-place.tsx';
import { cx } from '../ui/cx.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { featureOf } from './feature-of.ts';
import styles from './rail.module.css';

export function Rail({ features }: { readonly features: readonly Feature[] }): ReactNode {
  const current = usePlacePart((place) => featureOf(features, place)?.id);
  const { param } = useSelectedRun();
  const { data: problems = [] } = useAnswer('problems.list', {});
  const serious = problems.filter((problem) => problem.severity !== 'info');
  return (
    <nav aria-label="Pages" className={styles['rail']}>
      {features.map(({ id, rail }) => {
        if (rail === undefined) return undefined;
        const active = id === current || (current !== undefined && rail.covers?.includes(current) === true);
        const Icon = rail.icon;
        const count = id === 'problems' ? serious.length : 0;
        return (
          <Tooltip key={id} text={rail.title} keys={`g ${rail.key}`} side="right">
            <Link
              href={rail.link(param)}
              aria-current={active ? 'page' : undefined}
              className={cx(styles['entry'], active && styles['active'], id === 'settings' && styles['last'])}
            >
              <Icon size={18} strokeWidth={1.7} />
              <span className={styles['name']}>{rail.title}</span>
              {count > 0 ? (
                <span
                  className={cx(
                    styles['count'],
                    serious.some((problem) => problem.severity === 'error') && styles['bad'],
                  )}
                >
                  {count}
                </span>
              ) : undefined}
            </Link>
          </Tooltip>
        );
      })}
    </nav>
  );
}
