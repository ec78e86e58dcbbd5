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
suppress: [{ code: ADE2801, reason: This is a demo., until: "2028-09-15" }]
keyVaults:
  disks: { name: kv-disks, resourceGroup: rg-security, location: westeurope, enabledForDiskEncryption: true, enablePurgeProtection: true }
scenarios:
  - scenario: enable-existing-vm
    keyVault: disks
    snapshotBefore: true
    virtualMachines:
      - name: vm-win
        os: { type: Windows, version: WindowsServer2022 }
        size: Standard_D4s_v5
        osDisk: { name: vm-win_OsDisk }
        dataDisks: [{ lun: 0, name: vm-win_Data_0 }]
      - name: vm-lin
        os: { type: Linux, image: { publisher: RedHat, offer: RHEL, sku: "8_9" } }
        size: Standard_E8ds_v5
        volumeType: Data
        wave: 2
        osDisk: { name: vm-lin_OsDisk }
        dataDisks: [{ lun: 0, name: vm-lin_Data_0, fileSystem: ext4, mountPath: /data }]
`;
const remove = `version: 1
name: removal
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-payments
supportMatrix: 2026-09
scenarios:
  - scenario: remove-encryption-extension
    virtualMachines: [{ name: vm-win, os: { type: Windows }, volumeType: All, current: { osVolume: Encrypted, dataVolume: Encrypted } }]
`;

/** The same two machines in the server's Azure. */
const estate = new Estate();
estate.windows('vm-win');
estate.linux('vm-lin');

const server = await spawnServer();
const armade = new Armade(server);

async function show(why, args, hidden = []) {
  console.log(`\n## ${why}\n\n$ armade ${args.join(' ')}`);
  const { child, ended } = armade.start([...args, ...hidden]);
  child.stdout.on('data', (piece) => process.stdout.write(piece));
  child.stderr.on('data', (piece) => process.stdout.write(piece));
  const { code } = await ended;
  if (code !== 0) process.exitCode = code ?? 1;
}

try {
  await server.control.seed(estate.seed);
  armade.folder.write('payments.yaml', encrypt);
  armade.folder.write('removal.yaml', remove);
  console.log(`The spec\n\n${encrypt}`);
  await show('Offline: templates and a plan to commit', ['generate', 'payments.yaml', '--out', 'generated']);
  await show('What Azure says would change; nothing is changed', ['what-if', 'generated/payments'], armade.connection);
  await show('Deploy, wave by wave', ['deploy', 'generated/payments', '--yes'], [...quickly, ...armade.connection]);
  await show('What is encrypted now', ['status', 'payments.yaml'], armade.connection);
  await show(
    'Take it back from one machine: disable, wait, delete the extension',
    ['deploy', 'removal.yaml', '--yes'],
    [...quickly, ...armade.connection],
  );
  await show('What is encrypted now', ['status', 'removal.yaml'], armade.connection);
} finally {
  armade.folder.remove();
  await server.close();
}
