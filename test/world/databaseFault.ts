import { Buffer } from 'node:buffer';
import type { ServerResponse } from 'node:http';
import { answerText } from './loopback.ts';

const MEBIBYTE = 2 ** 20;
const DRIP_MILLISECONDS = 20;

/** What the checksum database does wrong when it is asked. */
export type DatabaseFault =
  /** This status, with a text that says nothing unless one is given. */
  | { readonly kind: 'status'; readonly status: number; readonly text?: string }
  /** No request is ever answered. */
  | { readonly kind: 'hangs' }
  /** The answer comes one byte at a time, and does not end. */
  | { readonly kind: 'drips' }
  /** The first half of the answer, declared as whole. */
  | { readonly kind: 'truncated' }
  /** The answer without its last byte, declared as whole. */
  | { readonly kind: 'short' }
  /** Content-Length is greater than what is sent before the connection is cut. */
  | { readonly kind: 'cut-short' }
  /** The answer, and 64 MiB behind it. */
  | { readonly kind: 'endless' }
  /** The lowest bit of one byte is the other one. `at` is an offset in bytes; below zero, from the end. */
  | { readonly kind: 'flipped-bit'; readonly at: number }
  /** Another answer with status 200. */
  | { readonly kind: 'other'; readonly body: (bytes: Uint8Array) => string | Uint8Array };

/** Answers a request in the way of a fault. `contentBytes` is the right answer, null when there is none. */
export function answerWithFault(
  fault: DatabaseFault,
  contentBytes: Uint8Array | null,
  response: ServerResponse,
): void {
  const bytes = Buffer.from(contentBytes ?? []);
  switch (fault.kind) {
    case 'status':
      answerText(response, fault.status, fault.text ?? `${fault.status}: the request was not served\n`);
      break;
    case 'hangs':
      break;
    case 'drips':
      drip(bytes, response);
      break;
    case 'truncated':
      answerBytes(response, bytes.subarray(0, bytes.length >> 1));
      break;
    case 'short':
      answerBytes(response, bytes.subarray(0, -1));
      break;
    case 'cut-short':
      response.writeHead(200, { 'content-length': bytes.length + 1000 });
      response.write(bytes, () => response.destroy());
      break;
    case 'endless':
      sendMebibytes(response, bytes, 64);
      break;
    case 'flipped-bit': {
      const at = fault.at < 0 ? bytes.length + fault.at : fault.at;
      bytes[at] = bytes[at]! ^ 1;
      answerBytes(response, bytes);
      break;
    }
    case 'other':
      answerBytes(response, Buffer.from(fault.body(bytes)));
      break;
  }
}

/** Answers with status 200 and these bytes. */
export function answerBytes(response: ServerResponse, bytes: Uint8Array): void {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length });
  response.end(bytes);
}

function drip(bytes: Uint8Array, response: ServerResponse): void {
  response.writeHead(200);
  let sent = 0;
  const timer = setInterval(() => {
    response.write(Buffer.of(bytes[sent] ?? 0x20));
    sent += 1;
  }, DRIP_MILLISECONDS);
  response.once('close', () => clearInterval(timer));
}

function sendMebibytes(response: ServerResponse, bytes: Uint8Array, count: number): void {
  response.writeHead(200);
  response.write(bytes);
  let sent = 0;
  const more = () => {
    if (sent === count) {
      response.end();
      return;
    }
    sent += 1;
    response.write(Buffer.alloc(MEBIBYTE, '\n'), () => setImmediate(more));
  };
  more();
}
