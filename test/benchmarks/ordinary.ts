import type { Random } from '../oracles/generate/random.ts';

type Template = (random: Random) => string;

/** Commands as people write them, hardly any with a mistake. */
const commands: readonly [Template, ...Template[]] = [
  () => 'apt-get update',
  (random) => `apt-get install -y --no-install-recommends ${packages(random, '=1.2.3-1')}`,
  () => 'rm -rf /var/lib/apt/lists/*',
  (random) => `apk add --no-cache ${packages(random, '=1.2.3-r0')}`,
  (random) => `curl -fsSL "https://example.org/v$VERSION/${name(random)}.tar.gz" -o /tmp/${name(random)}.tgz`,
  (random) => `curl -fsSL https://example.org/${name(random)}.tgz | tar -xz -C /opt`,
  (random) => `tar --strip-components=1 -xzf /tmp/${name(random)}.tgz -C /usr/src/${name(random)}`,
  () => 'make -j "$(nproc)"',
  () => 'make install DESTDIR=/out',
  (random) => `./configure --prefix=/usr --enable-${name(random)} --disable-static --build="$BUILD"`,
  (random) => `mkdir -p /var/lib/${name(random)} /etc/${name(random)}`,
  (random) => `chown -R "$USER:$USER" /var/lib/${name(random)}`,
  (random) => `addgroup --system ${name(random)}`,
  () => 'npm ci --omit=dev',
  () => 'go build -trimpath -ldflags "-s -w" -o /out/server ./cmd/server',
  () => 'pip install --no-cache-dir -r requirements.txt',
  (random) => `echo "${name(random)}.enabled=true" >> /etc/${name(random)}.conf`,
  (random) => `if [ -n "$DEBUG" ]; then set -x; cat /etc/${name(random)}.conf; fi`,
  (random) => `for module in ${packages(random, '')}; do ln -s "/opt/$module" /usr/local/bin/; done`,
  (random) => `sed -i 's/^#\\?${name(random)} .*/${name(random)} on/' /etc/${name(random)}.conf`,
  (random) => `find /usr/local -type f -name '${name(random)}*' -exec strip --strip-unneeded '{}' +`,
];

/** Other instructions as people write them. */
const instructions: readonly [Template, ...Template[]] = [
  (random) => `ENV ${name(random).toUpperCase()}_HOME=/opt/${name(random)}`,
  (random) => `ENV PATH=/opt/${name(random)}/bin:$PATH \\\n    LANG=C.UTF-8`,
  (random) => `ARG ${name(random).toUpperCase()}_VERSION=1.2.3`,
  (random) => `COPY ${name(random)}/ /opt/${name(random)}/`,
  (random) => `COPY --chown=1000:1000 out/${name(random)} /usr/local/bin/`,
  (random) => `COPY package.json package-lock.json /opt/${name(random)}/`,
  (random) => `WORKDIR /opt/${name(random)}`,
  (random) => `LABEL org.opencontainers.image.title="${name(random)}"`,
  () => 'EXPOSE 8080/tcp 8443',
  (random) => `VOLUME ["/var/lib/${name(random)}"]`,
  () => 'USER 1000:1000',
  (random) => `# ${name(random)} and what it needs`,
];

export function ordinaryCommand(random: Random): string {
  return random.pick(commands)(random);
}

export function ordinaryInstruction(random: Random): string {
  return random.pick(instructions)(random);
}

function packages(random: Random, version: string): string {
  return random.times(1, 12, () => `${name(random)}${version}`).join(' ');
}

function name(random: Random): string {
  return random.pick([
    'redis',
    'nginx',
    'libssl',
    'worker',
    'php',
    'gateway',
    'cron',
    'mailer',
    'search',
    'site',
  ]);
}
