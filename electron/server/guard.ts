import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request is turned away: HTTP status, code and one plain sentence with the mend. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
}

export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares digests, so that neither length nor first difference shows in the time it takes. */
export function sameToken(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

/**
 * Other web sites must not reach us through the user's browser: a foreign name that resolves to 127.0.0.1 (DNS
 * rebinding) shows in Host, a page of another site in Origin and Sec-Fetch-Site.
 */
export function checkHost(request: IncomingMessage, port: number): Refusal | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin, 'sec-fetch-site': site } = request.headers;
  if (host === undefined || !hosts.includes(host)) {
    return { status: 403, code: 'WRONG_HOST', message: `Mixwright answers to ${hosts[0]} only. Open the address it printed when it started.` };
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, code: 'WRONG_ORIGIN', message: `Pages of other sites may not use Mixwright. Open http://${hosts[0]}/ itself.` };
  }
  if (site === 'cross-site' && request.headers['sec-fetch-mode'] !== 'navigate') {
    return { status: 403, code: 'WRONG_ORIGIN', message: 'Pages of other sites may not use Mixwright.' };
  }
  return null;
}

export function checkToken(given: string | undefined, token: string): Refusal | null {
  if (given !== undefined && sameToken(given, token)) return null;
  return {
    status: 401,
    code: 'WRONG_TOKEN',
    message: given === undefined
      ? 'The token is missing. Open the address with its token that Mixwright printed when it started.'
      : 'The token is wrong or from an earlier start. Open the address that Mixwright printed when it started.',
  };
}

export function bearerToken(request: IncomingMessage): string | undefined {
  return /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
