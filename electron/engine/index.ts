import { startEngine } from './engine.ts';
import { openTransport } from './transport.ts';

// Ctrl+C reaches every process of a terminal's group; the backend decides when an engine ends.
process.on('SIGINT', () => undefined);
startEngine(openTransport());
