import assert from 'node:assert/strict';
import type { RegistrySettings } from '../../src/build/request.ts';
import {
  assertNothingLeft,
  build,
  engine,
  project,
  requestFor,
  sandbox,
  skipUnlessAvailable,
  variants,
  type Project,
} from './support.ts';

/** No cluster finds it: what is pulled from it comes from a mirror. */
const UNREACHABLE = 'registry.invalid:5000';

describe('registry mirrors', () => {
  const { registries } = sandbox();
  const projects: Project[] = [];
  after(() => Promise.all(projects.map((one) => one.remove())));
  afterEach(assertNothingLeft);

  for (const variant of variants()) {
    const builds = async (from: string, settings: Partial<RegistrySettings>): Promise<string> => {
      const made = await project({ Dockerfile: `FROM ${from}\nRUN true\n` });
      projects.push(made);
      const request = requestFor(made, `test/mirrored-${variant.choice.flavour}`, {
        builder: variant.choice,
      });
      const asked = { ...request, registries: { ...request.registries, ...settings } };
      const report = await engine.preflight(asked, {});
      const pull = report.items.find(({ id }) => id === `pull:${from}`);
      const { result, log } = await build(asked);
      assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
      assert.equal(pull?.status, 'yes', JSON.stringify(pull));
      return pull.detail ?? '';
    };

    it(`stand in for Docker Hub (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const { host } = registries.open;
      assert.match(await builds('busybox', { mirrors: [host] }), new RegExp(`from ${host}/library/busybox`));
    });

    it(`stand in for any registry, which is then not asked (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const map = { [UNREACHABLE]: [`${registries.open.host}/library`] };
      await builds(`${UNREACHABLE}/busybox:latest`, { map, mirrorsOnly: true });
    });

    it(`are asked one after the other (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const { host } = registries.open;
      await builds('docker.io/library/busybox:latest', { mirrors: [`${host}/nothing-here`, host] });
    });

    it(`that need a login and have a private CA get both (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const { host, username = '', password = '' } = registries.tls;
      const made = await project({ Dockerfile: `FROM ${UNREACHABLE}/library/busybox:latest\nRUN true\n` });
      projects.push(made);
      const request = requestFor(made, 'x', {
        builder: variant.choice,
        destinations: [`${host}/test/mirrored:1`],
        credentials: { kind: 'typed', username },
      });
      const { result, log } = await build(
        {
          ...request,
          registries: { ...request.registries, map: { [UNREACHABLE]: [host] }, mirrorsOnly: true },
        },
        { password },
      );
      assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
    });
  }
});
