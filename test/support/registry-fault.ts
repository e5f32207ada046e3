import type { ServerResponse } from 'node:http';

interface FaultBase {
  /** The requests that it befalls. */
  readonly on: (request: { readonly method: string; readonly path: string }) => boolean;
  /** How often; once unless told. */
  times?: number;
}

/** Something that registries do wrong. */
export type Fault =
  | (FaultBase & {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    })
  /** Sends people elsewhere. */
  | (FaultBase & { readonly kind: 'redirect'; readonly to: string; readonly status?: number })
  /** Changes headers of the right answer. */
  | (FaultBase & { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> })
  /** Flips a bit of the right answer. */
  | (FaultBase & { readonly kind: 'lie' })
  /** Puts other bytes in place of the right answer's body. */
  | (FaultBase & {
      readonly kind: 'body';
      readonly body: string | Buffer;
      readonly headers?: Readonly<Record<string, string>>;
    })
  /** Ends the connection after so many bytes of the answer. */
  | (FaultBase & { readonly kind: 'cut'; readonly atByte: number })
  /** Ends the connection before an answer, after so many bytes of the request. */
  | (FaultBase & { readonly kind: 'hang-up'; readonly atByte?: number });

interface Whole {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Sends an answer with its fault. */
export function sendFaulty(fault: Fault, right: Whole, response: ServerResponse): void {
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, fault.headers).end(fault.body ?? '');
      return;
    case 'redirect':
      response.writeHead(fault.status ?? 307, { location: fault.to }).end();
      return;
    case 'headers':
      response.writeHead(right.status, { ...right.headers, ...fault.headers }).end(right.body);
      return;
    case 'lie': {
      const body = Buffer.from(right.body);
      body[0] = (body[0] ?? 0) ^ 1;
      response.writeHead(right.status, { ...right.headers, 'content-length': body.length }).end(body);
      return;
    }
    case 'body':
      response.writeHead(right.status, { ...right.headers, ...fault.headers }).end(fault.body);
      return;
    case 'cut':
      response.writeHead(right.status, { ...right.headers, 'content-length': right.body.length });
      response.write(right.body.subarray(0, fault.atByte), () => response.destroy());
      return;
    case 'hang-up':
      response.destroy();
  }
}
