// Whether times are shown in the machine's own zone or in UTC. The choice lives in `data-zone` of the root element, so
// that everything on the page changes at once, and is remembered by this window.
import { useCallback, useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored.ts';
import type { Zone } from './time-text.ts';

export function useZoneChoice(): readonly [Zone, (zone: Zone) => void] {
  const zone = useSyncExternalStore(watch, read);
  const choose = useCallback((next: Zone) => {
    writeStored('zone', next);
    document.documentElement.dataset['zone'] = next;
  }, []);
  return [zone, choose];
}

function read(): Zone {
  const zone = document.documentElement.dataset['zone'] ?? readStored('zone');
  return zone === 'utc' ? 'utc' : 'local';
}

function watch(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-zone'] });
  return () => observer.disconnect();
}
