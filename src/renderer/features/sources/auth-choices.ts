// How a source is asked for what it wants proof of, as one chooses it in forms.
import type { TargetAuth } from '../../../contract/scrape.ts';

export const authChoices: readonly { readonly value: TargetAuth['kind']; readonly label: string }[] = [
  { value: 'none', label: 'No proof' },
  { value: 'bearer', label: 'Bearer token' },
  { value: 'basic', label: 'User and password' },
];
