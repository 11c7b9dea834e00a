/**
 * Channel colours: the order of the project file decides, so a channel looks the same on every screen and in
 * every report. The first eight are Okabe and Ito's set (2008, "Color Universal Design"), its yellow darkened to
 * show on white; four more keep apart from them in lightness. Past twelve the set repeats lighter or darker.
 */
export interface ThemedColour {
  light: string;
  dark: string;
}

const BASE: readonly ThemedColour[] = [
  { light: '#0072b2', dark: '#4aa8e0' },
  { light: '#d55e00', dark: '#f08a3c' },
  { light: '#009e73', dark: '#2fc79b' },
  { light: '#b0508a', dark: '#dd8fbb' },
  { light: '#a67c00', dark: '#e6bf3a' },
  { light: '#56b4e9', dark: '#9bd6f7' },
  { light: '#7a4419', dark: '#c28d5e' },
  { light: '#5b4fa2', dark: '#a499e8' },
  { light: '#8aa300', dark: '#c2da4b' },
  { light: '#e0567a', dark: '#ff93ad' },
  { light: '#00666b', dark: '#3fa9ae' },
  { light: '#7f7f7f', dark: '#b5b5b5' },
];

/** Colours that mean something other than a channel. */
export const MEANINGS = {
  positive: { light: '#0072b2', dark: '#4aa8e0' },
  negative: { light: '#c2410c', dark: '#f58b5c' },
  baseline: { light: '#8a94a3', dark: '#8d98a8' },
  actual: { light: '#4b5563', dark: '#c3cad5' },
  fitted: { light: '#0072b2', dark: '#4aa8e0' },
  pass: { light: '#0f766e', dark: '#4fd1b5' },
  look: { light: '#a15c00', dark: '#f2b84b' },
  fail: { light: '#b42318', dark: '#ff8a7a' },
} as const satisfies Record<string, ThemedColour>;

/** Colour of the channel at a 0-based place in the project file. */
export function channelColour(index: number): ThemedColour {
  const base = BASE[index % BASE.length] ?? { light: '#7f7f7f', dark: '#b5b5b5' };
  const round = Math.floor(index / BASE.length);
  if (round === 0) return base;
  const toWhite = round % 2 === 1 ? 0.35 : -0.35;
  return { light: shade(base.light, toWhite), dark: shade(base.dark, -toWhite) };
}

/** One colour per name, in order; organic variables follow the channels. */
export function channelColours(names: readonly string[]): Map<string, ThemedColour> {
  return new Map(names.map((name, index) => [name, channelColour(index)]));
}

/** Mixes with white (share above 0) or black (below 0). */
function shade(colour: string, share: number): string {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const goal = share > 0 ? 255 : 0;
  return `#${parts.map((part) => Math.round(part + (goal - part) * Math.abs(share)).toString(16).padStart(2, '0')).join('')}`;
}
