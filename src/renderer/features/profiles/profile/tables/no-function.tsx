// Why a table of functions is empty, and what to do.
import type { ReactNode } from 'react';
import { EmptyState } from '../../../../ui/empty-state.tsx';

export function NoFunction({ text }: { readonly text: string }): ReactNode {
  return text === '' ? (
    <EmptyState title="No sample is left">The filters let nothing through. Take one away above.</EmptyState>
  ) : (
    <EmptyState title="No function matches">Look for another part of its name.</EmptyState>
  );
}
