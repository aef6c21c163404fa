import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../beds/vscode/command.ts';
import type { SandboxInfo } from '../sandbox/info.ts';

/** A namespace of the tests' own in the sandbox: what is left in it is ours. */
export class Namespace {
  readonly name: string;
  readonly #sandbox: SandboxInfo;

  constructor(name: string, sandbox: SandboxInfo) {
    this.name = name;
    this.#sandbox = sandbox;
  }

  /** Makes it, with Pod Security *baseline* enforced. */
  async create(): Promise<void> {
    await this.kubectl('create', 'namespace', this.name);
    await this.kubectl('label', 'namespace', this.name, 'pod-security.kubernetes.io/enforce=baseline');
  }

  async delete(): Promise<void> {
    await this.kubectl('delete', 'namespace', this.name, '--wait=false', '--ignore-not-found');
  }

  /** Names of all Pods and Secrets, as `pod/NAME`. */
  async podsAndSecrets(): Promise<readonly string[]> {
    const names = await this.kubectl('--namespace', this.name, 'get', 'pods,secrets', '--output=name');
    return names.split('\n').filter((line) => line !== '');
  }

  async createSecret(name: string, key: string, value: string): Promise<void> {
    const file = join(await mkdtemp(join(tmpdir(), 'kaniko-build-secret-')), key);
    await writeFile(file, value);
    await this.kubectl('--namespace', this.name, 'create', 'secret', 'generic', name, `--from-file=${file}`);
    await rm(dirname(file), { recursive: true });
  }

  async secretKeys(name: string): Promise<readonly string[]> {
    const data = await this.kubectl(
      ...['--namespace', this.name, 'get', 'secret', name, '--output=jsonpath={.data}'],
    );
    return Object.keys(JSON.parse(data) as object);
  }

  async deleteSecret(name: string): Promise<void> {
    await this.kubectl('--namespace', this.name, 'delete', 'secret', name);
  }

  /** What `kubectl apply` says to a file that the API server checks and does not store. */
  async dryRun(file: string): Promise<string> {
    return this.kubectl('--namespace', this.name, 'apply', '--dry-run=server', '--filename', file);
  }

  private kubectl(...args: readonly string[]): Promise<string> {
    return runCommand(this.#sandbox.kubectl, [
      '--kubeconfig',
      this.#sandbox.kubeconfig,
      '--context',
      this.#sandbox.contexts.admin,
      ...args,
    ]);
  }
}
