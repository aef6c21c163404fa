import type { Engine } from '../build/engine.ts';
import { BuildError } from '../build/errors.ts';
import type { BuildRequest } from '../build/request.ts';
import type { BuildOptions } from './arguments.ts';
import { podOf } from './pod-options.ts';

/** Seconds that a Pod may take to start, if the whole time allows it. */
const START_LIMIT = 300;

/** Completes the options by what the kubeconfig says. Throws BuildError. */
export async function requestOf(options: BuildOptions, engine: Engine): Promise<BuildRequest> {
  const { contexts, current, problems } = await engine.kubeContexts(options.kubeconfig);
  const name = options.kubeContext ?? current;
  const context = contexts.find((one) => one.name === name);
  if (name === undefined || context === undefined) {
    const known = contexts.map((one) => one.name).join(', ');
    throw new BuildError({
      code: 'kubeconfig',
      message:
        name === undefined
          ? 'The kubeconfig names no current context.'
          : `The kubeconfig has no context ${name}.`,
      remedy:
        problems.length > 0
          ? problems.map(({ file, message }) => `${file}: ${message}`).join('\n')
          : `Contexts: ${known === '' ? 'none' : known}`,
    });
  }
  return {
    dockerfile: options.dockerfile,
    context: options.context,
    ...(options.remote === undefined ? {} : { remote: options.remote }),
    ...(options.all ? { contextAll: true } : {}),
    destinations: options.destinations,
    ...(options.target === undefined ? {} : { target: options.target }),
    buildArgs: options.buildArgs,
    builder: {
      id: options.builder,
      flavour: options.flavour,
      ...(options.image === undefined ? {} : { image: options.image }),
      ...(options.executorArguments.length === 0 ? {} : { arguments: options.executorArguments }),
    },
    cluster: {
      kubeconfig: options.kubeconfig,
      context: context.name,
      namespace: options.namespace ?? context.namespace ?? 'default',
    },
    credentials: options.credentials,
    registries: options.registries,
    ...(options.cache === undefined ? {} : { cache: options.cache }),
    resources: options.resources,
    ...(await podOf(options)),
    limits: {
      startSeconds: Math.min(options.timeoutSeconds, START_LIMIT),
      buildSeconds: options.timeoutSeconds,
    },
  };
}

/** The password from standard input, without the newline that `echo` adds. */
export async function readPassword(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
