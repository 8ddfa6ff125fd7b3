// SPDX-License-Identifier: BSD-2-Clause
"use strict";

const boxes = {
  web: [110, 14, 200], copier: [14, 150, 170], transmit: [236, 206, 170], receive: [14, 262, 170], net: [110, 392, 200],
  fat: [430, 150, 176], partitions: [430, 262, 176], disk: [430, 392, 176],
  timer: [14, 536, 134], pci: [162, 536, 120], observer: [296, 536, 156], clock: [466, 536, 140],
};
const height = 52;
const lines = {
  "net>receive": [[150, 392], [99, 314], [30, 360]],
  "receive>copier": [[99, 262], [99, 202], [111, 238]],
  "copier>web": [[99, 150], [150, 66], [30, 112]],
  "web>transmit": [[270, 66], [321, 206], [322, 136]],
  "transmit>net": [[321, 258], [270, 392], [322, 334]],
};
// Queues that nobody counts, and the devices.
const edges = [[310, 52, 518, 150], [518, 202, 518, 262], [518, 314, 518, 392], [518, 444, 518, 474], [210, 444, 210, 474]];
const devices = [[110, 200, "network card"], [430, 176, "disk"]];
const whole = new Intl.NumberFormat("en");

function make(parent, name, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

function draw(svg) {
  const parts = { flows: {}, rates: {}, loads: {}, shares: {} };
  for (const key in lines) {
    const [[x1, y1], [x2, y2], [x, y]] = lines[key];
    make(svg, "line", { class: "edge", x1, y1, x2, y2 });
    parts.flows[key] = make(svg, "line", { class: "flow quiet", x1, y1, x2, y2 });
    parts.rates[key] = make(svg, "text", { class: "rate", x, y });
  }
  for (const [x1, y1, x2, y2] of edges) make(svg, "line", { class: "edge", x1, y1, x2, y2 });
  for (const [x, width, name] of devices) {
    make(svg, "rect", { class: "card", x, y: 474, width, height: 32, rx: 6 });
    make(svg, "text", { class: "note", x: x + width / 2, y: 495 }, name);
  }
  for (const name in boxes) {
    const [x, y, width] = boxes[name];
    const group = make(svg, "g", { class: "box" });
    make(group, "rect", { class: "body", x, y, width, height, rx: 8 });
    parts.loads[name] = make(group, "rect", { class: "load", x: x + 4, y: y + height - 12, width: 0, height: 8, rx: 4 });
    make(group, "text", { class: "name", x: x + 12, y: y + 26 }, name);
    parts.shares[name] = make(group, "text", { class: "share", x: x + width - 12, y: y + 26 });
  }
  return parts;
}

function percent(part, of) {
  const value = of ? 100 * part / of : 0;
  return (value && value < 10 ? value.toFixed(1) : Math.round(value)) + " %";
}

function duration(microseconds) {
  const seconds = Math.floor(microseconds / 1e6), minutes = Math.floor(seconds / 60), hours = Math.floor(minutes / 60);
  if (hours) return hours + " h " + minutes % 60 + " min";
  return minutes ? minutes + " min " + seconds % 60 + " s" : seconds + " s";
}

function time(microseconds) {
  return microseconds < 1e6 ? (microseconds / 1e3).toFixed(1) + " ms" : (microseconds / 1e6).toFixed(2) + " s";
}

function fill(table, rows) {
  const body = table.tBodies[0];
  body.replaceChildren(...rows.map(row => {
    const line = document.createElement("tr");
    row.forEach((text, index) => {
      const cell = line.insertCell();
      if (index === 0 && row.length > 2) cell.append(Object.assign(document.createElement("b"), { textContent: text }));
      else cell.textContent = text;
      if (typeof text === "number" || /^[\d.,]+( (%|s|ms|of .*))?$/.test(text)) cell.className = "n";
      if (typeof text === "number") cell.textContent = whole.format(text);
    });
    return line;
  }));
}

function tile(text, label) {
  const element = document.createElement("div");
  element.className = "tile";
  element.append(Object.assign(document.createElement("b"), { textContent: text }), Object.assign(document.createElement("span"), { textContent: label }));
  return element;
}

function show(parts, report) {
  const interval = report.interval || 1;
  const rate = queue => Math.round(queue.recent * 1e6 / interval);
  let used = 0;
  for (const component of report.components) {
    used += component.recent;
    const share = Math.min(component.recent / interval, 1);
    parts.loads[component.name].setAttribute("width", (boxes[component.name][2] - 8) * share);
    parts.shares[component.name].textContent = percent(component.recent, interval);
  }
  for (const queue of report.queues) {
    const key = queue.from + ">" + queue.to;
    parts.flows[key].setAttribute("class", queue.recent ? "flow" : "flow quiet");
    parts.rates[key].textContent = whole.format(rate(queue)) + "/s";
  }
  document.getElementById("tiles").replaceChildren(
    tile(duration(report.microseconds), "since the start"),
    tile(percent(used, interval), "of the processor, last second"),
    tile(whole.format(report.http.requests), "requests answered"),
    tile(whole.format(report.http.connections), "connections open"));
  fill(document.getElementById("component-table"), report.components.map(c =>
    [c.name, c.purpose, percent(c.recent, interval), time(c.total), c.restarts]));
  fill(document.getElementById("queue-table"), report.queues.map(q =>
    [q.from + " → " + q.to, q.passed, rate(q), q.full + " of " + q.capacity, q.empty]));
  const n = report.network, h = report.http;
  fill(document.getElementById("figure-table"), [
    ["Address", n.address], ["Frames received", n.framesReceived], ["Frames sent", n.framesSent],
    ["TCP segments sent", n.segmentsSent], ["Sent again", n.segmentsRepeated], ["Connections opened", n.connectionsOpened],
    ["SYN cookies sent", n.cookiesSent], ["Requests refused", h.refused], ["Connections given up", h.timedOut],
    ["Send buffers under way", n.sendBuffersAway + " of " + n.sendBuffers],
    ["Receive buffers waiting for frames", n.receiveBuffersAway + " of " + n.receiveBuffers]]);
}

const state = document.getElementById("state");
const parts = draw(document.getElementById("picture"));

async function ask() {
  try {
    const answer = await fetch("/status.json", { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    show(parts, await answer.json());
    state.textContent = "Live.";
    state.className = "state";
  } catch (problem) {
    state.textContent = "The machine does not answer: " + problem.message;
    state.className = "state lost";
  }
}

ask();
setInterval(ask, 1000);
