import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RemoteContext } from '../../../src/builders/builder.ts';
import { buildah } from '../../../src/builders/buildah/buildah.ts';
import { registriesConf } from '../../../src/builders/buildah/registries-conf.ts';
import { bareInput, containerOf, expanded, fullInput } from '../pod-input.ts';

/** Runs the container's command under a shell, with programs that tell how they were called. */
function run(input = fullInput): readonly string[][] {
  const root = mkdtempSync(path.join(tmpdir(), 'kaniko-build-script-'));
  try {
    const bin = path.join(root, 'bin');
    mkdirSync(bin);
    const calls = path.join(root, 'calls');
    for (const program of ['buildah', 'tar', 'mkdir', 'cp', 'cat']) {
      const text = `#!/bin/sh\n{ printf '%s\\0' ${program} "$@"; printf '\\n\\0'; } >> '${calls}'\n`;
      writeFileSync(path.join(bin, program), text);
      chmodSync(path.join(bin, program), 0o755);
    }
    const { command = [], args = [], env = [] } = containerOf(buildah.pod(input));
    const [shell = '', flag = '', script = '', ...rest] = [...command, ...args].map(expanded);
    const conf = `> ${root}/registries.conf`;
    const local = script.replace(/> \S+\/registries\.conf/, conf);
    assert.ok(local.includes(conf));
    execFileSync(shell, [flag, local, ...rest], {
      env: {
        PATH: `${bin}:/usr/bin:/bin`,
        ...Object.fromEntries(env.map(({ name, value = '' }) => [name, expanded(value)])),
      },
    });
    const written = readFileSync(path.join(root, 'registries.conf'), 'utf8');
    assert.equal(written, registriesConf(input.insecureRegistries));
    const words = readFileSync(calls, 'utf8').split('\0').slice(0, -1);
    const told: string[][] = [[]];
    for (const word of words) {
      if (word === '\n') told.push([]);
      else told.at(-1)?.push(word);
    }
    return told.slice(0, -1);
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('the Pod of buildah', () => {
  it('is the recorded one', () => {
    const golden = new URL('../../fixtures/pods/buildah.json', import.meta.url);
    assert.deepEqual(buildah.pod(fullInput), JSON.parse(readFileSync(golden, 'utf8')));
  });

  it('hands every value to buildah as it is, through the kubelet and the shell', () => {
    const bud = run().find((call) => call.includes('bud')) ?? [];
    for (const [name, value] of Object.entries(fullInput.buildArgs)) {
      assert.ok(bud.includes(`--build-arg=${name}=${value}`), name);
    }
    const context = '/var/lib/kaniko-build/context';
    assert.ok(bud.includes(`--file=${context}/deploy/my app/Dockerfile.prod`));
    assert.ok(bud.includes('--target=final'));
    assert.equal(bud.at(-1), context);
  });

  it('unpacks, builds and pushes to each destination, in this order and in one storage', () => {
    const buildahCalls = run().filter(([program]) => program === 'buildah');
    const storage = buildahCalls.map((call) => call.slice(1, 9));
    for (const options of storage) assert.deepEqual(options, storage[0]);
    assert.deepEqual(
      buildahCalls.slice(1).map((call) => [call[9], call.at(-1)]),
      fullInput.destinations.map((destination) => ['push', `docker://${destination}`]),
    );
    const programs = run().map(([program]) => program);
    assert.ok(programs.indexOf('tar') < programs.indexOf('buildah'));
  });

  it('trusts each private CA for its own registry only', () => {
    const copies = run().filter(([program]) => program === 'cp');
    const mounts = (containerOf(buildah.pod(fullInput)).volumeMounts ?? []).map(({ mountPath }) => mountPath);
    assert.deepEqual(
      copies.map((call) => call[2]),
      Object.keys(fullInput.registryCertificates).map((host) => `/etc/containers/certs.d/${host}/ca.crt`),
    );
    for (const [, from = ''] of copies) assert.ok(mounts.includes(path.dirname(from)));
    assert.deepEqual(
      run(bareInput).filter(([program]) => program === 'cp'),
      [],
    );
  });

  it('fetches an archive or takes a folder of its own, and reads no stdin then', () => {
    const remote = (remoteContext: RemoteContext): readonly string[] => {
      const input = { ...bareInput, remoteContext };
      assert.equal(containerOf(buildah.pod(input)).stdin, undefined);
      const calls = run(input);
      assert.ok(!calls.some(([program]) => program === 'tar'));
      return calls.find((call) => call.includes('bud')) ?? [];
    };
    const archive = remote({ kind: 'archive', url: 'http://h/x.tgz' });
    assert.equal(archive.at(-1), 'http://h/x.tgz');
    assert.ok(archive.includes('--file=Dockerfile'));
    assert.equal(remote({ kind: 'folder', url: 'dir:///mnt/x', subPath: 'a b' }).at(-1), '/mnt/x/a b');
  });

  it('refuses the contexts that it cannot fetch, with the reason', () => {
    const why = (kind: RemoteContext['kind'], subPath?: string): string | undefined =>
      buildah.refusesContext({ kind, url: 'https://h/x', ...(subPath === undefined ? {} : { subPath }) });
    assert.match(why('git') ?? '', /program git/);
    for (const kind of ['s3', 'gs', 'azure'] as const) assert.match(why(kind) ?? '', /object storage/);
    assert.match(why('archive', 'sub') ?? '', /archive/);
    assert.equal(why('archive'), undefined);
    assert.equal(why('folder', 'sub'), undefined);
  });

  it('holds no value of a request in its script', () => {
    const script = (input = fullInput): unknown => containerOf(buildah.pod(input)).command;
    assert.deepEqual(script(fullInput), script(bareInput));
  });

  it('says where the credentials are only when there are some', () => {
    const variable = (input = fullInput): string | undefined =>
      containerOf(buildah.pod(input)).env?.find(({ name }) => name === 'REGISTRY_AUTH_FILE')?.value;
    assert.equal(variable(bareInput), undefined);
    const mounts = (containerOf(buildah.pod(fullInput)).volumeMounts ?? []).map(({ mountPath }) => mountPath);
    assert.ok(mounts.some((folder) => `${folder}/config.json` === variable()));
  });

  it('names no seccomp profile: RuntimeDefault forbids what it needs', () => {
    assert.equal(containerOf(buildah.pod(bareInput)).securityContext?.seccompProfile, undefined);
  });
});

describe('registries.conf', () => {
  it('lifts TLS for the registries named and no other, and quotes them', () => {
    assert.equal(
      registriesConf(['a.example:5000', 'b"\n']),
      [
        'unqualified-search-registries = ["docker.io"]',
        'short-name-mode = "permissive"',
        '',
        '[[registry]]',
        'location = "a.example:5000"',
        'insecure = true',
        '',
        '[[registry]]',
        'location = "b\\"\\n"',
        'insecure = true',
        '',
      ].join('\n'),
    );
    assert.doesNotMatch(registriesConf([]), /insecure/);
  });
});
