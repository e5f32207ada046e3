import { defineConfig } from 'vitest/config';

/** Tests of one tier; `unit` shares one module graph per worker because its tests hold no global state. */
const tier = (name: string, options: { isolate?: boolean; timeout?: number; parallel?: boolean } = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    isolate: options.isolate ?? true,
    testTimeout: options.timeout ?? 10_000,
    hookTimeout: options.timeout ?? 10_000,
    fileParallelism: options.parallel ?? true,
    // What a browser or another process shows takes as long as the machine is busy.
    expect: { poll: { timeout: (options.timeout ?? 10_000) / 6 } },
  },
});

export default defineConfig({
  test: {
    projects: [
      tier('unit', { isolate: false }),
      tier('integration', { timeout: 60_000 }),
      tier('conformance', { isolate: false, timeout: 120_000 }),
      tier('interop', { timeout: 120_000, parallel: false }),
      tier('e2e', { timeout: 180_000, parallel: false }),
    ],
  },
});
