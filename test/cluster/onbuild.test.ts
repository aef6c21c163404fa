import assert from 'node:assert/strict';
import { readFiles, readImage } from '../beds/registry.ts';
import {
  assertNothingLeft,
  build,
  project,
  requestFor,
  sandbox,
  skipUnlessAvailable,
  variants,
  type Outcome,
  type Project,
} from './support.ts';

/** Files that were sent. */
function sent({ events }: Outcome): number | undefined {
  return events.flatMap((event) => (event.type === 'upload' ? [event.totalFiles] : [])).at(-1);
}

describe('a base image whose ONBUILD reads the context', () => {
  const { images, registries } = sandbox();
  const projects: Project[] = [];
  const make = async (files: Readonly<Record<string, string>>): Promise<Project> => {
    const made = await project(files);
    projects.push(made);
    return made;
  };

  afterEach(async () => {
    await Promise.all(projects.splice(0).map((one) => one.remove()));
    await assertNothingLeft();
  });

  for (const variant of variants()) {
    it(`gets what its triggers read, and no more (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const builder = variant.choice;
      // A name that promises triggers makes no difference where they are known.
      const base = `test/${builder.id === 'buildah' ? 'onbuild' : 'base'}-${builder.flavour}`;
      const from = await make({
        Dockerfile: `FROM ${images.busybox}\nRUN mkdir /app\nONBUILD ARG WHAT=src\nONBUILD COPY src /app/\nONBUILD RUN test -s /app/a\n`,
      });
      const made = await build(requestFor(from, base, { builder }));
      assert.equal(made.result.outcome, 'succeeded', made.log);

      const app = await make({
        Dockerfile: `FROM ${registries.open.host}/${base}:1\nRUN test -s /app/a\n`,
        'src/a': 'read by the trigger alone\n',
        'docs/b': 'read by nobody\n',
      });
      const name = `test/onbuild-app-${builder.flavour}`;
      const outcome = await build(requestFor(app, name, { builder }));
      assert.equal(outcome.result.outcome, 'succeeded', outcome.log);
      assert.equal(sent(outcome), 2, 'the Dockerfile and src/a');
      const files = await readFiles(
        registries.open,
        name,
        await readImage(registries.open, name, outcome.result.digest ?? ''),
      );
      assert.equal(files.get('app/a')?.toString(), 'read by the trigger alone\n');
    });
  }

  it('has everything sent where the registry cannot be asked from here, and the log says why', async () => {
    const app = await make({
      Dockerfile: 'FROM 127.0.0.1:1/nowhere:1\nRUN true\n',
      'src/a': 'a\n',
    });
    // The pull fails in the cluster, too; what counts is what was sent before.
    const outcome = await build(requestFor(app, 'test/onbuild-nowhere'), { insist: true });
    assert.equal(outcome.result.outcome, 'failed');
    assert.match(
      outcome.log,
      /All that is not ignored goes: the base image 127\.0\.0\.1:1\/nowhere:1 may have triggers/,
    );
    assert.equal(sent(outcome), 2);
  });
});
