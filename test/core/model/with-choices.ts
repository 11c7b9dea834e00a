import type { Column, Table } from '../../../core/data/table.ts';
import type { BaselineVariants } from '../../../core/baseline/variants.ts';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import { prepare } from '../../../core/model/prepare.ts';
import type { BaselineColumn, PreparedData } from '../../../core/model/prepared.ts';
import type { AdstockKind, ChoicesSpec, Spec, ValidationSpec } from '../../../core/spec/spec.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

export const SCHEMES: Record<string, ValidationSpec> = {
  holdout: { scheme: 'holdout', features: 'training', test_periods: 0 },
  rolling: { scheme: 'rolling_origin', folds: 4, training: 'expanding', gap: 2, features: 'training', test_periods: 13 },
  blocked: { scheme: 'blocked_kfold', folds: 4, gap: 4, features: 'training', test_periods: 0 },
};

export const CHOICES: ChoicesSpec = {
  'tv.adstock': ['geometric', 'weibull_cdf', 'weibull_pdf'], 'newsletter.adstock': ['weibull_pdf', 'geometric'], 'tv.input': ['exposure', 'spend'],
  'holiday.use': ['on', 'off'], 'competitor_price.lag': [0, 4], 'promotion.lag': [1, 3],
};

/** The weekly project with an exposure for TV; every fold and cut has a baseline of its own. */
export function weeklyUnder(validation: ValidationSpec, edit: (spec: Spec) => void, change: { table?: (table: Table) => Table; off?: string } = {}): PreparedData {
  const { spec, table, baseline } = loadWeekly('geometric', (edited) => {
    edited.tuning.validation = validation;
    edited.tuning.ridge = validation.scheme === 'holdout' ? 'zero' : 'pooled';
    edited.channels = edited.channels.map((channel) => (channel.name === 'tv' ? { ...channel, exposure: 'tv_grp' } : channel));
    edited.context = edited.context.map((item) => (item.type === 'factor' ? { ...item, reference: 'none' } : item));
    edit(edited);
  });
  const own = (slope: number): BaselineColumn[] => baseline.map(({ name, values }) =>
    ({ name, values: values.map((value, t) => (name === change.off ? 0 : value * (1 + slope * t))) }));
  const count = validation.scheme === 'holdout' ? 0 : validation.folds;
  const variants: BaselineVariants = {
    folds: Array.from({ length: count }, (_, fold) => own(0.0005 * (fold + 1))),
    cuts: validation.scheme === 'holdout' ? [{ rows: 100, columns: own(0.001) }, { rows: 130, columns: own(0.002) }] : [],
    refit: validation.test_periods > 0 ? own(0.003) : null,
  };
  return prepare(spec, change.table?.(table) ?? table, 'week', own(0), variants);
}

/** The project file that says what a candidate chose, its table changed by hand; and the candidate without its choices. */
export function asPlain(validation: ValidationSpec, chosen: PreparedData, params: CandidateParameters): { prepared: PreparedData; params: CandidateParameters } {
  const kind = (CHOICES['tv.adstock'] ?? [])[params['tv.adstock'] ?? NaN] as AdstockKind;
  const mail = (CHOICES['newsletter.adstock'] ?? [])[params['newsletter.adstock'] ?? NaN] as AdstockKind;
  const plain = weeklyUnder(validation, (spec) => {
    for (const channel of spec.channels) {
      if (channel.name !== 'tv') continue;
      channel.adstock = kind;
      if (params['tv.input'] === 1) delete channel.exposure;
    }
    for (const organic of spec.organic) organic.adstock = mail;
  }, {
    ...(params['holiday.use'] === 1 ? { off: 'holiday' } : {}),
    table: (table) => shifted(shifted(table, 'competitor_price', params['competitor_price.lag'] ?? 0), 'promotion', params['promotion.lag'] ?? 0),
  });
  // The penalty's range stays that of the file's own settings.
  const prepared = { ...plain, lambdaMin: chosen.lambdaMin, lambdaMax: chosen.lambdaMax };
  const wanted = prepared.space.parameters.map(({ name }) => name);
  return { prepared, params: Object.fromEntries(wanted.map((name) => [name, params[name] ?? NaN])) };
}

function shifted(table: Table, name: string, lag: number): Table {
  const earlier = <T>(values: ArrayLike<T>) => (_: unknown, t: number): T => values[Math.max(0, t - lag)] as T;
  return {
    ...table, columns: table.columns.map((column): Column => {
      if (column.name !== name) return column;
      return column.type === 'text' ? { ...column, values: column.values.map(earlier(column.values)) } : { ...column, values: column.values.map(earlier(column.values)) } as Column;
    }),
  };
}
