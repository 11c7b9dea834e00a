/**
 * The first number of fronts that holds `least` candidates: DESIGN reference definition (Robyn 3.12.1),
 * "Selection". With fewer candidates in all it is every front, and a note says so.
 */
export function automaticFronts(front: readonly (number | null)[], considered: number, least: number): { fronts: number; notes: string[] } {
  const sizes: number[] = [];
  for (const number of front) if (number !== null) sizes[number - 1] = (sizes[number - 1] ?? 0) + 1;
  let held = 0;
  for (const [index, size] of sizes.entries()) {
    held += size;
    if (held >= least) return { fronts: index + 1, notes: [] };
  }
  const what = considered === 0 ? 'No candidate can be ranked, so there are no fronts'
    : `Only ${considered} ${considered === 1 ? 'candidate passes' : 'candidates pass'} the filters, fewer than the ${least} wanted;`
      + ' every front is taken';
  return { fronts: sizes.length, notes: [`${what}. More trials or iterations give more to choose from.`] };
}
