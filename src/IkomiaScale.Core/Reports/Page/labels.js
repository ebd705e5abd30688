// Places for labels: inside the picture, at their things, and not over one another. What finds none is left out; pointing at it tells.

const STEPS = 8;
const context = document.createElement('canvas').getContext('2d');
const widths = new Map();

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

export function widthOf(text, size) {
  if (!widths.has(text)) {
    if (widths.size > 20000) {
      widths.clear();
    }
    context.font = `600 100px ${FONT}`;
    widths.set(text, context.measureText(text).width / 100);
  }
  return widths.get(text) * size;
}

function* candidates(box, width, height) {
  const [left, top, right, bottom] = [box[0], box[1], box[0] + box[2], box[1] + box[3]];
  yield [left, top - height];
  yield [left, top];
  yield [right - width, top - height];
  yield [left, bottom];
  yield [right - width, bottom];
  yield [left, bottom - height];
  yield [right, top];
  yield [left - width, top];
  for (let step = 1; step <= STEPS; step++) {
    yield [left, top + step * height];
    yield [left, top - (step + 1) * height];
  }
}

export class Placer {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.taken = [];
  }

  place(box, width, height) {
    if (width > this.width || height > this.height) {
      return null;
    }
    for (const [x, y] of candidates(box, width, height)) {
      const left = Math.max(0, Math.min(x, this.width - width));
      const top = Math.max(0, Math.min(y, this.height - height));
      if (!this.taken.some(other => left < other[2] && other[0] < left + width && top < other[3] && other[1] < top + height)) {
        this.taken.push([left, top, left + width, top + height]);
        return [left, top];
      }
    }
    return null;
  }
}
