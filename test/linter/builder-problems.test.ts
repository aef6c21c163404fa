import assert from 'node:assert/strict';
import { createLinter } from '../../src/linter.ts';
import { builderProblems, type BuilderProblem } from '../../src/linter/builder-problems.ts';

describe('what a builder makes of a Dockerfile', () => {
  const found = (text: string, flavour: string): Promise<readonly BuilderProblem[]> =>
    builderProblems(createLinter({}), { text, path: '/x/Dockerfile', builder: { id: 'kaniko', flavour } });

  it('is certain where the image would be another one, whatever a comment silences', async () => {
    const text = 'FROM busybox:1\n# hadolint ignore=KB1001\nRUN <<EOF\nmake\nEOF\n';
    const [problem, ...others] = await found(text, 'google');
    assert.deepEqual([problem?.line, problem?.certain], [3, true]);
    assert.match(problem?.message ?? '', /kaniko/);
    assert.deepEqual(others, []);
    assert.deepEqual(await found(text, 'osscontainertools'), []);
  });

  it('is told, but not certain, where the image may differ', async () => {
    const text = 'FROM --platform=linux/arm64 busybox:1\nRUN true\n';
    assert.deepEqual(
      (await found(text, 'osscontainertools')).map(({ line, certain }) => [line, certain]),
      [[1, false]],
    );
  });

  it('has nothing to say of style', async () => {
    assert.deepEqual(await found('from busybox\nrun cd /x && sudo make\n', 'google'), []);
  });
});
