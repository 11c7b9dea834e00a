/** Words for the response and its figures, by kind of response. */
export interface ResponseWords {
  /** `revenue` or `conversions`. */
  response: string;
  isMoney: boolean;
  text: (value: number | null | undefined) => string;
  short: (value: number | null | undefined) => string;
}

export function change(before: number | undefined, after: number | undefined): number | null {
  return before === undefined || after === undefined || before === 0 ? null : after / before - 1;
}

export function signedPercent(value: number | null, percent: (value: number | null) => string): string {
  return `${value !== null && value > 0 ? '+' : ''}${percent(value)}`;
}
