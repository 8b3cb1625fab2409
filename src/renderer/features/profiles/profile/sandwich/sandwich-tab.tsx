// Callers and callees of a function as flame graphs, with the list of functions to choose from.
import type { ReactNode } from 'react';
import { WithFunctionList } from '../tables/with-function-list.tsx';
import type { ProfileScreen } from '../profile-screen.ts';
import { SandwichView } from './sandwich-view.tsx';

export function SandwichTab({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  return (
    <WithFunctionList
      screen={screen}
      what="what leads to it and what it spends its values on"
      of={(name) => <SandwichView screen={screen} name={name} />}
    />
  );
}
