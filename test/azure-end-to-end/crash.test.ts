import { describeCrashes } from './crash-tests.ts';

// A sample; `npm run test:crash` is the whole.
describeCrashes({ everyRequest: 8, kills: 24 });
