import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MixwrightError } from '../contract/errors.ts';

/** Tried when no port is asked for: a steady address keeps what the browser remembers for it. */
export const USUAL_PORT = 4410;

/** Binds to 127.0.0.1 and answers with the port. Throws `SERVER_PORT` when the port asked for can't be had. */
export async function listen(server: Server, port: number | undefined): Promise<number> {
  if (port !== undefined) return bind(server, port);
  try {
    return await bind(server, USUAL_PORT);
  } catch {
    return bind(server, 0);
  }
}

async function bind(server: Server, port: number): Promise<number> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw refused(`A port is a whole number from 0 to 65535, got ${port}.`);
  }
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const fail = (error: NodeJS.ErrnoException): void => {
    if (error.code === 'EADDRINUSE') reject(refused(`Port ${port} is used by another program.`));
    else if (error.code === 'EACCES') reject(refused(`Port ${port} may not be used by this account.`));
    else reject(error);
  };
  server.once('error', fail);
  server.listen({ host: '127.0.0.1', port }, () => resolve(undefined));
  await promise;
  server.removeListener('error', fail);
  return (server.address() as AddressInfo).port;
}

function refused(message: string): MixwrightError {
  const mend = 'Give another one with --port, or leave it out to take a free one.';
  return new MixwrightError('SERVER_PORT', `${message} ${mend}`, [
    { code: 'SERVER_PORT', severity: 'error', message, mend, key: '--port' },
  ]);
}
