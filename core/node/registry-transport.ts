import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { cancelled } from '#core/base/failure.ts';
import type { Fetch, StreamUpload, Transport, UploadAnswer } from '#core/oci/transport.ts';
import { patientFetch } from './patient-fetch.ts';

const ANSWER_LIMIT = 64 * 1024;
/** An upload whose connection moved no byte for this long has lost its registry. */
const IDLE_MILLISECONDS = 120_000;

/** Reaches registries by `fetch`, and by Node's own client for large uploads. Proxies and certificates are the host's; our own is the patience. */
export function registryTransport(fetch: Fetch = globalThis.fetch as Fetch): Transport {
  return {
    fetch: patientFetch(fetch),
    upload: streamUpload,
    wait: (milliseconds, signal) =>
      setTimeout(milliseconds, undefined, signal && { signal }).catch((error: unknown) => {
        throw cancelled(error);
      }),
  };
}

/** Sends a body with backpressure: memory stays flat whatever its size. */
export const streamUpload: StreamUpload = async (upload) => {
  const client = upload.url.startsWith('https:') ? https : http;
  const request = client.request(upload.url, {
    method: upload.method,
    headers: { ...upload.headers, 'content-length': upload.size },
    ...(upload.signal && { signal: upload.signal }),
  });
  request.setTimeout(IDLE_MILLISECONDS, () => {
    request.destroy(Object.assign(new Error('the connection is idle'), { code: 'ETIMEDOUT' }));
  });
  const answer = readAnswer(request);
  const sent = pipeline(
    Readable.from(upload.body, { objectMode: false, highWaterMark: 1024 * 1024 }),
    request,
  );
  // A registry may refuse (401, 413) before the body is through; then its answer counts, not the broken pipe.
  const [answered, sending] = await Promise.allSettled([answer, sent]);
  if (answered.status === 'fulfilled') {
    return answered.value;
  }
  throw sending.status === 'rejected' && !isPipeError(sending.reason) ? sending.reason : answered.reason;
};

function readAnswer(request: http.ClientRequest): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('close', () =>
      reject(Object.assign(new Error('closed without an answer'), { code: 'ECONNRESET' })),
    );
    request.on('response', (response) => {
      const parts: Uint8Array[] = [];
      let size = 0;
      response.on('data', (part: Uint8Array) => {
        size += part.length;
        if (size <= ANSWER_LIMIT) {
          parts.push(part);
        }
      });
      response.on('error', reject);
      response.on('end', () => {
        const headers = response.headers;
        resolve({
          status: response.statusCode ?? 0,
          headers: { get: (name) => [headers[name.toLowerCase()] ?? []].flat().join(', ') || null },
          body: Buffer.concat(parts),
        });
        // Whatever of the body is still to be sent, nobody reads it any more.
        if (!request.writableFinished) {
          request.destroy();
        }
      });
    });
  });
}

function isPipeError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'].includes(String(code));
}
