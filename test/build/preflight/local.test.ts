import assert from 'node:assert/strict';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildRequest } from '../../../src/build/request.ts';
import { startTokenRegistry, type TokenRegistry } from '../../beds/token-registry.ts';
import { checkAgainst, contextFolder, type Folder, type Report } from './bed.ts';

describe('preflight: what is here', () => {
  let folder: Folder;
  beforeEach(async () => (folder = await contextFolder()));
  afterEach(() => folder.remove());

  const checked = (changes: Partial<BuildRequest> = {}): Promise<Report> => checkAgainst({}, folder, changes);

  it('is no Dockerfile', async () => {
    const report = await checked({ dockerfile: join(folder.path, 'nowhere') });
    assert.match(report.no('dockerfile'), /nowhere/);
  });

  it('is a Dockerfile without FROM', async () => {
    await writeFile(join(folder.path, 'Dockerfile'), '# nothing\n');
    assert.match((await checked()).no('dockerfile'), /no FROM/);
  });

  it('is a Dockerfile without the target', async () => {
    await writeFile(join(folder.path, 'Dockerfile'), 'FROM scratch AS one\nFROM one\nCOPY file /\n');
    assert.match((await checked({ target: 'two' })).no('dockerfile'), /no stage two\..*\n.*one/);
    for (const target of ['ONE', '1']) {
      assert.equal((await checked({ target })).item('dockerfile').status, 'yes', target);
    }
  });

  it('is no context, or an empty one', async () => {
    const gone = await checked({ context: join(folder.path, 'gone') });
    assert.equal(gone.item('context').status, 'no');
    await writeFile(join(folder.path, '.dockerignore'), '*\n');
    assert.match((await checked()).unknown('context'), /none beside the Dockerfile/);
    await writeFile(join(folder.path, 'Dockerfile'), 'FROM scratch AS a\nFROM scratch\nCOPY --from=a / /\n');
    assert.equal((await checked()).item('context').status, 'yes');
  });

  it('is a destination that is no reference, or a builder that is none', async () => {
    assert.match(
      (await checked({ destinations: ['r.example/Upper'] })).item('request').meaning ?? '',
      /Upper/,
    );
    const report = await checked({ builder: { id: 'bazel', flavour: 'x' } });
    assert.deepEqual(report.ids('no'), ['request']);
    const flavour = await checked({ builder: { id: 'kaniko', flavour: 'vanilla' } });
    assert.equal(flavour.item('request').status, 'no');
  });

  it('is a builder image that is no reference', async () => {
    const builder = { id: 'kaniko', flavour: 'google', image: 'https://mirror.example/kaniko' };
    assert.match((await checked({ builder })).no('builder-image'), /https:\/\//);
  });

  it('is a flag that the flavour lacks', async () => {
    const builder = {
      id: 'kaniko',
      flavour: 'google',
      image: '127.0.0.1:1/kaniko-project/executor:v1.24.0',
      arguments: ['--secret=id=a,src=/a'],
    };
    const said = (await checked({ builder })).no('request');
    assert.match(said, /--secret/);
    assert.match(said, /osscontainertools from 1\.26\.3 on/);
  });

  it('is an image that by its name is of another flavour, or a flag that does nothing', async () => {
    const builder = {
      id: 'kaniko',
      flavour: 'osscontainertools',
      image: '127.0.0.1:1/kaniko-project/executor:v1.24.0',
      arguments: ['--skip-tls-verify-pull'],
    };
    const { meaning = '', status } = (await checked({ builder })).item('request');
    assert.equal(status, 'unknown');
    assert.match(
      meaning,
      /flavour is osscontainertools, but .* holds google.*\n--skip-tls-verify-pull: it does nothing/,
    );
  });

  it('is a flavour without an image, a mirror or a cache that is none', async () => {
    const builder = { id: 'kaniko', flavour: 'chainguard' };
    assert.match((await checked({ builder })).no('request'), /kanikoBuild\.kaniko\.image/);
    const registries = { insecure: [], certificates: {}, mirrors: ['https://m'] };
    assert.match((await checked({ registries })).no('request'), /kanikoBuild\.registries/);
    assert.match((await checked({ cache: { repository: 'a:b' } })).no('request'), /kanikoBuild\.cache/);
  });

  describe('a credential helper', () => {
    let registry: TokenRegistry;
    const before_ = { DOCKER_CONFIG: process.env['DOCKER_CONFIG'], PATH: process.env['PATH'] };
    beforeEach(async () => {
      registry = await startTokenRegistry({ users: { me: 'pw' } });
      const config = join(folder.path, 'docker');
      await mkdir(config);
      await writeFile(join(config, 'config.json'), JSON.stringify({ credsStore: 'bed' }));
      process.env['DOCKER_CONFIG'] = config;
    });
    afterEach(async () => {
      if (before_.DOCKER_CONFIG === undefined) delete process.env['DOCKER_CONFIG'];
      else process.env['DOCKER_CONFIG'] = before_.DOCKER_CONFIG;
      process.env['PATH'] = before_.PATH;
      await registry.close();
    });

    const through = async (script: string | undefined): Promise<{ report: Report; push: string }> => {
      const bin = join(folder.path, 'docker', 'bin');
      await mkdir(bin);
      const file = join(bin, 'docker-credential-bed');
      if (script !== undefined) {
        await writeFile(file, `#!/bin/sh\n${script}\n`);
        await chmod(file, 0o755);
      }
      process.env['PATH'] = `${bin}:${before_.PATH ?? ''}`;
      const report = await checked({
        destinations: [`${registry.host}/app:1`],
        registries: { insecure: [registry.host], certificates: {} },
        credentials: { kind: 'docker-config' },
      });
      return { report, push: `push:${registry.host}/app` };
    };

    it('that is missing: the push fails of it', async () => {
      const { report, push } = await through(undefined);
      assert.match(report.no(push), /docker-credential-bed, which is not on the PATH/);
      assert.match(report.unknown('credentials'), /docker-credential-bed/);
    });

    it('that fails: the push fails of it', async () => {
      const { report, push } = await through('echo s3cret; exit 3');
      assert.match(report.no(push), /exit code 3/);
    });

    it('that hangs: nothing is certain', async () => {
      const { report, push } = await through('exec sleep 5');
      assert.match(report.unknown(push), /gave no answer in 1\.5 seconds/);
    });

    it('that answers', async () => {
      const { report, push } = await through(`echo '{"Username": "me", "Secret": "pw"}'`);
      // On this machine it is allowed, but localhost is another in a Pod.
      assert.match(report.unknown(push), /localhost is the Pod itself/);
      assert.equal(report.item('credentials').status, 'yes');
    });
  });
});
