// A button that says how much of something is chosen, over a list to choose from. Nothing chosen is everything.
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import { Button } from '../../../ui/button.tsx';
import { Menu, type MenuEntry } from '../../../ui/menu.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';

interface ChoicesProps {
  /** One and several: `type`, `types`. */
  readonly one: string;
  readonly many: string;
  /** With the number of items of each, most frequent first. */
  readonly from: readonly (readonly [text: string, count: number])[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** Lines of the list. */
const most = 200;

export function Choices({ one, many, from, chosen, onChoose }: ChoicesProps): ReactNode {
  // What is chosen can be let go of, also where the session has none of it (any more).
  const gone = chosen.filter((text) => !from.some(([other]) => other === text)).map((text) => [text, 0] as const);
  const first = [...gone, ...from.filter(([text]) => chosen.includes(text))];
  const rest = from.filter(([text]) => !chosen.includes(text)).slice(0, Math.max(0, most - first.length));
  const left = gone.length + from.length - first.length - rest.length;
  const entries: readonly MenuEntry[] = [
    { kind: 'item', label: `All ${many}`, checked: chosen.length === 0, onSelect: () => onChoose([]) },
    { kind: 'separator' },
    ...[...first, ...rest].map(([text, count]): MenuEntry => ({
      kind: 'item',
      label: serviceLabel(text, '(unnamed)'),
      detail: formatCount(count),
      checked: chosen.includes(text),
      onSelect: () => onChoose(chosen.includes(text) ? chosen.filter((other) => other !== text) : [...chosen, text]),
    })),
    ...(left > 0
      ? [{ kind: 'heading' as const, label: `and ${formatCount(left)} more: find them by their text` }]
      : []),
  ];
  const label =
    chosen.length === 0
      ? `All ${many}`
      : chosen.length === 1
        ? `${one} ${serviceLabel(chosen[0] ?? '', '(unnamed)')}`
        : plural(chosen.length, one, many);
  return (
    <Menu
      trigger={
        <Button aria-label={`Choose ${many}: ${label}`} aria-pressed={chosen.length > 0}>
          {label}
          <ChevronDown size={13} aria-hidden="true" />
        </Button>
      }
      entries={entries}
    />
  );
}
