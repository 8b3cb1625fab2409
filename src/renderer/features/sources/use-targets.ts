// The targets of the settings with the state of each, and what can be done with them.
import type { ScrapeTarget, TargetStatus } from '../../../contract/scrape.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useCommand } from '../../data/use-command.ts';

export interface TargetLine {
  readonly target: ScrapeTarget;
  /** `undefined` until the engine has heard of it. */
  readonly status: TargetStatus | undefined;
}

export interface Targets {
  readonly lines: readonly TargetLine[];
  /** Settings or states could not be read or written. */
  readonly trouble: string | undefined;
  /** Adds a target, or puts it in the place of the one with its id. */
  put(target: ScrapeTarget): void;
  remove(target: ScrapeTarget): void;
}

export function useTargets(): Targets {
  const { data: settings, error } = useAnswer('settings.get', {});
  const { data: statuses = [] } = useAnswer('targets.list', {});
  const change = useCommand('settings.change', ['settings.get', 'targets.list']);
  const targets = settings?.targets ?? [];
  return {
    lines: targets.map((target) => ({ target, status: statuses.find(({ id }) => id === target.id) })),
    trouble: error?.message ?? change.error?.message,
    put(target) {
      const known = targets.some(({ id }) => id === target.id);
      const next = known ? targets.map((one) => (one.id === target.id ? target : one)) : [...targets, target];
      change.mutate({ targets: next });
    },
    remove(target) {
      change.mutate({ targets: targets.filter(({ id }) => id !== target.id) });
    },
  };
}
