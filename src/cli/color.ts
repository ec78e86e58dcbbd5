import type { Io } from './io.ts';

/** Whether stdout gets colors: as the flag says, else on a terminal that can show them unless NO_COLOR is set (https://no-color.org). */
export function wantsColor(flag: boolean | undefined, io: Io): boolean {
  if (flag !== undefined) return flag;
  const refused = (io.env.NO_COLOR ?? '') !== '' || io.env.TERM === 'dumb';
  return io.isTTY.stdout && !refused;
}
