import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import vue from 'eslint-plugin-vue';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

/** Who may import whom (docs/ARCHITECTURE.md): a layer may import itself and the layers named for it. */
const layers = {
  'core': [],
  'electron/contract': ['core'],
  'electron/engine': ['core', 'electron/contract'],
  'electron/backend': ['core', 'electron/contract'],
  'electron/main': ['electron/backend', 'electron/contract'],
  'electron/server': ['electron/backend', 'electron/contract'],
  'electron/cli': ['electron/backend', 'electron/contract', 'electron/server'],
  'electron/preload': ['electron/contract'],
  'renderer': ['core', 'electron/contract'],
};

const zones = Object.entries(layers).map(([layer, allowed]) => ({
  target: `./${layer}`,
  from: ['core', 'electron/contract', 'electron/engine', 'electron/backend', 'electron/main', 'electron/server',
    'electron/cli', 'electron/preload', 'renderer', 'test', 'bench', 'tools']
    .filter((other) => other !== layer && !allowed.includes(other)).map((other) => `./${other}`),
  message: `${layer}/ may import ${allowed.length === 0 ? 'nothing outside itself' : `only ${allowed.join(', ')}`}.`,
}));

const noImport = (patterns) =>
  ['error', { patterns }];

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'dist/', 'docs/', '.cache/', 'coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.ts', '**/*.vue'],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.vue'], sourceType: 'module' },
    },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'no-undef': 'off', // the type check does this, per layer
      'no-unused-vars': 'off',
      'eqeqeq': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 500 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/require-default-prop': 'off', // props are typed; undefined is a value like any other
      'vue/first-attribute-linebreak': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
    },
  },
  {
    // Promises that nobody waits for are how calls are left hanging.
    files: ['electron/**/*.ts', 'core/**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/no-misused-promises': 'error' },
  },
  {
    files: ['core/**/*.ts'],
    rules: {
      'no-restricted-imports': noImport([
        { regex: '^node:', message: 'core/ is pure: no Node.' },
        { regex: '^(electron|vue|better-sqlite3|ws)$', message: 'core/ is pure.' },
      ]),
      'no-restricted-properties': ['error',
        { object: 'Math', property: 'random', message: 'Take a generator as a parameter (core/random).' },
        { object: 'Date', property: 'now', message: 'core/ has no clock.' },
        { object: 'performance', property: 'now', message: 'core/ has no clock.' }],
      'no-restricted-syntax': ['error', {
        selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'core/ has no clock.',
      }],
    },
  },
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/backend/store/**'],
    rules: { 'no-restricted-imports': noImport([{ group: ['better-sqlite3'], message: 'Only backend/store opens SQLite.' }]) },
  },
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.vue'],
    ignores: ['renderer/charts/**'],
    languageOptions: { globals: globals.browser },
    rules: { 'no-restricted-imports': noImport([{ group: ['chart.js', 'chart.js/*', 'chartjs-*'], message: 'Only renderer/charts draws.' }]) },
  },
  {
    // In the renderer core/ is for types, ready figures and the project file; numbers come from the backend.
    files: ['renderer/**/*.ts', 'renderer/**/*.vue'],
    rules: {
      '@typescript-eslint/no-restricted-imports': noImport([{
        regex: '/core/(?!spec/|report/|errors|data/calendar)', message: 'The renderer takes only types from here.', allowTypeImports: true,
      }]),
    },
  },
  { files: ['electron/cli/**', 'tools/**', 'bench/**', 'examples/**', 'test/run.ts'], rules: { 'no-console': 'off' } },
);
