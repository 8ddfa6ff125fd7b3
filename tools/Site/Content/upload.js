// SPDX-License-Identifier: BSD-2-Clause
"use strict";

const most = 16 * 1024 * 1024;
const state = document.getElementById("state");
const table = document.getElementById("file-table");
const form = document.querySelector("form.upload");

function say(text, isBad) {
  state.textContent = text;
  state.className = isBad ? "state lost" : "state";
}

function size(bytes) {
  if (bytes < 1024) return bytes + " B";
  return bytes < 1024 * 1024 ? (bytes / 1024).toFixed(1) + " KiB" : (bytes / 1024 / 1024).toFixed(1) + " MiB";
}

function row(file) {
  const line = document.createElement("tr");
  const address = "/files/" + encodeURIComponent(file.name);
  line.insertCell().append(Object.assign(document.createElement("a"), { href: address, textContent: file.name }));
  line.insertCell().textContent = size(file.size);
  line.insertCell().textContent = file.modified ? new Date(file.modified * 1000).toISOString().slice(0, 16).replace("T", " ") : "";
  const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "Remove" });
  button.setAttribute("aria-label", "Remove " + file.name);
  button.onclick = () => remove(address, file.name, button);
  line.insertCell().append(button);
  for (const cell of line.cells) cell.className = cell.cellIndex ? "n" : "";
  return line;
}

async function list() {
  try {
    const files = [];
    let next = 0;
    do {
      const answer = await fetch("/files.json?from=" + next, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status + " " + answer.statusText);
      const part = await answer.json();
      files.push(...part.files);
      next = part.next;
    } while (next);
    files.sort((one, other) => one.name.localeCompare(other.name));
    table.tBodies[0].replaceChildren(...files.map(row));
    say(files.length === 0 ? "No files yet." : files.length === 1 ? "One file." : files.length + " files.");
  } catch (problem) {
    say("The list of files does not come: " + problem.message, true);
  }
}

async function remove(address, name, button) {
  if (!confirm("Remove " + name + "?")) return;
  button.disabled = true;
  const answer = await fetch(address, { method: "DELETE" });
  if (answer.ok) await list();
  else say(name + " was not removed: " + answer.status + " " + answer.statusText, true);
}

form.addEventListener("submit", event => {
  const file = form.elements.file.files[0];
  if (file && file.size > most) {
    event.preventDefault();
    say(file.name + " has " + size(file.size) + ". That is too much.", true);
    return;
  }
  form.querySelector("button").disabled = true;
  say("Uploading …");
});
window.addEventListener("pageshow", () => { form.querySelector("button").disabled = false; });

list();
