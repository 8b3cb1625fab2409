// Who may ask. Any page in the user's browser can send requests to this machine, so: names this server answers to
// (DNS rebinding), the origin of the asking page, and a token that a program sends or a browser keeps as a cookie.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

export interface AccessRules {
  readonly token: string;
  /** Names beside the loopback ones and the address the socket was reached by; with or without a port. */
  readonly allowHosts: readonly string[];
  /** Cookies do not know ports; the name keeps two engines on one machine apart. */
  readonly cookieName: string;
}

/** The Host header, checked; `undefined` when this server does not answer to that name. */
export function allowedHost(request: IncomingMessage, rules: AccessRules): string | undefined {
  const host = request.headers.host?.toLowerCase();
  const name = host === undefined ? undefined : nameOfHost(host);
  if (host === undefined || name === undefined) return undefined;
  if (name === 'localhost' || name === '127.0.0.1' || name === '::1') return host;
  if (rules.allowHosts.some((one) => one.toLowerCase() === name || one.toLowerCase() === host)) return host;
  // An address cannot be rebound; it is good when it is the one that was really dialled.
  return isIP(name) !== 0 && name === request.socket.localAddress?.replace(/^::ffff:/, '') ? host : undefined;
}

function nameOfHost(host: string): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:/?#@\s[\]]+))(?::\d{1,5})?$/.exec(host);
  return match?.[1] ?? match?.[2]?.replace(/\.$/, '');
}

/** Browsers say where a request comes from; only our own pages may ask. Programs send no Origin. */
export function fromOwnOrigin(request: IncomingMessage, host: string): boolean {
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) return false;
  const site = request.headers['sec-fetch-site'];
  return site !== 'cross-site' && site !== 'same-site';
}

/** A link followed from elsewhere; harmless for GET, since it carries no Strict cookie and cannot read the answer. */
export function isNavigation(request: IncomingMessage): boolean {
  return request.headers['sec-fetch-mode'] === 'navigate' && request.headers.origin === undefined;
}

export function isAuthorized(request: IncomingMessage, rules: AccessRules): boolean {
  const sent = sentToken(request.headers.authorization ?? '');
  if (sent !== undefined) return same(sent, rules.token);
  const cookie = cookieOf(request.headers.cookie ?? '', rules.cookieName);
  return cookie !== undefined && same(cookie, cookieValue(rules.token));
}

/** As bearer, or as the password of any user: what clients of Prometheus can send. */
function sentToken(header: string): string | undefined {
  const [, scheme = '', sent = ''] = /^(bearer|basic) +(\S+) *$/i.exec(header) ?? [];
  if (scheme.toLowerCase() !== 'basic') return sent === '' ? undefined : sent;
  return Buffer.from(sent, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '');
}

export function isToken(text: string, rules: AccessRules): boolean {
  return same(text, rules.token);
}

/** A session cookie that proves the token without being it. */
export function setCookieHeader(rules: AccessRules): string {
  return `${rules.cookieName}=${cookieValue(rules.token)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000`;
}

function cookieValue(token: string): string {
  return createHash('sha256').update(`otterscope cookie\0${token}`).digest('base64url');
}

function cookieOf(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

/** Compares hashes, so that neither length nor a common beginning shows in the time taken. */
function same(a: string, b: string): boolean {
  return timingSafeEqual(hash(a), hash(b));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
