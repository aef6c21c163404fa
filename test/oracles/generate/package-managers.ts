import type { Random } from './random.ts';

const names = ['curl', 'git', 'vim', 'libssl-dev', 'python3-pip', 'g++', 'ca-certificates'];

/** One call of a package manager, with and without what rules ask for. */
export function packageCommand(random: Random): string {
  return random.pick([apt, apt, apt, apk, apk, pip, pip, npm, yarn, yum, dnf, zypper, gem, go, other])(
    random,
  );
}

function apt(random: Random): string {
  const program = random.pick(['apt-get', 'apt-get', 'apt-get', 'apt-get', 'apt', 'aptitude']);
  const options = random.some(
    ['-y', '-q', '-qq', '--yes', '--assume-yes', '-yq', '-qy', '-q=2', '--quiet', '--no-install-recommends',
      '--no-install-recommends', '-o APT::Install-Recommends=false', '-o=Dpkg::Use-Pty=0', '-t stable',
      '--target-release bookworm', '--force-yes', '--allow-downgrades', '-qqy', '--install-suggests', '-V', '-m',
      '--no-install-suggests', '-f', '-yqq', '-o APT::Get::Assume-Yes=true', '-c /etc/apt.conf', '-a amd64'],
    0, 3,
  ); // prettier-ignore
  const before = random.some(options, 0, options.length);
  const after = options.filter((option) => !before.includes(option));
  const what = random.pick<() => string>([
    () =>
      `install ${[...after, packagesOf(random, '=', ['1.2.3-1', '1.2*', '${VERSION}', '$VERSION'])].join(' ')}`,
    () => `install ${[packagesOf(random, '=', ['1.2.3-1', '1:2.*']), ...after].join(' ')}`,
    () => `install ${[...after, packagesOf(random, '=', ['1.2.3-1'])].join(' ')}`,
    () =>
      `install ${[...after, random.pick(['./x.deb', '/tmp/x.deb', 'curl/stable', '$PACKAGES', '"$PACKAGES"', '"curl=7"', 'curl=', '*.deb', 'git- curl=1', '$(cat list)', ''])].join(' ')}`,
    () =>
      `${random.pick(['update', 'upgrade', 'dist-upgrade', 'autoremove', 'clean', 'autoclean', 'full-upgrade', 'build-dep curl', 'source x', 'purge x', 'reinstall curl'])} ${after.join(' ')}`,
    () => 'update',
  ]);
  return words(program, ...before, what());
}

function apk(random: Random): string {
  const options = random.some(
    ['--no-cache', '--no-cache', '--update', '-U', '-q', '--virtual .deps', '--virtual=.deps', '-t .deps', '-X http://x/y',
      '--repository http://x', '--repository=http://x', '--no-progress', '--update-cache', '--allow-untrusted', '-u', '-p /root', '--root /x', '--latest', '-v'],
    0, 3,
  ); // prettier-ignore
  const before = random.chance(0.25) ? options.splice(0, 1) : [];
  const what = random.pick(['add', 'add', 'add', 'add', 'update', 'upgrade', 'del', 'fetch', 'info']);
  const versions = ['1.2.3-r0', '~1', '1.2'] as const;
  const list =
    what === 'add' || what === 'del'
      ? packagesOf(random, random.pick(['=', '=', '=~', '>', '<', '~', '@']), versions)
      : '';
  return random.chance(0.2)
    ? words('apk', ...before, what, list, ...options)
    : words('apk', ...before, what, ...options, list);
}

function pip(random: Random): string {
  const program = random.pick(['pip', 'pip', 'pip3', 'pip3.11', 'pip2', 'python -m pip', 'python3 -m pip', 'python3.9 -m pip', 'pipx', '/usr/bin/pip', 'pip2.7', 'python3 -u -m pip']); // prettier-ignore
  const options = random.some(
    ['--no-cache-dir', '--no-cache-dir', '-U', '--upgrade', '-q', '--user', '-i http://x', '--index-url=http://x', '--extra-index-url http://x',
      '-e .', '--editable=.', '-r requirements.txt', '--requirement=requirements.txt', '-c constraints.txt', '--constraint constraints.txt', '-t /x', '--target=/x',
      '--trusted-host pypi.org', '--no-deps', '--pre', '--prefix /x', '--root /', '--disable-pip-version-check', '--no-build-isolation', '--break-system-packages',
      '--ignore-installed', '--src /s', '-f http://l', '--find-links=http://l', '--no-index', '--proxy http://p', '--timeout 60', '-vvv', '--cache-dir=/c', '--no-binary :all:', '--only-binary=:all:', '--progress-bar off', '--force-reinstall', '--require-hashes', '--use-pep517', '--platform x', '--log l'],
    0, 3,
  ); // prettier-ignore
  const versions = ['1.0', '1.*', '${V}', '"1.0"'] as const;
  const list = random.chance(0.75)
    ? packagesOf(random, random.pick(['==', '==', '>=', '~=', '===', '@', '<', '!=']), versions)
    : random.pick([
        '.', './x', 'x.whl', './x.tar.gz', 'git+https://h/x.git@v1', 'git+https://h/x.git', '"x[extra]==1"', 'x[extra]',
        '"x>=1,<2"', '-r requirements.txt', '-e git+https://h/x.git@v1#egg=x', '', 'https://h/x.whl', '$X', '"$X"', "'x==1'",
      ]); // prettier-ignore
  const what = random.pick([
    'install',
    'install',
    'install',
    'install',
    'download',
    'wheel',
    'list',
    'uninstall -y',
    'freeze',
  ]);
  return random.chance(0.2) ? words(program, what, list, ...options) : words(program, what, ...options, list);
}

function npm(random: Random): string {
  const program = random.pick(['npm', 'npm', 'npm', 'pnpm', 'npx', 'cnpm', 'bun']);
  const options = random.some(
    ['-g', '--global', '--save', '--production', '--omit=dev', '--registry http://r', '--registry=http://r', '--silent', '-D', '--prefix /x', '--no-save', '--unsafe-perm', '--loglevel error', '--cache /c'],
    0, 2,
  ); // prettier-ignore
  const list = random.pick([
    '', 'express', 'express@4.1.1', '@scope/x', '@scope/x@1', 'express@latest', 'express@^4', 'x@"1"', './x', '/x', '../x', 'x.tgz', 'https://h/x.tgz',
    'git+https://h/x.git', 'git+https://h/x.git#v1', 'git+ssh://git@h/x.git', 'user/repo', 'user/repo#v1', 'git://h/x.git#v1', '.', 'a@1 b', 'a b@1', '$X', 'x@$V', 'file:./x', 'npm:x@1', 'x@>=1',
  ]); // prettier-ignore
  const what = random.pick(['install', 'install', 'install', 'i', 'add', 'ci', 'run build', 'install-test', 'update', 'uninstall', 'exec']); // prettier-ignore
  return random.chance(0.2) ? words(program, ...options, what, list) : words(program, what, ...options, list);
}

function yarn(random: Random): string {
  return random.pick([
    'yarn install', 'yarn', 'yarn add x', 'yarn install && yarn cache clean', 'yarn cache clean', 'yarn global add x', 'yarn --frozen-lockfile install',
    'yarn install --production', 'yarn install; yarn cache clean --force', 'yarn build', 'yarn cache clean && yarn install', 'yarn install --cache-folder /c', '/usr/bin/yarn install', 'yarn run install', 'yarnpkg install',
    'yarn workspace a install', 'yarn install && rm -rf /usr/local/share/.cache',
  ]); // prettier-ignore
}

function yum(random: Random): string {
  const program = random.pick(['yum', 'yum', 'yum', 'yum-config-manager', '/usr/bin/yum']);
  const options = random.some(['-y', '-y', '--assumeyes', '-q', '-yq', '-d 1', '--setopt=tsflags=nodocs', '--nogpgcheck', '--enablerepo=x', '--enablerepo x', '-C', '-x y', '--releasever 7'], 0, 2); // prettier-ignore
  const list = packagesOf(random, '-', ['1.2.3', '1.2.3-4.el7', '2.*']);
  const what = random.pick([`install ${list}`, `install ${list}`, `install ${list}`, `localinstall x.rpm`, `install x.rpm`, `module install x:1`, `module install x`, `module -y install x`, `groupinstall "Development Tools"`, 'update', `reinstall ${list}`, 'clean all', 'makecache', 'remove x', 'install @dev', 'install http://h/x.rpm', 'group install x']); // prettier-ignore
  const call = random.chance(0.3) ? words(program, what, ...options) : words(program, ...options, what);
  return call + random.pick(['', '', ' && yum clean all', '; yum clean all', ' && yum -y clean all', ' && rm -rf /var/cache/yum', ' && rm -rf /var/cache/yum/*', ' && yum clean metadata', ' || yum clean all']); // prettier-ignore
}

function dnf(random: Random): string {
  const program = random.pick(['dnf', 'dnf', 'dnf', 'microdnf', 'dnf5', 'dnf-3']);
  const options = random.some(['-y', '-y', '--assumeyes', '-q', '-yq', '--setopt=install_weak_deps=False', '--nodocs', '--best', '--enablerepo=x', '--enablerepo x', '--refresh', '-x y', '--releasever 39', '--installroot=/r', '--assumeno'], 0, 2); // prettier-ignore
  const list = packagesOf(random, '-', ['1.2.3', '1.2.3-4.fc39', '2.*']);
  const what = random.pick([`install ${list}`, `install ${list}`, `install ${list}`, 'localinstall x.rpm', 'install x.rpm', 'module install x:1', 'module install x', 'module enable x:1', `groupinstall "Development Tools"`, 'update', 'upgrade', `reinstall ${list}`, 'clean all', 'makecache', 'remove x', 'install @dev', 'install http://h/x.rpm', 'group install x', 'builddep x']); // prettier-ignore
  const call = random.chance(0.3) ? words(program, what, ...options) : words(program, ...options, what);
  return call + random.pick(['', '', ' && dnf clean all', '; dnf clean all', ' && microdnf clean all', ' && dnf -y clean all', ' && rm -rf /var/cache/dnf', ' && rm -rf /var/cache/libdnf5', ' && rm -rf /var/cache/yum', ' && rm -r /var/cache/dnf/*', ' && rm -f /var/cache/dnf']); // prettier-ignore
}

function zypper(random: Random): string {
  const options = random.some(['-n', '-n', '--non-interactive', '-y', '--no-confirm', '--no-refresh', '-q', '--gpg-auto-import-keys', '--root /r', '-R /r'], 0, 2); // prettier-ignore
  const late = random.some(['-y', '-y', '--no-confirm', '-l', '--no-recommends', '-n', '--non-interactive', '--repo x', '-t pattern', '--from x', '-f'], 0, 2); // prettier-ignore
  const list = packagesOf(random, random.pick(['=', '=', '>=', '>', '<=', '~']), ['1.2.3', '1.2.3-4']);
  const what = random.pick([`install`, 'install', 'in', 'source-install', 'si', 'patch', 'remove', 'rm', 'update', 'up', 'dup', 'dist-upgrade', 'refresh', 'ref', 'clean', 'cc', 'addrepo', 'ar']); // prettier-ignore
  const call = words('zypper', ...options, what, ...late, random.chance(0.1) ? 'x.rpm' : list);
  return call + random.pick(['', '', ' && zypper clean', '; zypper cc', ' && zypper clean -a', ' && zypper --non-interactive clean --all', ' && rm -rf /var/cache/zypp/*', ' && rm -rf /var/cache/zypp']); // prettier-ignore
}

function gem(random: Random): string {
  const options = random.some(['--no-document', '-N', '--no-ri', '-i /x', '--source http://s', '--user-install', '-v 1.2', '-v=1', '--version 1.2', "--version='1.2'", '--version=1', '--conservative', '--install-dir /d', '--', '-f'], 0, 2); // prettier-ignore
  const list = random.pick(['bundler', 'bundler:2.1', 'bundler:2.1 rails', 'rails:7 bundler:2', 'x.gem', '"x:1"', '$X', '', 'bundler -v 2.0', "bundler:'>= 1'", 'x -- --with-y']); // prettier-ignore
  return words('gem', random.pick(['install', 'install', 'install', 'i', 'update', 'build x.gemspec', 'uninstall', 'list']), ...(random.chance(0.5) ? [...options, list] : [list, ...options])); // prettier-ignore
}

function go(random: Random): string {
  const path = random.pick(['example.com/x', 'example.com/x@latest', 'example.com/x@v1.2.3', 'example.com/x@master', 'example.com/x@$V', './...', './cmd/x', '.', 'x', 'example.com/x@v1 example.com/y', 'example.com/x@none', '"example.com/x@v1"', 'example.com/x@upgrade', '...', 'cmd/x', 'example.com/x@abcdef1', '/x', '']); // prettier-ignore
  const options = random.some(['-v', '-x', '-u', '-d', '-ldflags "-s -w"', '-ldflags=-s', '-tags x', '-tags=x', '-mod=mod', '-t', '-race'], 0, 2); // prettier-ignore
  return words(random.maybe(0.2, 'GO111MODULE=on'), random.pick(['go', 'go', 'go', '/usr/local/go/bin/go', 'go1.21']), random.pick(['install', 'install', 'get', 'run', 'build', 'mod download', 'mod tidy', 'tool']), ...options, path); // prettier-ignore
}

function other(random: Random): string {
  return random.pick([
    'conda install -y numpy', 'poetry install', 'uv pip install x', 'cargo install x', 'composer install', 'bundle install', 'pacman -Sy curl', 'brew install x', 'tdnf install x', 'easy_install x',
    'uv pip install --system x==1', 'snap install x', 'emerge x', 'pip-compile', 'install -y curl', 'apt-key add x', 'apt-cache search x', 'apt-mark hold x', 'apt-file update',
  ]); // prettier-ignore
}

/** Names, some of them with a version. */
function packagesOf(random: Random, separator: string, versions: readonly [string, ...string[]]): string {
  const pinned = random.pick([0, 0, 1, 1, 0.5]);
  return random
    .some(names, 1, 3)
    .map((name) => name + random.maybe(pinned, separator + random.pick(versions)))
    .join(' ');
}

/** Puts words together; empty ones drop out. */
export function words(...list: readonly string[]): string {
  return list.filter((word) => word !== '').join(' ');
}
