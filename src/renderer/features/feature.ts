// What a feature hands to app/: its page, when it is shown, and where it stands in the navigation.
// Commands that belong to a page are registered by the page itself (ui/use-commands.tsx).
import type { ComponentType } from 'react';
import type { RunId } from '../../contract/ids.ts';
import type { Place } from '../routes/router.ts';

export interface Feature {
  readonly id: string;
  /** Window title while the page is shown. */
  readonly title: string;
  /** Entry in the rail; absent for pages that are reached from another page. */
  readonly rail?: {
    readonly title: string;
    readonly icon: ComponentType<{ readonly size?: number | string; readonly strokeWidth?: number | string }>;
    /** `g` then this letter goes there. */
    readonly key: string;
    readonly link: (run: RunId | undefined) => string;
    /** Also marked as current while a page of this feature id is shown (the trace page belongs to the list). */
    readonly covers?: readonly string[];
  };
  /** true: the page is not about one run, so it is shown even when the address names a run that is gone. */
  readonly anyRun?: boolean;
  readonly matches: (place: Pick<Place, 'path' | 'search'>) => boolean;
  readonly page: ComponentType;
}
