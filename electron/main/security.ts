import { app } from 'electron';
import type { Session, WebPreferences } from 'electron';
import { isOwnPage } from './pages.ts';

/** What every window of ours is made with. */
export const WEB_PREFERENCES: Readonly<WebPreferences> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false, // would fetch dictionaries
};

/** No page leads anywhere but to itself: navigation, new windows and web views are denied, whoever asks. */
export function denyNavigation(start: string): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { url: string; preventDefault(): void }): void => {
      if (!isOwnPage(event.url, start)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Our page may copy a chart; nobody gets camera, place, notifications or anything else. Nothing is sent anywhere. */
export function denyPermissions(session: Session, start: string): void {
  const granted = (permission: string, url: string): boolean =>
    permission === 'clipboard-sanitized-write' && isOwnPage(url, start);
  session.setPermissionRequestHandler((_contents, permission, answer, details) => answer(granted(permission, details.requestingUrl)));
  session.setPermissionCheckHandler((_contents, permission, origin) => granted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const local = /^(blob|data|devtools|chrome-devtools):/.test(details.url);
    const development = details.url.replace(/^ws/, 'http');
    answer({ cancel: !local && !isOwnPage(details.url, start) && !isOwnPage(development, start) });
  });
}
