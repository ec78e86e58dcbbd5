import type { Text } from './specs.ts';

/**
 * A row: under which support matrix, by which source, what is asked, and the verdict. The sources: SEED is the overview of December 2018, PRE-19
 * and FAQ-17 to FAQ-19 the pages around it, W- and L- the Windows and Linux pages of 2026 (OV overview, SC scenarios, FAQ, TS troubleshooting),
 * X-W and X-L the pages of the extension, EXT the Linux agent, KV the Key Vault page, SS the scale-set pages, BK and RS backup and restore, EAH
 * encryption at host, CLI and PS the tools, ARM what the model of Azure says, `#` an issue, SPEC the language of armade.
 *
 * The verdict is `ok`, or what stands where, with `; ` between: `error size` is one error at a value whose pointer ends with `/size`, `@` the
 * machine, set or disk of the scenario itself, `? size` a check that was not made because `size` is not known. Errors and warnings have to be
 * these and no others; notes count where a row names them.
 */
export type Row = [matrix: 'both' | '2018' | '2026', source: string, what: string, spec: Text, verdict: string];
