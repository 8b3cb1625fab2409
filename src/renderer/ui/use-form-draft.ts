// The state of a form: what is written in it, what that makes, and what is wrong, which is said once it was asked for.
import { useState } from 'react';

/** Fields of a draft that hold any text. */
type TextField<Draft> = { [K in keyof Draft]: string extends Draft[K] ? K : never }[keyof Draft];

export interface FieldProps {
  readonly value: string;
  readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
}

interface FormDraft<Draft, Made> {
  readonly draft: Draft;
  readonly trouble: string | undefined;
  readonly change: (part: Partial<Draft>) => void;
  readonly field: (name: TextField<Draft>) => FieldProps;
  /** What the form makes; without one it is said why from now on. */
  readonly ask: () => Made | undefined;
}

/** @param make answers a text where something is wrong @param onChange an earlier test says nothing any more */
export function useFormDraft<Draft extends object, Made extends object>(
  initial: () => Draft,
  make: (draft: Draft) => Made | string,
  onChange: () => void,
): FormDraft<Draft, Made> {
  const [draft, setDraft] = useState(initial);
  const [asked, setAsked] = useState(false);
  const made = make(draft);
  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setAsked(false);
    onChange();
  };
  return {
    draft,
    trouble: asked && typeof made === 'string' ? made : undefined,
    change,
    field: (name) => ({
      value: String(draft[name]),
      onChange: ({ currentTarget }) => change({ [name]: currentTarget.value } as Partial<Draft>),
    }),
    ask() {
      setAsked(true);
      return typeof made === 'string' ? undefined : made;
    },
  };
}
