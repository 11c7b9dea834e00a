/** A finding in words. `look`: worth a thought before the numbers are used; `fail`: don't use them as they are. */
export interface Diagnostic {
  /** Stable, kebab case: `residual-autocorrelation`. */
  id: string;
  level: 'pass' | 'look' | 'fail';
  title: string;
  /** The measured figure with its name: `Durbin–Watson 1.37`; null where the text has it all. */
  figure: string | null;
  /** What was found, in one or two sentences. */
  text: string;
  /** What to do about it, one sentence; null when it passes. */
  advice: string | null;
  plot: DiagnosticPlot | null;
}

/** What helps to see it; drawn small beside the words. */
export interface DiagnosticPlot {
  kind: 'bars' | 'points' | 'line';
  title: string;
  /** Numbers, days since 1970-01-01 (`xKind` date) or names. */
  x: number[] | string[];
  xKind: 'number' | 'date' | 'name';
  xLabel: string;
  yLabel: string;
  series: { name: string; y: number[] }[];
  /** Horizontal lines, for instance limits of significance. */
  lines: { name: string; y: number }[];
}
