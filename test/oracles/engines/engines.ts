/** Real engines that build a folder and say, file by file, what is in the image. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { extract } from 'tar-stream';
import { environment, programs } from './install.ts';

const run = promisify(execFile);

/** What is in an image, by path: type, permission bits, a link's target or a file's content. */
export type Listing = Readonly<Record<string, Listed>>;

export interface Listed {
  readonly type: 'file' | 'folder' | 'link';
  /** Permission bits; a link has none. */
  readonly mode: number;
  /** A link's target, or the hash of a file's content. */
  readonly content: string;
}

/** Builds `folder/Dockerfile` with `folder` as its context. Resolves to undefined where the build fails. */
export type Build = (folder: string) => Promise<Listing | undefined>;

/** A Docker daemon and buildah's storage of one test run, all in one folder. */
export class Engines {
  readonly #root = mkdtempSync(join(tmpdir(), 'kaniko-build-engines-'));
  #daemon: ChildProcess | undefined;

  async startDocker(): Promise<void> {
    const { dockerd } = programs;
    this.#daemon = spawn(
      dockerd,
      [
        ...['--data-root', join(this.#root, 'data'), '--exec-root', join(this.#root, 'exec')],
        ...['-p', join(this.#root, 'pid'), '-H', this.#socket, '--storage-driver', 'vfs'],
        ...['--iptables=false', '--ip-forward=false', '--ip-masq=false', '--bridge=none'],
      ],
      { stdio: 'ignore', env: environment },
    );
    for (let tries = 0; tries < 100; tries++) {
      const answered = await this.#docker('version').then(
        () => true,
        () => false,
      );
      if (answered) return;
      if (this.#daemon.exitCode !== null) break;
      await sleep(200);
    }
    throw new Error('dockerd did not start');
  }

  async stop(): Promise<void> {
    if (this.#daemon !== undefined && this.#daemon.exitCode === null) {
      const ended = once(this.#daemon, 'exit');
      this.#daemon.kill('SIGTERM');
      await ended;
    }
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** BuildKit, inside the daemon: it asks the client for the files that the ignore file leaves. */
  readonly buildkit: Build = async (folder) => {
    const tar = join(this.#root, 'buildkit.tar');
    return await listingOf(tar, () => this.#docker('build', '-q', '-o', `type=tar,dest=${tar}`, folder));
  };

  /** The classic builder: the client packs what the ignore file leaves. */
  readonly classic: Build = async (folder) => {
    const tar = join(this.#root, 'classic.tar');
    const listing = await listingOf(tar, async () => {
      const image = (await this.#docker('build', '-q', '--no-cache', folder)).trim();
      const container = (await this.#docker('create', image, '/none')).trim();
      await this.#docker('export', '-o', tar, container);
      await this.#docker('rm', container);
      await this.#docker('rmi', image);
    });
    // A container has these whatever its image is.
    return listing === undefined
      ? undefined
      : Object.fromEntries(
          Object.entries(listing).filter(
            ([path]) => !/^(?:\.dockerenv|(?:dev|etc|proc|sys)(?:\/.*)?)$/.test(path),
          ),
        );
  };

  readonly buildah: Build = async (folder) => {
    const tar = join(this.#root, 'buildah.tar');
    const policy = join(this.#root, 'policy.json');
    if (!existsSync(policy)) writeFileSync(policy, '{"default":[{"type":"insecureAcceptAnything"}]}');
    const storage = join(this.#root, 'buildah');
    mkdirSync(storage, { recursive: true });
    return await listingOf(tar, () =>
      run(
        programs.buildah,
        [
          ...['--root', join(storage, 'root'), '--runroot', join(storage, 'run'), '--storage-driver', 'vfs'],
          ...['bud', '-q', '--signature-policy', policy, '--output', `type=tar,dest=${tar}`, folder],
        ],
        { env: { ...environment, BUILDAH_ISOLATION: 'chroot' } },
      ),
    );
  };

  get #socket(): string {
    return `unix://${join(this.#root, 'sock')}`;
  }

  async #docker(...args: readonly string[]): Promise<string> {
    const kit = args[0] === 'build' && args.includes('-o') ? '1' : '0';
    const env = {
      ...environment,
      DOCKER_HOST: this.#socket,
      DOCKER_CONFIG: this.#root,
      DOCKER_BUILDKIT: kit,
    };
    return (await run(programs.docker, args, { env })).stdout;
  }
}

/** What is in the tar that `make` writes; undefined where it fails, for which the Dockerfile is to blame. */
async function listingOf(tar: string, make: () => Promise<unknown>): Promise<Listing | undefined> {
  rmSync(tar, { force: true });
  try {
    await make();
  } catch {
    return undefined;
  }
  const found: Record<string, Listed> = {};
  const entries = extract();
  entries.end(readFileSync(tar));
  for await (const entry of entries) {
    const { name, type, mode, linkname } = entry.header;
    const hash = createHash('sha256');
    for await (const chunk of entry) hash.update(chunk as Buffer);
    const path = name.replace(/^\.?\//, '').replace(/\/$/, '');
    if (path === '' || path === '.') continue;
    if (type === 'directory') found[path] = { type: 'folder', mode: mode & 0o7777, content: '' };
    else if (type === 'symlink') found[path] = { type: 'link', mode: 0, content: linkname };
    else found[path] = { type: 'file', mode: mode & 0o7777, content: hash.digest('hex') };
  }
  return found;
}
