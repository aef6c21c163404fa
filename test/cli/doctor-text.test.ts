import assert from 'node:assert/strict';
import { doctorText } from '../../src/cli/doctor-text.ts';

describe('the text of doctor', () => {
  it('has a line for each check, what is wrong below, and manifests at the end', () => {
    const text = doctorText({
      ready: false,
      items: [
        { id: 'a', status: 'yes', title: 'Cluster', detail: 'v1', meaning: 'So it is.' },
        { id: 'b', status: 'unknown', title: 'Nodes', detail: 'hidden' },
        {
          id: 'c',
          status: 'no',
          title: 'Rights',
          detail: 'words\u001b[31m',
          meaning: 'Two\nlines',
          remedy: 'Ask.',
          action: { kind: 'manifest', yaml: 'kind: Role\n' },
        },
      ],
    });
    assert.equal(
      text,
      `yes      Cluster: v1
         So it is.
unknown  Nodes
         hidden
no       Rights
         Two
         lines
         words [31m
         Ask.

To send to whoever runs the cluster:

kind: Role

Not ready: 1 of 3 checks says no.
`,
    );
  });

  it('says that it is ready, or that nobody answered', () => {
    assert.match(doctorText({ ready: true, items: [] }), /^\nReady to build\.\n$/);
    assert.match(doctorText({ ready: false, items: [] }), /the cluster gave no answer/);
  });
});
