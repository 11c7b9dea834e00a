import type { Format } from '../format.ts';
import { intervalName, intervalText } from '../interval-words.ts';
import type { ModelPage } from '../model-page.ts';
import type { ScenarioReport } from '../scenario-report.ts';

/** How sure the gain is: by resamples of the model's data, and by the models it was decided over. */
export function gainWords({ allocation, detail }: ScenarioReport, page: ModelPage, format: Format): string[] {
  if (allocation.status === 'infeasible') return [];
  const { robust, total, horizon } = allocation;
  const gain = detail?.gain ?? null;
  const said: string[] = [];
  if (horizon !== undefined) {
    said.push(`Over ${horizon.periods} ${page.spacing}s that is ${format.money(horizon.spend)} in place of ${format.money(horizon.initialSpend)}, and a response of ${format.amount(horizon.response)} in place of ${format.amount(horizon.initialResponse)}.`);
  }
  if (gain !== null) {
    said.push(`Against today it gains ${format.amount(total.response - total.initialResponse)} per ${page.spacing} (${intervalText(gain.gain, format.amount)}: ${intervalName(gain)}); `
      + `it beats today's budget in ${format.percent(gain.probabilityOfGain, 0)} of the resamples.`);
  }
  if (robust !== undefined && robust.models.length > 1) {
    said.push(`Over ${robust.models.length} models the gain is ${format.amount(robust.mean)} in the mean and ${format.amount(robust.worst)} in the worst of them; `
      + `${gaining(robust.probabilityOfGain, format)}.`);
  }
  return said;
}

/** @param share of the models' weight */
function gaining(share: number, format: Format): string {
  if (share > 1 - 1e-9) return 'it gains in all of them';
  return share < 1e-9 ? 'it gains in none of them' : `it gains in models with ${format.percent(share, 0)} of their weight`;
}
