import type { CheckMeta } from '../model/index.ts';
import { isRule } from './checks.ts';

/** The docs are part of the package, and this shows the newest ones that were published. */
const docs = 'https://unpkg.com/armade/docs';

/** A rule has a page of its own; every other code an entry on one page. */
export const helpUri = (check: CheckMeta): string =>
  isRule(check) ? `${docs}/rules/${check.name}.md` : `${docs}/codes.md#${check.code.toLowerCase()}`;
