// Makes src/support/vm-size-table.ts from a table of VM sizes:
//
//   node scripts/refresh-vm-sizes.mjs SIZES.tsv
//
// Columns: name, family, vCPUs, memoryMB, gpus, architecture; lines that begin with # and the header are skipped. A size of which only
// the name and family are known has empty columns. The sizes come from Azure's Resource SKUs API as kubernetes/autoscaler publishes them.
import { readFileSync, writeFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node scripts/refresh-vm-sizes.mjs SIZES.tsv');

const families = new Map();
for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
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
// Basic and A sizes from the sizes page of 2018.

export const vmSizeSource = {
  url: 'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/azure/azure_instance_types.go',
  date: '2026-11-25',
};

/** A line for each family and architecture: \`family|architecture|size,size\`; a size is its name without \`Standard_\`, its vCPUs and its memory in MB, as far as known. */
export const vmSizeTable = \`${lines.join('\n')}\`;
`,
);
