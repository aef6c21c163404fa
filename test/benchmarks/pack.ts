/**
 * `node pack.ts FOLDER [nothing]`: selects and packs a folder, or only selects it, in a process of its own, and prints
 * what it took as JSON. The archive goes nowhere: what is measured is how fast it comes.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { planContext } from '../../src/context/plan.ts';
import { packContext } from '../../src/context/tar.ts';
import { watchMemory } from './peak-memory.ts';

/** What a child says about one folder. */
export interface Packed {
  readonly files: number;
  /** Milliseconds. */
  readonly selecting: number;
  readonly packing: number;
  /** Bytes of the archive. */
  readonly bytes: number;
  /** Bytes of memory that packing took at its peak, over those that were resident when it began. */
  readonly extraMemory: number;
  /** The longest time in milliseconds in which nothing else could run. */
  readonly blocked: number;
}

const [folder = '', only] = process.argv.slice(2);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const began = performance.now();
const plan = await planContext({ folder, dockerfile: `${folder}/Dockerfile`, all: true });
const selected = performance.now();
const extraMemory = watchMemory();
let bytes = 0;
if (only === undefined) for await (const chunk of packContext(plan)) bytes += chunk.length;
const ended = performance.now();
delay.disable();
const packed: Packed = {
  files: plan.totals.files,
  selecting: selected - began,
  packing: ended - selected,
  bytes,
  extraMemory: extraMemory(),
  blocked: delay.max / 1e6,
};
console.log(JSON.stringify(packed));
