// Captures as they were asked for in this window, so that one can be asked for again, or in another rhythm, without typing it anew.
// Kept in memory only: a draft has what proves who asks.
import { create } from 'zustand';
import type { CaptureStatus } from '../../../../contract/profiles/captures.ts';
import { draftOf, firstDraft, type CaptureDraft } from './capture-form.ts';

interface AskedCaptures {
  readonly drafts: ReadonlyMap<string, CaptureDraft>;
  readonly last: CaptureDraft;
}

export const useAskedCaptures = create<AskedCaptures>(() => ({ drafts: new Map(), last: firstDraft }));

export function rememberCapture({ id, startedAt }: CaptureStatus, draft: CaptureDraft): void {
  useAskedCaptures.setState(({ drafts }) => ({
    drafts: new Map([...drafts, [`${id} ${startedAt}`, draft]]),
    last: draft,
  }));
}

/** Of one that another window asked for all but what proves who asks. */
export function draftOfCapture({ drafts }: AskedCaptures, { id, startedAt, order }: CaptureStatus): CaptureDraft {
  return drafts.get(`${id} ${startedAt}`) ?? draftOf(order);
}
