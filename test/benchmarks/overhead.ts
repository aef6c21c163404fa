/**
 * `kaniko-build build` against the same Pod and upload by hand with kubectl: the time from the command to the digest.
 * By hand: apply the manifests that `kaniko-build manifests` prints, wait, `tar cz | kubectl attach`, wait, read the
 * digest. The two take turns, so that whatever else the machine does hits both.
 */
import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CLI, cliArguments, measure, median, sandbox, withFolder } from './support.ts';

const ROUNDS = 7;
const BOUND = 1.1;

/** Prints the medians and their ratio; true when the ratio is within the bound. */
export function overhead(): Promise<boolean> {
  return withFolder(async (folder) => {
    const { images } = sandbox();
    await writeFile(
      join(folder, 'Dockerfile'),
      `FROM ${images.busybox}\nCOPY file /file\nRUN echo one > /one\nRUN echo two > /two\n`,
    );
    await writeFile(join(folder, 'file'), 'content\n');
    const ours: number[] = [];
    const byHand: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const build = await measure('node', [CLI, 'build', ...cliArguments(folder, 'bench/ours')]);
      const hand = await buildByHand(folder);
      // The first round warms both.
      if (round === 0) continue;
      ours.push(build.milliseconds);
      byHand.push(hand);
      console.log(
        `    round ${round}: kaniko-build ${seconds(build.milliseconds)}, kubectl ${seconds(hand)}`,
      );
    }
    const ratio = median(ours) / median(byHand);
    console.log(
      `    median of ${ROUNDS}: kaniko-build ${seconds(median(ours))}, kubectl ${seconds(median(byHand))}, ratio ${ratio.toFixed(2)} (bound ${BOUND})`,
    );
    return ratio <= BOUND;
  });
}

async function buildByHand(folder: string): Promise<number> {
  const { stdout } = await measure('node', [CLI, 'manifests', ...cliArguments(folder, 'bench/hand')]);
  const manifests = join(folder, '..', `by-hand-${process.pid}.yaml`);
  await writeFile(manifests, stdout);
  const name = /^ {2}name: (kb-\S+)$/m.exec(stdout)?.[1] ?? '';
  const began = performance.now();
  await kubectl('apply', '-f', manifests);
  await kubectl('wait', '--for=condition=Ready', `pod/${name}`, '--timeout=60s');
  const tar = spawn('tar', ['-C', folder, '-cz', '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await measure(sandbox().kubectl, [...flags(), 'attach', '-i', name], tar.stdout);
  await kubectl('wait', '--for=jsonpath={.status.phase}=Succeeded', `pod/${name}`, '--timeout=60s');
  const digest = await kubectl(
    ...['get', 'pod', name, '-o', 'jsonpath={.status.containerStatuses[0].state.terminated.message}'],
  );
  const took = performance.now() - began;
  if (!digest.startsWith('sha256:')) throw new Error(`no digest: ${digest}`);
  await Promise.all([kubectl('delete', 'pod', name, '--now'), rm(manifests)]);
  return took;
}

async function kubectl(...args: readonly string[]): Promise<string> {
  return (await measure(sandbox().kubectl, [...flags(), ...args])).stdout;
}

function flags(): readonly string[] {
  const { kubeconfig, contexts, namespaces } = sandbox();
  return ['--kubeconfig', kubeconfig, '--context', contexts.admin, '-n', namespaces.builds];
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
