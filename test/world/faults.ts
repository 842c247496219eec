import { Buffer } from 'node:buffer';
import type { ServerResponse } from 'node:http';
import JSZip from 'jszip';
import { answerText } from './loopback.ts';
import type { MirrorFault } from './modules/mirrorFault.ts';
import { moduleZip } from './zips.ts';

const TEBIBYTE = 2 ** 40;
const DRIP_MILLISECONDS = 20;

/**
 * Answers a request for `file` (such as `v1.0.0.zip`) of a faulty module.
 * Resolves to false when the fault does not touch this request.
 */
export async function answerFaulty(
  fault: MirrorFault,
  file: string,
  contentBytes: Uint8Array | null,
  response: ServerResponse,
): Promise<boolean> {
  if (fault.kind === 'status') {
    const headers = fault.status === 429 ? { 'retry-after': '60' } : undefined;
    answerText(response, fault.status, `${fault.status}: the request was not served\n`, headers);
    return true;
  }
  if (fault.kind === 'blocked') {
    const text = 'SECURITY ERROR\nThis mirror considers this module to be malicious and does not serve it.\n';
    answerText(response, 403, text);
    return true;
  }
  if (fault.kind === 'hangs') {
    return true;
  }
  if (contentBytes === null || !file.endsWith('.zip')) {
    return false;
  }
  if (fault.kind === 'drips') {
    drip(contentBytes, response);
  } else if (fault.kind === 'cut-short') {
    response.writeHead(200, {
      'content-type': 'application/zip',
      'content-length': contentBytes.length + 1000,
    });
    response.write(contentBytes, () => response.destroy());
  } else if (fault.kind === 'huge-content-length') {
    response.writeHead(200, { 'content-type': 'application/zip', 'content-length': TEBIBYTE });
    response.write(contentBytes);
  } else {
    const damaged = await damage(fault.kind, contentBytes);
    response.writeHead(200, { 'content-type': 'application/zip', 'content-length': damaged.length });
    response.end(damaged);
  }
  return true;
}

async function damage(
  kind: 'truncated-zip' | 'corrupt-zip' | 'other-version' | 'huge-declared-size',
  zipBytes: Uint8Array,
): Promise<Uint8Array> {
  switch (kind) {
    case 'truncated-zip':
      return zipBytes.subarray(0, zipBytes.length >> 1);
    case 'corrupt-zip':
      return corrupt(zipBytes);
    case 'other-version':
      return await asOtherVersion(zipBytes);
    case 'huge-declared-size':
      return declareHuge(zipBytes);
  }
}

/** Changes a byte in the middle of the first file's compressed content. Offsets as in APPNOTE 4.3.7. */
function corrupt(zipBytes: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zipBytes);
  const start = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
  const middle = start + (bytes.readUInt32LE(18) >> 1);
  bytes[middle] = bytes[middle]! ^ 0xff;
  return bytes;
}

/** Sets the uncompressed size of the first file, in its local header and in the directory (APPNOTE 4.3.12). */
function declareHuge(zipBytes: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zipBytes);
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const directory = bytes.readUInt32LE(end + 16);
  bytes.writeUInt32LE(0xffff_fff0, 22);
  bytes.writeUInt32LE(0xffff_fff0, directory + 24);
  return bytes;
}

async function asOtherVersion(zipBytes: Uint8Array): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  let modulePath = '';
  for (const entry of Object.values((await JSZip.loadAsync(zipBytes)).files)) {
    const [, path = '', , name = ''] = /^(.*)@(v[^/]*)\/(.*)$/.exec(entry.name) ?? [];
    modulePath = path;
    files[name] = await entry.async('uint8array');
  }
  return await moduleZip(modulePath, 'v9.9.9', files);
}

function drip(bytes: Uint8Array, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/zip' });
  let sent = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent % bytes.length, (sent % bytes.length) + 1));
    sent += 1;
  }, DRIP_MILLISECONDS);
  response.once('close', () => clearInterval(timer));
}
