// Comfort only: every page works without this file.

for (const menu of document.querySelectorAll("details.menu")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

for (const drop of document.querySelectorAll(".file-drop")) {
  const input = drop.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("is-over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!input || !event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

for (const toggle of document.querySelectorAll(".site-nav__toggle")) {
  const bar = toggle.closest(".site-nav");
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const isOpen = bar.classList.toggle("is-open");
    toggle.setAttribute("aria-expanded", isOpen);
  });
}

// Films and maps of other websites load after a click, never before.
for (const embed of document.querySelectorAll(".embed[data-frame]")) {
  const place = embed.querySelector(".embed__show");
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = embed.dataset.frame;
    frame.title = embed.dataset.title;
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.tabIndex = -1;
    place.replaceWith(frame);
    frame.focus();
  });
}
