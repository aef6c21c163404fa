import { arg, env, label, reference, variableName } from './pairs.ts';
import { words } from './package-managers.ts';
import type { Random } from './random.ts';
import { script } from './shell.ts';

const aliases = ['build', 'build', 'base', 'base', 'Builder', 'stage1', 'a-b', 'final', 'x.y', 'alpine', 'scratch', 'context'] as const; // prettier-ignore

export function from(random: Random): string {
  const name = random.pick(['debian', 'alpine', 'ubuntu', 'docker.io/library/debian', 'registry.example.com:5000/x/y', 'registry.example.com/x', 'ghcr.io/a/b', 'gcr.io/a/b', 'mcr.microsoft.com/x', 'host.local/x', 'localhost/x', 'x/y', 'node', 'python', 'mcr.microsoft.com/windows/servercore']); // prettier-ignore
  const image = random.pick<() => string>([
    () => name,
    () =>
      `${name}:${random.pick(['12', 'latest', '1.2-slim', '12', 'latest', '${VERSION:-latest}', 'Latest'])}`,
    () => `${name}:12`,
    () => `${name}@sha256:${'0123456789abcdef'.repeat(4)}`,
    () => `${name}:latest@sha256:${'0123456789abcdef'.repeat(4)}`,
    () =>
      random.pickEither(
        ['build', 'base', 'stage1', 'scratch'],
        ['Builder', '0', 'localhost:5000/x', 'localhost:5000/x:1'],
      ),
    () => random.pickEither(['${A:-debian}:12', 'debian:${VERSION:-12}', '${A:-debian}'], ['$A', '${A}', '$A:1', '${A}:${VERSION}', '"debian:12"', '$A/x', reference(random), 'debian:$VERSION', '${A:-debian:12}']), // prettier-ignore
  ])();
  const platform = random.maybe(0.15, `--platform=${random.pickEither(['linux/amd64', '$BUILDPLATFORM', '$TARGETPLATFORM', '${TARGETPLATFORM}', 'linux/arm64', '${BUILDPLATFORM}', '${A:-linux/amd64}'], ['$A', '"$TARGETPLATFORM"', '${TARGETPLATFORM:-linux/amd64}', 'linux/$TARGETARCH', '$targetplatform'])}`); // prettier-ignore
  const as = random.maybe(
    0.45,
    `${random.pick(['AS', 'AS', 'AS', 'AS', 'AS', 'as', 'As'])} ${random.pickEither(aliases, ['0', 'BUILD', 'a/b', '$A'])}`,
  );
  return words(random.chance(0.03) ? random.pick(['from', 'From']) : 'FROM', platform, image, as);
}

/** A stage's instruction, on one line. In a daring mood some that are wrong. */
export function instruction(random: Random): string {
  const make = random.pick([
    run, run, run, run, run, run, run, run, run, run, run, run, copy, copy, copy, add, env, env, arg, arg, label, label, expose, user, workdir, cmd, entrypoint, shell, healthcheck, volume, onbuild, onbuild,
    signalOrMaintainer, ...(random.daring ? [strange, strange] : []),
  ]); // prettier-ignore
  const text = make(random);
  return random.chance(0.03) ? recase(random, text) : text;
}

function recase(random: Random, text: string): string {
  return text.replace(/^\w+/, (keyword) =>
    random.chance(0.7) ? keyword.toLowerCase() : keyword.charAt(0) + keyword.slice(1).toLowerCase(),
  );
}

function run(random: Random): string {
  const flags = random.some(
    [
      '--mount=type=cache,target=/var/cache/apt', '--mount=type=cache,target=/var/lib/apt,sharing=locked', '--mount=type=cache,target=/var/lib/apt/lists', '--mount=type=cache,dst=/root/.cache/pip', '--mount=type=cache,target=/root/.npm',
      '--mount=type=cache,destination=/root/.cache', '--mount=type=bind,from=build,target=/x', '--mount=type=bind,from=ghcr.io/a/b:1,target=/x', '--mount=type=secret,id=x', '--mount=type=tmpfs,target=/tmp', '--network=none', '--security=insecure', '--mount=type=cache,target=/var/cache/yum', '--mount=type=cache,target=/var/cache/dnf', '--mount=type=cache,target=/var/cache/libdnf5', '--mount=type=cache,target=/usr/local/share/.cache/yarn',
      '--mount=type=cache,target=/var/cache/apk', '--mount=type=cache,target=/go/pkg/mod', '--mount=type=tmpfs,target=/var/lib/apt/lists', '--mount=type=ssh', '--mount=type=cache,target=/var/cache/zypp', '--mount=type=cache,id=x,target=/var/lib/apt/', '--mount=target=/x,from=build', '--mount=type=cache,target=$A',
    ],
    0, random.pick([0, 0, 0, 1, 2]),
  ); // prettier-ignore
  const body = random.chance(0.07) ? json(script(random)) : script(random);
  return words('RUN', ...flags, body);
}

function copy(random: Random): string {
  const flags = random.some(
    [
      `--from=${random.pickEither(['build', '0', 'nowhere', 'debian:12', 'ghcr.io/a/b', 'Builder', 'stage1', 'base', 'alpine', 'build'], ['1', '$A', '2', 'context', '-1', 'scratch', 'evil.io/x/y:1', '${A}', 'base --from=build'])}`, // prettier-ignore
      '--chown=1:1', '--chmod=755', '--link', '--parents', '--exclude=*.x', '--chown=$A',
    ],
    0, random.pick([0, 0, 1, 1, 2]),
  ); // prettier-ignore
  return words('COPY', ...flags, paths(random, ['a', 'b/', '.', './x', '*.txt', '/', '/*', 'package.json', '$A', '${A:-b}/x', 'x.tar.gz', 'a b c', '/app', '"$A"', '..'])); // prettier-ignore
}

function add(random: Random): string {
  const flags = random.some(['--chown=1:1', '--checksum=sha256:0', '--keep-git-dir=true', '--link', '--chmod=1', '--unpack=true', '--unpack'], 0, random.pick([0, 0, 0, 1])); // prettier-ignore
  return words('ADD', ...flags, paths(random, ['a', '.', 'x.tar', 'x.tar.gz', 'x.tgz', 'x.TAR.GZ', 'x.zip', 'x.tar.xz', 'x.txz', 'x.tbz2', 'x.tar.bz2', 'x.gz', 'x.xz', 'x.lzma', 'x.tar.zst', 'http://x/y', 'https://x/y.tgz', 'git@h:x/y.git', 'https://h/x.git#v1', 'git://h/x', '*.tar', 'x.tar.Z', '$A', '"x.tar"', '$A.tar', 'http://x/$A', 'HTTP://x/y', 'x.tb2', 'x.tlz', 'x.tpz', 'x.tar.lz', 'x.7z', 'ssh://h/x', 'x.tarball', 'x.tar/', 'x.tz'])); // prettier-ignore
}

function paths(random: Random, sources: readonly string[]): string {
  const list = random.some(sources, 1, random.pick([1, 1, 2, 3]));
  const destination = random.pick(['/x', '/x/', '.', './', 'x', 'x/', '$A', '${A}/', '/', '..', 'C:/x/', '"x/"', '$A/x', '"$A"', './x', '/$A', '$WORKDIR/', '~/x']); // prettier-ignore
  return random.chance(0.12)
    ? JSON.stringify([...list, destination].map((path) => path.replaceAll('"', '')))
    : words(...list, destination);
}

function signalOrMaintainer(random: Random): string {
  return random.pickEither(['STOPSIGNAL SIGTERM', 'STOPSIGNAL 9', 'STOPSIGNAL SIGINT', 'MAINTAINER Me <a@b.c>'], ['STOPSIGNAL $A', 'MAINTAINER "me"', 'MAINTAINER $A']); // prettier-ignore
}

function expose(random: Random): string {
  return words('EXPOSE', ...random.times(1, 3, () => random.pickEither(['80', '8080/tcp', '53/udp', '53/UDP', '80/TCP', '65535', '0', '8000-8010', '8000-8010/udp', '8080/Tcp', '080', '80', '443'], ['65536', '99999', '${A:-80}', '80:80', '127.0.0.1:80:80', '$A', '${A}', '$A/tcp', '80/sctp', '80/xyz', '-1', '80-70', '8000-70000', '"80"', 'http', '80/', '80/tcp/x', '${A}-90', '+80', '80-', '70000/tcp', '1:2:3:4', '[::1]:80:80', 'x:80', '80/$A', '$A-$B']))); // prettier-ignore
}

function user(random: Random): string {
  return words('USER', random.pick(['root', '0', 'app', '1000', '1000:1000', 'root:root', '0:0', 'app:app', '$A', '${A}', '${A:-root}', 'app:0', '"root"', 'root:app', '00', 'ROOT', '1000:app', '$A:$B', "'0'", 'app root', '65534', ':1', '0:app', '1000x', '-1'])); // prettier-ignore
}

function workdir(random: Random): string {
  return words('WORKDIR', random.pickEither(['/app', '/srv/x', '/app', 'app', './app', '"/app"', "'/app'", '"app"', 'C:/app', '..', '$HOME', '${A:-/x}', '//x', '/$A', 'x$A'], ['$A', '${A}/x', 'C:\\app', 'c:\\', '/', '.', '\\app', '/a b', '"C:\\\\app"', '~', 'D:', '\\\\x', '"$A"'])); // prettier-ignore
}

function cmd(random: Random): string {
  return words('CMD', argv(random));
}

function entrypoint(random: Random): string {
  return words('ENTRYPOINT', argv(random));
}

function argv(random: Random): string {
  return random.pickEither(['["x", "y"]', '["x"]', 'x y', '[ "x" , "y" ]', 'exec x', '["sh", "-c", "x | y"]', 'sh -c "x"', '["é"]', '["$A"]', '["a]"]'], ['[]', '["x", \'y\']', "['x']", '["x",]', '"x"', '["x\\\\y"]', '["x" "y"]', '[x]', '$A', '[ ]', '["x"] y', 'echo ["x"]']); // prettier-ignore
}

function shell(random: Random): string {
  return words('SHELL', random.pick(['["/bin/bash", "-c"]', '["/bin/bash", "-o", "pipefail", "-c"]', '["/bin/sh", "-c"]', '["/bin/ash", "-eo", "pipefail", "-c"]', '["pwsh", "-Command"]', '["powershell", "-Command"]', '["cmd", "/S", "/C"]', '["/bin/zsh", "-c"]', '["/bin/bash", "-euo", "pipefail", "-c"]', '["/bin/ksh", "-c"]', '["/usr/bin/env", "bash", "-c"]', '["/bin/bash", "-e", "-c"]', '["/bin/dash", "-c"]', '["bash", "-c"]', '["/bin/bash", "-c", "set -o pipefail"]', '["cmd.exe"]', '["/bin/busybox", "sh", "-c"]', '["/bin/sh", "-o", "pipefail", "-c"]', '["/usr/bin/pwsh"]', '["/bin/fish", "-c"]', '["/bin/bash", "-opipefail", "-c"]', '[ "/bin/bash" , "-o", "pipefail","-ec" ]', '["/bin/bash", "-x", "-o", "pipefail", "-c"]', '["/usr/bin/python3", "-c"]', '["powershell.exe"]', '["/bin/ash", "-o", "pipefail", "-c"]'])); // prettier-ignore
}

function healthcheck(random: Random): string {
  const flags = random.some(['--interval=5s', '--timeout=3s', '--retries=3', '--start-period=1s', '--start-interval=1s'], 0, 2); // prettier-ignore
  if (random.chance(0.15)) {
    return 'HEALTHCHECK NONE';
  }
  return words('HEALTHCHECK', ...flags, random.pickEither(['CMD curl -f http://x', 'CMD ["curl", "x"]', 'CMD wget x | grep y', 'CMD curl x || exit 1', 'CMD sudo x', 'CMD cd /x && y', 'CMD apt-get install x', 'CMD [ "x" ]'], ['NONE', 'cmd x', 'none'])); // prettier-ignore
}

function volume(random: Random): string {
  return words(
    'VOLUME',
    random.pickEither(['/x', '["/x"]', '/x /y', '["/x", "/y"]'], ['$A', '[]', '"/a b"', '[x]']),
  );
}

function onbuild(random: Random): string {
  const trigger = random.pick([run, run, copy, add, env, arg, label, expose, user, workdir, cmd, entrypoint, shell, healthcheck, volume, ...(random.daring ? [forbidden, forbidden] : [])])(random); // prettier-ignore
  return words('ONBUILD', trigger);
}

function forbidden(random: Random): string {
  return random.pick(['FROM debian', 'MAINTAINER me', 'ONBUILD RUN x', 'from debian:12', 'ONBUILD ONBUILD RUN x', 'STOPSIGNAL 9', 'maintainer x']); // prettier-ignore
}

/** What is wrong, or new. */
function strange(random: Random): string {
  return random.pick([
    'RUNN x', 'FORM debian', 'COPYY a b', 'RUN', 'COPY', 'COPY a', 'ENV', 'ENV A', 'EXPOSE', 'USER', 'WORKDIR', 'ENTRYPOINT', 'CMD', 'LABEL', 'LABEL a', 'SHELL bash', 'SHELL []', 'HEALTHCHECK', 'HEALTHCHECK x', 'HEALTHCHECK --interval=x CMD y', 'ONBUILD', 'ONBUILD x', 'FROM', 'FROM a b', 'FROM a AS', 'FROM a AS b c', 'ARG', 'ENV A=b C', 'COPY --nope a b', 'RUN --nope x', 'ADD --from=x a b', 'STOPSIGNAL', 'STOPSIGNAL a b', 'VOLUME', 'MAINTAINER', 'RUN ["x", 1]', 'CMD [1]', 'COPY ["a"]', '= x', '$A', '&& x', '"RUN" x', 'include x', 'RUN--x', 'HEALTHCHECK CMD', 'HEALTHCHECK NONE x', 'EXPOSE abc', 'WORKDIR "', "ENV A='b", 'LABEL a="b', 'ARG A B=c', 'COPY --from a b', 'FROM --platform a', 'FROM --x=y a', 'USER ""', 'CROSS_BUILD x', 'ENV =x', 'LABEL =x', 'ENV A =x', `ENV ${variableName(random)}`, 'COPY --chown a b', 'RUN --mount x', 'RUN --mount=type=nope x', 'RUN --network=x y', 'COPY --link=maybe a b',
  ]); // prettier-ignore
}

function json(text: string): string {
  return JSON.stringify(['sh', '-c', text]);
}
