import type { Random } from './random.ts';
import { words } from './package-managers.ts';

const secretNames = ['PASSWORD', 'API_KEY', 'SECRET', 'token', 'GIT_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'MY_CREDENTIAL', 'PUBLIC_KEY', 'PASSWORD_FILE', 'NOTSECRETS', 'auth', 'AUTHOR', 'pwd', 'TOKENIZER', 'password', 'DB_PASSWD', 'access_key', 'KEYBOARD', 'private_key', 'SSH_AUTH_SOCK', 'APIKEY', 'GITHUB_PAT', 'credentials']; // prettier-ignore
const plainNames = [
  'A',
  'B',
  'VERSION',
  'PATH',
  'x',
  'FOO',
  'BAR',
  'HOME',
  'a.b',
  'LD_LIBRARY_PATH',
  '_x1',
] as const;
const platformNames = ['TARGETPLATFORM', 'TARGETARCH', 'BUILDPLATFORM', 'TARGETOS', 'TARGETVARIANT', 'BUILDARCH', 'http_proxy', 'HTTPS_PROXY', 'no_proxy', 'SOURCE_DATE_EPOCH', 'TARGETSTAGE', 'BUILDKIT_SBOM_SCAN_STAGE'] as const; // prettier-ignore

/** A variable's name, of any kind. */
export function variableName(random: Random): string {
  return random.chance(0.2)
    ? (random.some(secretNames, 1, 1)[0] ?? 'SECRET')
    : random.chance(0.12)
      ? random.pick(platformNames)
      : random.pick(plainNames);
}

/** A reference to a variable, with every operator. */
export function reference(random: Random): string {
  const name = random.chance(0.1)
    ? random.pickEither(['VERSON', 'FO', 'HOEM', 'PAHT'], ['1', '@'])
    : variableName(random);
  const operator = random.pickEither(
    ['', '', ':-', ':+', '-', '+', '#', '%', '%%'],
    [':?', '?', '##', '/', '//', ':'],
  );
  const rest =
    operator === ''
      ? ''
      : operator + random.pickEither(['x', '', '$B', '${B:-c}', '*'], ['x y', '"x"', 'a/b', "'$B'", '\\}']);
  return random.chance(0.5) ? `$${name}` : `\${${name}${rest}}`;
}

export function env(random: Random): string {
  if (random.chance(0.15)) {
    return words(
      'ENV',
      variableName(random),
      random.pickEither(['x', 'a b c', '"a b"', reference(random), '$A', "'x'"], ['=x', '', 'a=b']),
    );
  }
  return words('ENV', ...random.times(1, 3, () => `${variableName(random)}=${value(random)}`));
}

export function arg(random: Random): string {
  return words(
    'ARG',
    ...random.times(
      1,
      random.pick([1, 1, 1, 1, 1, 3]),
      () => variableName(random) + random.maybe(0.6, `=${value(random)}`),
    ),
  );
}

function value(random: Random): string {
  return random.pick<() => string>([
    () => 'x',
    () => '1.2.3',
    () => '"a b"',
    () => "'a b'",
    () => "''",
    () => '',
    () => 'a\\ b',
    () => reference(random),
    () => `"${reference(random).replaceAll('"', '')}"`,
    () => `'${reference(random).replaceAll("'", '')}'`,
    () => `${reference(random)}:/x`,
    () => `/x:${reference(random)}`,
    () => '"a\\"b"',
    () => 'a=b',
    () => '"x"y\'z\'',
    () => '/run/secrets/x',
    () => '\\$A',
    () => '日本',
  ])();
}

const labelKeys = ['text', 'url', 'created', 'version', 'licence', 'commit', 'mail', 'other', 'org.opencontainers.image.title', 'com.docker.x', 'io.docker.x', 'org.dockerproject.x', 'Upper', 'a_b', 'a..b', 'a--b', 'a-', '1a', 'a.b-c', '"text"', "'url'", 'com.docker', 'a', 'maintainer'] as const; // prettier-ignore
const labelValues = ['x', '""', "''", '', '"  "', 'https://example.com', 'http://x', 'example.com', 'ftp://x/y', '//x', 'mailto:a@b.c', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00+02:00', '2024-01-01', '"2024-01-01 00:00:00Z"', '2024-13-01T00:00:00Z', '2024-02-30T00:00:00Z', '2024-01-01T25:00:00Z', '2024-01-01t00:00:00z', '2024-01-01T00:00:00.123Z', '1.2.3', 'v1.2.3', '1.2', '1.2.3-rc.1', '1.2.3+b', '01.2.3', '1.2.3-', 'MIT', 'Apache-2.0', 'GPL-3', 'GPL-3.0-only', '"MIT OR Apache-2.0"', '"(MIT AND BSD-3-Clause)"', '"GPL-2.0+"', 'apache-2.0', '"GPL-2.0-only WITH Classpath-exception-2.0"', 'LicenseRef-x', 'Proprietary', 'a1b2c3d', 'a1b2c3', 'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef', 'DEADBEEF', 'g1b2c3d', 'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef0', 'a@b.c', 'a@b', '"Name <a@b.c>"', 'a.b@c-d.e', '@b.c', 'a@@b.c', '$A', '"${A}"', '"$A.2.3"', '"https://x/$A"', '日本'] as const; // prettier-ignore

export function label(random: Random): string {
  if (random.chance(0.08)) {
    return words('LABEL', random.pick(labelKeys), random.pick(labelValues));
  }
  return words('LABEL', ...random.times(1, 4, () => `${random.pick(labelKeys)}=${random.pick(labelValues)}`));
}
