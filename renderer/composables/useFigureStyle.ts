import { computed } from 'vue';
import type { FigureStyle } from '../charts/figure.ts';
import { useChartTheme } from '../charts/theme.ts';
import { useFormat } from './useFormat.ts';

/** Theme and formats as figures take them. */
export function useFigureStyle() {
  const theme = useChartTheme();
  const format = useFormat();
  return computed<FigureStyle>(() => ({ theme: theme.value, format: format.value }));
}
