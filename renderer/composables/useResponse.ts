import { computed } from 'vue';
import { useProjectStore } from '../stores/project.ts';
import { useFormat } from './useFormat.ts';

/** The open project's response in words and as text: revenue is money, conversions are counts. */
export function useResponse() {
  const store = useProjectStore();
  const format = useFormat();
  return computed(() => {
    const isMoney = (store.project?.spec.response.kind ?? 'revenue') === 'revenue';
    const text = (value: number | null | undefined): string => (isMoney ? format.value.money(value) : format.value.amount(value));
    return {
      isMoney,
      /** `revenue` or `conversions`. */
      response: isMoney ? 'revenue' : 'conversions',
      text,
      short: (value: number | null | undefined): string => (isMoney ? format.value.compactMoney(value) : format.value.compact(value)),
      /** With its sign. */
      signed: (value: number | null | undefined): string => `${typeof value === 'number' && value > 0 ? '+' : ''}${text(value)}`,
      efficiency: isMoney ? 'ROAS' : 'CPA',
    };
  });
}

export type ResponseText = ReturnType<typeof useResponse>['value'];
