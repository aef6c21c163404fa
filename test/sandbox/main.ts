import { down } from './down.ts';
import { SandboxError } from './errors.ts';
import { assertPlatform } from './platform.ts';
import { printAccess, status } from './status.ts';
import { killTools } from './tool.ts';
import { up } from './up.ts';

const usage = `Usage: npm run sandbox -- up | down | status

  up      start a Kubernetes node and three registries on this machine, or repair them
  down    end them, and leave nothing behind but the cache
  status  say how they are (exit code 1 when they are not usable)
`;

async function main(command: string | undefined): Promise<number> {
  const start = Date.now();
  switch (command) {
    case 'up': {
      const info = await up();
      say(`The sandbox is up after ${((Date.now() - start) / 1000).toFixed(1)} s.`);
      printAccess(info);
      return 0;
    }
    case 'down':
      assertPlatform('down');
      await down();
      say(`The sandbox is down after ${((Date.now() - start) / 1000).toFixed(1)} s.`);
      return 0;
    case 'status':
      assertPlatform('status');
      return (await status()) ? 0 : 1;
    default:
      process.stderr.write(usage);
      return 2;
  }
}

/** Nothing is undone: the next `up` goes on from wherever this one was, `down` clears it away. */
function interrupted(): void {
  killTools();
  process.stderr.write('\nInterrupted. `up` goes on from here, `down` clears away what was started.\n');
  process.exit(130);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

// `up | head` must not end half-way because nobody reads any more.
process.stdout.on('error', () => undefined);
process.on('SIGINT', interrupted);
process.on('SIGTERM', interrupted);
process.on('SIGHUP', interrupted);

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  killTools();
  const shown =
    error instanceof SandboxError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${shown ?? ''}\n`);
  process.exit(1);
}
