import { Buffer } from 'node:buffer';
import type { ChildProcess } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';

const SEPARATOR = '\r\n\r\n';

/**
 * Speaks CGI (RFC 3875) with a child: the request's body goes in, headers and
 * body come out. A child that ends without headers becomes status 502.
 */
export function answerCgi(child: ChildProcess, request: IncomingMessage, response: ServerResponse): void {
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) {
    throw new Error('the child has no pipes');
  }
  stdin.on('error', () => {});
  request.pipe(stdin);
  child.once('error', () => answerBadGateway(response));

  let head = Buffer.alloc(0);
  const readHead = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf(SEPARATOR);
    if (end === -1) {
      return;
    }
    stdout.off('data', readHead);
    const { status, headers } = parseHead(head.subarray(0, end).toString('latin1'));
    response.writeHead(status, headers);
    response.write(head.subarray(end + SEPARATOR.length));
    stdout.pipe(response);
  };
  response.once('close', () => {
    if (!response.writableFinished) {
      child.kill();
      // What nobody reads any more is read here: a child counts as closed once its output was.
      stdout.off('data', readHead);
      stdout.unpipe(response);
      stdout.resume();
    }
  });
  stdout.on('data', readHead);
  stdout.once('end', () => answerBadGateway(response));
}

function parseHead(text: string): { status: number; headers: Record<string, string> } {
  let status = 200;
  const headers: Record<string, string> = {};
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'status') {
      status = Number.parseInt(value, 10);
    } else {
      headers[name] = value;
    }
  }
  return { status, headers };
}

function answerBadGateway(response: ServerResponse): void {
  if (!response.headersSent) {
    response.writeHead(502);
    response.end();
  }
}
