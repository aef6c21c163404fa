import { jsonArguments } from '../../../src/dockerfile/rules/json-arguments.ts';
import { testRule } from './structure-rule.ts';

testRule(jsonArguments, {
  finds: [
    ['CMD a b', 'a b'],
    ['ENTRYPOINT a && b', 'a && b'],
    ['CMD [a]', '[a]'],
    ['CMD --a', 'CMD'],
    ['CMD --a b', 'b'],
    ['CMD --a ["b"]', 'DL3025: ["b"]'],
    ['CMD "a"', '"a"'],
    ['CMD ["a",]', '["a",]'],
    ['HEALTHCHECK --interval=1s CMD a', 'DL3025: a'],
    ['SHELL ["bash", "-c"]\nCMD a', 'DL3025: a'],
    ['FROM a:1 AS b\nSHELL ["bash", "-c"]\nFROM b\nCMD a', 'DL3025: a'],
    ['FROM a:1\nSHELL ["bash", "-c"]\nFROM a:1\nCMD a', 'a'],
    ['CMD a\nSHELL ["bash", "-c"]', 'a'],
    ['CMD ["a\\q"]', 'JSONArgsRecommended: ["a\\q"]'],
    ['CMD ["a"] b', 'JSONArgsRecommended: ["a"] b'],
  ],
  leaves: [
    'CMD ["a", "b"]',
    'CMD []',
    'ENTRYPOINT [ "a" ]',
    'HEALTHCHECK NONE',
    'HEALTHCHECK CMD ["a"]',
    'RUN a',
    'ONBUILD CMD a',
  ],
  fixes: [
    ['CMD --a node app.js', undefined],
    ['CMD node app.js', 'CMD ["node", "app.js"]'],
    ['CMD a "b" && c', 'CMD ["/bin/sh", "-c", "a \\"b\\" && c"]'],
    ['CMD cd x', 'CMD ["/bin/sh", "-c", "cd x"]'],
    ['HEALTHCHECK CMD a || b', 'HEALTHCHECK CMD ["/bin/sh", "-c", "a || b"]'],
    ['SHELL ["bash", "-ec"]\nCMD a $b', 'SHELL ["bash", "-ec"]\nCMD ["bash", "-ec", "a $b"]'],
    ["CMD ['a', 'b']", 'CMD ["a", "b"]'],
    ['CMD ["a",]', 'CMD ["a"]'],
    ['CMD [a]', undefined],
    ['CMD a \\\n # c\n b', undefined],
    ['FROM mcr.microsoft.com/windows/servercore:1\nCMD a $b', undefined],
  ],
});
