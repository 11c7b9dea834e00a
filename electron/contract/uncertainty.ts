import { z } from 'zod';
import type { CandidateParameters } from '../../core/model/evaluation.ts';
import type { Consensus } from '../../core/uncertainty/consensus.ts';
import type { GainInterval } from '../../core/uncertainty/gain.ts';
import type { ModelIntervals } from '../../core/uncertainty/interval.ts';

/** How sure the numbers of a model are. */

/** zod's own number is finite; the upper end of a cost per unit need not be. */
const end = z.custom<number>((value) => typeof value === 'number' && !Number.isNaN(value), 'expected a number or Infinity');
const intervalSchema = z.object({ lower: end, upper: end });
const byName = <T extends z.ZodType>(value: T) => z.record(z.string(), value);
const covers = z.enum(['sampling', 'models', 'sampling and models', 'search']);

export const modelIntervalsSchema: z.ZodType<ModelIntervals> = z.object({
  level: z.number(),
  covers,
  resamples: z.number(),
  blockLength: z.number(),
  coefficients: byName(intervalSchema),
  contribution: byName(intervalSchema),
  roas: byName(intervalSchema.nullable()),
  cpa: byName(intervalSchema.nullable()),
  effectShare: byName(intervalSchema).optional(),
  curves: byName(z.object({ spend: z.array(z.number()), lower: z.array(z.number()), upper: z.array(z.number()) })),
  notes: z.array(z.string()),
}) as z.ZodType<ModelIntervals>; // zod's optional key may hold undefined, which it never does here

export const gainIntervalSchema: z.ZodType<GainInterval> = z.object({
  level: z.number(),
  covers,
  gain: intervalSchema,
  share: intervalSchema.nullable(),
  probabilityOfGain: z.number(),
});

const estimateSchema = z.object({ estimate: z.number(), lower: z.number(), upper: z.number() });
const numbers = z.array(z.number());

export const consensusSchema: z.ZodType<Consensus> = z.object({
  level: z.number(), covers: z.literal('sampling and models'), models: z.number(), draws: z.number(), widening: z.number(),
  channels: z.array(z.object({
    channel: z.string(), spend: z.number(), contribution: estimateSchema, roas: estimateSchema.nullable(),
    curve: z.object({ spend: numbers, estimate: numbers, lower: numbers, upper: numbers }),
  })),
  paid: estimateSchema, paidShare: estimateSchema,
});

export interface ConsensusRequest {
  key: string;
  models: CandidateParameters[];
  seed: number;
}

/** Which model on the data loaded under `key`, trained on which rows. */
export interface IntervalsRequest {
  key: string;
  params: CandidateParameters;
  seed: number;
  rows: 'tuning' | 'all';
}
