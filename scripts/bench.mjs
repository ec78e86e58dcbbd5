// npm run bench [-- start size scale]: how fast armade is, as ratios within one run, since milliseconds say more about the machine than about the
// program. It works in a temporary folder and writes nothing into the repository.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeByPart } from './profile.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const armade = join(root, 'bin/armade.cjs');
const folder = mkdtempSync(join(tmpdir(), 'armade-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const timed = (work) => {
  const start = process.hrtime.bigint();
  const value = work();
  return { ms: Number(process.hrtime.bigint() - start) / 1e6, value };
};
const show = (name, ratio, aim, details) => console.log(`${name}: ${ratio.toFixed(2)} (aim: ${aim}); ${details}`);

/** Tells its peak of memory when it ends; loaded before the program. */
const memoryHook = join(folder, 'memory.cjs');
writeFileSync(
  memoryHook,
  `process.on('exit', () => require('node:fs').writeFileSync(process.env.BENCH_MEMORY, String(process.resourceUsage().maxRSS)));\n`,
);

/** Runs armade; milliseconds from start to end of the process, and its peak of memory in MB. */
function runArmade(args, nodeFlags = []) {
  const memory = join(folder, 'memory.txt');
  const { ms, value } = timed(() =>
    spawnSync(process.execPath, [...nodeFlags, '--require', memoryHook, armade, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, BENCH_MEMORY: memory },
      maxBuffer: 1e9,
    }),
  );
  if (value.status !== 0) throw new Error(`armade ${args[0]} ended with ${value.status}: ${(value.stderr + value.stdout).slice(0, 2000)}`);
  return { ms, megabytes: Number(readFileSync(memory, 'utf8')) / 1024 };
}

const sizes = ['Standard_D4s_v5', 'Standard_E8ds_v5', 'Standard_D2s_v3', 'Standard_F8s_v2'];
const systems = [
  'os: { type: Windows, version: WindowsServer2022 }, volumeType: All',
  'os: { type: Linux, image: { publisher: RedHat, offer: RHEL, sku: "8_9", version: latest } }, volumeType: Data',
  'os: { type: Windows, version: WindowsServer2019 }, volumeType: OS, keyEncryptionKey: none',
  'os: { type: Linux, image: { publisher: Canonical, offer: 0001-com-ubuntu-server-jammy, sku: "22_04-lts-gen2", version: latest } }, volumeType: Data',
];

/** A spec that encrypts existing machines of several kinds, in groups of 250, with a snapshot of their disks before; no rule finds an error in it. */
function specOf(name, machines) {
  const entries = Array.from({ length: machines }, (_, index) => {
    const machine = `vm-${name}-${index}`;
    const wave = index % 10 === 0 ? ', wave: 2' : '';
    const disks = `osDisk: { name: ${machine}-os }, dataDisks: [{ lun: 0, name: ${machine}-data, diskSizeGB: 256 }]`;
    const size = sizes[index % sizes.length];
    const system = systems[index % systems.length];
    return `      - { name: ${machine}, resourceGroup: rg-${Math.floor(index / 250)}, size: ${size}, ${system}, ${disks}${wave} }`;
  });
  return `version: 1
name: ${name}
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-0
supportMatrix: 2026-09
keyVaults:
  disks: { name: kv-disks, resourceGroup: rg-security, location: westeurope, enabledForDiskEncryption: true, enablePurgeProtection: true }
keyEncryptionKeys:
  disks: { keyVault: disks, name: kek, version: "0123456789abcdef0123456789abcdef", keyType: RSA, keySize: 4096 }
defaults: { keyVault: disks, keyEncryptionKey: disks }
scenarios:
  - scenario: enable-existing-vm
    snapshotBefore: true
    virtualMachines:
${entries.join('\n')}
`;
}

const writeSpec = (name, machines) => {
  writeFileSync(join(folder, `${name}.yaml`), specOf(name, machines));
  return `${name}.yaml`;
};

/** Start-up: validating one machine against a node that does nothing, in turns. */
function benchStart() {
  const spec = writeSpec('one', 1);
  const bare = [];
  const validate = [];
  for (let turn = 0; turn < 21; turn++) {
    bare.push(timed(() => spawnSync(process.execPath, ['-e', '0'])).ms);
    validate.push(timed(() => spawnSync(process.execPath, [armade, 'validate', spec], { cwd: folder })).ms);
  }
  const [base, start] = [median(bare), median(validate)];
  show('start-up, validate of one machine / node -e 0', start / base, 'below 2.0', `${start.toFixed(0)} ms / ${base.toFixed(0)} ms`);
}

const filesBelow = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

/** Milliseconds that JSON.stringify and writing take for the files of a folder, in this process. */
function timeOfWriting(generated) {
  const contents = filesBelow(generated).map((path) => {
    const text = readFileSync(path, 'utf8');
    return { path: path.replace(generated, join(folder, 'written')), value: path.endsWith('.json') ? JSON.parse(text) : undefined, text };
  });
  const { ms } = timed(() => {
    for (const { path, value, text } of contents) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, value === undefined ? text : JSON.stringify(value, null, 2));
    }
  });
  rmSync(join(folder, 'written'), { recursive: true });
  return { ms, megabytes: contents.reduce((sum, { text }) => sum + text.length, 0) / 1e6 };
}

/** Generating into an empty folder. */
function generate(specs, nodeFlags = []) {
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  return runArmade(['generate', ...specs, '--out', 'out'], nodeFlags);
}

/** 5,000 machines: generated, checked and written, against writing the same bytes. */
function benchSize() {
  const spec = writeSpec('size', 5000);
  const runs = Array.from({ length: 3 }, () => generate([spec]));
  const writes = Array.from({ length: 5 }, () => timeOfWriting(join(folder, 'out')));
  const run = { ms: median(runs.map(({ ms }) => ms)), megabytes: median(runs.map(({ megabytes }) => megabytes)) };
  const write = { ms: median(writes.map(({ ms }) => ms)), megabytes: writes[0].megabytes };
  show(
    '5,000 machines, generate / JSON.stringify and write',
    run.ms / write.ms,
    'below 5',
    `${run.ms.toFixed(0)} ms / ${write.ms.toFixed(0)} ms for ${write.megabytes.toFixed(1)} MB; peak of memory ${run.megabytes.toFixed(0)} MB (aim: below 250)`,
  );
  cpSync(join(root, 'dist/armade.cjs'), join(folder, 'armade.cjs'));
  generate([spec], ['--cpu-prof', `--cpu-prof-dir=${join(folder, 'profile')}`]);
  console.log('  where the time goes:');
  for (const { part, share } of timeByPart(join(folder, 'profile'), join(folder, 'armade.cjs')))
    console.log(`  ${(share * 100).toFixed(1).padStart(5)} %  ${part}`);
  return run;
}

/** 100,000 machines in ten specs, per machine against 5,000. */
function benchScale(small) {
  const specs = Array.from({ length: 10 }, (_, index) => writeSpec(`scale-${index}`, 10_000));
  const large = generate(specs);
  const perMachine = (run, machines, unit) => run[unit] / machines;
  const ratio = (unit) => perMachine(large, 100_000, unit) / perMachine(small, 5000, unit);
  show('100,000 machines / 5,000 machines, time per machine', ratio('ms'), 'at most 1', `${(large.ms / 1000).toFixed(1)} s`);
  show('100,000 machines / 5,000 machines, memory per machine', ratio('megabytes'), 'at most 1', `peak ${large.megabytes.toFixed(0)} MB`);
}

const asked = process.argv.slice(2);
const wants = (name) => asked.length === 0 || asked.includes(name);
if (wants('start')) benchStart();
if (wants('size') || wants('scale')) {
  const small = benchSize();
  if (wants('scale')) benchScale(small);
}
