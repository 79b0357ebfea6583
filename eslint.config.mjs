import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', '**/*.spec.ts', '**/test/**'];
const scripts = ['scripts/**', 'test/run.ts', '**/*.cjs', '**/*.mjs'];

const barrels = { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' };
const enums = { selector: 'TSEnumDeclaration', message: 'A union of string literals, or a table as const, instead of an enum.' };
const skipped = {
  selector: "CallExpression[callee.object.name=/^(test|it|describe)$/][callee.property.name=/^(skip|only|todo)$/], CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]",
  message: 'A test runs, always; delete it or repair it.',
};

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/generated/', '.data/', '.cache/', 'coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,mts,js,mjs,cjs}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { globals: { process: 'readonly', console: 'readonly', require: 'readonly', module: 'writable', __dirname: 'readonly', __filename: 'readonly', Buffer: 'readonly', URL: 'readonly', fetch: 'readonly', AbortSignal: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', performance: 'readonly' } },
    rules: {
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'max-lines': ['error', { max: 250 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Only env.ts reads the environment.' }],
      'no-restricted-syntax': ['error', barrels, enums, skipped],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false, fixStyle: 'inline-type-imports' }],
    },
  },
  {
    // The only rules that need types: a promise nobody waits for is a write nobody hears of.
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }] },
  },
  { files: ['**/env.ts', ...tests, ...scripts], rules: { 'no-restricted-properties': 'off' } },
  { files: scripts, rules: { 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off' } },
);
