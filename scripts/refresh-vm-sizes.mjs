// Makes src/support/vm-size-table.ts from a table of VM sizes:
//
//   node scripts/refresh-vm-sizes.mjs SIZES.tsv
//
// Columns: name, family, vCPUs, memoryMB, gpus, architecture; lines that begin with # and the header are skipped. A size of which only
// the name and family are known has empty columns. The sizes come from Azure's Resource SKUs API as kubernetes/autoscaler publishes them.
import { readFileSync, writeFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node scripts/refresh-vm-sizes.mjs SIZES.tsv');

/**
 * Retired sizes that the API no longer lists, but specs under the support rules of 2018 may:
 * https://learn.microsoft.com/azure/virtual-machines/windows/sizes-gpu and sizes-hpc, as of 2018.
 */
const retired = [
  ['standardHFamily', 'H8 8 56', 'H8m 8 112', 'H16 16 112', 'H16m 16 224', 'H16r 16 112', 'H16mr 16 224'],
  ['standardNCFamily', 'NC6 6 56', 'NC12 12 112', 'NC24 24 224', 'NC24r 24 224'],
  ['standardNCSv2Family', 'NC6s_v2 6 112', 'NC12s_v2 12 224', 'NC24s_v2 24 448', 'NC24rs_v2 24 448'],
  ['standardNDSFamily', 'ND6s 6 112', 'ND12s 12 224', 'ND24s 24 448', 'ND24rs 24 448'],
  ['standardNVFamily', 'NV6 6 56', 'NV12 12 112', 'NV24 24 224'],
].flatMap(([family, ...sizes]) =>
  sizes.map((size) => {
    const [name, vCPUs, memoryGB] = size.split(' ');
    return [`Standard_${name}`, family, vCPUs, memoryGB * 1024, '', 'amd64'].join('\t');
  }),
);

const families = new Map();
for (const line of [...readFileSync(file, 'utf8').split(/\r?\n/), ...retired]) {
  if (line === '' || line.startsWith('#') || line.startsWith('name\t')) continue;
  const [name, family, vCPUs, memoryMB, , architecture] = line.split('\t');
  const heading = `${family}|${architecture}`;
  families.set(heading, [...(families.get(heading) ?? []), [name.replace(/^Standard_/, ''), vCPUs, memoryMB].join(' ').trim()]);
}

const lines = [...families]
  .sort(([left], [right]) => (left < right ? -1 : 1))
  .map(([heading, sizes]) => `${heading}|${sizes.sort((left, right) => left.localeCompare(right, 'en', { numeric: true })).join(',')}`);

writeFileSync(
  new URL('../src/support/vm-size-table.ts', import.meta.url),
  `// Made by scripts/refresh-vm-sizes.mjs; change that and make it again.
// Figures of Azure's Resource SKUs API as kubernetes/autoscaler (Apache-2.0) publishes them, corrected where it rounds to whole GB; the retired
// sizes from the sizes pages of 2018.

export const vmSizeSource = {
  url: 'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/azure/azure_instance_types.go',
  date: '2026-11-25',
};

/** A line for each family and architecture: \`family|architecture|size,size\`; a size is its name without \`Standard_\`, its vCPUs and its memory in MB, as far as known. */
export const vmSizeTable = \`${lines.join('\n')}\`;
`,
);
