import assert from 'node:assert/strict';
import { fromPlatformFlagConstDisallowed } from '../../../src/dockerfile/rules/from-platform.ts';
import { findsPlaces } from './buildkit-case.ts';
import { fixed } from './shell-rule.ts';

describe('FromPlatformFlagConstDisallowed', () => {
  findsPlaces(fromPlatformFlagConstDisallowed, [
    ['FROM --platform=linux/amd64 a', ['1: --platform=linux/amd64']],
    ['FROM --platform="linux/amd64" a AS b', ['1: --platform="linux/amd64"']],
    ['FROM --platform=linux a', ['1: --platform=linux']],
    ['FROM --platform=x86_64 a AS x86_64', ['1: --platform=x86_64']],
    ['FROM --platform=linux/arm/v7 a AS v7', ['1: --platform=linux/arm/v7']],
    ['FROM --platform=macos a AS macos', ['1: --platform=macos']],
    ['FROM --platform=linux/amd64 a AS build-amd64', []],
    ['FROM --platform=linux/amd64 a AS linux-foo', []],
    ['FROM --platform=linux/aarch64 a AS ARM64', []],
    ['FROM --platform=amd64 a AS xamd64', []],
    ['FROM --platform=$BUILDPLATFORM a', []],
    ['FROM --platform=linux/$TARGETARCH a', []],
    ['FROM --platform= a', []],
    ['FROM --platform=foo a', []],
    ['FROM --platform=linux/ a', []],
    ['FROM --platform=a/b/c/d a', []],
    ['FROM a', []],
  ]);

  it('removes it', () => {
    assert.equal(
      fixed(fromPlatformFlagConstDisallowed, 'FROM  --platform=linux/amd64 \\\n  a AS b'),
      'FROM  a AS b',
    );
  });
});
