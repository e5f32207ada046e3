/**
 * `npm test`: everything that decides whether a commit is good. Its last line is exactly
 * `N passed, N failed, N skipped`, summed over the tiers; a step without tests that fails counts as one failure.
 */
import { check } from './check.ts';
import { installPeers } from './install-peers.ts';
import { packageExtension } from './package.ts';
import { seconds } from './run-command.ts';
import { type Counts, runTier, type Tier } from './test-tier.ts';

const TIERS: readonly Tier[] = ['integration', 'conformance', 'interop', 'e2e'];

const total = { passed: 0, failed: 0, skipped: 0 };
const summary: string[] = [];

function add(name: string, counts: Counts, start: number): void {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  summary.push(
    `${counts.failed === 0 ? '✓' : '✗'} ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds(start)})`,
  );
}

const start = performance.now();
const peers = installPeers();

console.log('Check');
const checked = await check();
add('check', { ...checked, failed: checked.failed + checked.failedSteps.length }, start);

console.log('\nPackage');
const packaging = performance.now();
let packaged = true;
try {
  const { vsix, size } = await packageExtension();
  console.log(`  ✓ ${vsix} (${Math.round(size / 1024)} KiB, ${seconds(packaging)})`);
} catch (error) {
  packaged = false;
  console.log(`  ✗ ${error instanceof Error ? error.message : String(error)}`);
  add('package', { passed: 0, failed: 1, skipped: 0 }, packaging);
}

const missingPeers = await peers;
for (const tier of TIERS) {
  const begin = performance.now();
  console.log(`\n${tier}`);
  if (tier === 'e2e' && !packaged) {
    console.log('  not run: there is no package to install');
    continue;
  }
  if (tier === 'interop') {
    for (const sentence of missingPeers) {
      console.log(`  ${sentence}`);
    }
  }
  add(tier, await runTier(tier, { show: true }), begin);
}

console.log(`\n${summary.join('\n')}\nAll in ${seconds(start)}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
