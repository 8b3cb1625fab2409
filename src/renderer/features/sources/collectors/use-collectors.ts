// The collectors of the settings with the state of each, and what can be done with them.
import type { Collector, CollectorStatus } from '../../../../contract/collectors.ts';
import type { ScrapeTarget } from '../../../../contract/scrape.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { useCommand } from '../../../data/use-command.ts';

export interface CollectorLine {
  readonly collector: Collector;
  /** `undefined` until the engine has heard of it. */
  readonly status: CollectorStatus | undefined;
}

export interface Collectors {
  readonly lines: readonly CollectorLine[];
  /** Settings or states could not be read or written. */
  readonly trouble: string | undefined;
  /** Adds what a recipe planned, at once. */
  add(collectors: readonly Collector[], targets: readonly ScrapeTarget[]): void;
  /** Puts a collector in the place of the one with its id. */
  put(collector: Collector): void;
  remove(id: string): void;
  /** Does not wait for the next turn. */
  retry(id: string): void;
}

export function useCollectors(): Collectors {
  const { data: settings, error } = useAnswer('settings.get', {});
  const { data: statuses = [] } = useAnswer('collectors.list', {});
  const change = useCommand('settings.change', ['settings.get', 'collectors.list', 'targets.list']);
  const retry = useCommand('collectors.retry', ['collectors.list']);
  const collectors = settings?.collectors ?? [];
  return {
    lines: collectors.map((collector) => ({ collector, status: statuses.find(({ id }) => id === collector.id) })),
    trouble: error?.message ?? change.error?.message ?? retry.error?.message,
    add(more, targets) {
      change.mutate({
        ...(more.length > 0 ? { collectors: [...collectors, ...more] } : {}),
        ...(targets.length > 0 ? { targets: [...(settings?.targets ?? []), ...targets] } : {}),
      });
    },
    put: (collector) =>
      change.mutate({ collectors: collectors.map((one) => (one.id === collector.id ? collector : one)) }),
    remove: (id) => change.mutate({ collectors: collectors.filter((one) => one.id !== id) }),
    retry: (id) => retry.mutate({ id }),
  };
}
