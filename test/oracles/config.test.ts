import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { severities } from '../../src/dockerfile/lint/diagnostic.ts';
import { lint } from '../../src/dockerfile/lint/lint.ts';
import { readConfig } from '../../src/linter/read-config.ts';
import { programOf } from './paths.ts';

/** Something for every key to be seen by. */
const dockerfile = `# hadolint ignore=DL3007
FROM a.example.com/x:latest
FROM b.example.com/x
LABEL foo="not a URL"
RUN sudo x
USER root
`;

interface Case {
  /** Contents by path: `work/` is where hadolint runs, `home/` the user's home. */
  readonly files?: Readonly<Record<string, string>>;
  /** `@` is the folder that holds all. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A file of `work/`. */
  readonly config?: string;
}

const file = (content: string): Case => ({ files: { 'work/.hadolint.yaml': content } });
const both = (content: string, environment: Readonly<Record<string, string>>): Case => ({
  ...file(content),
  environment,
});
const ignoring = (rule: string): string => `ignored: [${rule}]\n`;

const cases: Readonly<Record<string, Case>> = {
  nothing: {},
  'yaml before yml': {
    files: { 'work/.hadolint.yaml': ignoring('DL3002'), 'work/.hadolint.yml': ignoring('DL3004') },
  },
  yml: { files: { 'work/.hadolint.yml': ignoring('DL3004') } },
  'no other name': { files: { 'work/hadolint.yaml': ignoring('DL3004') } },
  'folder before XDG': {
    files: { 'work/.hadolint.yml': ignoring('DL3002'), 'home/.config/hadolint.yaml': ignoring('DL3004') },
  },
  'XDG by default': { files: { 'home/.config/hadolint.yml': ignoring('DL3004') } },
  'XDG chosen': {
    files: { 'x/hadolint.yaml': ignoring('DL3002'), 'home/.config/hadolint.yaml': ignoring('DL3004') },
    environment: { XDG_CONFIG_HOME: '@/x' },
  },
  'XDG relative': {
    files: { 'work/x/hadolint.yaml': ignoring('DL3002'), 'home/.config/hadolint.yaml': ignoring('DL3004') },
    environment: { XDG_CONFIG_HOME: 'x' },
  },
  'XDG before home': {
    files: { 'home/.config/hadolint.yaml': ignoring('DL3002'), 'home/.hadolint.yaml': ignoring('DL3004') },
  },
  'a folder at home': {
    files: { 'home/.hadolint/config.yml': ignoring('DL3002'), 'home/.hadolint.yaml': ignoring('DL3004') },
  },
  'another name at home': {
    files: {
      'home/.hadolint/hadolint.yml': ignoring('DL3002'),
      'home/.hadolint/config.yaml': ignoring('DL3004'),
    },
  },
  home: { files: { 'home/.hadolint.yml': ignoring('DL3002') } },
  'a folder in place of the file': {
    files: { 'work/.hadolint.yaml/x': '', 'home/.hadolint.yml': ignoring('DL3002') },
  },
  chosen: {
    files: { 'work/.hadolint.yaml': ignoring('DL3002'), 'work/other': ignoring('DL3004') },
    config: 'other',
  },
  'an empty file': { files: { 'work/.hadolint.yaml': '', 'home/.hadolint.yaml': ignoring('DL3002') } },
  'ids as they are': file('ignored: [dl3002, nonsense, " DL3004"]'),
  'ignored beats override': file('ignored: [DL3002]\noverride: {error: [DL3002]}'),
  'the worst severity': file(
    'override: {style: [DL3002], info: [DL3002], warning: [DL3004], error: [DL3004]}',
  ),
  'a severity that there is not': file('override: {none: [DL3002], ignore: [DL3004]}'),
  'a rule that is off': file('override: {info: [DL3057]}'),
  'comments that silence': file('override: {info: [DL1001]}'),
  'comments that silence nothing': file('override: {info: [DL1001]}\ndisable-ignore-pragma: true'),
  'trusted registries': file('trustedRegistries: [a.example.com]'),
  'trusted registries by wildcard': file('trustedRegistries: ["*.example.com"]'),
  'no trusted registry': file('trustedRegistries: []'),
  labels: file('label-schema: {foo: url, bar: text}'),
  'labels of an empty kind': file('label-schema: {foo: "", bar: ""}'),
  'strict labels': file('strict-labels: true'),
  'strict labels with a schema': file('strict-labels: true\nlabel-schema: {foo: text}'),
  'no pragma': file('disable-ignore-pragma: true'),
  'nothing behind the keys': file('ignored:\noverride:\ntrustedRegistries:\nlabel-schema:\nno-fail:\n'),
  'other keys': file('something: else\nignored: [DL3002]'),
  'other spellings': file('trusted-registries: [a.example.com]\nignore: [DL3002]'),
  JSON: file('{"ignored": ["DL3002"]}'),
  'a byte order mark and CRLF': file('\uFEFFignored:\r\n- DL3002\r\n'),
  'begin and end of a document': file('---\nignored: [DL3002]\n...\n'),
  'an alias': file('ignored: &a [DL3002]\noverride: {error: *a}'),
  ...Object.fromEntries(
    [...severities, 'ignore', 'none'].map((name) => [
      `failure-threshold ${name}`,
      file(`failure-threshold: ${name}\nignored: [DL3004, DL3026]`),
    ]),
  ),
  'no-fail': file('no-fail: true\nfailure-threshold: info'),
  'ignored and HADOLINT_IGNORE': both(ignoring('DL3002'), { HADOLINT_IGNORE: 'DL3004,DL3006' }),
  'space in HADOLINT_IGNORE': { environment: { HADOLINT_IGNORE: 'DL3002, DL3004' } },
  'a broken file and HADOLINT_IGNORE': both('ignored: [', { HADOLINT_IGNORE: 'DL3004' }),
  'an override that is worse': both('override: {style: [DL3002]}', { HADOLINT_OVERRIDE_ERROR: 'DL3002' }),
  'an override that is better': both('override: {error: [DL3002]}', { HADOLINT_OVERRIDE_STYLE: 'DL3002' }),
  'all overrides': {
    environment: {
      HADOLINT_OVERRIDE_ERROR: 'DL3002',
      HADOLINT_OVERRIDE_WARNING: 'DL3004',
      HADOLINT_OVERRIDE_INFO: 'DL3006',
      HADOLINT_OVERRIDE_STYLE: 'DL3066',
    },
  },
  'registries of both': both('trustedRegistries: [a.example.com]', {
    HADOLINT_TRUSTED_REGISTRIES: 'c.example.com,b.example.com',
  }),
  HADOLINT_TRUSTED_REGISTRIES: { environment: { HADOLINT_TRUSTED_REGISTRIES: 'a.example.com' } },
  'labels of both': both('label-schema: {foo: text}', { HADOLINT_REQUIRE_LABELS: 'foo:url,bar:hash' }),
  ...Object.fromEntries(
    [
      'foo:url',
      'foo:text,foo:url',
      'foo:url,foo:text',
      'bar',
      'bar:',
      'bar:bogus',
      'bar:url:x',
      'bar: url',
    ].map((value) => [
      `HADOLINT_REQUIRE_LABELS=${value}`,
      { environment: { HADOLINT_REQUIRE_LABELS: value } },
    ]),
  ),
  ...Object.fromEntries(
    ['1', 'y', 'YES', 'On', 'TrUe', 't', '0', 'no', 'x', ''].map((value) => [
      `HADOLINT_STRICT_LABELS=${value}`,
      { environment: { HADOLINT_STRICT_LABELS: value } },
    ]),
  ),
  'strict labels off and on': both('strict-labels: false', { HADOLINT_STRICT_LABELS: 'true' }),
  'strict labels on and off': both('strict-labels: true', { HADOLINT_STRICT_LABELS: 'false' }),
  HADOLINT_DISABLE_IGNORE_PRAGMA: { environment: { HADOLINT_DISABLE_IGNORE_PRAGMA: 'true' } },
  'pragmas on and off': both('disable-ignore-pragma: false', { HADOLINT_DISABLE_IGNORE_PRAGMA: 'true' }),
  HADOLINT_FAILURE_THRESHOLD: both(ignoring('DL3004'), { HADOLINT_FAILURE_THRESHOLD: 'error' }),
  'no HADOLINT_FAILURE_THRESHOLD': both(ignoring('DL3004'), { HADOLINT_FAILURE_THRESHOLD: 'Error' }),
  'both thresholds': both('failure-threshold: error\nignored: [DL3004]', {
    HADOLINT_FAILURE_THRESHOLD: 'info',
  }),
  HADOLINT_NOFAIL: { environment: { HADOLINT_NOFAIL: 'true' } },
  'no-fail off and on': both('no-fail: false', { HADOLINT_NOFAIL: '1' }),
};

/** hadolint drops the whole of a file with something wrong; we keep what can be read. */
const readByUsOnly: Readonly<Record<string, Case>> = {
  'a list with a number': file('ignored: [3, DL3002]'),
  'a word in place of a list': file('ignored: [DL3002]\noverride: {error: DL3004}'),
  'a kind of labels that there is not': file('ignored: [DL3002]\nlabel-schema: {foo: bogus}'),
  'a word in place of true': file('ignored: [DL3002]\nstrict-labels: yes'),
  'another threshold': file('ignored: [DL3002]\nfailure-threshold: Error'),
};

interface Verdict {
  readonly findings: readonly string[];
  readonly fails: boolean;
}

async function theirs(root: string, { environment, config }: Case): Promise<Verdict> {
  const options = [...(config === undefined ? [] : ['-c', config]), '-f', 'json', 'Dockerfile'];
  const { stdout, code } = await promisify(execFile)(programOf('hadolint'), options, {
    cwd: join(root, 'work'),
    env: { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', HOME: join(root, 'home'), ...environment },
  }).then(
    (done) => ({ stdout: done.stdout, code: 0 }),
    (error: unknown) => error as { stdout: string; code: number },
  );
  const findings = JSON.parse(stdout) as readonly { code: string; line: number; level: string }[];
  return {
    findings: distinct(findings.map((one) => `${one.line} ${one.code} ${one.level}`)),
    fails: code !== 0,
  };
}

async function ours(root: string, { environment = {}, config: chosen }: Case): Promise<Verdict> {
  const work = join(root, 'work');
  const { config, failOn = 'info' } = await readConfig({
    folders: [work],
    environment,
    home: join(root, 'home'),
    ...(chosen === undefined ? {} : { file: join(work, chosen) }),
  });
  const { tree, diagnostics } = lint(dockerfile, config);
  const found = diagnostics.filter(({ code }) => code.startsWith('DL'));
  return {
    findings: distinct(
      found.map(({ code, start, severity }) => `${tree.lines.lineAt(start) + 1} ${code} ${severity}`),
    ),
    fails:
      failOn !== 'never' &&
      found.some(({ severity }) => severities.indexOf(severity) <= severities.indexOf(failOn)),
  };
}

/** hadolint says some things twice. */
function distinct(findings: readonly string[]): string[] {
  return [...new Set(findings)].sort();
}

async function inFolder(
  { files, environment = {}, ...rest }: Case,
  check: (root: string, resolved: Case) => Promise<void>,
): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'kaniko-build-config-'));
  try {
    for (const [path, content] of Object.entries({ 'work/Dockerfile': dockerfile, 'home/x': '', ...files })) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
    const resolved = Object.entries(environment).map(([name, value]) => [name, value.replace('@', root)]);
    await check(root, { ...rest, environment: Object.fromEntries(resolved) as Record<string, string> });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

describe("hadolint's configuration", () => {
  for (const [name, example] of Object.entries(cases)) {
    it(`is read alike: ${name}`, () =>
      inFolder(example, async (root, resolved) => {
        assert.deepEqual(await ours(root, resolved), await theirs(root, resolved));
      }));
  }

  for (const [name, example] of Object.entries(readByUsOnly)) {
    it(`is read as far as it goes: ${name}`, () =>
      inFolder(example, async (root, resolved) => {
        const [our, their] = [await ours(root, resolved), await theirs(root, resolved)];
        assert.deepEqual(
          their.findings.filter((finding) => !our.findings.includes(finding)),
          ['6 DL3002 warning'],
        );
        assert.deepEqual(
          our.findings.filter((finding) => !their.findings.includes(finding)),
          [],
        );
      }));
  }
});
