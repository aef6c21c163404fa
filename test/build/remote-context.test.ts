import assert from 'node:assert/strict';
import { failureIn } from '../../src/build/errors.ts';
import { isRemoteContext, parseRemoteContext, pathInContext } from '../../src/build/remote-context.ts';
import type { RemoteOptions } from '../../src/build/request.ts';

const secret = { secretName: 'git', key: 'token' };
const commit = '0123456789abcdef0123456789abcdef01234567';

function refused(context: string, words: RegExp, options: RemoteOptions = {}): void {
  assert.throws(
    () => parseRemoteContext(context, options),
    (error: unknown) => {
      const failure = failureIn(error);
      assert.equal(failure?.code, 'request-invalid', context);
      assert.match(failure.message, words, context);
      assert.doesNotMatch(`${failure.message} ${failure.remedy ?? ''}`, /s3cr3t/, context);
      return true;
    },
  );
}

describe('build/remote-context', () => {
  it('tells URLs from folders', () => {
    const remote = [
      'https://h/x.tgz',
      'git://h/x',
      's3://b/k',
      'dir:///x',
      'ftp://x',
      'git@github.com:a/b.git',
    ];
    const local = ['', '.', '/a/b', 'C:\\x', 'C:/x', 'a:b', './x@y/z:1', 'x@y', 'a//b'];
    for (const context of remote) assert.ok(isRemoteContext(context), context);
    for (const context of local) assert.ok(!isRemoteContext(context), context);
  });

  it('reads repositories as Docker and as kaniko writes them', () => {
    const url = 'https://h:8443/team/app.git';
    const cases: readonly (readonly [string, RemoteOptions, object])[] = [
      [url, {}, {}],
      ['git://h:8443/team/app.git', {}, {}],
      [`${url}#main`, {}, { revision: 'main' }],
      [`${url}#feature/x:sub/./dir/`, {}, { revision: 'feature/x', subPath: 'sub/dir' }],
      [`${url}#:sub`, {}, { subPath: 'sub' }],
      [`${url}#:.`, {}, {}],
      [`${url}#refs/tags/v1`, {}, { revision: 'refs/tags/v1' }],
      [`${url}#refs/heads/main#${commit}`, {}, { revision: commit }],
      [url, { branch: 'main', subPath: '/sub/', secret }, { revision: 'main', subPath: 'sub', secret }],
      [`${url}#main:sub`, { branch: 'main', subPath: 'sub' }, { revision: 'main', subPath: 'sub' }],
      [`${url}#a%20b`.replace('%20', '%2B'), {}, { revision: 'a+b' }],
    ];
    for (const [context, options, rest] of cases) {
      assert.deepEqual(parseRemoteContext(context, options), { kind: 'git', url, ...rest }, context);
    }
    assert.deepEqual(parseRemoteContext('http://h/a.git'), { kind: 'git', url: 'http://h/a.git' });
  });

  it('tells archives, buckets, blobs and folders apart', () => {
    const kinds = {
      'https://h/ctx.tar.gz': 'archive',
      'https://h/download?version=2': 'archive',
      'http://h/ctx.tar.gz': 'archive',
      's3://bucket/a/ctx.tar.gz': 's3',
      'gs://bucket/ctx.tar.gz': 'gs',
      'https://acct.blob.core.windows.net/c/ctx.tar.gz': 'azure',
      'https://acct.blob.core.windows.net.evil.example/c': 'archive',
      'dir:///workspace': 'folder',
    };
    for (const [url, kind] of Object.entries(kinds)) {
      assert.deepEqual(parseRemoteContext(url, { subPath: 'a' }), { kind, url, subPath: 'a' });
    }
  });

  it('takes no login in a URL, and repeats none', () => {
    for (const context of [
      'https://s3cr3t@h/a.git',
      'https://user:s3cr3t@h/a.git',
      'https://h/x.tgz?X-Amz-Signature=s3cr3t',
      'https://h/x.tgz?a=1&access_token=s3cr3t',
      'https://h/x.tgz?private-token=s3cr3t',
      'https://acct.blob.core.windows.net/c/x?sv=1&sig=s3cr3t',
    ]) {
      refused(context, /password, token or signature/);
    }
    refused('http://h/a.git', /in the clear/, { secret });
  });

  it('refuses what no builder could fetch, with the reason', () => {
    refused('git@github.com:team/app.git', /not over SSH/);
    refused('ssh://git@h/a.git', /not over SSH/);
    refused('ftp://h/x', /ftp:/);
    refused('tar://stdin', /tar:/);
    refused('https://', /not a valid URL/);
    refused('https://h/a b.git', /spaces/);
    refused('git://h', /no repository/);
    refused('git:///a.git', /no repository/);
    refused('https://h/', /no archive/);
    refused('s3://bucket', /no archive in a bucket/);
    refused('gs://bucket/', /no archive in a bucket/);
    refused('dir://relative', /no folder/);
    refused('https://h/a.git?x=1', /\?/);
    refused('https://h/x.tgz#main', /"#"/);
    refused('https://h/a.git#a#b', /40 hexadecimal/);
    refused('https://h/a.git#a#b#c', /too many/);
    refused('https://h/a.git#:../x', /inside the context/);
    refused('https://h/a.git#main', /another branch.*main.*dev/, { branch: 'dev' });
    refused('https://h/x.tgz', /branches/, { branch: 'dev' });
    refused('s3://b/k', /Secret/, { secret });
    for (const branch of ['-x', 'a..b', 'a~1', 'a^', 'x.lock', 'a//b', '/a', 'a/', 'a\nb', '@{1}']) {
      refused('https://h/a.git', /is not a branch/, { branch });
    }
  });

  it('keeps paths inside the context', () => {
    assert.equal(pathInContext('./a//b/./Dockerfile'), 'a/b/Dockerfile');
    for (const path of ['../x', 'a/../../x', 'a\\b', 'a\nb'])
      assert.throws(() => pathInContext(path), /inside/);
  });

  it('does not fail otherwise, whatever is typed', () => {
    const pieces = [
      'https://',
      'git://',
      's3://',
      'dir://',
      'h',
      '/',
      '#',
      ':',
      '@',
      '%',
      '%zz',
      '?',
      '.git',
      '\u0000',
      'é',
      '[',
      ' ',
    ];
    let state = 1;
    for (let round = 0; round < 20_000; round++) {
      let text = '';
      for (let count = 0; count < 6; count++) {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        text += pieces[state % pieces.length] ?? '';
      }
      try {
        parseRemoteContext(text);
      } catch (error) {
        assert.equal(failureIn(error)?.code, 'request-invalid', JSON.stringify(text));
      }
    }
  });
});
