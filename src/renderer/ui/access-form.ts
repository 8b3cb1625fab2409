// With what proof and which headers a service is asked, as forms have it, all texts, and back.
import type { NamedText, TargetAuth } from '../../contract/scrape.ts';
import { namedLines } from './named-lines.ts';

export interface AccessDraft {
  readonly auth: TargetAuth['kind'];
  readonly token: string;
  readonly user: string;
  readonly password: string;
  /** `Name: value`, one in a line. */
  readonly headers: string;
}

interface Access {
  readonly auth: TargetAuth;
  readonly headers: readonly NamedText[];
}

export function accessDraft({ auth, headers }: Access): AccessDraft {
  return {
    auth: auth.kind,
    token: auth.kind === 'bearer' ? auth.token : '',
    user: auth.kind === 'basic' ? auth.user : '',
    password: auth.kind === 'basic' ? auth.password : '',
    headers: headers.map(({ name, value }) => `${name}: ${value}`).join('\n'),
  };
}

/** Or what is wrong with it in words. */
export function accessOf({ auth, token, user, password, headers: text }: AccessDraft): Access | string {
  const headers = namedLines(text, ':');
  if (headers === undefined) return 'A header is a line such as X-Scope-OrgID: dev.';
  if (auth === 'bearer') return { auth: { kind: 'bearer', token: token.trim() }, headers };
  return { auth: auth === 'basic' ? { kind: 'basic', user, password } : { kind: 'none' }, headers };
}
