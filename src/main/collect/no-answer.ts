// Why there was no answer of an HTTP server at all, in words.
import type { ScrapeFailure } from '../../contract/scrape.ts';

/** @param listening advice for an address on which nobody listens */
export function noAnswer(error: unknown, { host, protocol }: URL, listening: string): ScrapeFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return { reason: `nothing listens on ${host}`, advice: listening };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { reason: `the name of ${host} is not known`, advice: '' };
  if (code === 'EPROTO' || code === 'ERR_SSL_WRONG_VERSION_NUMBER')
    return { reason: `${host} does not speak TLS`, advice: 'Use http:// instead of https://.' };
  if (code === 'ECONNRESET' || code.startsWith('HPE_'))
    return {
      reason: `${host} does not answer in HTTP (${code})`,
      advice: protocol === 'http:' ? 'It may want https://.' : '',
    };
  if (/CERT|SELF_SIGNED|ISSUER/.test(code))
    return {
      reason: `the certificate of ${host} is not trusted (${code})`,
      advice: 'Start with NODE_EXTRA_CA_CERTS=<file of the authority>.',
    };
  return { reason: error instanceof Error ? error.message : String(error), advice: '' };
}
