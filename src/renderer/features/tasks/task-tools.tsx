// Which tasks are shown: of which service, found by a text, in which state; live or held.
import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import type { TaskFilter, TaskListAnswer } from '../../../contract/tasks.ts';
import type { TasksView } from '../../routes/tasks-route.ts';
import { Button } from '../../ui/button.tsx';
import { Select, type Option } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

const filters: readonly Option<TaskFilter>[] = [
  { value: 'all', label: 'All tasks' },
  { value: 'live', label: 'Live' },
  { value: 'completed', label: 'Over' },
  { value: 'warnings', label: 'With warnings' },
];

interface TaskToolsProps {
  readonly view: TasksView;
  readonly answer: TaskListAnswer;
  readonly live: boolean;
  readonly change: (patch: Partial<TasksView>) => void;
  /** Holds what is shown, or follows again. */
  readonly onHold: () => void;
}

export function TaskTools({ view, answer, live, change, onHold }: TaskToolsProps): ReactNode {
  const { services, service } = answer;
  return (
    <>
      {services.length > 1 ? (
        <Select
          label="Service"
          labelHidden
          value={service}
          options={services.map(({ name }) => ({ value: name, label: serviceLabel(name, '(unnamed)') }))}
          onChange={(next) => change({ service: next, task: undefined })}
        />
      ) : undefined}
      <Select
        label="Shown tasks"
        labelHidden
        value={view.shown}
        options={filters}
        onChange={(shown) => change({ shown })}
      />
      <TextField
        label="Find tasks by name, id or place"
        labelHidden
        name="tasks-find"
        placeholder="Find by name, id or place"
        value={view.find}
        onChange={(event) => change({ find: event.target.value })}
      />
      {live ? (
        <Button onClick={onHold}>
          {view.at === undefined ? <Pause size={13} aria-hidden="true" /> : <Play size={13} aria-hidden="true" />}
          {view.at === undefined ? 'Hold' : 'Follow'}
        </Button>
      ) : undefined}
    </>
  );
}
