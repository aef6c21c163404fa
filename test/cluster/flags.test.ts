import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { buildahFlags } from '../../src/builders/buildah/flags.ts';
import type { FlagTable } from '../../src/builders/flags.ts';
import { isOlder } from '../../src/builders/image-version.ts';
import { kanikoFlags } from '../../src/builders/kaniko/flags.ts';
import {
  assertNothingLeft,
  build,
  kubectl,
  project,
  requestFor,
  sandbox,
  skipUnlessAvailable,
  variants,
} from './support.ts';

/** Taken and not told of by `--help`. */
const HIDDEN = new Set([
  ...['bucket', 'whitelist-var-run', 'log-rusage', 'rusage-logfile', 'pull-always', 'pull-never'],
  ...['blob-cache', 'cni-config-dir', 'cni-plugin-path', 'signature-policy'],
]);

/** What a program of an image prints. */
async function printed(image: string, ...command: readonly string[]): Promise<string> {
  const { namespaces } = sandbox();
  const name = `flags-${randomBytes(4).toString('hex')}`;
  const at = ['-n', namespaces.builds];
  await kubectl(...at, 'run', name, `--image=${image}`, '--restart=Never', ...command);
  try {
    await kubectl(...at, 'wait', `pod/${name}`, '--for=jsonpath={.status.phase}=Succeeded', '--timeout=60s');
    return await kubectl(...at, 'logs', name);
  } finally {
    await kubectl(...at, 'delete', 'pod', name, '--wait=false', '--now');
  }
}

/** The flags in a usage text, those that need no value apart. */
function flagsIn(usage: string): { readonly all: readonly string[]; readonly switches: readonly string[] } {
  const lines = [...usage.matchAll(/^ +(?:-\w, )?--([\w-]+)(\S*)( \S+)?/gm)];
  const own = lines.filter(([, name]) => name !== 'help' && name !== 'version');
  return {
    all: own.map(([, name = '']) => name).sort(),
    // A value's type stands one space behind the name, with `[=` where it may be left out; the description further.
    switches: own
      .filter(([, , , type]) => type === undefined || type.includes('[='))
      .map(([, name = '']) => name),
  };
}

function tableAt(table: FlagTable, flavour: string, version: string): FlagTable['flags'] {
  return table.flags.filter(({ name, since, until }) => {
    const first = since[flavour];
    const gone = until?.[flavour];
    return (
      !HIDDEN.has(name) &&
      first !== undefined &&
      !isOlder(version, first) &&
      (gone === undefined || isOlder(version, gone))
    );
  });
}

describe('the flags of the executors', () => {
  const { images } = sandbox();
  afterEach(assertNothingLeft);

  for (const variant of variants()) {
    it(`are those of the table, no more and no less (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const { id, flavour, image = '' } = variant.choice;
      const isKaniko = id === 'kaniko';
      const version = isKaniko
        ? /:v([\d.]+)/.exec(image)?.[1]
        : /buildah version ([\d.]+)/.exec(
            await printed(image, '--command', '--', 'buildah', '--version'),
          )?.[1];
      assert.ok(version !== undefined);
      const usage = isKaniko
        ? await printed(image, '--', '--help')
        : await printed(image, '--command', '--', 'buildah', 'bud', '--help');
      const real = flagsIn(usage);
      const known = tableAt(isKaniko ? kanikoFlags : buildahFlags, flavour, version);
      const shown = real.all.filter((name) => !HIDDEN.has(name));
      assert.deepEqual(known.map(({ name }) => name).sort(), shown);
      assert.deepEqual(
        known.flatMap(({ name, isSwitch }) => (isSwitch === true ? [name] : [])).sort(),
        shown.filter((name) => real.switches.includes(name)),
      );
    });

    it(`are refused before or explained after a build where they are none (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const made = await project({ Dockerfile: `FROM ${images.busybox}\n` });
      try {
        // Nobody knows the version of such an image, so nothing is refused beforehand.
        const builder = { ...variant.choice, arguments: ['--no-such-flag=1'] };
        const isVersioned = /:v\d/.test(builder.image ?? '');
        const { result, states } = await build(requestFor(made, 'test/flags', { builder }));
        assert.equal(result.outcome, 'failed');
        assert.equal(result.failure?.code, isVersioned ? 'builder-unfit' : 'usage');
        assert.match(result.failure.message, /--no-such-flag/);
        assert.equal(states.includes('waiting'), !isVersioned);
      } finally {
        await made.remove();
      }
    });
  }
});
