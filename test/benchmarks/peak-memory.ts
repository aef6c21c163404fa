import { readFileSync, writeFileSync } from 'node:fs';

/**
 * From here on the kernel's high-water mark is that of what comes now: loading the sources takes more (proc(5)). Returns
 * what tells the bytes at the peak over those that are resident now. Linux only.
 */
export function watchMemory(): () => number {
  writeFileSync('/proc/self/clear_refs', '5');
  const before = process.memoryUsage.rss();
  return () => {
    const status = readFileSync('/proc/self/status', 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024 - before;
  };
}
