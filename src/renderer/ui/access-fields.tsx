// The fields of a form for what proof a service wants, and for headers.
import type { ReactNode } from 'react';
import type { AccessDraft } from './access-form.ts';
import { Select } from './select.tsx';
import { TextArea } from './text-area.tsx';
import { TextField } from './text-field.tsx';
import type { FieldProps } from './use-form-draft.ts';

const choices: readonly { readonly value: AccessDraft['auth']; readonly label: string }[] = [
  { value: 'none', label: 'No proof' },
  { value: 'bearer', label: 'Bearer token' },
  { value: 'basic', label: 'User and password' },
];

interface ProofFieldsProps {
  readonly auth: AccessDraft['auth'];
  readonly change: (part: Pick<AccessDraft, 'auth'>) => void;
  readonly field: (name: 'token' | 'user' | 'password') => FieldProps;
  /** Class of a field that takes what is left of a line. */
  readonly wide?: string | undefined;
}

export function ProofFields({ auth, change, field, wide }: ProofFieldsProps): ReactNode {
  return (
    <>
      <Select label="Authorization" value={auth} options={choices} onChange={(next) => change({ auth: next })} />
      {auth === 'bearer' ? (
        <TextField label="Token" type="password" mono className={wide} {...field('token')} />
      ) : undefined}
      {auth === 'basic' ? (
        <>
          <TextField label="User" {...field('user')} />
          <TextField label="Password" type="password" {...field('password')} />
        </>
      ) : undefined}
    </>
  );
}

interface HeadersFieldProps {
  readonly headers: FieldProps;
  readonly className?: string | undefined;
}

export function HeadersField({ headers, className }: HeadersFieldProps): ReactNode {
  return (
    <TextArea
      label="Headers, one in a line"
      rows={2}
      className={className}
      placeholder="X-Scope-OrgID: dev"
      {...headers}
    />
  );
}
