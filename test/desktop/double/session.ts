import { app } from './app.ts';

type Handler = (request: Request) => Promise<Response> | Response;
type Listener = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void;
type PermissionRequest = (contents: unknown, permission: string, answer: (granted: boolean) => void, details: { requestingUrl: string }) => void;
type PermissionCheck = (contents: unknown, permission: string, origin: string) => boolean;

const handlers = new Map<string, Handler>();
const standard = new Set<string>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: { standard?: boolean; secure?: boolean } }[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges } of schemes) if (privileges.standard && privileges.secure) standard.add(scheme);
  },
  handle(scheme: string, handler: Handler): void {
    if (!app.isReady()) throw new Error('protocol.handle should be called after app is ready');
    handlers.set(scheme, handler);
  },
};

/** Electron's own default is to grant everything; so is the double's. */
export const defaultSession = {
  request: ((_contents, _permission, answer) => answer(true)) as PermissionRequest,
  check: (() => true) as PermissionCheck,
  beforeRequest: ((_details, answer) => answer({})) as Listener,
  setPermissionRequestHandler(handler: PermissionRequest): void { defaultSession.request = handler; },
  setPermissionCheckHandler(handler: PermissionCheck): void { defaultSession.check = handler; },
  setDevicePermissionHandler(): void { /* no devices here */ },
  webRequest: { onBeforeRequest(listener: Listener): void { defaultSession.beforeRequest = listener; } },
};
export const session = { defaultSession };

/** Chromium can't be taught a scheme from outside: `app://name/…` is shown to it as `http://name.app.localhost/…`. */
export function toBrowser(url: string): string {
  const match = /^([a-z]+):\/\/([^/]*)(.*)$/s.exec(url);
  return match?.[1] !== undefined && standard.has(match[1]) ? `http://${match[2]}.${match[1]}.localhost${match[3]}` : url;
}

export function fromBrowser(url: string): string {
  const match = /^http:\/\/(.*)\.([a-z]+)\.localhost(\/.*)?$/s.exec(url);
  return match?.[2] !== undefined && standard.has(match[2]) ? `${match[2]}://${match[1]}${match[3] ?? '/'}` : url;
}

/** Null: the session cancels it. Undefined: no handler of ours, the network would be asked. */
export async function respond(url: string): Promise<Response | null | undefined> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  defaultSession.beforeRequest({ url }, (answer) => resolve(answer.cancel === true));
  if (await promise) return null;
  return handlers.get(url.slice(0, url.indexOf(':')))?.(new Request(url));
}
