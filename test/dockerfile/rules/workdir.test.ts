import { relativeWorkdir } from '../../../src/dockerfile/rules/workdir.ts';
import { testRule } from './structure-rule.ts';

testRule(relativeWorkdir, {
  finds: [
    ['WORKDIR app', 'app'],
    ['WORKDIR "app x"', '"app x"'],
    ['WORKDIR ~/app', '~/app'],
    ['WORKDIR \\\n app', 'app'],
    ['WORKDIR a/$b', 'a/$b'],
    ['WORKDIR /a\nWORKDIR b', 'DL3000: b'],
    ['WORKDIR aa\nWORKDIR bb', 'aa', 'DL3000: bb'],
    ['FROM a:1 AS b\nWORKDIR /x\nFROM b\nWORKDIR y', 'DL3000: y'],
    ['FROM a:1\nWORKDIR /x\nFROM a:1\nWORKDIR y', 'y'],
    ['ENV d=app\nWORKDIR $d', 'WorkdirRelativePath: $d'],
    ['ARG d\nWORKDIR ${d:-app}', 'WorkdirRelativePath: ${d:-app}'],
    ['WORKDIR $d', 'WorkdirRelativePath: $d'],
    ['FROM a:1\nWORKDIR C:\\app', 'WorkdirRelativePath: C:\\app'],
    ["WORKDIR '$d'", "WorkdirRelativePath: '$d'"],
  ],
  leaves: [
    'WORKDIR /app',
    'WORKDIR "/app"',
    'FROM mcr.microsoft.com/windows/servercore:1\nWORKDIR C:\\app',
    'SHELL ["cmd", "/c"]\nWORKDIR c:/app',
    'WORKDIR $JAVA_HOME',
    'ENV d=/app\nWORKDIR $d',
    'ARG d\nWORKDIR ${d}',
    'ONBUILD WORKDIR app',
    'WORKDIR',
  ],
  fixes: [
    ['WORKDIR app', 'WORKDIR /app'],
    ['WORKDIR /a\nWORKDIR ../b', 'WORKDIR /a\nWORKDIR /b'],
    ['FROM a:1 AS b\nWORKDIR /x\nFROM b\nWORKDIR y z', 'FROM a:1 AS b\nWORKDIR /x\nFROM b\nWORKDIR /x/y z'],
    ['WORKDIR /a/$X\nWORKDIR b', 'WORKDIR /a/$X\nWORKDIR /a/$X/b'],
    ['WORKDIR /a/$X\nENV X=c\nWORKDIR b', undefined],
    ['FROM a:1 AS b\nWORKDIR /$X\nFROM b\nWORKDIR c', undefined],
    ['WORKDIR $X\nWORKDIR b', undefined],
    ['WORKDIR "app"', undefined],
    ['WORKDIR ~/app', undefined],
  ],
});
