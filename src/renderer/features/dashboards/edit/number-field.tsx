// A number or nothing.
import { useEffect, useState, type ReactNode } from 'react';
import { TextField } from '../../../ui/text-field.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: number | undefined;
  readonly placeholder?: string | undefined;
  readonly onChange: (value: number | undefined) => void;
}

export function NumberField({ label, labelHidden = false, value, placeholder, onChange }: NumberFieldProps): ReactNode {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  const wrong = text.trim() !== '' && !Number.isFinite(Number(text));
  useEffect(() => {
    setText((now) =>
      (now.trim() === '' ? undefined : Number(now)) === value ? now : value === undefined ? '' : String(value),
    );
  }, [value]);
  return (
    <TextField
      label={label}
      labelHidden={labelHidden}
      inputMode="decimal"
      placeholder={placeholder}
      value={text}
      trouble={wrong ? 'This is no number.' : undefined}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        const number = Number(next);
        if (next.trim() === '') onChange(undefined);
        else if (Number.isFinite(number)) onChange(number);
      }}
    />
  );
}
