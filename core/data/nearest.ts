/** Levenshtein distance between two words (Levenshtein 1966): insertions, deletions, substitutions. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[j] as number) + 1, (current[j - 1] as number) + 1));
    }
    previous = current;
  }
  return previous[b.length] as number;
}

/** The known name closest to what was written, letter case and punctuation aside; null when none is close. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of known) {
    const distance = editDistance(plain(name), plain(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return bestDistance <= Math.max(1, plain(name).length / 2) ? best : null;
}

/** `Did you mean "x"?`, or the names there are, at most `limit` of them. */
export function suggestName(name: string, known: readonly string[], limit = 12): string {
  const nearest = nearestName(name, known);
  if (nearest !== null) return `Did you mean "${nearest}"?`;
  const shown = known.slice(0, limit).map((item) => `"${item}"`).join(', ');
  return known.length === 0 ? '' : `There are: ${shown}${known.length > limit ? ', …' : ''}.`;
}
