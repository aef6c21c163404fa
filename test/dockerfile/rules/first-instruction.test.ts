import { firstInstruction } from '../../../src/dockerfile/rules/first-instruction.ts';
import { testRule } from './structure-rule.ts';

testRule(firstInstruction, {
  finds: [
    ['LABEL a=b\nFROM debian:1', 'LABEL'],
    ['ARG a\nRUN a\nARG b\nUSER x\nFROM debian:1', 'RUN', 'USER'],
    ['# from here\nWORKDIR /x\nCOPY a b', 'WORKDIR', 'COPY'],
    ['ONBUILD FROM a', 'ONBUILD'],
  ],
  leaves: ['ARG a\nARG b=from\nFROM debian:1\nRUN a', '# from\nARG a', 'FROM debian'],
});
