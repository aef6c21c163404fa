import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { RemoteContext } from '../../../src/builders/builder.ts';
import { kaniko } from '../../../src/builders/kaniko/kaniko.ts';
import type { EnvVar } from '../../../src/kube/objects.ts';
import { bareInput, containerOf, expanded, fullInput } from '../pod-input.ts';

const argumentsOf = (input = bareInput): readonly string[] =>
  (containerOf(kaniko.pod(input)).args ?? []).map(expanded);

describe('the Pod of kaniko', () => {
  it('is the recorded one', () => {
    const golden = new URL('../../fixtures/pods/kaniko.json', import.meta.url);
    assert.deepEqual(kaniko.pod(fullInput), JSON.parse(readFileSync(golden, 'utf8')));
  });

  it('is the same for the same input', () => {
    assert.deepEqual(kaniko.pod(fullInput), kaniko.pod(structuredClone(fullInput)));
  });

  it('passes each argument as one token that the kubelet leaves as it is', () => {
    for (const argument of argumentsOf(fullInput)) assert.match(argument, /^--[a-z-]+=/);
    for (const [name, value] of Object.entries(fullInput.buildArgs)) {
      assert.ok(argumentsOf(fullInput).includes(`--build-arg=${name}=${value}`));
    }
  });

  it('reads the context from stdin and the Dockerfile from where that is unpacked to', () => {
    assert.ok(argumentsOf().includes('--context=tar://stdin'));
    const dockerfile = (path: string): string | undefined =>
      argumentsOf({ ...bareInput, dockerfile: path }).find((argument) =>
        argument.startsWith('--dockerfile='),
      );
    assert.equal(dockerfile('Dockerfile'), '--dockerfile=/kaniko/buildcontext/Dockerfile');
    assert.equal(dockerfile('./a b/Dockerfile'), '--dockerfile=/kaniko/buildcontext/a b/Dockerfile');
    const { stdin, stdinOnce, tty } = containerOf(kaniko.pod(bareInput));
    assert.deepEqual([stdin, stdinOnce, tty], [true, true, false]);
  });

  it('gives each flavour the flags that it knows', () => {
    const flag = '--skip-unused-stages=true';
    for (const flavour of ['google', 'chainguard'])
      assert.ok(argumentsOf({ ...bareInput, flavour }).includes(flag));
    assert.ok(!argumentsOf({ ...bareInput, flavour: 'osscontainertools' }).includes(flag));
  });

  it('says where layers are kept, and whence images come', () => {
    const cached = { repository: 'h:1/c', ttlSeconds: 3600, copyLayers: true };
    const mirrors = [
      { registry: 'docker.io', mirrors: ['m:1/hub', 'n:1'], fallback: true },
      { registry: 'quay.io', mirrors: ['m:1/quay'], fallback: true },
    ];
    const added = (input: Partial<typeof bareInput>): readonly string[] =>
      argumentsOf({ ...bareInput, ...input }).filter((one) => !argumentsOf().includes(one));
    assert.deepEqual(added({ cache: cached, mirrors }), [
      ...['--cache=true', '--cache-repo=h:1/c', '--cache-ttl=3600s', '--cache-copy-layers=true'],
      ...['--registry-mirror=m:1/hub', '--registry-mirror=n:1', '--registry-map=quay.io=m:1/quay'],
    ]);
    assert.deepEqual(added({ cache: { repository: 'h/c', copyLayers: false } }), [
      '--cache=true',
      '--cache-repo=h/c',
    ]);
    const only = mirrors.map((one) => ({ ...one, fallback: false }));
    assert.ok(added({ mirrors: only }).includes('--skip-default-registry-fallback=true'));
    assert.deepEqual(added({ arguments: ['--push-retry=3'] }), ['--push-retry=3']);
  });

  it('never turns verification off, and lifts TLS only where that is asked for', () => {
    const args = argumentsOf(fullInput);
    assert.deepEqual(
      args.filter((argument) => argument.includes('insecure')),
      ['--insecure-registry=plain.example', '--insecure-registry=base.example:5000'],
    );
    assert.ok(!args.some((argument) => argument.includes('skip-tls')));
    assert.ok(!argumentsOf().some((argument) => /insecure|registry-certificate/.test(argument)));
  });

  it('mounts every certificate that an argument names, and nothing over kaniko itself', () => {
    const { volumeMounts = [] } = containerOf(kaniko.pod(fullInput));
    const folders = volumeMounts.map(({ mountPath }) => mountPath);
    const paths = argumentsOf(fullInput).flatMap(
      (argument) => /^--registry-certificate=[^=]+=(.*)\/ca\.crt$/.exec(argument)?.[1] ?? [],
    );
    assert.equal(paths.length, 2);
    for (const path of paths) assert.ok(folders.includes(path));
    for (const folder of folders) assert.match(folder, /^\/kaniko\/[^:]+$/);
  });

  it('mounts no credentials where there are none', () => {
    const pod = kaniko.pod(bareInput);
    assert.equal(pod.spec.volumes, undefined);
    assert.equal(containerOf(pod).volumeMounts, undefined);
  });
});

describe('the Pod of kaniko that fetches its context', () => {
  const fetching = (remoteContext: RemoteContext): { args: readonly string[]; env: readonly EnvVar[] } => {
    const container = containerOf(kaniko.pod({ ...bareInput, remoteContext }));
    assert.equal(container.stdin, undefined);
    return {
      args: (container.args ?? [])
        .map(expanded)
        .filter((argument) => /^--(?:context|git|dockerfile)/.test(argument)),
      env: (container.env ?? []).filter(({ name }) => /^(?:GIT|AZURE)_/.test(name)),
    };
  };
  const dockerfile = '--dockerfile=/kaniko/buildcontext/Dockerfile';
  const commit = '0123456789abcdef0123456789abcdef01234567';

  it('clones a repository by branch, reference or commit', () => {
    const git = { kind: 'git', url: 'https://h:1/a.git' } as const;
    assert.deepEqual(fetching(git), { args: ['--context=git://h:1/a.git', dockerfile], env: [] });
    assert.deepEqual(fetching({ ...git, revision: 'main', subPath: 'a b' }).args, [
      '--context=git://h:1/a.git',
      '--git=branch=main',
      '--context-sub-path=a b',
      '--dockerfile=/kaniko/buildcontext/a b/Dockerfile',
    ]);
    for (const [revision, fragment] of [
      ['refs/tags/v1', '#refs/tags/v1'],
      [commit, `##${commit}`],
    ] as const) {
      assert.deepEqual(fetching({ ...git, revision }).args, [
        `--context=git://h:1/a.git${fragment}`,
        dockerfile,
      ]);
    }
    assert.deepEqual(fetching({ ...git, url: 'http://h/a.git' }).env, [
      { name: 'GIT_PULL_METHOD', value: 'http' },
    ]);
  });

  it('has a token from a Secret, never in an argument', () => {
    const secret = { secretName: 'creds', key: 'token' };
    const valueFrom = { secretKeyRef: { name: 'creds', key: 'token' } };
    const { args, env } = fetching({ kind: 'git', url: 'https://h/a.git', secret });
    assert.doesNotMatch(args.join(), /creds/);
    assert.deepEqual(env, [{ name: 'GIT_TOKEN', valueFrom }]);
    const azure = { kind: 'azure', url: 'https://a.blob.core.windows.net/c/x' } as const;
    assert.deepEqual(fetching({ ...azure, secret }).env, [{ name: 'AZURE_STORAGE_ACCESS_KEY', valueFrom }]);
    assert.equal(kaniko.refusesContext({ ...azure, secret }), undefined);
    assert.match(kaniko.refusesContext(azure) ?? '', /Secret/);
    assert.match(kaniko.refusesContext({ ...azure, secret }, 'google') ?? '', /osscontainertools/);
  });

  it('fetches archives by https, from buckets, and takes folders as they are', () => {
    for (const [kind, url] of [
      ['archive', 'https://h/x.tgz?a=1'],
      ['s3', 's3://b/k'],
      ['gs', 'gs://b/k'],
    ] as const) {
      assert.equal(kaniko.refusesContext({ kind, url }), undefined);
      assert.deepEqual(fetching({ kind, url }).args, [`--context=${url}`, dockerfile]);
    }
    assert.deepEqual(fetching({ kind: 'folder', url: 'dir:///mnt/x/', subPath: 's' }).args, [
      '--context=dir:///mnt/x/',
      '--context-sub-path=s',
      '--dockerfile=/mnt/x/s/Dockerfile',
    ]);
    assert.match(kaniko.refusesContext({ kind: 'archive', url: 'http://h/x.tgz' }) ?? '', /https/);
  });

  it('trusts the private CA that is named for the host it fetches from, and no other', () => {
    const trusted = (url: string): string | undefined =>
      containerOf(kaniko.pod({ ...fullInput, remoteContext: { kind: 'git', url } })).env?.find(
        ({ name }) => name === 'SSL_CERT_FILE',
      )?.value;
    assert.equal(trusted('https://other.example/a.git'), '/kaniko/registry-ca-1/ca.crt');
    assert.equal(trusted('https://other.example:1/a.git'), undefined);
    assert.equal(trusted('https://public.example/a.git'), undefined);
  });
});

describe('the flavours of kaniko', () => {
  it('are pinned, the maintained one first', () => {
    assert.deepEqual(
      kaniko.flavours.map(({ id, image }) => [id, image]),
      [
        ['osscontainertools', 'ghcr.io/osscontainertools/kaniko:v1.28.3'],
        ['google', 'gcr.io/kaniko-project/executor:v1.24.0'],
        // There is none that everybody may pull.
        ['chainguard', undefined],
      ],
    );
  });
});
