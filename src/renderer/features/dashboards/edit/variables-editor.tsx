// The variables of a dashboard: a list in the order in which they are worked out, and one of them to change.
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Splitter } from '../../../ui/splitter.tsx';
import type { DashboardData } from '../use-dashboard-data.ts';
import { changeVariable, isUsed, moveVariable, newVariable, removeVariable, variableKinds } from './model/variables.ts';
import type { Draft } from './use-draft.ts';
import { VariableForm } from './variable-form.tsx';
import styles from './edit.module.css';

interface VariablesEditorProps {
  readonly draft: Draft;
  readonly data: DashboardData;
  /** Which one is changed. */
  readonly name: string | undefined;
  readonly onOpen: (name: string | undefined) => void;
}

export function VariablesEditor({ draft, data, name, onOpen }: VariablesEditorProps): ReactNode {
  const { dashboard, change } = draft;
  const { variables } = dashboard;
  const at = variables.findIndex((one) => one.name === name);
  const variable = variables[at];
  const add = (): void => {
    const fresh = newVariable(variables);
    change((now) => ({ ...now, variables: [...now.variables, fresh] }));
    onOpen(fresh.name);
  };
  if (variables.length === 0) {
    return (
      <EmptyState
        title="No variables"
        actions={
          <Button look="primary" onClick={add}>
            Add a variable
          </Button>
        }
      >
        A variable is chosen at the top of the dashboard and written into its queries as $name: a service, an instance,
        an interval.
      </EmptyState>
    );
  }
  return (
    <Splitter
      label="Width of the list of variables"
      direction="row"
      sized="first"
      initial={380}
      min={240}
      minRest={360}
      first={
        <div className={styles['options']}>
          <ul className={styles['variables']} aria-label="Variables of the dashboard">
            {variables.map((one, index) => (
              <li key={one.name} data-chosen={one.name === name ? '' : undefined}>
                <button type="button" aria-current={one.name === name} onClick={() => onOpen(one.name)}>
                  <span className={styles['mono']}>${one.name}</span>
                  <span className={styles['hint']}>
                    {variableKinds.find(({ kind }) => kind === one.kind)?.title}
                    {isUsed(dashboard, one.name) ? '' : ', not used'}
                  </span>
                </button>
                <IconButton
                  label={`Move ${one.name} up`}
                  disabled={index === 0}
                  onClick={() => change((now) => moveVariable(now, one.name, -1))}
                >
                  <ArrowUp size={13} />
                </IconButton>
                <IconButton
                  label={`Move ${one.name} down`}
                  disabled={index === variables.length - 1}
                  onClick={() => change((now) => moveVariable(now, one.name, 1))}
                >
                  <ArrowDown size={13} />
                </IconButton>
                <IconButton label={`Remove ${one.name}`} onClick={() => change((now) => removeVariable(now, one.name))}>
                  <Trash2 size={13} />
                </IconButton>
              </li>
            ))}
          </ul>
          <Button onClick={add}>
            <Plus size={13} /> Add a variable
          </Button>
        </div>
      }
      second={
        variable === undefined ? (
          <EmptyState title="No variable is chosen">Choose one of the list to change it.</EmptyState>
        ) : (
          <VariableForm
            key={`${at} ${draft.turn}`}
            variable={variable}
            others={variables.filter((one) => one !== variable).map((one) => one.name)}
            resolved={data.variables?.find((one) => one.variable.name === variable.name)}
            onChange={(next, mark) => {
              change((now) => changeVariable(now, variable.name, next), `variable ${at} ${mark}`);
              if (next.name !== variable.name) onOpen(next.name);
            }}
          />
        )
      }
    />
  );
}
