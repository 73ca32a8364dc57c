import css from '@eslint/css';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'bench/dist/', 'node_modules/', 'test/fixtures/archives/', 'coverage/'] },
  { ...js.configs.recommended, files: ['**/*.{js,ts}'] },
  {
    ...css.configs.recommended,
    files: ['**/*.css'],
    language: 'css/css',
    rules: {
      ...css.configs.recommended.rules,
      // The variables of all sheets stand in one of them.
      'css/no-invalid-properties': ['error', { allowUnknownVariables: true }],
      // A page does without these where a browser knows none of them.
      'css/use-baseline': [
        'error',
        {
          available: 'newly',
          allowAtRules: ['page'],
          allowProperties: ['print-color-adjust', 'text-size-adjust'],
          allowPropertyValues: { 'break-after': ['avoid'], 'word-break': ['break-word'] },
        },
      ],
    },
  },
  // What a mail's sheet says has to outdo its style attributes.
  { files: ['src/digest/email/*.css'], rules: { 'css/no-important': 'off' } },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      // The clock belongs to the context: a second reader could not be tested.
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Ask the context for now().' },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Ask the context for now().',
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'URL', property: 'canParse', message: 'Use urlOf: see there.' },
        { object: 'AbortSignal', property: 'timeout', message: 'Use withTimeout: see there.' },
      ],
    },
  },
  { files: ['src/platform/context.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['bin/**/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: { process: 'readonly', __dirname: 'readonly' } },
  },
);
