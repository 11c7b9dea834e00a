import {
  BarController, BarElement, CategoryScale, Chart, Filler, Legend, LinearScale, LineController, LineElement, LogarithmicScale,
  PointElement, ScatterController, Tooltip,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import { cloudPlugin } from './cloud.ts';
import { whiskersPlugin } from './whiskers.ts';

/** Only what the app draws with is registered, so that the rest of Chart.js is left out of the build. */
Chart.register(
  LineController, BarController, ScatterController, LineElement, BarElement, PointElement,
  LinearScale, LogarithmicScale, CategoryScale, Filler, Legend, Tooltip, annotation, cloudPlugin, whiskersPlugin,
);

export { Chart };
