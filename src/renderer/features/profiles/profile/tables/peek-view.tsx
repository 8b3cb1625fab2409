// One function with its callers and callees, as pprof's peek.
import { useMemo, type ReactNode } from 'react';
import { useAnswer } from '../../../../data/use-answer.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import type { ProfileScreen } from '../profile-screen.ts';
import { CallTable } from './call-table.tsx';
import { WithFunctionList } from './with-function-list.tsx';
import { Waiting } from '../waiting.tsx';

export function PeekView({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  return (
    <WithFunctionList
      screen={screen}
      what="who calls it and what it calls"
      of={(name) => <Peek screen={screen} name={name} />}
    />
  );
}

function Peek({ screen, name }: { readonly screen: ProfileScreen; readonly name: string }): ReactNode {
  const { view, change } = screen;
  const request = useMemo(() => ({ view, frame: name }), [view, name]);
  const { data, error } = useAnswer('profiles.peek', request, { keepPrevious: true });
  if (data === undefined)
    return error === null ? (
      <Waiting what="Looking for calls" />
    ) : (
      <EmptyState title="The function could not be looked at">{error.message}</EmptyState>
    );
  if (data.rows === 0)
    return (
      <EmptyState title="The function is not in this view">
        <code>{name}</code> is filtered away, or frames are merged by something else. Choose another one.
      </EmptyState>
    );
  return (
    <CallTable label="Callers and callees" screen={screen} answer={data} onGo={(next) => change({ fn: next }, true)} />
  );
}
