import assert from 'node:assert/strict';
import { readsOf, type ReadsQuery } from '../../../src/context/reads/dockerfile-reads.ts';

interface Told {
  readonly paths: readonly string[];
  /** Line of what cannot be told. */
  readonly everything?: number;
}

function told(text: string, query: Partial<ReadsQuery> = {}): Told {
  const { reads, everything } = readsOf(text, { buildArgs: {}, ...query });
  const paths = reads.map(({ line, path }) => `${line} ${path}`);
  return everything === undefined ? { paths } : { paths, everything: everything.line };
}

describe('context/reads', () => {
  const cases: readonly (readonly [what: string, text: string, expected: Told, query?: Partial<ReadsQuery>])[] = [
    ['sources, not the destination', 'FROM a\nCOPY a b/ /c/../d e/', { paths: ['2 a', '2 b', '2 d'] }],
    ['the whole context', 'FROM a\nCOPY . /', { paths: ['2 '] }],
    ['wildcards as they are', 'FROM a\nCOPY src/*.ts [a-z]? /', { paths: ['2 src/*.ts', '2 [a-z]?'] }],
    ['the JSON form, with spaces', 'FROM a\nCOPY ["a b", "c", "/d/"]', { paths: ['2 a b', '2 c'] }],
    ['nothing from stages and images', 'FROM a AS x\nFROM b\nCOPY --from=x /p /q\nCOPY --from=img:1 /p /q', { paths: [] }],
    ['no URL and no repository of ADD', 'FROM a\nADD https://h/x git@h:o/r.git git://h/r ssh://h/r f /d/', { paths: ['2 f'] }],
    ['no here-document', 'FROM a\nCOPY <<EOF real <<-"E2" /d/\nCOPY not /x\nEOF\ntext\nE2\nCOPY after /', {
      paths: ['2 real', '7 after'],
    }],
    ['a here-document’s look in JSON as a name', 'FROM a\nCOPY ["<<EOF", "/d/"]', { paths: ['2 <<EOF'] }],
    ['bind mounts, the standard one of all', 'FROM a\nRUN --mount=source=x,target=/y --mount=type=cache,target=/c \\\n --mount=type=bind,src=z,target=/z true', {
      paths: ['2 x', '2 z'],
    }],
    ['a bind mount of the whole context', 'FROM a\nRUN --mount=target=/y true', { paths: ['2 '] }],
    ['no mount from a stage', 'FROM a\nRUN --mount=type=bind,from=b,source=x,target=/y true', { paths: [] }],
    ['with --parents and its pivot', 'FROM a\nCOPY --parents ./x/./y/*.c /d/', { paths: ['2 x/y/*.c'] }],
    ['no less with --exclude', 'FROM a\nCOPY --exclude=*.md docs /d/', { paths: ['2 docs'] }],
    ['what lies outside from the root', 'FROM a\nCOPY ../../x y/../../z /d/', { paths: ['2 x', '2 z'] }],

    ['only what the target needs', 'FROM a AS x\nCOPY 1 /\nFROM b AS y\nCOPY 2 /\nFROM x\nCOPY 3 /', { paths: ['2 1', '6 3'] }],
    ['what COPY --from needs', 'FROM a AS x\nCOPY 1 /\nFROM b AS y\nCOPY 2 /\nFROM c\nCOPY --from=0 / /\nCOPY 3 /', {
      paths: ['2 1', '7 3'],
    }],
    ['what a mount from a stage needs', 'FROM a AS x\nCOPY 1 /\nFROM c\nRUN --mount=from=x,target=/m true', { paths: ['2 1'] }],
    ['of a chosen target', 'FROM a AS x\nCOPY 1 /\nFROM b AS y\nCOPY 2 /', { paths: ['2 1'] }, { target: 'X' }],
    ['of a target by number', 'FROM a AS x\nCOPY 1 /\nFROM b AS y\nCOPY 2 /', { paths: ['2 1'] }, { target: '0' }],
    ['all stages of an unknown target', 'FROM a AS x\nCOPY 1 /\nFROM b\nCOPY 2 /', { paths: ['2 1', '4 2'] }, { target: 'z' }],
    ['all earlier stages where a reference cannot be told', 'FROM a AS x\nCOPY 1 /\nFROM $W\nCOPY 2 /', { paths: ['2 1', '4 2'] }],

    ['triggers of own stages', 'FROM a AS x\nONBUILD COPY 1 /\nCOPY 2 /\nFROM x\nCOPY 3 /', {
      paths: ['3 2', '2 1', '5 3'],
    }],
    ['no trigger of a stage that nothing begins with', 'FROM a AS x\nONBUILD COPY 1 /\nFROM b\nCOPY --from=x / /', { paths: [] }],
    ['everything for an image that is made of triggers', 'FROM node:8-onbuild', { paths: [], everything: 1 }],
    ['the triggers of images that are known, at the line of FROM', 'ARG T=1\nFROM r/a:$T AS x\nCOPY 3 /\nFROM b\nCOPY --from=x / /', { paths: ['2 1', '2 2', '3 3'] }, {
      triggers: { 'r/a:1': ['ARG which=2', 'COPY 1 $which /d/', 'RUN true'], b: [] },
    }],
    ['no trigger of an image that only gives files', 'FROM b\nCOPY --from=a / /', { paths: [] }, { triggers: { a: ['COPY 1 /'] } }],
    ['everything where a trigger cannot be told', 'FROM a', { paths: [], everything: 1 }, { triggers: { a: ['COPY $which /d/'] } }],
    ['everything for an image that could not be looked at', 'FROM b AS x\nFROM a', { paths: [], everything: 2 }, { triggers: { a: 'unknown' } }],
    ['nothing more for an image that is known to have no triggers, whatever its name is', 'FROM node:8-onbuild', { paths: [] }, { triggers: { 'node:8-onbuild': [] } }],

    ['ARG with a standard value', 'FROM a\nARG D=src\nCOPY $D/a ${D}/b /', { paths: ['2 src/a', '2 src/b'].map((p) => p.replace('2', '3')) }],
    ['ARG with a given value', 'FROM a\nARG D=src\nCOPY $D /', { paths: ['3 lib'] }, { buildArgs: { D: 'lib' } }],
    ['a global ARG that is taken up', 'ARG D=src\nFROM a\nARG D\nCOPY $D /', { paths: ['4 src'] }],
    ['a global ARG that is not', 'ARG D=src\nFROM a\nCOPY $D /', { paths: [], everything: 3 }],
    ['an ARG without value', 'FROM a\nARG D\nCOPY $D b /', { paths: ['3 b'], everything: 3 }],
    ['an ARG before it is declared', 'FROM a\nCOPY $D /\nARG D=1', { paths: [], everything: 2 }],
    ['ENV in both forms', 'FROM a\nENV A=1 B="2 3"\nENV C 4 5\nCOPY ["$A", "$B", "$C", "/"]', { paths: ['4 1', '4 2 3', '4 4 5'] }],
    ['ENV with the values before it', 'FROM a\nENV A=1\nENV A=2 B=$A\nCOPY $A $B /', { paths: ['4 2', '4 1'] }],
    ['ENV of the stage it begins with', 'FROM a AS x\nENV A=1\nFROM x\nCOPY $A /', { paths: ['4 1'] }],
    ['no ARG of the stage it begins with: builders disagree', 'FROM a AS x\nARG A=1\nFROM x\nCOPY $A /', {
      paths: [],
      everything: 4,
    }],
    ['ENV against ARG: builders disagree', 'FROM a\nENV A=1\nARG A=2\nCOPY $A /', { paths: [], everything: 4 }],
    ['the image’s own variables', 'FROM a\nCOPY ${HOME:-x} /', { paths: [], everything: 2 }],
    ['the platform', 'FROM a\nARG TARGETARCH=amd64\nCOPY $TARGETARCH /', { paths: [], everything: 3 }],
    ['the platform, given', 'FROM a\nARG TARGETARCH\nCOPY bin/$TARGETARCH /', { paths: ['3 bin/arm64'] }, { buildArgs: { TARGETARCH: 'arm64' } }],
    ['a value through others', 'FROM a\nARG V=1\nENV D=d$V\nCOPY ${D}/${V:+x} /', { paths: ['4 d1/x'] }],
    ['the other escape character', '# escape=`\nFROM a\nARG A=1\nCOPY `$A x /', { paths: ['4 $A', '4 x'] }],
    ['a pattern that is none', 'FROM a\nCOPY a[ /', { paths: [], everything: 2 }],
    ['nothing of what is no Dockerfile', '}{', { paths: [] }],
  ]; // prettier-ignore
  for (const [what, text, expected, query] of cases) {
    it(`knows ${what}`, () => {
      assert.deepEqual(told(text, query), expected);
    });
  }
});
