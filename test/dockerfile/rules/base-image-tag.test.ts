import { latestImage, untaggedImage } from '../../../src/dockerfile/rules/base-image-tag.ts';
import { testRule } from './structure-rule.ts';

testRule(untaggedImage, {
  finds: [
    ['FROM debian', 'debian'],
    ['FROM a/$img', 'a/$img'],
    ['FROM \\\n  debian AS x', 'debian'],
    ['FROM registry.io:5000/debian', 'registry.io:5000/debian'],
    ['FROM debian AS debian\nFROM debian', 'debian'],
    ['FROM a:1 AS b\nFROM B', 'B'],
    ['FROM a:1\nFROM 0', '0'],
  ],
  leaves: [
    'FROM debian:1',
    'FROM debian@sha256:a',
    'FROM debian:${tag:-latest}',
    'FROM scratch',
    'FROM $img',
    'FROM ${img:-debian}',
    'FROM a:1 AS b\nFROM b',
    'FROM a:1 AS B\nFROM b',
    'FROM localhost:5000/debian',
    'FROM',
  ],
  fixes: [
    ['FROM debian AS x', 'FROM debian:VERSION AS x'],
    ['FROM a/$X', undefined],
    ['FROM a/$X/b', 'FROM a/$X/b:VERSION'],
    ['FROM "debian"', undefined],
    ['FROM a:1 AS build\nFROM biuld', 'FROM a:1 AS build\nFROM build'],
  ],
});

testRule(latestImage, {
  finds: [
    ['FROM debian:latest AS x', 'latest'],
    ['FROM $x/b:latest', 'latest'],
    ['FROM localhost:5000/a:latest', 'latest'],
    ['FROM --platform=x debian:la\\\ntest', 'la\\\ntest'],
  ],
  leaves: [
    'FROM debian:latest-slim',
    'FROM debian:latest@sha256:a',
    'FROM debian',
    'FROM debian:${x:-latest}',
  ],
  fixes: [['FROM debian:latest AS x', 'FROM debian:VERSION AS x']],
});
