import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { kaniko } from '../../../src/builders/kaniko/kaniko.ts';
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
    assert.ok(argumentsOf({ ...bareInput, flavour: 'google' }).includes(flag));
    assert.ok(!argumentsOf({ ...bareInput, flavour: 'osscontainertools' }).includes(flag));
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

describe('the flavours of kaniko', () => {
  it('are pinned, the maintained one first', () => {
    assert.deepEqual(
      kaniko.flavours.map(({ id, image }) => [id, image]),
      [
        ['osscontainertools', 'ghcr.io/osscontainertools/kaniko:v1.28.3'],
        ['google', 'gcr.io/kaniko-project/executor:v1.24.0'],
      ],
    );
  });
});
