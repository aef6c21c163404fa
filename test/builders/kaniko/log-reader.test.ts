import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { kaniko } from '../../../src/builders/kaniko/kaniko.ts';
import type { LogLine } from '../../../src/builders/builder.ts';
import { replay } from '../replay.ts';
import { expectedSteps, loadSample } from './samples.ts';

const folder = new URL('../../fixtures/kaniko/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.log'))
  .map((file) => file.slice(0, -'.log'.length));

const read = (...lines: string[]): readonly LogLine[] => {
  const reader = kaniko.logReader({ destinations: ['reg/app:1'] });
  return lines.map((line) => reader.read(line));
};
const info = (message: string): string =>
  `time="2026-11-23T03:15:57Z" level=info msg=${JSON.stringify(message)}`;
const inRun = [
  info("Building stage 'busybox' [idx: '0', base-idx: '-1']"),
  info('Unpacking rootfs as cmd RUN x requires it.'),
  info('RUN x'),
  info('Running: [/bin/sh -c x]'),
];

describe('the log of kaniko', () => {
  for (const name of names) {
    describe(name, () => {
      const sample = loadSample(name);
      const result = replay(kaniko, sample.log, sample.destinations);

      it('has the steps, stages and cache results of the recording', () => {
        assert.deepEqual(result.steps, expectedSteps(name));
      });

      it('tells every line once, for people', () => {
        assert.equal(result.lines.length, sample.log.replace(/\n$/, '').split('\n').length);
        for (const { text } of result.lines) {
          // eslint-disable-next-line no-control-regex -- there must be none
          assert.doesNotMatch(text, /[\x00-\x08\x0b-\x1f]|^time="|^\{"level"|\[\d{4}\]/);
        }
      });

      it('pushes to destinations only, and tells the digest that the cluster has', () => {
        const { exitCode, message } = sample.terminated;
        const succeeded = exitCode === 0 && sample.destinations.length > 0;
        if (succeeded) assert.deepEqual(result.pushing, sample.destinations);
        const digests = new Set(Object.values(result.evidence.pushed));
        assert.equal(digests.size, succeeded ? 1 : 0);
        if (succeeded && message !== undefined) assert.ok(digests.has(message));
      });
    });
  }

  it('is read alike in all three formats', () => {
    const plain = (name: string): readonly string[] => {
      const sample = loadSample(name);
      const { lines } = replay(kaniko, sample.log, sample.destinations);
      // RUN's own two lines come on another pipe and land anywhere.
      return lines
        .filter(({ level }) => level !== 'output')
        .map(({ text }) => text.replace(/demo\/\w+[:@]\S+/, 'DEST'));
    };
    assert.deepEqual(plain('success-color-default'), plain('success-json'));
    assert.deepEqual(plain('oss-success-color-default'), plain('oss-success-json'));
    assert.deepEqual(plain('oss-success-text'), plain('oss-success-json'));
  });

  it('keeps what RUN prints apart, also when it looks like a logger', () => {
    const foreign = 'time="2026-11-23T03:15:57Z" level=info msg="Listening on :80"';
    const nested = info('COPY a b');
    const spoofed = info(`Pushed reg/app@sha256:${'0'.repeat(64)}`);
    const lines = read(
      ...inRun,
      foreign,
      nested,
      spoofed,
      '{"level":"info","msg":"x","time":"y"}',
      '\x1b[31mred\x1b[0m\x07',
    );
    assert.deepEqual(
      lines.slice(inRun.length).map(({ text, level, meanings }) => [text, level, meanings.length]),
      [
        [foreign, 'output', 0],
        [nested, 'output', 0],
        [spoofed, 'output', 0],
        ['{"level":"info","msg":"x","time":"y"}', 'output', 0],
        ['red', 'output', 0],
      ],
    );
  });

  it('sees through output without a newline before a message or the final error', () => {
    const reader = kaniko.logReader({ destinations: ['reg/app:1'] });
    for (const line of inRun) reader.read(line);
    const mixed = reader.read(`10%${info('Taking snapshot of full filesystem...')}`);
    assert.deepEqual(
      [mixed.text, mixed.level],
      ['10% INFO  Taking snapshot of full filesystem...', 'output'],
    );
    assert.equal(reader.read(info('COPY a b')).meanings[0]?.kind, 'step');
    const failing = kaniko.logReader({ destinations: [] });
    for (const line of inRun) failing.read(line);
    const error =
      'error building image: error building stage: failed to execute command: waiting for process to exit: exit status 1';
    failing.read(`half a line${error}`);
    assert.equal(failing.evidence().error, error);
    assert.equal(failing.evidence().lastStep, 'RUN x');
  });

  it('takes a message of several lines for one', () => {
    const lines = read(info('Args: [-c set -e\nmake\n]'), info('WORKDIR /app'));
    assert.equal(lines[0]?.text, 'INFO  Args: [-c set -e ↵ make ↵ ]');
    const color = read(
      '\x1b[36mINFO\x1b[0m[0001] Running: [/bin/sh -c set -e',
      'make]   ',
      'made',
      '\x1b[33mWARN\x1b[0m[0001] StageNameCasing: Stage name should be lowercase (line 1)',
      '\thttps://docs.docker.com/go/dockerfile/rule/stage-name-casing/',
    );
    assert.deepEqual(
      color.slice(0, 3).map(({ level }) => level),
      ['info', 'info', 'output'],
    );
    const warning = read('\x1b[33mWARN\x1b[0m[0001] Rule: text (line 1)', '\thttps://example');
    assert.deepEqual(
      warning.map(({ level }) => level),
      ['warning', 'warning'],
    );
  });

  it("takes a usage error's first line for the error and the rest for chatter", () => {
    const { log, destinations } = loadSample('fail-no-destination');
    const { lines, evidence } = replay(kaniko, log, destinations);
    assert.equal(evidence.error, 'Error: you must provide --destination, or use --no-push');
    assert.deepEqual([...new Set(lines.slice(1).map(({ level }) => level))], ['debug']);
  });

  it('never takes the push of a cache layer for that of the image, even in the same repository', () => {
    const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
    const reader = kaniko.logReader({ destinations: ['docker.io/me/app:1'] });
    const key = 'f'.repeat(64);
    const meanings = [
      ...inRun,
      info(`Pushing layer index.docker.io/me/app:${key} to cache now`),
      info(`Pushing image to index.docker.io/me/app:${key}`),
      info('Taking snapshot of full filesystem...'),
      info(`Pushed index.docker.io/me/app@${digest('1')}`),
      info('Pushing image to docker.io/me/app:1'),
      info(`Pushed index.docker.io/me/app@${digest('2')}`),
    ].flatMap((line) => reader.read(line).meanings);
    assert.deepEqual(meanings.slice(-3), [
      { kind: 'step-end' },
      { kind: 'pushing', reference: 'docker.io/me/app:1' },
      { kind: 'pushed', repository: 'docker.io/me/app', digest: digest('2') },
    ]);
    assert.deepEqual(reader.evidence().pushed, { 'docker.io/me/app': digest('2') });
  });

  it('repeats warnings that matter, and no others', () => {
    const reader = kaniko.logReader({ destinations: [] });
    const warn = (message: string): string => `time="t" level=warning msg=${JSON.stringify(message)}`;
    for (let n = 0; n < 1000; n++) reader.read(warn(`Error uploading layer to cache: ${n}`));
    assert.equal(reader.evidence().warnings.length, 20);
    const quiet = kaniko.logReader({ destinations: [] });
    quiet.read(
      warn(
        'make sure you entered the correct tag name, that you are authenticated correctly, and try again.',
      ),
    );
    quiet.read(warn('Retrying operation after 1s due to EOF'));
    assert.deepEqual(quiet.evidence().warnings, []);
  });

  it('keeps a bounded tail of what an instruction printed, and forgets it with the next', () => {
    const reader = kaniko.logReader({ destinations: [] });
    for (const line of inRun) reader.read(line);
    for (let n = 0; n < 100; n++) reader.read(`${n} ${'x'.repeat(1000)}`);
    const tail = reader.evidence().outputTail ?? [];
    assert.equal(tail.length, 12);
    assert.ok(tail[11]?.startsWith('99 '));
    assert.ok(tail.every((line) => line.length <= 400));
    reader.read(info('Taking snapshot of full filesystem...'));
    reader.read(info('COPY a b'));
    assert.equal(reader.evidence().outputTail, undefined);
  });
});

describe('the fixtures of kaniko', () => {
  it('are all expected, and nothing else is', () => {
    const expected = Object.keys(
      JSON.parse(readFileSync(new URL('expected-steps.json', folder), 'utf8')) as object,
    );
    assert.deepEqual(expected.sort(), [...names].sort());
  });
});
