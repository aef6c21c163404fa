import { readFile } from 'node:fs/promises';
import { apiServerUrl } from './addresses.ts';
import { certificate, key } from './certificates.ts';
import { SandboxError } from './errors.ts';
import { isRecord } from './files.ts';
import { send } from './https.ts';
import type { Answer } from './https.ts';

/** Asks the API server as the cluster's administrator: a tenth of the time that a kubectl takes to start. */
export async function ask(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  contentType = 'application/json',
): Promise<Answer> {
  const options = {
    method,
    ca: await readFile(certificate('cluster-ca')),
    cert: await readFile(certificate('admin')),
    key: await readFile(key('admin')),
    headers: { 'content-type': contentType },
  };
  return await send(`${apiServerUrl}${path}`, options, body === undefined ? undefined : JSON.stringify(body));
}

/** Creates an object or brings it to the given state. */
export async function apply(path: string, object: unknown): Promise<void> {
  const answer = await ask(
    'PATCH',
    `${path}?fieldManager=kaniko-build-sandbox&force=true`,
    object,
    'application/apply-patch+yaml',
  );
  if (answer.status >= 300) {
    throw new SandboxError(`The API server refused ${path} (${answer.status}): ${statusMessage(answer)}`);
  }
}

/** The object at a path; undefined when there is none or the server cannot be asked. */
export async function get(path: string): Promise<Record<string, unknown> | undefined> {
  const answer = await ask('GET', path);
  const body: unknown = answer.status === 200 ? JSON.parse(answer.body) : undefined;
  return isRecord(body) ? body : undefined;
}

/** The reason that the API server gives for a refusal. */
export function statusMessage(answer: Answer): string {
  try {
    const status: unknown = JSON.parse(answer.body);
    return isRecord(status) && typeof status['message'] === 'string' ? status['message'] : answer.body;
  } catch {
    return answer.body;
  }
}
