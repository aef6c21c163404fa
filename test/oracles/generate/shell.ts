import { packageCommand, words } from './package-managers.ts';
import type { Random } from './random.ts';

/** What a RUN in a POSIX shell or bash may say, on one line. */
export function script(random: Random, depth = 0): string {
  const count = random.pick([1, 1, 1, 2, 2, 3, 4]);
  let text = command(random, depth);
  for (let index = 1; index < count; index++) {
    const operator = random.pick([' && ', ' && ', ' && ', '; ', ' || ', ' | ', '&&', ';', ' |& ', '|']);
    // No shell takes an operator behind `&`.
    text += (text.endsWith('&') ? ' ' : operator) + command(random, depth);
  }
  return text;
}

function command(random: Random, depth: number): string {
  if (depth < 2 && random.chance(0.18)) {
    return compound(random, depth + 1);
  }
  const simple = random.pick([
    packageCommand,
    packageCommand,
    packageCommand,
    toolCommand,
    toolCommand,
    cleanUp,
  ])(random);
  return prefixed(random, simple);
}

function prefixed(random: Random, simple: string): string {
  if (!random.chance(0.2)) {
    return simple;
  }
  const prefix = random.pick([
    'DEBIAN_FRONTEND=noninteractive', 'A=1 B="2 3"', 'sudo', 'sudo -E', 'env', 'env A=1', 'sudo -u root', 'exec', 'time', 'command', 'nice -n 5', 'xargs', 'eval', 'nohup',
    'set -x;', 'set -o pipefail;', 'set -euo pipefail &&', 'set -eo pipefail &&', 'ionice', 'timeout 5', 'su -c', 'gosu user', 'retry', 'doas', 'builtin', '/usr/bin/env', 'stdbuf -oL', 'chroot /x', 'echo x |', 'xargs -r', 'X=$(pwd)', 'PIP_NO_CACHE_DIR=1', 'PIP_NO_CACHE_DIR=off', 'shopt -s x;', 'export A=1;', 'cd /x &&', 'cd x;', 'true &&',
  ]); // prettier-ignore
  const path = random.chance(0.15) ? '/usr/bin/' : '';
  return words(prefix, path + simple) + random.pickEither(['', '', '', ' > /dev/null', ' 2>&1', ' >/dev/null 2>&1', ' < x', ' >> log', ' &> x', ' <<< x', ' \\# x'], [' &', ' # note']); // prettier-ignore
}

function compound(random: Random, depth: number): string {
  const inner = (): string => script(random, depth);
  return random.pick<() => string>([
    () => `( ${inner()} )`,
    () => `{ ${inner()}; }`,
    () =>
      `if ${random.pick(['true', '[ -f x ]', 'test -n "$X"', '[[ $X == y ]]', inner()])}; then ${inner()}; ${random.maybe(0.4, `else ${inner()}; `)}fi`,
    () => `for x in ${random.pick(['a b c', '*.txt', '$(ls)', '"$@"'])}; do ${inner()}; done`,
    () => `while ${random.pick(['true', 'read l'])}; do ${inner()}; done`,
    () => `until false; do ${inner()}; done`,
    () => `case "$X" in a) ${inner()};; *) ${inner()};; esac`,
    () => `f() { ${inner()}; } && f`,
    () => `bash -c "${inner().replace(/["$`\\]/g, '')}"`,
    () => `sh -c '${inner().replaceAll("'", '')}'`,
    // With a space, so that a subshell in it makes no `$((`.
    () => `x=$( ${inner()} )`,
    () => `echo "$( ${inner().replaceAll('"', '')} )"`,
    () => `echo \`${inner().replaceAll('`', '')}\``,
    () => `[ -f x ] && ${inner()}`,
    () => `eval "${inner().replace(/["$`\\]/g, '')}"`,
    () => `diff <(${inner()}) x`,
  ])();
}

function cleanUp(random: Random): string {
  return random.pick([
    'rm -rf /var/lib/apt/lists/*', 'rm -rf /var/lib/apt/lists', 'rm -rf /var/lib/apt/lists/', 'rm -r /var/lib/apt/lists/*', 'rm -fr /tmp/* /var/lib/apt/lists/*', 'rm -f /var/lib/apt/lists/*',
    'apt-get clean', 'apt-get clean && rm -rf /var/lib/apt/lists/*', 'apt-get autoremove -y', 'rm -rf /var/cache/apk/*', 'rm -rf /var/cache/apt/*', 'find /var/lib/apt/lists -type f -delete', 'yarn cache clean', 'npm cache clean --force', 'rm -rf "/var/lib/apt/lists/*"',
    'rm -rf /root/.cache', 'pip cache purge', 'rm -rf /var/lib/apt/lists/* /tmp/*', 'rm --recursive --force /var/lib/apt/lists/*', 'rm -rf /var/lib/apt/lists/{*,.*}', 'apt clean', 'rm -rf /var/lib/apt',
  ]); // prettier-ignore
}

function toolCommand(random: Random): string {
  const url = random.pick(['http://x/y', 'https://x/y.tgz', '"$URL"', '${URL}/x', '-']);
  return random.pick<() => string>([
    () => words('cd', random.pick(['/app', 'app', '..', '"$X"', '', '-', '~', '$HOME/x'])),
    () => words('wget', ...random.some(['-q', '-O x', '-O -', '-qO-', '-nv', '--progress=dot:giga', '--progress=bar', '--no-verbose', '--quiet', '-P /tmp', '--output-document=x', '-o log', '--output-file=log', '-a log', '-q --show-progress', '-b', '--append-output=x', '--progress dot', '-c', '--no-check-certificate'], 0, 2), url),
    () => words('curl', ...random.some(['-f', '-s', '-S', '-L', '-fsSL', '-o x', '-O', '--silent', '-k', '-X POST', '-H "A: b"'], 0, 3), url),
    () => words('useradd', ...random.some(['-l', '-u 1000', '-u 12345', '-u 123456', '-u 1234567890', '--uid 12345678', '--uid=1234567', '-m', '-l', '--no-log-init', '-r', '-ul 123456', '-u $UID', '-lu 1234567', '-g 1', '-s /bin/sh', '-u "1234567"'], 0, 3), 'name'),
    () => words(random.pick(['shutdown', 'service', 'ps', 'free', 'top', 'kill', 'mount', 'ifconfig', 'nano', 'vim', 'ssh', 'systemctl', 'reboot', 'sshd', 'vi', 'emacs', 'killall']), random.pick(['', 'x', '-h', 'aux', 'x start'])),
    () => words('ln', ...random.some(['-s', '-f', '-sf', '-sfn', '-snf'], 0, 1), random.pick(['/bin/bash /bin/sh', '/bin/dash /bin/sh', 'bash /bin/sh', '/bin/bash /usr/bin/x', '/bin/sh /bin/bash', '/usr/bin/bash /bin/sh', '/bin/bash "/bin/sh"'])),
    () => random.pick(['rm /bin/sh', 'mv /bin/sh.bash /bin/sh', 'mv /bin/bash /bin/sh', 'rm -f /bin/sh && ln -s bash /bin/sh', 'cp /bin/bash /bin/sh', 'dpkg-reconfigure dash', 'update-alternatives --install /bin/sh sh /bin/bash 1']),
    () => random.pick(['sudo make', 'sudo', 'echo sudo', 'su - x', 'sudo -u x make', 'which sudo', 'echo "sudo"', 'apt-get install -y sudo=1']),
    () => random.pick(['echo hello', 'make', 'make install', 'mkdir -p /x', 'chmod +x x', 'true', ':', 'tar xzf x', 'cat x | grep y', 'ls | wc -l', 'ls |& cat', 'echo "a | b"', 'echo a \\| b', "awk '{print $1 | \"x\"}'", 'grep -E "a|b" x', 'git clone https://h/x', 'x || true', 'cat <<< x | sort', 'echo $((1 | 2))', 'npm run build', 'set -o pipefail', 'set -e -o pipefail', 'set -ex', 'set +o pipefail', 'set -euxo pipefail', 'echo é ü 日本', 'echo "é" | cat', 'dotnet build', 'mvn package', 'python setup.py install', 'groupadd -g 1 x', 'adduser x', 'usermod -u 1234567 x', 'curl x | sh', 'wget -q x -O - | sh']),
  ])(); // prettier-ignore
}
