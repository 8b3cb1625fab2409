// A view about one function, with the list of all functions beside it to choose from.
import type { ReactNode } from 'react';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Splitter } from '../../../../ui/splitter.tsx';
import type { ProfileScreen } from '../profile-screen.ts';
import { FunctionList } from './function-list.tsx';

interface WithFunctionListProps {
  readonly screen: ProfileScreen;
  /** What is shown of a chosen function, in words. */
  readonly what: string;
  readonly of: (name: string) => ReactNode;
}

export function WithFunctionList({ screen, what, of }: WithFunctionListProps): ReactNode {
  const { fn } = screen.place;
  return (
    <Splitter
      label="Width of the list of functions"
      direction="row"
      sized="first"
      initial={Math.max(280, Math.min(380, Math.round(innerWidth * 0.3)))}
      min={160}
      first={<FunctionList screen={screen} />}
      second={fn === undefined ? <EmptyState title="No function chosen">Choose one to see {what}.</EmptyState> : of(fn)}
    />
  );
}
