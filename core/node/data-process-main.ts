import { OUT_OF_MEMORY_EXIT } from './data-process-child.ts';
import { decodeToDataProcess } from './data-process-protocol.ts';
import { serveData } from './data-process-server.ts';

// The data process itself: see data-process.ts. Its heap has a limit of its own; what is outside of the heap (buffers,
// WebAssembly) is watched here, because nothing else in the process would notice.
const MEMORY_CHECK_MS = 250;

const limit = Number(process.env['WAYBILL_DATA_RSS_LIMIT'] ?? '0');
const server = serveData((message) => process.send?.(message));

process.on('message', (value: unknown) => {
  const message = decodeToDataProcess(value);
  if (message === undefined) {
    process.stderr.write('The data process got a message that it does not know.\n');
    return;
  }
  server.handle(message);
});
// Nobody is left to answer to.
process.on('disconnect', () => process.exit(0));

if (limit > 0) {
  setInterval(() => {
    const used = process.memoryUsage.rss();
    if (used > limit) {
      process.stderr.write(
        `The data process uses ${used} bytes of memory, more than its limit of ${limit}.\n`,
      );
      process.exit(OUT_OF_MEMORY_EXIT);
    }
  }, MEMORY_CHECK_MS).unref();
}
