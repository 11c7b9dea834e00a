import { z } from 'zod';
import { consensusSchema } from './uncertainty.ts';
import type { ChoiceShares } from '../../core/selection/choice-shares.ts';
import type { Grouping, Insight, RssdComparison } from '../../core/selection/insight.ts';
import type { PrincipalComponents } from '../../core/selection/principal-components.ts';
import type { Range90, SearchSpread } from '../../core/selection/search-spread.ts';
import type { ChannelSpread } from '../../core/selection/spread.ts';

/** What was found out about all candidates of a run together: as it is stored, and as pages get it. */

const perChannel = <T extends z.ZodType>(value: T) => z.record(z.string(), value);

const componentsSchema: z.ZodType<PrincipalComponents> = z.object({
  share: z.tuple([z.number(), z.number()]),
  loadings: z.array(z.object({ name: z.string(), first: z.number(), second: z.number() })),
  points: z.array(z.object({ first: z.number(), second: z.number() })),
});

const spreadSchema: z.ZodType<ChannelSpread> = z.object({
  channel: z.string(), count: z.number(), mean: z.number(), means: z.array(z.number().nullable()),
  within: z.number(), between: z.number(), shareBetween: z.number(),
});

export const groupingSchema: z.ZodType<Grouping> = z.object({
  features: z.enum(['roas', 'hyperparameters']), components: componentsSchema.nullable(), spread: z.array(spreadSchema),
});

const range90Schema: z.ZodType<Range90> = z.object({
  count: z.number(), mean: z.number(), median: z.number(), sd: z.number(),
  min: z.number(), max: z.number(), lower: z.number(), upper: z.number(),
});

export const searchSpreadSchema: z.ZodType<SearchSpread> = z.object({
  label: z.literal('search: what another seed would have given'),
  trials: z.array(z.object({
    trial: z.number(), id: z.string(), score: z.number(), roi: perChannel(z.number().nullable()), lowestNrmse: z.number(),
  })),
  roi: perChannel(range90Schema),
  nrmse: range90Schema,
});

const roiOfModelsSchema = z.object({
  count: z.number(), nrmse: z.number(),
  roi: perChannel(z.object({ median: z.number(), lower: z.number(), upper: z.number() })),
});

export const rssdComparisonSchema: z.ZodType<RssdComparison> = z.object({
  pullsToward: z.enum(['budget', 'earlier model']), with: roiOfModelsSchema, without: roiOfModelsSchema,
});

/** How often each option of a searched setting was chosen. */
export const choiceSharesSchema: z.ZodType<ChoiceShares> = z.object({
  name: z.string(), options: z.array(z.object({ label: z.string(), count: z.number() })),
});

export const insightSchema: z.ZodType<Insight> = z.object({
  rssdObjective: z.boolean(), grouping: groupingSchema, search: searchSpreadSchema.nullable(), rssd: rssdComparisonSchema.nullable(),
  consensus: consensusSchema.nullable().default(null),
  choices: z.array(choiceSharesSchema).exactOptional(),
});
