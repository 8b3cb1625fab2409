// Warnings about tasks in words.
import type { TaskSummary, TaskWarning } from '../../../contract/tasks.ts';
import { formatBytes, formatCount } from '../../ui/number-text.ts';

export const warningNames: Readonly<Record<TaskWarning, string>> = {
  'self-wakes': 'self-wakes',
  'lost-waker': 'lost waker',
  'never-yielded': 'never yielded',
  boxed: 'boxed',
  large: 'large',
};

/** What is wrong, and what it may mean. */
export function warningText(warning: TaskWarning, task: TaskSummary): string {
  const { selfWakes, wakes, size, originalSize } = task;
  switch (warning) {
    case 'self-wakes':
      return `It woke itself ${formatCount(selfWakes)} of ${formatCount(wakes)} times: it may be busy waiting.`;
    case 'lost-waker':
      return 'No waker exists and it is not about to be polled: nothing can wake it any more.';
    case 'never-yielded':
      return 'Its first poll has been running for a second or more: it blocks the thread that others share.';
    case 'boxed':
      return `Its future of ${formatBytes(originalSize)} was moved to the heap by the runtime.`;
    case 'large':
      return `Its future has ${formatBytes(Math.max(size, originalSize))}: moving it costs time. Box what is large in it.`;
  }
}
