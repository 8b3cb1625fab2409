// The profile that the next one is to be compared with. It stays marked when another run is looked at.
import { create } from 'zustand';
import type { RunId } from '../../../../contract/ids.ts';

export interface MarkedProfile {
  readonly run: RunId;
  readonly profile: number;
  readonly name: string;
}

interface MarkState {
  readonly marked: MarkedProfile | undefined;
}

export const useMarkedProfile = create<MarkState>(() => ({ marked: undefined }));

export function markProfile(marked: MarkedProfile | undefined): void {
  useMarkedProfile.setState({ marked });
}
