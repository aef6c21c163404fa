/**
 * Addresses and ports of the sandbox. The ports lie above the range that Linux hands out for outgoing connections
 * (32768–60999) and away from the defaults, so that neither a passing connection nor a real cluster holds one.
 */
export const bridge = {
  name: 'kaniko-build0',
  address: '10.244.0.1',
  subnet: '10.244.0.0/24',
  prefixLength: 24,
  firstPod: '10.244.0.10',
} as const;

export const loopback = '127.0.0.1';

export const ports = {
  etcd: 61379,
  etcdPeer: 61380,
  apiServer: 61443,
  kubelet: 61250,
  registries: { auth: 61500, open: 61501, tls: 61502 },
} as const;

export const serviceSubnet = '10.245.0.0/24';

/** The first address of the service subnet, which the API server gives to itself. */
export const serviceAddress = '10.245.0.1';

export const apiServerUrl = `https://${loopback}:${ports.apiServer}`;

export const nodeName = 'sandbox';
