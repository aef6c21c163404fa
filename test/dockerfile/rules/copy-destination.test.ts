import {
  destinationWithoutWorkdir,
  folderDestination,
} from '../../../src/dockerfile/rules/copy-destination.ts';
import { testRule } from './structure-rule.ts';

testRule(folderDestination, {
  finds: [
    ['COPY a b c', 'c'],
    ['COPY a b .', '.'],
    ['COPY ["a", "b", "c"]', '"c"'],
    ['COPY ["a","b","c"]', '"c"'],
    ['COPY --from=x a b $c', '$c'],
  ],
  leaves: [
    'COPY a c',
    'COPY a b c/',
    'COPY a b "c/"',
    'COPY a* c',
    'COPY ["a b", "c"]',
    'ADD a b c',
    'ONBUILD COPY a b c',
  ],
  fixes: [
    ['COPY a b c', 'COPY a b c/'],
    ['COPY a b .', 'COPY a b ./'],
    ['COPY ["a", "b", "c"]', 'COPY ["a", "b", "c/"]'],
    ["COPY a b \\\n 'c'", "COPY a b \\\n 'c/'"],
  ],
});

testRule(destinationWithoutWorkdir, {
  finds: [
    ['COPY a b', 'b'],
    ['COPY ["a", "b"]', '"b"'],
    ['COPY a b\nWORKDIR /x', 'b'],
    ['ONBUILD WORKDIR /x\nCOPY a .', '.'],
    ['FROM a:1 AS b\nWORKDIR /x\nFROM a:1\nCOPY a b', 'b'],
    ['COPY a b\nFROM debian:1', 'b'],
  ],
  leaves: [
    'COPY a /b',
    'COPY a $b',
    'COPY a "/b"',
    'COPY a C:/b',
    'WORKDIR /x\nCOPY a b',
    'FROM a:1 AS b\nWORKDIR /x\nFROM b\nCOPY a b',
    'FROM a:1 AS B\nWORKDIR /x\nFROM b\nCOPY a b',
    'FROM a:1\nWORKDIR /x\nFROM r.io/a:2\nCOPY a b',
    'ADD a b',
    'ONBUILD COPY a b',
  ],
  fixes: [
    ['COPY a b', 'COPY a /b'],
    ['COPY a .', 'COPY a /'],
    ['COPY a "./b"', 'COPY a "/b"'],
    ['COPY a ../b', undefined],
    ['COPY a ~/b', undefined],
  ],
});
