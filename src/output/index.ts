import type { Formatter } from '../diagnostics/index.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { pretty } from './pretty.ts';
import { sarif } from './sarif.ts';

export type OutputFormat = 'pretty' | 'json' | 'sarif' | 'junit' | 'github' | 'markdown';

export const formatters: Readonly<Record<OutputFormat, Formatter>> = { pretty, json, sarif, junit, github, markdown };
