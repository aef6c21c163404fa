import type { RegistrySettings } from '../build/request.ts';
import { UsageError } from './usage-error.ts';

/** Whence images come instead of their registries, as the flags say. Throws UsageError. */
export function mirrorOptions(flags: {
  readonly 'registry-mirror'?: readonly string[];
  readonly 'registry-map'?: readonly string[];
  readonly 'mirrors-only'?: boolean;
}): Pick<RegistrySettings, 'mirrors' | 'map' | 'mirrorsOnly'> {
  const { 'registry-mirror': mirrors, 'registry-map': maps } = flags;
  return {
    ...(mirrors === undefined ? {} : { mirrors }),
    ...(maps === undefined ? {} : { map: registryMap(maps) }),
    ...(flags['mirrors-only'] === true ? { mirrorsOnly: true } : {}),
  };
}

/** `HOST=PLACE` may be repeated for a host, and hold several with `;` between them as kaniko's does. */
function registryMap(values: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const map = new Map<string, readonly string[]>();
  for (const value of values.flatMap((one) => one.split(';'))) {
    const [, host = '', place = ''] = /^([^=]*)=(.*)$/.exec(value) ?? [];
    if (host === '' || place === '')
      throw new UsageError(`--registry-map is HOST=HOST or HOST=HOST/PATH, not ${value}`);
    map.set(host, [...(map.get(host) ?? []), place]);
  }
  return Object.fromEntries(map);
}
