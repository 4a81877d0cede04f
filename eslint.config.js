import hooks from 'eslint-plugin-react-hooks'
import typescript from 'typescript-eslint'
import { borders } from './tooling/borders.js'

const corePackages = [
  'xstate',
  'zod',
  'liquidjs',
  'temporal-polyfill',
  'cron-parser',
  'rrule-temporal',
  're2js',
  '@noble/hashes',
]

/** Which folder may import what; see docs/architecture.md. A file belongs to the longest folder that holds it. */
const mayImport = {
  'engine/core': { folders: ['engine/core'], packages: corePackages, node: false },
  'engine/store': { folders: ['engine/core', 'engine/store'], ports: ['port.ts'] },
  'engine/queue': { folders: ['engine/core', 'engine/queue'], ports: ['port.ts'] },
  'engine/channels': { folders: ['engine/core', 'engine/channels'], ports: ['port.ts'] },
  'engine/http': {
    folders: ['engine/core', 'engine/http', 'engine/ingest', 'engine/journeys', 'engine/insight', 'engine/problem.ts'],
    ports: ['port.ts'],
  },
  'engine/insight': { folders: ['engine/core', 'engine/insight'], packages: corePackages, node: false },
  engine: { folders: ['engine'] },
  // The workspace's own step types are listed in one file; processes put them together with the engine's.
  workers: { folders: ['engine', 'workers', 'examples/custom-steps.ts'] },
  // The builder shows what the core thinks and asks the API for the rest, of which it knows the shapes alone.
  builder: { folders: ['builder', 'engine/core', 'examples'], types: ['engine/http'], node: false },
  examples: { folders: ['engine', 'examples'] },
  bench: { folders: [''] },
}

/** Tests may join what the code keeps apart, and use any package; the direction of the folders stays. */
const testsMayImport = {
  engine: { folders: ['engine', 'tooling'] },
  workers: { folders: ['engine', 'workers', 'examples', 'tooling'] },
  builder: { folders: ['builder', 'engine', 'workers', 'examples', 'tooling'] },
  examples: { folders: ['engine', 'workers', 'examples', 'tooling'] },
}

const tests = ['**/*.test.{ts,tsx}', '**/test/**', '**/testing/**', '**/e2e/**']

/** Syntax that the whole project does without. */
const unwanted = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  { selector: 'TSParameterProperty', message: 'Declare the property and assign it in the constructor.' },
]

/** The core takes the clock, chance and ids as values, or a recorded run could not be replayed bit for bit. */
const impure = {
  globals: [
    ...['process', 'Buffer', 'console', 'performance', 'crypto', 'fetch'],
    ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
    ...['window', 'document', 'navigator', 'localStorage', 'sessionStorage'],
  ],
  properties: [
    { object: 'Date', property: 'now', message: 'Take `now` as a value.' },
    { object: 'Math', property: 'random', message: 'Take a seeded number as a value.' },
    { object: 'Temporal', property: 'Now', message: 'Take `now` as a value.' },
  ],
  syntax: [
    { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take `now` as a value.' },
    { selector: 'CallExpression[callee.name="Date"]', message: 'Take `now` as a value.' },
  ],
}

export default typescript.config(
  { ignores: ['**/dist/**', 'coverage/**', '.data/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [typescript.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { folders: { rules: { borders } } },
    rules: {
      'folders/borders': ['error', mayImport],
      'no-restricted-syntax': ['error', ...unwanted],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // An event handler of React may be async; what it returns is dropped there by intent.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      // No `default:` over a closed union: a new member has to stop the build.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['engine/core/**', 'engine/insight/**'],
    rules: {
      'no-restricted-globals': ['error', ...impure.globals],
      'no-restricted-properties': ['error', ...impure.properties],
      'no-restricted-syntax': ['error', ...unwanted, ...impure.syntax],
    },
  },
  { files: ['builder/**/*.{ts,tsx}'], extends: [hooks.configs.flat.recommended] },
  {
    files: tests,
    rules: {
      'folders/borders': ['error', testsMayImport],
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': ['error', ...unwanted],
    },
  },
  // Vite, Vitest and Playwright look for a default export.
  {
    files: ['**/*.config.ts', 'tooling/*-reporter.ts'],
    rules: { 'no-restricted-syntax': 'off', 'folders/borders': 'off' },
  },
)
