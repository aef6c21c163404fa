import { existsSync } from 'node:fs';
import { bridge } from './addresses.ts';
import { SandboxError } from './errors.ts';
import { isRecord, writeIfDifferent } from './files.ts';
import { paths } from './paths.ts';
import { attempt, run } from './tool.ts';
import { join } from 'node:path';

const chain = 'KANIKO-BUILD';
const chainRules: readonly (readonly string[])[] = [
  ['-i', bridge.name, '-d', bridge.address, '-j', 'ACCEPT'],
  ['-i', bridge.name, '-j', 'RETURN'],
  ['-i', 'lo', '-j', 'RETURN'],
  ['-d', bridge.subnet, '-j', 'DROP'],
];

/** Whether the bridge is there. */
function hasBridge(): boolean {
  return existsSync(`/sys/class/net/${bridge.name}`);
}

/**
 * One bridge between node and Pods, without NAT and without a default route in the Pods: nothing leaves the machine.
 * The bridge's address stands for the node, and is where Pods reach the registries.
 */
export async function ensureNetwork(): Promise<void> {
  if (!hasBridge()) {
    await assertSubnetFree();
    await run('ip', ['link', 'add', bridge.name, 'type', 'bridge']);
  }
  await run('ip', ['address', 'replace', `${bridge.address}/${bridge.prefixLength}`, 'dev', bridge.name]);
  await run('ip', ['link', 'set', bridge.name, 'up']);
  await writeIfDifferent(join(paths.cni, 'net.d', '10-kaniko-build.conflist'), podNetwork());
  await closeToOthers();
}

/** Removes bridge and packet rules. The Pods' ends of their cables go with the Pods' network namespaces. */
export async function removeNetwork(): Promise<void> {
  for (const hook of ['INPUT', 'FORWARD']) {
    while ((await iptables(['-D', hook, '-j', chain])) === 0) {
      // An interrupted start may have left the jump twice.
    }
  }
  await iptables(['-F', chain]);
  await iptables(['-X', chain]);
  if (hasBridge()) {
    await run('ip', ['link', 'delete', bridge.name]);
  }
}

/** A neighbour that routes the subnet to this machine would reach registries, kubelet and Pods: its packets are dropped. */
async function closeToOthers(): Promise<void> {
  if (await isClosed()) {
    return;
  }
  await iptables(['-N', chain]);
  await iptables(['-F', chain]);
  for (const rule of chainRules) {
    await iptables(['-A', chain, ...rule]);
  }
  for (const hook of ['INPUT', 'FORWARD']) {
    if ((await iptables(['-C', hook, '-j', chain])) !== 0) {
      await iptables(['-I', hook, '1', '-j', chain]);
    }
  }
}

async function isClosed(): Promise<boolean> {
  const last = chainRules.at(-1) ?? [];
  const checks = [
    ['INPUT', '-j', chain],
    ['FORWARD', '-j', chain],
    [chain, ...last],
  ];
  const codes = await Promise.all(checks.map((check) => iptables(['-C', ...check])));
  return codes.every((code) => code === 0);
}

async function iptables(args: readonly string[]): Promise<number> {
  const { code } = await attempt('iptables', ['-w', '5', ...args]);
  return code;
}

async function assertSubnetFree(): Promise<void> {
  const routes: unknown = JSON.parse(
    await run('ip', ['-json', '-4', 'route', 'show', 'match', bridge.address]),
  );
  const taken = (Array.isArray(routes) ? routes : [])
    .filter(isRecord)
    .find((route) => route['dst'] !== 'default');
  if (taken !== undefined) {
    throw new SandboxError(
      `The sandbox's network ${bridge.subnet} is in use on this machine: ${String(taken['dst'])} goes to ${String(taken['dev'])}.`,
    );
  }
}

function podNetwork(): string {
  const ranges = [[{ subnet: bridge.subnet, rangeStart: bridge.firstPod, gateway: bridge.address }]];
  const plugin = {
    type: 'bridge',
    bridge: bridge.name,
    isGateway: false,
    ipMasq: false,
    ipam: { type: 'host-local', ranges, dataDir: paths.addresses },
  };
  return JSON.stringify({ cniVersion: '0.4.0', name: 'kaniko-build', plugins: [plugin] }, undefined, 2);
}
