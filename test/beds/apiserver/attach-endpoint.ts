import type { WebSocket } from 'ws';
import { status } from './answer.ts';
import type { PlayingPod } from './playing-pod.ts';
import type { FaultAction } from './scenario.ts';

const STATUS = 3;
const CLOSE = 255;

/**
 * Serves one attached stdin as the API server of Kubernetes 1.34 does (seen there): an empty message on each channel
 * first, a Success `Status` and an orderly close when stdin has ended, a reset when the container ends before.
 */
export function serveAttach(
  socket: WebSocket,
  playing: PlayingPod,
  fault: FaultAction | undefined,
  keepInput: boolean,
): void {
  let taken = 0;
  let hasStalled = false;
  const endInOrder = (end: unknown): void => {
    socket.send(Buffer.concat([Buffer.from([STATUS]), Buffer.from(JSON.stringify(end))]));
    socket.close(1000);
  };
  socket.send(Buffer.from([STATUS]));
  if (!playing.isRunning) {
    const { name } = playing.pod().metadata;
    endInOrder(
      status(500, 'InternalError', `unable to upgrade connection: container not found in pod ${name}`),
    );
  }
  socket.on('message', (data) => {
    const message = data as Buffer;
    if (message[0] === CLOSE) {
      endInOrder({ metadata: {}, status: 'Success' });
      playing.endInput();
      return;
    }
    playing.takeInput(message.subarray(1), keepInput);
    taken += message.length - 1;
    switch (fault?.kind) {
      case 'stall-input':
        if (taken >= fault.after && !hasStalled) socket.pause();
        hasStalled ||= taken >= fault.after;
        break;
      case 'cut-input':
        if (taken >= fault.after) socket.terminate();
        break;
      case 'end-input':
        if (taken >= fault.after) endInOrder(fault.status);
        break;
      default:
        break;
    }
  });
  const onChange = (): void => {
    if (playing.isOver && socket.readyState === socket.OPEN) socket.terminate();
  };
  playing.on('change', onChange);
  socket.on('close', () => {
    playing.off('change', onChange);
    // Version 4 has no other way to say that stdin ends. However the first client goes, with stdinOnce stdin ends.
    playing.endInput();
  });
  socket.on('error', () => undefined);
}
