import { portRange } from '../../../src/dockerfile/rules/exposed-ports.ts';
import { testRule } from './structure-rule.ts';

testRule(portRange, {
  finds: [
    ['EXPOSE 65536', '65536'],
    ['EXPOSE 80 99999/udp 88888', '99999/udp'],
    ['EXPOSE 80-99999', '80-99999'],
    ['EXPOSE 80 \\\n  99999', '99999'],
  ],
  leaves: [
    'EXPOSE 0 65535',
    'EXPOSE $p',
    'EXPOSE 90-80',
    'ONBUILD EXPOSE 99999',
    'EXPOSE x',
    'EXPOSE 99999-$p',
  ],
});
