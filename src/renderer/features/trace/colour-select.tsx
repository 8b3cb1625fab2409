// What the colours of spans say.
import type { ReactNode } from 'react';
import type { ColourBy } from '../../routes/trace-route.ts';
import { Select, type Option } from '../../ui/select.tsx';
import styles from './trace-header.module.css';

const fixed: readonly Option<ColourBy>[] = [
  { value: 'service', label: 'Service' },
  { value: 'kind', label: 'Kind' },
  { value: 'status', label: 'Status' },
];

interface ColourSelectProps {
  readonly by: ColourBy;
  readonly onChange: (by: ColourBy) => void;
}

export function ColourSelect({ by, onChange }: ColourSelectProps): ReactNode {
  return (
    <Select
      label="Colour by"
      labelHidden
      value={by}
      options={fixed}
      onChange={onChange}
      className={styles['colourBy']}
    />
  );
}
