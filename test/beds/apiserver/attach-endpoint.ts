import type { WebSocket } from 'ws';
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
  const endInOrder = (status: unknown): void => {
    socket.send(Buffer.concat([Buffer.from([STATUS]), Buffer.from(JSON.stringify(status))]));
    socket.close(1000);
  };
  socket.send(Buffer.from([STATUS]));
  socket.on('message', (data) => {
    const message = data as Buffer;
    if (message[0] === CLOSE) {
      playing.endInput();
      endInOrder({ metadata: {}, status: 'Success' });
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
        if (taken >= fault.after) reset(socket);
        break;
      case 'end-input':
        if (taken >= fault.after) endInOrder(fault.status);
        break;
      default:
        break;
    }
  });
  const onChange = (): void => {
    if (playing.isOver && socket.readyState === socket.OPEN) reset(socket);
  };
  playing.on('change', onChange);
  socket.on('close', (code) => {
    playing.off('change', onChange);
    // Version 4 has no other way to say that stdin ends.
    if (socket.protocol.startsWith('v4.') && code === 1000) playing.endInput();
  });
  socket.on('error', () => undefined);
}

function reset(socket: WebSocket): void {
  (socket as unknown as { readonly _socket: { resetAndDestroy(): void } })._socket.resetAndDestroy();
}
