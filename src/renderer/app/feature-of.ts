// Which page an address names.
import type { Feature } from '../features/feature.ts';
import type { Place } from '../routes/router.ts';

export function featureOf(features: readonly Feature[], place: Place): Feature | undefined {
  return features.find((candidate) => candidate.matches(place));
}
