/** How both hosts serve the built renderer: which policy it lives under, which file an address means. */

/** Everything comes from the host itself; nothing is fetched, framed or sent elsewhere, no code is made at run time. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Style attributes and the theme's style element are set by the component library.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  // The preview of a report: made by us, shown without scripts in a sandboxed frame.
  "frame-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const MIME: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  csv: 'text/csv; charset=utf-8',
};

export function pageHeaders(file: string): Record<string, string> {
  const type = MIME[file.slice(file.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
  const html = type.startsWith('text/html');
  return {
    'Content-Type': type,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    // Names under assets/ change with their content; everything else is asked for again.
    'Cache-Control': !html && file.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
  };
}

/**
 * File below the renderer's folder that the path of an address means, with `/` between names. Null: refused, because
 * it is not a plain path downwards (`..`, an encoded slash or backslash, a drive, a NUL, a hidden file, bad escapes).
 */
export function pageFile(pathname: string): string | null {
  const names: string[] = [];
  for (const part of pathname.split('/')) {
    if (part === '') continue;
    let name: string;
    try {
      name = decodeURIComponent(part);
    } catch {
      return null;
    }
    if (name.startsWith('.') || /[/\\:\0]/.test(name)) return null;
    names.push(name);
  }
  return names.length === 0 ? 'index.html' : names.join('/');
}

/** Paths without an extension are places inside the app: they get the start page. */
export function isPlace(file: string): boolean {
  return !file.slice(file.lastIndexOf('/') + 1).includes('.');
}
