// Biome formats and lints. ESLint is here only for the six rules that need types.
import tseslint from 'typescript-eslint';

export default tseslint.config({
  files: ['{core,server,client,webviews,cli,test,scripts}/**/*.ts'],
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  plugins: { '@typescript-eslint': tseslint.plugin },
  rules: {
    '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
    '@typescript-eslint/no-misused-promises': 'error',
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': 'error',
    '@typescript-eslint/only-throw-error': 'error',
    '@typescript-eslint/no-unnecessary-condition': 'error',
  },
});
