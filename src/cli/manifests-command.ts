import type { Engine } from '../build/engine.ts';
import type { BuildOptions } from './arguments.ts';
import { readPassword, requestOf } from './request.ts';

/** `kaniko-build manifests`: prints what a build would apply. Throws BuildError. */
export async function manifestsCommand(
  options: BuildOptions & { readonly showSecrets: boolean },
  engine: Engine,
): Promise<number> {
  const request = await requestOf(options, engine);
  const password = options.passwordStdin ? await readPassword() : undefined;
  const yaml = await engine.manifests(request, {
    secrets: options.showSecrets ? 'real' : 'redacted',
    ...(password === undefined ? {} : { password }),
  });
  process.stdout.write(yaml);
  return 0;
}
