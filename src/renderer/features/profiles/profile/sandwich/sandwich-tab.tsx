// Callers and callees of the function that the address names.
import { Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import type { ProfileScreen } from '../profile-screen.ts';
import { SandwichView } from './sandwich-view.tsx';

export function SandwichTab({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  const { fn } = screen.place;
  if (fn !== undefined) return <SandwichView screen={screen} name={fn} />;
  return (
    <EmptyState icon={<Layers size={28} />} title="No function chosen">
      Choose one by a right click on a frame of the flame graph: “Callers and callees”.
    </EmptyState>
  );
}
