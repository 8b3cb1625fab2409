// The small pages around the token: how to get in, and the step from a link with a token to the page itself.
import type { Answer } from './respond.ts';

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:38rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}code{font-size:.95em}';

function page(
  status: number,
  title: string,
  head: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Answer {
  return {
    status,
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}<title>${title}</title><style>${style}</style><body>${body}</body></html>\n`,
    headers: { 'Content-Security-Policy': policy, ...headers },
  };
}

/** For a browser that has no cookie yet. */
export function entryPage(wrongToken: boolean): Answer {
  return page(
    401,
    'Otterscope: locked',
    '',
    `<h1>This Otterscope is locked</h1>
<p>${wrongToken ? 'The token in this link is not the one in use; it may be from another data folder.' : 'It shows telemetry of this machine, so it opens only to who holds its token.'}</p>
<p>Open the address that <code>otterscope serve</code> printed when it started: it ends in <code>?token=…</code>.
The token is also in the file <code>token</code> of the data folder. One visit is enough: this browser then remembers it.</p>
<p>Programs send it as <code>Authorization: Bearer …</code>.</p>`,
    { 'WWW-Authenticate': 'Bearer realm="otterscope"' },
  );
}

/**
 * Goes on to `path` by the page's own doing. A redirect would still count as coming from the site where the link was,
 * and the browser would keep the Strict cookie back.
 */
export function onwardPage(path: string, cookie: string): Answer {
  const target = path.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return page(
    200,
    'Otterscope',
    `<meta http-equiv="refresh" content="0;url=${target}">`,
    `<p><a href="${target}">Open Otterscope</a></p>`,
    {
      'Set-Cookie': cookie,
    },
  );
}

/** For a checkout whose window was never built. */
export function unbuiltPage(): Answer {
  return page(
    503,
    'Otterscope: no window',
    '',
    '<h1>The window is not built</h1><p>The engine runs and receives. Its pages are missing: <code>npm run serve</code> builds them.</p>',
    {},
  );
}
