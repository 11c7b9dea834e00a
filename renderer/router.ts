import { createRouter, createWebHashHistory } from 'vue-router';
import type { RouteRecordRaw } from 'vue-router';

declare module 'vue-router' {
  interface RouteMeta {
    /** Heading of the page in breadcrumbs and window title. */
    title: string;
  }
}

/** Screens inside a project: the names of these routes are used for every link. */
const projectRoutes: RouteRecordRaw[] = [
  { path: '', redirect: (to) => ({ name: 'data', params: to.params }) },
  { path: 'data', name: 'data', meta: { title: 'Data' }, component: () => import('./pages/data/DataPage.vue') },
  { path: 'setup/:step?', name: 'setup', meta: { title: 'Setup' }, component: () => import('./pages/setup/SetupPage.vue'), props: true },
  { path: 'runs', name: 'runs', meta: { title: 'Runs' }, component: () => import('./pages/run/RunsPage.vue'), props: true },
  { path: 'runs/:runId', name: 'run', meta: { title: 'Run' }, component: () => import('./pages/run/RunPage.vue'), props: true },
  { path: 'search/:runId', name: 'search', meta: { title: 'Search' }, component: () => import('./pages/search/SearchPage.vue'), props: true },
  { path: 'refresh/:runId?/:modelId?', name: 'refresh', meta: { title: 'Refresh a model' }, component: () => import('./pages/refresh/RefreshPage.vue'), props: true },
  { path: 'changes/:runId/:modelId?', name: 'changes', meta: { title: 'What changed' }, component: () => import('./pages/refresh/ChangesPage.vue'), props: true },
  { path: 'methods', name: 'methods', meta: { title: 'Methods' }, component: () => import('./pages/methods/MethodsPage.vue'), props: true },
  { path: 'recovery', name: 'recovery', meta: { title: 'Recovery check' }, component: () => import('./pages/recovery/RecoveryPage.vue'), props: true },
  { path: 'models/:runId?', name: 'models', meta: { title: 'Models' }, component: () => import('./pages/models/ModelsPage.vue'), props: true },
  { path: 'models/:runId/:modelId', name: 'model', meta: { title: 'Model' }, component: () => import('./pages/models/ModelPage.vue'), props: true },
  { path: 'allocation/:runId?/:modelId?', name: 'allocation', meta: { title: 'Allocation' }, component: () => import('./pages/allocation/AllocationPage.vue'), props: true },
  { path: 'scenarios', name: 'scenarios', meta: { title: 'Scenarios' }, component: () => import('./pages/scenarios/ScenariosPage.vue'), props: true },
  { path: 'plan/:runId?/:modelId?', name: 'plan', meta: { title: 'Plan' }, component: () => import('./pages/plan/PlanPage.vue'), props: true },
  { path: 'experiments/:runId?/:modelId?', name: 'experiments', meta: { title: 'Next experiment' }, component: () => import('./pages/experiments/ExperimentsPage.vue'), props: true },
  { path: 'compare', name: 'compare', meta: { title: 'Compare' }, component: () => import('./pages/compare/ComparePage.vue'), props: true },
  { path: 'report', name: 'report', meta: { title: 'Report' }, component: () => import('./pages/report/ReportPage.vue'), props: true },
];

/** Hash history: works alike under app:// and http://. */
export const router = createRouter({
  history: createWebHashHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', redirect: { name: 'projects' } },
    { path: '/projects', name: 'projects', meta: { title: 'Projects' }, component: () => import('./pages/projects/ProjectsPage.vue') },
    { path: '/projects/new', name: 'new-project', meta: { title: 'New project' }, component: () => import('./pages/projects/NewProjectPage.vue') },
    { path: '/projects/:projectId', component: () => import('./components/layout/ProjectLayout.vue'), props: true, children: projectRoutes },
    { path: '/:rest(.*)*', name: 'not-found', meta: { title: 'Not found' }, component: () => import('./pages/NotFoundPage.vue') },
  ],
});
