// Elements without markup: whatever comes from outside is only ever set as text.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.filter(child => child !== undefined && child !== null && child !== false));
  return element;
}

export function h(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

export function s(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

export function icon(...lines) {
  return s('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, ...lines.map(d => s('path', { d })));
}

export function count(number, one, many) {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

// Many calls, one action: at the next frame.
export function soon(action) {
  let isDue = false;
  return () => {
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        action();
      });
    }
  };
}
