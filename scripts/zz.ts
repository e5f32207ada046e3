import { rmSync } from 'node:fs';
import { makeSample } from './make-sample.ts';

rmSync('/tmp/samp', { recursive: true, force: true });
console.time('sample');
await makeSample('/tmp/samp');
console.timeEnd('sample');
