import type { ChartTheme } from '../theme.ts';

/** A rectangle in CSS pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const FONT = '11px system-ui, sans-serif';

/**
 * Gives a canvas the sharpness of the screen and a clean surface; null where there is nothing to draw on. `pixels`: it is
 * written to pixel by pixel, which is quicker where the browser keeps it in memory.
 */
export function prepareCanvas(canvas: HTMLCanvasElement, width: number, height: number, pixels = false): CanvasRenderingContext2D | null {
  const scale = window.devicePixelRatio || 1;
  const context = canvas.getContext('2d', { willReadFrequently: pixels });
  if (context === null || width <= 0 || height <= 0) return null;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.font = FONT;
  return context;
}

/** Text that ends with … where there is no room. */
export function fitText(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let [fits, long] = [0, text.length];
  while (long - fits > 1) {
    const middle = (fits + long) >> 1;
    if (context.measureText(`${text.slice(0, middle)}…`).width <= room) fits = middle;
    else long = middle;
  }
  return fits === 0 ? '' : `${text.slice(0, fits)}…`;
}

export interface Picture {
  canvas: HTMLCanvasElement;
  /** Written above it; none for a picture that says it itself. */
  title?: string;
}

const TITLE_PIXELS = 20;
const GAP = 12;

/** Pictures beside one another in rows of `columns` on the surface's colour, as PNG. */
export function composePng(pictures: readonly Picture[], columns: number, theme: ChartTheme): Promise<Uint8Array> {
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [Math.max(1, ...pictures.map(({ canvas }) => canvas.width)), Math.max(1, ...pictures.map(({ canvas }) => canvas.height))];
  const head = pictures.some(({ title }) => title !== undefined) ? TITLE_PIXELS * scale : 0;
  const [stepX, stepY] = [width + GAP * scale, height + head + GAP * scale];
  const whole = document.createElement('canvas');
  whole.width = Math.min(columns, pictures.length) * stepX;
  whole.height = Math.ceil(pictures.length / columns) * stepY;
  const context = whole.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, whole.width, whole.height);
  context.fillStyle = theme.text;
  context.font = `${12 * scale}px system-ui, sans-serif`;
  pictures.forEach(({ canvas, title }, at) => {
    const [x, y] = [(at % columns) * stepX, Math.floor(at / columns) * stepY];
    if (title !== undefined) context.fillText(title, x + 4 * scale, y + 14 * scale);
    context.drawImage(canvas, x, y + head);
  });
  return pngOf(whole);
}

export function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  canvas.toBlob((blob) => {
    if (blob === null) reject(new Error('the picture could not be made'));
    else blob.arrayBuffer().then((buffer) => resolve(new Uint8Array(buffer)), reject);
  }, 'image/png');
  return promise;
}

/** Red, green and blue, 0..255, of `#rrggbb`. */
export function channelsOf(colour: string): [number, number, number] {
  const number = Number.parseInt(colour.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

/** `steps` colours from one to another, packed as a canvas' pixels on little-endian machines (every one a browser runs on). */
export function ramp(from: string, to: string, steps: number): Uint32Array {
  const [a, b] = [channelsOf(from), channelsOf(to)];
  return Uint32Array.from({ length: steps }, (_, step) => {
    const share = steps > 1 ? step / (steps - 1) : 0;
    const [red = 0, green = 0, blue = 0] = a.map((one, at) => Math.round(one + share * ((b[at] ?? 0) - one)));
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}
