import { describeCrashes } from './crash-tests.ts';

describeCrashes({ everyRequest: 1, kills: 100 });
