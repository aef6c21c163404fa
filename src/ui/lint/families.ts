import type { Diagnostic } from '../../dockerfile/lint/diagnostic.ts';
import type { OtherTool } from './lint-settings.ts';

/** Whether the finding is one that a tool of the list has too. */
export function isLeftOut({ codes }: Diagnostic, leaveOut: ReadonlySet<OtherTool>): boolean {
  return codes.some((code) => {
    const tool = toolOf(code);
    return tool !== undefined && leaveOut.has(tool);
  });
}

function toolOf(code: string): OtherTool | undefined {
  if (/^(?:DL|SC)\d/.test(code)) return 'hadolint';
  return /^KB\d/.test(code) ? undefined : 'buildkit';
}
