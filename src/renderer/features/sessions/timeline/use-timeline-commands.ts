// Keys and palette entries of the timeline; the same keys hold within it, where they also pan and zoom.
import type { TimelineModel } from '../../../draw/timeline/timeline-model.ts';
import type { Command } from '../../../ui/command.ts';
import { useCommands } from '../../../ui/use-commands.tsx';

export function useTimelineCommands(model: TimelineModel): void {
  const step = (
    id: string,
    title: string,
    keys: string,
    ...[kind, by]: Parameters<TimelineModel['step']>
  ): Command => ({ id: `session.${id}`, title, group: 'Session', keys, run: () => void model.step(kind, by) });
  useCommands([
    {
      id: 'session.find',
      title: 'Find in the session',
      group: 'Session',
      keys: '/',
      run: () => document.querySelector<HTMLInputElement>('input[name="session-find"]')?.focus(),
    },
    { id: 'session.all', title: 'Show all of the session', group: 'Session', keys: '0', run: () => model.showAll() },
    { id: 'session.live', title: 'Follow the session live', group: 'Session', run: () => model.follow() },
    {
      id: 'session.unselect',
      title: 'Let go of the selected item',
      group: 'Session',
      keys: 'escape',
      listed: false,
      run: () => model.select(-1),
    },
    step('next', 'Next item', 'j', 'any', 1),
    step('previous', 'Previous item', 'k', 'any', -1),
    step('nextInLane', 'Next item of the lane', 'l', 'lane', 1),
    step('previousInLane', 'Previous item of the lane', 'h', 'lane', -1),
    step('error', 'Next error of the session', 'e', 'error', 1),
    step('previousError', 'Previous error of the session', 'E', 'error', -1),
    step('match', 'Next match in the session', 'n', 'match', 1),
    step('previousMatch', 'Previous match in the session', 'N', 'match', -1),
  ]);
}
