import { BlockList, isIP } from 'node:net';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for `server`, as kubectl finds it (pkg.go.dev/golang.org/x/net/http/httpproxy):
 * `HTTPS_PROXY` or `HTTP_PROXY` by the server's scheme, not for this machine, not for what `NO_PROXY` lists.
 */
export function environmentProxy(server: string, env: Environment): string | undefined {
  const url = new URL(server);
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = env[name] ?? env[name.toLowerCase()] ?? '';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (proxy === '' || isThisMachine(host)) return undefined;
  const exceptions = (env['NO_PROXY'] ?? env['no_proxy'] ?? '')
    .split(',')
    .map((entry) => entry.trim().toLowerCase());
  const port = url.port !== '' ? url.port : url.protocol === 'https:' ? '443' : '80';
  if (exceptions.some((entry) => entry !== '' && covers(entry, host, port))) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Whether an entry of `NO_PROXY` is meant: `*`, an address, a range, or a domain with all below it; any with a port. */
function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const range = /^(.+)\/(\d+)$/.exec(entry);
  if (range !== null) return isInRange(host, range[1] ?? '', Number(range[2]));
  const [, name = entry, onlyPort = port] = /^(\[.+\]|[^:]+):(\d+)$/.exec(entry) ?? [];
  if (onlyPort !== port) return false;
  const domain = name.replace(/^\*?\.|^\[|\]$/g, '');
  const isBelow = host.endsWith(`.${domain}`);
  return name.startsWith('.') || name.startsWith('*.') ? isBelow : host === domain || isBelow;
}

function isInRange(host: string, network: string, bits: number): boolean {
  const version = isIP(host);
  if (version === 0 || version !== isIP(network) || bits > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(network, bits, family);
  return range.check(host, family);
}
