// What a profile is called where it has no name of its own, as those that come by OTLP.
import { profileKindTitles } from './kinds.ts';
import type { StoredProfile } from './list.ts';
import { serviceLabel } from '../service-label.ts';

export function profileName({ name, kind, services }: Pick<StoredProfile, 'name' | 'kind' | 'services'>): string {
  if (name.trim() !== '') return name;
  const [service] = services;
  return service === undefined || service === ''
    ? `${profileKindTitles[kind]} profile`
    : `${profileKindTitles[kind]} of ${serviceLabel(service)}`;
}
