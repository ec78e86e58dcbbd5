// A first look without an Azure subscription: one spec against the tests' own server, from YAML to encrypted machines and back. Run by `npm run demo`.
import { Armade, quickly } from '../test/azure-end-to-end/armade.ts';
import { Estate } from '../test/azure-end-to-end/estate.ts';
import { spawnServer } from '../test/azure-server/spawn.ts';

const encrypt = `version: 1
name: payments
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-payments
supportMatrix: 2026-09
suppress: [{ code: ADE2801, reason: "This is a demo.", until: "2028-09-15" }]
keyVaults:
  disks: { name: kv-disks, resourceGroup: rg-security, location: westeurope, enabledForDiskEncryption: true, enablePurgeProtection: true }
scenarios:
  - scenario: enable-existing-vm
    keyVault: disks
    virtualMachines:
      - name: vm-win
        os: { type: Windows, version: WindowsServer2022 }
        size: Standard_D4s_v5
        snapshotBefore: true
        osDisk: { name: vm-win_OsDisk }
        dataDisks: [{ lun: 0, name: vm-win_Data_0 }]
      - name: vm-lin
        os: { type: Linux, image: { publisher: RedHat, offer: RHEL, sku: "8_9" } }
        size: Standard_E8ds_v5
        volumeType: Data
        wave: 2
        dataDisks: [{ lun: 0, name: vm-lin_Data_0, fileSystem: ext4, mountPath: /data }]
        suppress: [{ code: ADE2217, reason: "Its data comes from elsewhere every night.", until: "2028-09-15" }]
`;
const remove = `version: 1
name: removal
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-payments
supportMatrix: 2026-09
scenarios:
  - scenario: remove-encryption-extension
    virtualMachines:
      - { name: vm-win, os: { type: Windows }, volumeType: All, current: { osVolume: Encrypted, dataVolume: Encrypted } }
`;

/** The same two machines, as they stand in the server's Azure. */
const estate = new Estate();
estate.windows('vm-win');
estate.linux('vm-lin');

const say = (text) => process.stdout.write(`${text}\n`);
const server = await spawnServer();
const armade = new Armade(server);

/** Runs a command in front of everybody, with flags that lead it to the server; the demo ends with one that fails. */
async function show(heading, args, hidden = []) {
  say(`\n## ${heading}\n\n$ armade ${args.join(' ')}`);
  const { child, ended } = armade.start([...args, ...hidden]);
  child.stdout.on('data', (piece) => process.stdout.write(piece));
  child.stderr.on('data', (piece) => process.stdout.write(piece));
  const { code } = await ended;
  if (code !== 0) throw new Error(`armade ${args[0]} ended with ${code}`);
}

process.once('SIGINT', () => {
  armade.folder.remove();
  process.exit(130);
});
try {
  await server.control.seed(estate.seed);
  armade.folder.write('payments.yaml', encrypt);
  armade.folder.write('removal.yaml', remove);
  const { connection } = armade;
  say(`An Azure of its own runs on this machine, two thousand times as fast. It has two machines on which nothing is encrypted, and a key vault.
Every command that talks to it also gets ${connection.join(' ')}.`);
  say(`\n## The spec, payments.yaml\n\n${encrypt.trimEnd()}`);
  await show('Offline: check it, and generate templates and a plan to commit', ['generate', 'payments.yaml', '--out', 'generated']);
  await show('What Azure says would change; nothing is changed yet', ['what-if', 'generated/payments'], connection);
  await show('Deploy it, one wave after the other', ['deploy', 'generated/payments', '--yes', '--no-what-if'], [...quickly, ...connection]);
  await show('What is encrypted now', ['status', 'generated/payments'], connection);
  say(`\n## A spec that takes it back from one machine, removal.yaml\n\n${remove.trimEnd()}`);
  await show(
    'Disable, wait until it is decrypted, delete the extension',
    ['deploy', 'removal.yaml', '--yes', '--no-what-if'],
    [...quickly, ...connection],
  );
  await show('What is encrypted now', ['status', 'removal.yaml'], connection);
} finally {
  armade.folder.remove();
  await server.close();
}
