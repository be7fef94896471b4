import js from '@eslint/js';
import globals from 'globals';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import tseslint from 'typescript-eslint';
import wc from 'eslint-plugin-wc';

/** Rules of our own that a selector can say. */
const forbidden = [
  {
    selector: 'CallExpression[callee.property.name=/^(changeColumn|renameColumn|removeColumn)$/]',
    message: 'On SQLite this deletes child rows and indexes. Add a column, or write the rebuild.',
  },
  { selector: "Identifier[name='unsafeHTML']", message: 'Text is text.' },
  {
    selector: "CallExpression[callee.property.name='sync'][callee.object.name='sequelize']",
    message: 'The schema changes by migrations only.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'var/', 'coverage/', 'test/load/bare-ltijs/', 'test/platform/recorded/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-syntax': ['error', ...forbidden],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Lit's event handlers and Express's handlers are given promises on purpose; both are awaited or caught there.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['tool/**/*.ts'],
    ignores: ['tool/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only tool/config.ts reads the environment.' },
        { object: 'URL', property: 'canParse', message: 'Node 20 is wrong about letters like ä: urlOf in tool/url.ts.' },
      ],
    },
  },
  {
    files: ['components/**/*.ts'],
    plugins: { lit, wc, 'lit-a11y': litA11y },
    languageOptions: { globals: globals.browser },
    rules: { ...lit.configs['flat/recommended'].rules, ...wc.configs['flat/recommended'].rules, ...litA11y.configs.recommended.rules },
  },
  { files: ['**/*.mjs', '**/*.cjs'], languageOptions: { globals: globals.node } },
  { files: ['components/**/*.mjs'], languageOptions: { globals: globals.browser } },
);
