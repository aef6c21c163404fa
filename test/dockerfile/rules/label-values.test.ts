import assert from 'node:assert/strict';
import type { LabelKind } from '../../../src/dockerfile/lint/lint-file.ts';
import { labelValueRules } from '../../../src/dockerfile/rules/label-values.ts';
import { testRule } from './structure-rule.ts';

/** By rule: the kind of the label, values that are of it and values that are not. */
const cases: Readonly<Record<string, readonly [LabelKind, readonly string[], readonly string[]]>> = {
  DL3051: ['text', ['a', '" "', '$x'], ['', '""', "''"]],
  DL3052: [
    'url',
    ['http://a.b/c?d#e', 'HTTP://a:80', 'mailto:a@b.c', 'http://[::1]/', 'http://u:p@a', 'urn:a:b'],
    [
      '$x',
      'a.b',
      '//a.b',
      'http://a:x',
      '"http://a b"',
      'http://a/%zz',
      'http://a/{b}',
      'http://a@b@c',
      'http://a#b#c',
    ],
  ],
  DL3053: [
    'rfc3339',
    ['2020-01-01T00:00:00Z', '2020-02-29t23:59:60.5+01:00', '2020-01-01T00:00:00-0100'],
    [
      '${x}',
      '2020-01-01',
      '2020-01-01T00:00:00',
      '2021-02-29T00:00:00Z',
      '2020-13-01T00:00:00Z',
      '2020-01-01T24:00:00Z',
    ],
  ],
  DL3054: [
    'spdx',
    ['MIT', 'GPL-3.0-only', '"MIT OR (ISC AND Apache-2.0 WITH LLVM-exception)"', 'LicenseRef-a'],
    ['$x', 'mit', 'GPL-3.0', 'Proprietary', '"MIT or ISC"', '"MIT OR"', '"(MIT"', '"MIT ISC"', '"MIT WITH"'],
  ],
  DL3055: [
    'hash',
    ['abcdef1', '1234567890123456789012345678901234567890'],
    ['$x', 'abcdef', 'ABCDEF1', 'abcdef12', 'main'],
  ],
  DL3056: [
    'semver',
    ['1.2.3', '1.2.3-a.1+b-c'],
    ['1.2.$x', '1', '1.2', 'v1.2.3', '1.2.3.4', '1.2.3-a_b', '1.2.3-a..b'],
  ],
  DL3058: [
    'email',
    ['a@b.c', 'a.b+c@d', '"\\"a b\\"@c.d"', 'a@[1.2.3.4]'],
    ['$x', 'a', 'a@', '@b', '"a <a@b.c>"', 'a@b@c', 'a..b@c.d', 'a@b_c.d', 'a@-b.c'],
  ],
};

for (const rule of labelValueRules) {
  const found = cases[rule.id];
  assert.ok(found);
  const [kind, right, wrong] = found;
  testRule(rule, {
    settings: { labelSchema: { label: kind } },
    finds: wrong.map((value) => [`LABEL other=x label=${value}`, value === '' ? 'label=' : value] as const),
    leaves: [...right.map((value) => `LABEL label=${value}`), 'LABEL other=', 'ONBUILD LABEL label='],
  });
}
