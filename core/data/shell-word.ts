/** A name as it is typed on a command line: as it is when plain, else in double quotes. */
export function shellWord(name: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(name) ? name : `"${name.replaceAll('"', '\\"')}"`;
}
