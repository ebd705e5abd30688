// The shapes of a picture, in its own coordinates; labels in the size of the screen.

import { s } from './dom.js';
import { settings, isShown } from './settings.js';
import { report } from './runs.js';
import { Placer, widthOf } from './labels.js';

const PADDING = 5;

export function colorOf(shape) {
  return `c${report.classes[shape.class].color}`;
}

export function nameOf(shape) {
  return shape.text || report.classes[shape.class].name;
}

export function captionOf(shape) {
  return [
    settings.names ? nameOf(shape) : '',
    settings.scores && shape.score !== undefined ? shape.score.toFixed(2) : '',
    settings.ids && shape.id !== undefined ? `#${shape.id}` : '',
  ].filter(Boolean).join(' ');
}

export function boundsOf(shape) {
  if (shape.box) {
    return shape.box;
  }
  const places = shape.polygon ?? shape.points;
  if (!places) {
    return shape.mask;
  }
  const xs = places.filter((_, index) => index % 2 === 0);
  const ys = places.filter((_, index) => index % 2 === 1);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}

function rectangle(name, [x, y, width, height]) {
  return s('rect', { class: name, x, y, width, height });
}

function pairs(numbers) {
  return Array.from({ length: numbers.length / 2 }, (_, index) => [numbers[2 * index], numbers[2 * index + 1]]);
}

function drawShape(shape, index) {
  const group = s('g', { class: `shape ${colorOf(shape)}`, 'data-s': index });
  if (shape.polygon) {
    const points = shape.polygon.join(' ');
    group.append(s('polygon', { class: 'area', points }), s('polygon', { class: 'halo', points }), s('polygon', { class: 'line', points }));
  } else if (shape.box) {
    group.append(rectangle('area', shape.box), rectangle('halo', shape.box), rectangle('line', shape.box));
  } else if (shape.mask && shape.kind === 'mask') {
    group.append(rectangle('area', shape.mask));
  }
  if (shape.points) {
    const points = pairs(shape.points);
    for (const [from, to] of pairs(shape.links ?? [])) {
      group.append(s('line', { class: 'joint', x1: points[from][0], y1: points[from][1], x2: points[to][0], y2: points[to][1] }));
    }
    points.forEach(([x, y], point) => group.append(
      s('path', { class: 'point halo', d: `M${x} ${y}h0` }),
      s('path', { class: 'point', d: `M${x} ${y}h0`, 'data-p': point })));
  }
  return group;
}

// Two outputs may have found the same thing: one label is enough.
function isSame(one, other) {
  return Math.max(...one.map((value, index) => Math.abs(value - other[index]))) <= Math.max(2, 0.04 * Math.max(one[2], one[3]));
}

function drawLabels(svg, shapes, picture, scale) {
  const placer = new Placer(picture.width * scale, picture.height * scale);
  const placed = [];
  // The small ones first: they have fewer places.
  for (const [shape, index] of [...shapes].reverse()) {
    const caption = captionOf(shape);
    const bounds = shape.kind === 'area' && shape.at ? [...shape.at, 0, 0] : boundsOf(shape);
    if (!caption || !bounds || placed.some(([text, box]) => text === caption && isSame(box, bounds))) {
      continue;
    }
    placed.push([caption, bounds]);
    const size = Math.max(11, Math.min(15, bounds[3] * scale * 0.12));
    const [width, height] = [widthOf(caption, size) + 2 * PADDING, size * 1.5];
    const place = placer.place(bounds.map(value => value * scale), width, height);
    if (place) {
      const text = s('text', { x: (place[0] + PADDING) / scale, y: (place[1] + size * 1.1) / scale, 'font-size': size / scale });
      text.textContent = caption;
      svg.append(s('g', { class: `label ${colorOf(shape)}`, 'data-s': index },
        rectangle('', [place[0] / scale, place[1] / scale, width / scale, height / scale]), text));
    }
  }
}

// Draws what is to be shown of a picture.
// scale: how many pixels of the screen one of the picture has; withLabels: whether there is room for words.
export function draw(frame, picture, scale, withLabels) {
  frame.style.setProperty('--mask', settings.opacity);
  for (const layer of frame.querySelectorAll('.masks [data-s]')) {
    layer.style.display = isShown(picture.shapes[layer.dataset.s]) ? '' : 'none';
  }
  let svg = frame.querySelector(':scope > svg.shapes');
  if (!svg) {
    svg = s('svg', { class: 'shapes', viewBox: `0 0 ${picture.width} ${picture.height}`, 'aria-hidden': 'true' });
    frame.append(svg);
  }
  svg.replaceChildren();
  const shapes = picture.shapes.map((shape, index) => [shape, index]).filter(([shape]) => isShown(shape));
  shapes.forEach(([shape, index]) => svg.append(drawShape(shape, index)));
  if (withLabels) {
    drawLabels(svg, shapes, picture, scale);
  }
  return svg;
}

export function erase(frame) {
  frame.querySelector(':scope > svg.shapes')?.remove();
}
