// What makes the SVG file of a flame graph answer: its style, its controls and its script, which stand in the file. The
// script reads frames from the file itself (fg:x and fg:w), so that there is nothing else to keep in step.

export const flameStyle = `<style>
text { pointer-events: none; }
#frames g { cursor: pointer; }
#frames g:hover rect, #frames g.at rect { stroke: #101820; stroke-width: 1.5; }
#frames g.up rect { fill-opacity: 0.5; }
#frames g.hit rect { fill: #8b1fa8; }
#frames g.hit text { fill: #ffffff; }
#frames g.gone { display: none; }
#reset { cursor: pointer; text-decoration: underline; pointer-events: auto; }
#reset.gone { display: none; }
#reset:focus-visible { outline: 2px solid #0b57d0; }
input { box-sizing: border-box; width: 100%; height: 22px; font: 12px system-ui, sans-serif; }
@media (prefers-color-scheme: dark) {
  :root { background: #14181d; }
  #background { fill: #14181d; }
  #title, #details, #matched, #frames g.up text { fill: #e6ebf0; }
  #reset { fill: #8cb8ff; }
}
</style>`;

export const flameControls = [
  '<text id="details" x="10" y="44" fill="#182026" role="status"></text>',
  '<text id="matched" x="1190" y="44" text-anchor="end" fill="#182026" role="status"></text>',
  '<text id="reset" class="gone" x="960" y="20" text-anchor="end" fill="#0b57d0" role="button" tabindex="0">Show everything</text>',
  '<foreignObject id="searchbox" x="970" y="4" width="220" height="24">' +
    '<input xmlns="http://www.w3.org/1999/xhtml" id="search" type="search" placeholder="Search names (regular expression)" aria-label="Search names"/>' +
    '</foreignObject>',
].join('\n');

/** Plain script of a browser; holds no `]]>`. */
export const flameScript = String.raw`
(function () {
  'use strict';
  var root = document.currentScript.ownerSVGElement;
  var holder = root.getElementById('frames');
  var details = root.getElementById('details');
  var matched = root.getElementById('matched');
  var reset = root.getElementById('reset');
  var input = document.getElementById('search');
  var groups = Array.prototype.slice.call(holder.children);
  var count = groups.length;
  var top = holder.getAttribute('data-root') === 'top';
  var start = new Float64Array(count), wide = new Float64Array(count);
  var level = new Int32Array(count), parent = new Int32Array(count);
  var names = [], titles = [], rects = [], texts = [], hits = new Uint8Array(count);
  var open = [], zoomed = 0, current = -1, outer = holder.width.baseVal.value;
  var hint = 'Click a frame to zoom in. Keys: / searches, arrows move, Enter zooms, Esc goes back. ' + root.querySelector('desc').textContent;

  groups.forEach(function (group, i) {
    var rect = rects[i] = group.querySelector('rect');
    texts[i] = group.querySelector('text');
    start[i] = Number(rect.getAttribute('fg:x'));
    wide[i] = Number(rect.getAttribute('fg:w'));
    titles[i] = group.querySelector('title').textContent;
    names[i] = titles[i].replace(/ \([^()]*\)$/, '');
    level[i] = Math.round(Math.abs(rect.getAttribute('y') - rects[0].getAttribute('y')) / 18);
    open.length = level[i];
    parent[i] = level[i] === 0 ? -1 : open[level[i] - 1];
    open.push(i);
  });

  function endOf(i) {
    var end = i + 1;
    while (end < count && level[end] > level[i]) end++;
    return end;
  }

  function draw() {
    var left = start[zoomed], whole = wide[zoomed] || 1, end = endOf(zoomed);
    var way = new Uint8Array(count);
    for (var up = parent[zoomed]; up >= 0; up = parent[up]) way[up] = 1;
    for (var i = 0; i < count; i++) {
      var group = groups[i], above = way[i] === 1, seen = above || (i >= zoomed && i < end);
      group.classList.toggle('gone', !seen);
      group.classList.toggle('up', above);
      if (!seen) continue;
      var x = above ? 0 : (100 * (start[i] - left)) / whole, w = above ? 100 : (100 * wide[i]) / whole;
      if (i === zoomed) w = 100;
      rects[i].setAttribute('x', x + '%');
      rects[i].setAttribute('width', w + '%');
      label(i, x, Math.floor(((w / 100) * outer - 6) / 6.9));
    }
    reset.classList.toggle('gone', zoomed === 0);
    sum(end);
    remember();
  }

  /* The end of a name tells frames apart: without its path, then without package and type. */
  function shorten(name, letters) {
    if (name.length <= letters) return name;
    var bracket = name.search(/[([{< ]/), path = name.slice(0, bracket < 0 ? name.length : bracket).lastIndexOf('/');
    var form = name.slice(path + 1), starts = [0], depth = 0;
    for (var i = 0; i < form.length; i++) {
      var one = form.charAt(i);
      if ('([{<'.indexOf(one) >= 0) depth++;
      else if (')]}>'.indexOf(one) >= 0 && form.charAt(i - 1) !== '-') depth--;
      else if (depth === 0 && i > 0 && (one === '.' || (one === ':' && form.charAt(i + 1) === ':'))) {
        starts.push(i + (one === '.' ? 1 : 2));
        if (one === ':') i++;
      }
    }
    /* A closure is named after the function that it stands in. */
    var last = starts.length - 1, forms = [form, form.slice(starts[Math.max(0, last - 1)])];
    if (!/(^|[.:])((func)?\d+|\{\{?closure\}?\})$/.test(form)) forms.push(form.slice(starts[last]));
    for (var at = 0; at < forms.length; at++) if (forms[at].length <= letters) return forms[at];
    return forms[forms.length - 1].slice(0, letters - 1) + '\u2026';
  }

  function label(i, x, letters) {
    var name = names[i], text = texts[i];
    var shown = letters < 3 ? '' : shorten(name, letters);
    if (text === null) {
      if (shown === '') return;
      text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
      text.setAttribute('dx', '3');
      text.setAttribute('y', String(Number(rects[i].getAttribute('y')) + 12.5));
      text.setAttribute('fill', '#101820');
      groups[i].appendChild(text);
      texts[i] = text;
    }
    text.setAttribute('x', x + '%');
    text.textContent = shown;
  }

  function search() {
    var words = input.value, test = null;
    if (words !== '') {
      try { var expression = new RegExp(words, 'i'); test = function (name) { return expression.test(name); }; }
      catch (mistake) { test = function (name) { return name.toLowerCase().indexOf(words.toLowerCase()) >= 0; }; }
    }
    for (var i = 0; i < count; i++) {
      hits[i] = test !== null && test(names[i]) ? 1 : 0;
      groups[i].classList.toggle('hit', hits[i] === 1);
    }
    sum(endOf(zoomed));
    remember();
  }

  /* The outermost frames that match, inside of what is zoomed. */
  function sum(end) {
    if (input.value === '') { matched.textContent = ''; return; }
    var value = 0, until = -1, frames = 0;
    for (var i = zoomed; i < end; i++) {
      if (hits[i] === 0) continue;
      frames++;
      if (i <= until) continue;
      value += wide[i];
      until = endOf(i) - 1;
    }
    var share = (100 * value) / (wide[zoomed] || 1);
    matched.textContent = 'Matched: ' + (share < 9.95 ? share.toFixed(1) : Math.round(share)) + ' % (' + frames + (frames === 1 ? ' frame)' : ' frames)');
  }

  function zoom(i) { zoomed = i; draw(); }

  function tell(i) { details.textContent = i < 0 ? hint : titles[i]; }

  function choose(i) {
    if (i < 0) return;
    if (current >= 0) groups[current].classList.remove('at');
    current = i;
    groups[i].classList.add('at');
    tell(i);
    groups[i].scrollIntoView({ block: 'nearest' });
  }

  function widestChild(of) {
    var best = -1;
    for (var i = of + 1; i < count && level[i] > level[of]; i++) {
      if (parent[i] === of && (best < 0 || wide[i] > wide[best])) best = i;
    }
    return best;
  }

  function sibling(of, step) {
    for (var i = of + step; i >= 0 && i < count && level[i] >= level[of]; i += step) {
      if (parent[i] === parent[of]) return groups[i].classList.contains('gone') ? -1 : i;
    }
    return -1;
  }

  function groupOf(target) {
    var group = target.closest ? target.closest('#frames > g') : null;
    return group === null ? -1 : groups.indexOf(group);
  }

  function remember() {
    var parts = [];
    if (zoomed > 0) parts.push('frame=' + zoomed);
    if (input.value !== '') parts.push('search=' + encodeURIComponent(input.value));
    try { history.replaceState(null, '', parts.length === 0 ? location.pathname + location.search : '#' + parts.join('&')); }
    catch (mistake) { /* Some viewers have no address. */ }
  }

  function recall() {
    location.hash.slice(1).split('&').forEach(function (part) {
      var at = part.indexOf('='), key = part.slice(0, at), value = part.slice(at + 1);
      if (key === 'frame' && Number(value) > 0 && Number(value) < count) zoomed = Math.floor(Number(value));
      if (key === 'search') input.value = decodeURIComponent(value);
    });
  }

  function fit() {
    var width = Math.max(400, root.clientWidth || document.documentElement.clientWidth || 1200);
    outer = width - 20;
    holder.setAttribute('width', outer);
    matched.setAttribute('x', width - 10);
    reset.setAttribute('x', width - 240);
    root.getElementById('searchbox').setAttribute('x', width - 230);
    draw();
  }

  holder.addEventListener('click', function (event) {
    var i = groupOf(event.target);
    if (i < 0) return;
    choose(i);
    zoom(i);
  });
  holder.addEventListener('mouseover', function (event) { tell(groupOf(event.target)); });
  holder.addEventListener('mouseleave', function () { tell(current); });
  reset.addEventListener('click', function () { zoom(0); });
  input.addEventListener('input', search);
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === input) {
      if (event.key !== 'Escape') return;
      input.value = '';
      input.blur();
      search();
      return;
    }
    if (event.target === reset && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      zoom(0);
      return;
    }
    var from = current < 0 ? zoomed : current;
    var deeper = top ? 'ArrowDown' : 'ArrowUp', outwards = top ? 'ArrowUp' : 'ArrowDown';
    if (event.key === '/') input.focus();
    else if (event.key === 'Escape' && zoomed > 0) zoom(parent[zoomed]);
    else if (event.key === 'Escape') { input.value = ''; search(); }
    else if (event.key === 'Enter') zoom(from);
    else if (event.key === 'Home') zoom(0);
    else if (event.key === deeper) choose(current < 0 ? zoomed : widestChild(from));
    else if (event.key === outwards) choose(parent[from]);
    else if (event.key === 'ArrowRight') choose(sibling(from, 1));
    else if (event.key === 'ArrowLeft') choose(sibling(from, -1));
    else return;
    event.preventDefault();
  });

  root.removeAttribute('viewBox');
  root.setAttribute('width', '100%');
  window.addEventListener('resize', fit);
  recall();
  tell(-1);
  fit();
  if (input.value !== '') search();
})();
`;
