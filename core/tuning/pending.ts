/** Proposals that were asked for and not told yet, by id; ids count up from 0. */
export interface Pending<T> {
  add(value: T): number;
  /** Takes the proposal out; RangeError when there is none with this id. */
  take(id: number): T;
  state(): PendingState<T>;
}

export interface PendingState<T> {
  next: number;
  open: [id: number, value: T][];
}

export function createPending<T>(from: PendingState<T> = { next: 0, open: [] }): Pending<T> {
  let next = from.next;
  const open = new Map(from.open);
  return {
    add(value) {
      open.set(next, value);
      return next++;
    },
    take(id) {
      const value = open.get(id);
      if (value === undefined) throw new RangeError(`Proposal ${id} was never asked for, or has been told already.`);
      open.delete(id);
      return value;
    },
    state: () => ({ next, open: [...open] }),
  };
}

/** RangeError unless there is one loss per objective and none is NaN. */
export function checkLosses(losses: Float64Array, objectives: number): void {
  if (losses.length !== objectives) throw new RangeError(`Expected ${objectives} losses, got ${losses.length}.`);
  for (const loss of losses) if (Number.isNaN(loss)) throw new RangeError('A loss is NaN; tell +Infinity for a failed candidate.');
}
