import assert from 'node:assert/strict';
import { fixedPlatform, redundantPlatform } from '../../../src/dockerfile/rules/platform.ts';
import { findingsOf } from './shell-rule.ts';
import { testRule } from './structure-rule.ts';

testRule(fixedPlatform, {
  finds: [
    ['FROM --platform=linux/amd64 debian:1', '--platform=linux/amd64'],
    [
      'FROM --platform=linux/$TARGETARCH a:1 AS b\nFROM --platform=$X b',
      '--platform=linux/$TARGETARCH',
      '--platform=$X',
    ],
  ],
  leaves: ['FROM --platform=$BUILDPLATFORM a:1', 'FROM --platform=${TARGETPLATFORM:-x} a:1', 'FROM a:1'],
  fixes: [['FROM  --platform=x   a:1', 'FROM  a:1']],
});

testRule(redundantPlatform, {
  finds: [
    ['FROM --platform=$TARGETPLATFORM a:1', '--platform=$TARGETPLATFORM'],
    ['FROM --platform=${TARGETPLATFORM} a:1', '--platform=${TARGETPLATFORM}'],
    ['FROM --platform="$TARGETPLATFORM" a:1', 'RedundantTargetPlatform: --platform="$TARGETPLATFORM"'],
    ['FROM --platform=${TARGETPLATFORM:-x} a:1', 'RedundantTargetPlatform: --platform=${TARGETPLATFORM:-x}'],
    ['FROM --platform=${TARGETPLATFORM%x} a:1', 'RedundantTargetPlatform: --platform=${TARGETPLATFORM%x}'],
    [
      'FROM --platform=${TARGETPLATFORM:+linux/amd64} a:1',
      'RedundantTargetPlatform: --platform=${TARGETPLATFORM:+linux/amd64}',
    ],
  ],
  leaves: [
    'FROM --platform=$TARGETPLATFORM/v8 a:1',
    'FROM --platform=${TARGETPLATFORM:+x} a:1',
    'FROM --platform=${TARGETPLATFORM%/*} a:1',
    'FROM --platform=${TARGETPLATFORM:-$BUILDPLATFORM} a:1',
    'FROM --platform=${X:-$TARGETPLATFORM} a:1',
    'FROM --platform=$BUILDPLATFORM a:1',
  ],
  fixes: [['FROM --platform=$TARGETPLATFORM \\\n a:1', 'FROM \\\n a:1']],
});

it('RedundantTargetPlatform takes away without being asked only what never says another platform', () => {
  const isSafe = (text: string) =>
    findingsOf(redundantPlatform, text).flatMap(({ fixes }) => fixes?.map(({ safe }) => safe) ?? []);
  assert.deepEqual(isSafe('FROM --platform=${TARGETPLATFORM:-x} a:1'), [true]);
  assert.deepEqual(isSafe('FROM --platform=${TARGETPLATFORM+linux/amd64} a:1'), [false]);
  assert.deepEqual(isSafe('FROM --platform=${TARGETPLATFORM%/v7} a:1'), [false]);
  assert.deepEqual(isSafe('ARG TARGETPLATFORM=linux/arm64\nFROM --platform=$TARGETPLATFORM a:1'), [false]);
  assert.deepEqual(isSafe('ARG TARGETPLATFORM\nFROM --platform=$TARGETPLATFORM a:1'), [true]);
});
