import { addInsteadOfCopy } from '../../../src/dockerfile/rules/add-instead-of-copy.ts';
import { testRule } from './structure-rule.ts';

testRule(addInsteadOfCopy, {
  finds: [
    ['ADD a b', 'ADD'],
    ['add a b/', 'add'],
    ['ADD a.tar b.txt /c/', 'ADD'],
    ['ADD https://x/a b /c/', 'ADD'],
    ['ADD ["a", "b"]', 'ADD'],
    ['ADD a.zip /b', 'ADD'],
    ['ADD --chown=1:1 . /b', 'ADD'],
    ['ADD $X /b', 'ADD'],
    ['ADD git@github.com:a/b.git /c', 'ADD'],
    ['ADD ssh://git@x/a /c', 'ADD'],
    ['ADD git://x/a /c', 'ADD'],
  ],
  leaves: [
    'ADD a.tar /b',
    'ADD a.tgz b.tar.xz /b/',
    'ADD "a.tar.gz" /b',
    'ADD ["a.tar", "/b"]',
    'ADD http://x/a /b',
    'ADD "https://x/a" /b',
    'ADD $URL/a.tar.gz /b',
    'COPY a b',
    'ONBUILD ADD a b',
    // hadolint reports it, but COPY unpacks nothing
    'ADD a.tar.zst /c',
  ],
  fixes: [
    ['ADD a b', 'COPY a b'],
    ['add --chown=1 a \\\n # c\n b', 'copy --chown=1 a \\\n # c\n b'],
    ['ADD --checksum=x a b', undefined],
    ['ADD a.tar b /c/', undefined],
    ['ADD git://x/a /c', undefined],
    ['ENV X=b\nADD $X /c', 'ENV X=b\nCOPY $X /c'],
    ['ARG Y=1\nENV X=http://b/$Y\nADD $X /c', undefined],
    ['ARG X=b.tar.gz\nADD a $X /c/', undefined],
  ],
});
