/**
 * The non-dominated points told so far, kept as they come in. Bounded: past the limit the member whose losses
 * are nearest to the newcomer's makes room, which keeps the set spread out.
 */
export interface NonDominated {
  readonly size: number;
  /** Coordinates of member i; not to be changed. */
  point(i: number): Float64Array;
  /** Losses of member i; not to be changed. */
  losses(i: number): Float64Array;
  /** False when a member is at least as good in every loss, or a loss is infinite. */
  add(point: Float64Array, losses: Float64Array): boolean;
  /** Whether no member dominates the losses: as good in all and better in one. */
  admits(losses: Float64Array): boolean;
  state(): NonDominatedState;
}

export type NonDominatedState = { point: number[]; losses: number[] }[];

interface Member {
  point: Float64Array;
  losses: Float64Array;
}

export function createNonDominated(limit: number, from: NonDominatedState = []): NonDominated {
  const members: Member[] = from.map(({ point, losses }) => ({ point: Float64Array.from(point), losses: Float64Array.from(losses) }));
  return {
    get size() {
      return members.length;
    },
    point: (i) => (members[i] as Member).point,
    losses: (i) => (members[i] as Member).losses,
    admits: (losses) => !members.some((member) => atLeastAsGood(member.losses, losses) && !atLeastAsGood(losses, member.losses)),
    add(point, losses) {
      if (losses.includes(Infinity)) return false;
      for (const member of members) if (atLeastAsGood(member.losses, losses)) return false;
      let kept = 0;
      for (const member of members) if (!atLeastAsGood(losses, member.losses)) members[kept++] = member;
      members.length = kept;
      const newcomer = { point: point.slice(), losses: losses.slice() };
      if (kept < limit) members.push(newcomer);
      else members[nearest(members, losses)] = newcomer;
      return true;
    },
    state: () => members.map(({ point, losses }) => ({ point: [...point], losses: [...losses] })),
  };
}

function atLeastAsGood(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if ((a[i] as number) > (b[i] as number)) return false;
  return true;
}

/** Nearest in losses, each scaled by the span of the set. */
function nearest(members: Member[], losses: Float64Array): number {
  const scale = losses.map((_, i) => {
    const values = members.map((member) => member.losses[i] as number);
    const span = Math.max(...values) - Math.min(...values);
    return span > 0 ? 1 / span : 0;
  });
  let best = 0;
  let least = Infinity;
  members.forEach((member, index) => {
    let distance = 0;
    for (let i = 0; i < losses.length; i++) {
      distance += (((member.losses[i] as number) - (losses[i] as number)) * (scale[i] as number)) ** 2;
    }
    if (distance < least) {
      least = distance;
      best = index;
    }
  });
  return best;
}
