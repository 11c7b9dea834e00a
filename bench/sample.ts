import { readFileSync } from 'node:fs';
import { baselineWithVariants } from '../core/baseline/variants.ts';
import { parseTable } from '../core/data/parse.ts';
import { createEvaluator } from '../core/model/candidate.ts';
import { prepare } from '../core/model/prepare.ts';
import { parseSpec } from '../core/spec/parse.ts';
import type { Dimension } from '../core/tuning/dimensions.ts';
import { unitSpace } from '../core/tuning/space.ts';
import { METRIC_COUNT } from '../core/model/candidate.ts';
import { loadProphet } from '../electron/engine/prophet/load.ts';

/** The sample of examples/ as a search problem. */
export interface Sample {
  /** The axes that are searched. */
  space: readonly Dimension[];
  /** How candidates are validated, in words. */
  validation: string;
  /** [NRMSE, decomp.RSSD] of a point of the unit cube. */
  losses(point: Float64Array): [number, number];
}

/** Prepared as a run prepares it: Prophet's baseline once per fold. Takes some seconds. */
export async function loadSample(): Promise<Sample> {
  const read = (name: string): string => readFileSync(new URL(`../examples/${name}`, import.meta.url), 'utf8');
  const spec = parseSpec(JSON.parse(read('weekly.json')));
  const { table } = parseTable(read('weekly.csv'));
  const { main, variants } = await baselineWithVariants(spec, table, 'week', await loadProphet());
  const prepared = prepare(spec, table, 'week', main.columns, variants);
  const { dimensions, toParams, parameters } = unitSpace(prepared.space);
  const evaluator = createEvaluator(prepared);
  const params = new Float64Array(parameters);
  const metrics = new Float64Array(METRIC_COUNT);
  const { validation } = spec.tuning;
  return {
    space: dimensions,
    validation: validation.scheme === 'holdout' ? 'holdout' : `${validation.folds} folds (${validation.scheme})`,
    losses(point) {
      toParams(point, params);
      evaluator.evaluate(params, metrics);
      return [metrics[0] as number, metrics[1] as number];
    },
  };
}
