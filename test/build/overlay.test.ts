import assert from 'node:assert/strict';
import { allBuilders } from '../../src/all-builders.ts';
import type { Builder } from '../../src/builders/builder.ts';
import { failureIn } from '../../src/build/errors.ts';
import { applyOverlay } from '../../src/build/overlay/apply-overlay.ts';
import { placeOf, YamlObject } from '../../src/build/overlay/overlay-document.ts';
import { bareInput, fullInput } from '../builders/pod-input.ts';

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    const failure = failureIn(error);
    assert.equal(failure?.code, 'settings-invalid', String(error));
    return `${failure.message} ${failure.remedy ?? ''}`;
  }
  throw new assert.AssertionError({ message: 'nothing was refused' });
}

for (const builder of allBuilders) {
  const name = builder.container;
  const merge = (text: string, one: Builder = builder) =>
    applyOverlay(one.pod(fullInput), { file: '/w/pod.yaml', text }, one);
  const refused = (text: string): string => messageOf(() => merge(text));

  describe(`an overlay of ${builder.id}'s Pod`, () => {
    it('adds what no setting has, and leaves the rest as it was', () => {
      const pod = builder.pod(fullInput);
      const merged = merge(
        `metadata:\n  labels: {team: a}\nspec:\n  hostname: here\n  containers:\n  - name: ${name}\n    env: [{name: A, value: b}]\n    livenessProbe: null\n`,
      );
      const { spec, metadata } = pod;
      const [container] = spec.containers;
      assert.deepEqual(
        JSON.parse(JSON.stringify(merged)),
        JSON.parse(
          JSON.stringify({
            ...pod,
            metadata: { ...metadata, labels: { ...metadata.labels, team: 'a' } },
            spec: {
              ...spec,
              hostname: 'here',
              containers: [{ ...container, env: [{ name: 'A', value: 'b' }, ...(container?.env ?? [])] }],
            },
          }),
        ),
      );
    });

    it('may be empty, and may say what it is of', () => {
      for (const text of ['', '# nothing\n', '{}', 'apiVersion: v1\nkind: Pod\n']) {
        assert.deepEqual(merge(text), JSON.parse(JSON.stringify(builder.pod(fullInput))));
      }
    });

    it('may add a container and an initial one', () => {
      const merged = merge(
        'spec:\n  initContainers: [{name: first, image: i}]\n  containers: [{name: helper, image: i}]\n',
      );
      assert.deepEqual(merged.spec.containers.map((one) => one.name).sort(), ['helper', name].sort());
    });

    it('is refused, with the line, where it would break the run', () => {
      const container = `spec:\n  containers:\n  - name: ${name}\n`;
      const mount = builder.pod(fullInput).spec.containers[0]?.volumeMounts?.at(-1)?.mountPath ?? '';
      const variable = builder.pod(bareInput).spec.containers[0]?.env?.[0]?.name ?? '';
      for (const [text, line, words] of [
        ['metadata:\n  name: other\n', 2, /metadata\.name/],
        ['metadata:\n  namespace: other\n', 2, /metadata\.namespace/],
        ['metadata:\n  labels:\n    a: b\n    kaniko-build/run: x\n', 4, /kaniko-build\/run/],
        ['metadata:\n  labels:\n    app.kubernetes.io/managed-by: null\n', 3, /managed-by/],
        ['metadata:\n  finalizers: [x/y]\n', 2, /finalizers/],
        ['spec:\n\n  restartPolicy: Always\n', 3, /restartPolicy/],
        ['spec:\n  activeDeadlineSeconds: 1\n', 2, /limits\.build/],
        [`${container}    image: other\n`, 4, /image of the builder/],
        [`${container}    args: [a]\n`, 4, /args/],
        [`${container}    stdin: false\n`, 4, /stdin/],
        [`${container}    tty: true\n`, 4, /tty/],
        [
          `${container}    env:\n    - name: A\n      value: b\n    - name: ${variable}\n      value: x\n`,
          7,
          /env/,
        ],
        [`${container}    volumeMounts:\n    - {mountPath: ${mount}, name: x}\n`, 5, /volumeMounts/],
        [`spec:\n  containers:\n  - $patch: delete\n    name: ${name}\n`, 3, /must stay/],
        ['spec:\n  containers:\n  - $patch: replace\n', 2, /must stay/],
        ['spec:\n  containers:\n  - name: builder\n    env: []\n', 3, /is called/],
        ['spec:\n  volumes: null\n', 2, /volume/],
        ['spec:\n  $patch: replace\n', 2, /as a whole/],
        ['spec: 7\n', 1, /an object/],
        ['kind: Job\n', 1, /kind/],
        ['status: {}\n', 1, /status/],
        ['spec:\n  containers:\n  - env: []\n', 3, /lacks name/],
      ] as const) {
        const message = refused(text);
        assert.ok(message.startsWith(`/w/pod.yaml, line ${String(line)}: `), `${text}\n${message}`);
        assert.match(message, words);
      }
    });
  });
}

describe('the YAML of an overlay', () => {
  it('is told wrong with its line', () => {
    for (const [text, line] of [
      ['a: 1\nb: [\n', 3],
      ['a: 1\na: 2\n', 2],
      ['- list\n', 1],
      ['text', 1],
      ['a: *none\n', 1],
      ['a: 1\n---\nb: 2\n', 2],
    ] as const) {
      const message = messageOf(() => new YamlObject('f', text));
      assert.ok(message.startsWith(`f, line ${String(line)}: `), `${text}: ${message}`);
    }
  });

  it('does not run out of memory by aliases of aliases', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level++) {
      const former = `*a${String(level - 1)}`;
      lines.push(`a${String(level)}: &a${String(level)} [${Array(10).fill(former).join(', ')}]`);
    }
    messageOf(() => new YamlObject('f', lines.join('\n')));
  });

  it('takes a key called __proto__ for a key', () => {
    assert.deepEqual(Object.keys(new YamlObject('f', '__proto__: {a: 1}\n').value), ['__proto__']);
  });

  it('knows the line of what a server names', () => {
    const document = new YamlObject(
      'f',
      'spec:\n  containers:\n  - name: a\n    foo: 1\n    bar:\n      baz: 2\n',
    );
    assert.deepEqual(placeOf('spec.containers[0].bar.baz'), ['spec', 'containers', 0, 'bar', 'baz']);
    assert.equal(document.lineOf(placeOf('spec.containers[0].bar.baz')), 6);
    assert.equal(document.lineOf(placeOf('spec.containers[0].nothing.baz')), 3);
  });
});
