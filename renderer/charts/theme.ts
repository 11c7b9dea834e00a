import type { ChartOptions } from 'chart.js';
import { useMediaQuery } from '@vueuse/core';
import { computed } from 'vue';
import { useTheme } from '../composables/useTheme.ts';
import { dayTicks } from './day-ticks.ts';
import { mergeDeep } from './merge.ts';

export interface ChartTheme {
  dark: boolean;
  text: string;
  muted: string;
  grid: string;
  zero: string;
  surface: string;
  /** The one accent colour, and the same faint for areas. */
  accent: string;
  accentFaint: string;
  /** Series that stands back behind the accent. */
  neutral: string;
  warning: string;
}

/** Colours for canvases, which can't read CSS variables. They mirror style.css. */
const light: ChartTheme = {
  dark: false, text: '#0f172a', muted: '#475569', grid: '#e2e8f0', zero: '#94a3b8', surface: '#ffffff',
  accent: '#0f766e', accentFaint: 'rgba(15, 118, 110, 0.14)', neutral: '#64748b', warning: '#b45309',
};
const dark: ChartTheme = {
  dark: true, text: '#f8fafc', muted: '#a3b1c4', grid: '#263449', zero: '#64748b', surface: '#0f172a',
  accent: '#2dd4bf', accentFaint: 'rgba(45, 212, 191, 0.18)', neutral: '#94a3b8', warning: '#fbbf24',
};

export function useChartTheme() {
  const theme = useTheme();
  return computed<ChartTheme>(() => (theme.dark.value ? dark : light));
}

export function useReducedMotion() {
  return useMediaQuery('(prefers-reduced-motion: reduce)');
}

/** The quiet look every chart starts from: faint grid, no frames, no legend unless asked for. */
export function baseOptions(theme: ChartTheme, still: boolean): ChartOptions {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: still ? false : { duration: 250 },
    font: { family: 'system-ui, sans-serif', size: 12 },
    color: theme.muted,
    interaction: { mode: 'nearest', intersect: false },
    elements: { point: { radius: 0, hitRadius: 8 }, line: { borderWidth: 2 }, bar: { borderRadius: 2 } },
    plugins: {
      legend: { display: false, position: 'top', align: 'start', labels: { color: theme.text, boxWidth: 12, boxHeight: 12, useBorderRadius: true, borderRadius: 2 } },
      tooltip: {
        backgroundColor: theme.dark ? '#f8fafc' : '#0f172a',
        titleColor: theme.dark ? '#0f172a' : '#f8fafc',
        bodyColor: theme.dark ? '#0f172a' : '#f8fafc',
        padding: 10, cornerRadius: 6, boxPadding: 4,
      },
    },
  };
}

/** An axis in the look of the app; what is given goes over it. */
export function axis(theme: ChartTheme, own: Record<string, unknown> = {}): Record<string, unknown> {
  return mergeDeep({
    border: { display: false },
    grid: {
      color: (context: { tick?: { value?: number } }) => (context.tick?.value === 0 ? theme.zero : theme.grid),
      tickLength: 4,
    },
    ticks: { color: theme.muted, maxRotation: 0, autoSkipPadding: 12 },
    title: { color: theme.muted, display: typeof own['title'] === 'object' },
  }, own);
}

/** Room a date needs on an axis. */
const TICK_PIXELS = 90;

/** A linear axis of days since 1970-01-01. */
export function dayAxis(theme: ChartTheme, format: (days: number) => string, own: Record<string, unknown> = {}): Record<string, unknown> {
  return axis(theme, mergeDeep({
    type: 'linear', grid: { display: false },
    afterBuildTicks: (scale: { min: number; max: number; width: number; ticks: { value: number }[] }) => {
      const room = Math.max(2, Math.floor(scale.width / TICK_PIXELS));
      scale.ticks = dayTicks(scale.min, scale.max, room).map((value) => ({ value }));
    },
    ticks: { callback: (value: number | string) => format(Number(value)) },
  }, own));
}
