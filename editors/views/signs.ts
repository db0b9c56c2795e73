// The few signs on buttons, drawn as lines in a square of sixteen.

import { shape } from './dom.ts';

function drawn(...paths: string[]): SVGSVGElement {
  return shape(
    'svg',
    { class: 'sign-drawing', aria: { hidden: 'true' }, at: { viewBox: '0 0 16 16', width: 16, height: 16 } },
    ...paths.map((d) => shape('path', { at: { d } })),
  );
}

export const signs = {
  before: () => drawn('M10 3 5 8l5 5'),
  behind: () => drawn('m6 3 5 5-5 5'),
  larger: () => drawn('M8 3v10M3 8h10'),
  smaller: () => drawn('M3 8h10'),
  whole: () => drawn('M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10'),
  left: () => drawn('M3 8a5 5 0 1 0 2-4', 'M5.5 1.5 5 4.200l2.800.4'),
  right: () => drawn('M13 8a5 5 0 1 1-2-4', 'M10.5 1.5 11 4.200l-2.800.4'),
  close: () => drawn('m4 4 8 8M12 4l-8 8'),
};
