/**
 * Holdout split of the n rows of the window, in order of time (DESIGN reference definition, Robyn 3.12.1):
 * train = floor(1 + (n − 1)·train_size), validation = floor(n·(1 − train_size)/2), test the rest.
 * train_size 1 trains on every row and leaves nothing to validate on.
 */
export interface SplitRows {
  train: number;
  validation: number;
  test: number;
}

export function trainRows(rows: number, trainSize: number): number {
  return Math.min(rows, Math.max(1, Math.floor(1 + (rows - 1) * trainSize)));
}

export function validationRows(rows: number, trainSize: number): number {
  return Math.max(0, Math.min(rows - trainRows(rows, trainSize), Math.floor((rows * (1 - trainSize)) / 2)));
}

export function splitRows(rows: number, trainSize: number): SplitRows {
  const train = trainRows(rows, trainSize);
  const validation = validationRows(rows, trainSize);
  return { train, validation, test: rows - train - validation };
}
