import { spawn } from 'node:child_process';
import { programOf } from './paths.ts';

/** What ShellCheck found in one script. Lines and columns count from 1. */
export interface ShellcheckFinding {
  readonly code: number;
  readonly level: 'error' | 'warning' | 'info' | 'style';
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly message: string;
}

/** ShellCheck's findings in a script, down to matters of style. */
export async function shellcheck(
  script: string,
  shell: 'sh' | 'bash' | 'dash' | 'ksh' | 'busybox',
): Promise<ShellcheckFinding[]> {
  const options = ['--norc', '--format', 'json1', '--severity', 'style', '--shell', shell, '-'];
  const child = spawn(programOf('shellcheck'), options, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
  });
  child.stdin.end(script);
  let answer = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    answer += String(text);
  }
  return (JSON.parse(answer) as { comments: ShellcheckFinding[] }).comments;
}
