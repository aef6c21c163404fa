import { archiveExtraction } from '../../../src/dockerfile/rules/archive-extraction.ts';
import { testRule } from './structure-rule.ts';

testRule(archiveExtraction, {
  finds: [
    ['COPY a.tar /b/\nRUN tar -xf /b/a.tar', 'a.tar'],
    ['COPY x/a.tar.gz b.tgz /b/\nRUN cd /b && tar --extract -zf b.tgz', 'b.tgz'],
    ['COPY a.gz /b/\nRUN gunzip -c a.gz', 'a.gz'],
    ['COPY ["a.tar", "/b/"]\nRUN tar -C / -x --file "$D/a.tar"', '"a.tar"'],
    ['COPY a b.tar\nRUN tar -xf b.tar', 'a'],
    ['COPY a*.tar /b/\nRUN tar -xf /b/a*.tar', 'a*.tar'],
    ['COPY a.tar /b/\nCOPY a.tar /c/\nRUN (tar -xf a.tar)', 'a.tar', 'a.tar'],
    ['COPY a.tar /b/\nRUN <<EOF\ntar -xf a.tar\nEOF', 'a.tar'],
  ],
  leaves: [
    'COPY a.tar /b/',
    'COPY a.tar /b/\nRUN tar -tf a.tar',
    'COPY a.tar /b/\nRUN tar xf a.tar',
    'COPY a.tar b.tar\nRUN tar -xf a.tar',
    'COPY a.zip /b/\nRUN unzip a.zip',
    'COPY --from=x a.tar /b/\nRUN tar -xf a.tar',
    'FROM a:1\nCOPY a.tar /b/\nFROM a:1\nRUN tar -xf a.tar',
    'RUN tar -xf a.tar\nCOPY a.tar /b/',
    'ONBUILD COPY a.tar /b/\nRUN tar -xf a.tar',
  ],
});
