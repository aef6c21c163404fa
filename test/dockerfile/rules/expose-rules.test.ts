import assert from 'node:assert/strict';
import { exposeInvalidFormat } from '../../../src/dockerfile/rules/expose-invalid-format.ts';
import { exposeProtoCasing } from '../../../src/dockerfile/rules/expose-proto-casing.ts';
import { findsPlaces } from './buildkit-case.ts';
import { fixed } from './shell-rule.ts';

describe('ExposeProtoCasing', () => {
  findsPlaces(exposeProtoCasing, [
    ['FROM a\nEXPOSE 80/TCP', ['2: TCP']],
    ['FROM a\nEXPOSE 80/tcp 81/Udp 82/SCTP', ['2: Udp']],
    ['FROM a\nENV T=TCP\nEXPOSE 80/$T', ['3: 80/$T']],
    ['FROM a\nEXPOSE "80/TCP"', ['2: "80/TCP"']],
    ['FROM a\nEXPOSE 80/tcp 80/', []],
    ['FROM a\nEXPOSE $A/TCP', []],
    ['FROM a\nEXPOSE 80/FOO', []],
  ]);

  it('repairs all of one instruction', () => {
    assert.equal(fixed(exposeProtoCasing, 'FROM a\nEXPOSE 80/TCP 81/Udp'), 'FROM a\nEXPOSE 80/tcp 81/udp');
    assert.equal(fixed(exposeProtoCasing, 'FROM a\nEXPOSE "80/TCP"'), undefined);
  });
});

describe('ExposeInvalidFormat', () => {
  findsPlaces(exposeInvalidFormat, [
    ['FROM a\nEXPOSE 80:80', ['2: 80:80']],
    ['FROM a\nEXPOSE 1 127.0.0.1:80:80/TCP', ['2: 127.0.0.1:80:80/TCP']],
    ['FROM a\nEXPOSE [::1]:80:80', ['2: [::1]:80:80']],
    ['FROM a\nEXPOSE 127.0.0.1::80', ['2: 127.0.0.1::80']],
    ['FROM a\nEXPOSE 80-90:80-90', ['2: 80-90:80-90']],
    ['FROM a\nEXPOSE ${A:-80:80}', ['2: ${A:-80:80}']],
    ['FROM a\nENV A=$HOME\nEXPOSE ${A:-80:80}', []],
    ['FROM a\nEXPOSE :80 ::80 80', []],
    ['FROM a\nEXPOSE foo:bar', ['2: foo:bar']],
  ]);

  it('keeps the port of the container', () => {
    assert.equal(
      fixed(exposeInvalidFormat, 'FROM a\nEXPOSE 80:81 1.2.3.4::82/udp'),
      'FROM a\nEXPOSE 81 82/udp',
    );
  });
});
