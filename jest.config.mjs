const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, useDefineForClassFields: false },
        target: 'es2022',
      },
      module: { type: 'es6' },
    },
  ],
};
const project = (displayName, ...folders) => ({
  displayName,
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/load/bare-ltijs/'],
  transform,
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
});

/** Long tests run by name only (`npm run test:long`); everything else is the suite. */
export default {
  testTimeout: 60_000,
  // Jest would take one worker on two processors; much of the time is spent waiting for a server, a browser or a process that starts.
  // Continuous integration has the time to do one after another.
  maxWorkers: process.env.CI ? 1 : 2,
  projects: [
    project('unit', 'unit'),
    project('certification', 'certification'),
    project('integration', 'integration', 'contract'),
    project('browser', 'browser'),
    ...(process.env.LONG_TESTS === '1' ? [project('long', 'long')] : []),
  ],
};
