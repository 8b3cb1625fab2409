// How many traces noise rules hide, and the way to see them.
import { EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { settingsLink } from '../../routes/settings-route.ts';
import { Link } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, plural } from '../../ui/number-text.ts';
import { toggleNoise } from './traces-store.ts';
import type { Noise } from './use-noise.ts';

export function HiddenNoise({ noise: { rules, shown, hidden, exact } }: { readonly noise: Noise }): ReactNode {
  if (!rules || hidden === undefined || hidden === 0) return undefined;
  const count = `${formatCount(hidden)}${exact ? '' : '+'}`;
  return (
    <Button
      look="ghost"
      aria-pressed={shown}
      onClick={toggleNoise}
      title={shown ? 'Leave out again what noise rules hide' : 'Show what noise rules hide; the rules are in Settings'}
    >
      <EyeOff size={13} aria-hidden="true" />
      {shown ? `Showing ${count} of noise` : `Hidden: ${count}`}
    </Button>
  );
}

export function AllHidden({ noise: { hidden = 0 } }: { readonly noise: Noise }): ReactNode {
  return (
    <EmptyState
      icon={<EyeOff size={28} strokeWidth={1.5} />}
      title="All that matches is hidden"
      actions={
        <>
          <Button onClick={toggleNoise}>Show {plural(hidden, 'hidden trace')}</Button>
          <Link href={settingsLink()}>Noise rules</Link>
        </>
      }
    >
      {hidden === 1 ? 'The one trace' : `All ${formatCount(hidden)} traces`} that would be listed here{' '}
      {hidden === 1 ? 'is' : 'are'} noise by the rules of the settings.
    </EmptyState>
  );
}
