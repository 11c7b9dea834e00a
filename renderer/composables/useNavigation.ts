import { computed } from 'vue';
import { useRoute } from 'vue-router';
import type { RouteLocationRaw } from 'vue-router';

export interface Screen {
  label: string;
  icon: string;
  to: RouteLocationRaw;
  /** Names of the routes that belong to it. */
  routes: string[];
  /** Second key after G. */
  key: string;
}

const projects: Screen = { label: 'Projects', icon: 'i-lucide-folder-open', key: 'p', to: { name: 'projects' }, routes: ['projects', 'new-project'] };

/** The screens of the project that is open, in the order one works through them. */
export function useNavigation() {
  const route = useRoute();
  const projectId = computed(() => {
    const id = route.params['projectId'];
    return typeof id === 'string' && id !== '' ? id : null;
  });
  const screens = computed<Screen[]>(() => {
    const id = projectId.value;
    if (id === null) return [];
    const screen = (label: string, name: string, icon: string, key: string, ...more: string[]): Screen =>
      ({ label, icon, key, to: { name, params: { projectId: id } }, routes: [name, ...more] });
    return [
      screen('Data', 'data', 'i-lucide-table-2', 'd'),
      screen('Setup', 'setup', 'i-lucide-sliders-horizontal', 's'),
      screen('Runs', 'runs', 'i-lucide-activity', 'r', 'run', 'search', 'refresh', 'changes'),
      screen('Methods', 'methods', 'i-lucide-git-compare-arrows', 'h'),
      screen('Models', 'models', 'i-lucide-chart-scatter', 'm', 'model'),
      screen('Recovery check', 'recovery', 'i-lucide-flask-conical', 'k'),
      screen('Allocation', 'allocation', 'i-lucide-scale', 'a'),
      screen('Scenarios', 'scenarios', 'i-lucide-layers', 'b'),
      screen('Plan', 'plan', 'i-lucide-calendar-range', 'w'),
      screen('Next experiment', 'experiments', 'i-lucide-flask-round', 'e'),
      screen('Compare', 'compare', 'i-lucide-columns-2', 'c'),
      screen('Report', 'report', 'i-lucide-file-text', 't'),
    ];
  });
  return { projectId, projects, screens };
}
